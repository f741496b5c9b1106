"""One small file for each row of the table of sources (domaine.md § 4.8), in the true layout, and where it was read.

``read`` tells in which public code the header was read (identifiers as in domaine.md, S31); ``inferred`` what was not.
Figures are invented, for the country of ``places.py``.
"""
# ruff: noqa: E501 (rows of a file read better on one line)

import zipfile
from dataclasses import dataclass
from pathlib import Path

S31 = "domaine.md § 4.8, S31"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A file, the row of the table that it stands for, and figures that a hand computes from it.

    ``says`` are (indicator, place, year, number); ``beside`` files that it needs in its folder.
    """

    row: str
    name: str
    text: str
    read: str
    says: tuple[tuple[str, str, int, float], ...]
    inferred: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    def write(self, folder: Path) -> Path:
        """The file in this folder, with those beside it; a workbook's text is sheets, one « [name] » each."""
        for name, text in self.beside:
            (folder / name).write_text(text, "utf-8")
        path = folder / self.name
        if path.suffix == ".zip":
            with zipfile.ZipFile(path, "w") as archive:
                for part in self.text.split("\f"):
                    name, _, body = part.partition("\n")
                    archive.writestr(name, body)
        elif path.suffix == ".xlsx":
            write_workbook(path, self.text)
        else:
            path.write_text(self.text, "utf-8")
        return path


def write_workbook(path: Path, text: str) -> None:
    """A workbook of the sheets of this text: « [name] », then lines of cells between bars."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    sheet = None
    for line in text.strip("\n").split("\n"):
        if line.startswith("["):
            sheet = book.create_sheet(line.strip("[]"))
        elif sheet is not None:
            sheet.append([_cell(one) for one in line.split("|")])
    book.save(path)


def _cell(text: str) -> str | float | None:
    if not text:
        return None
    if text.startswith("0") and len(text) > 1 and text[1].isdecimal():
        return text
    try:
        return float(text)
    except ValueError:
        return text


def quoted(text: str) -> str:
    """Every field between quotes, as Melodi's files are."""
    return "".join(
        ";".join(f'"{one}"' for one in line.split(";")) + "\n" for line in text.strip().split("\n")
    )


MELODI = "GEO_OBJECT, TIME_PERIOD, OBS_VALUE, OBS_STATUS, champs entre guillemets : 58009081926, 57952875410"
APL_HEADER = (
    "Code commune INSEE|Commune|APL aux médecins généralistes|APL aux médecins généralistes de 65 ans ou moins |"
    "APL aux médecins généralistes de 60 ans ou moins |Population standardisée 2021 pour la médecine générale|"
    "Population totale 2021"
)
FINESS_LINE = "structureet;{0};010000999;X;;;;;;;;;{1};01;AIN;01000 X;;;{2};;;;;;;;;;;;;\n"
STRUCTURES = "finess;etalab;79;2024-01-10\n" + "".join(
    FINESS_LINE.format(*one)
    for one in (
        ("010000001", "001", 500),
        ("010000002", "001", 500),
        ("010000003", "009", 202),
        ("010000004", "002", 202),
    )
)

FIXTURES = (
    Fixture(
        "Population, âges",
        "dossier_complet.csv",
        "CODGEO;P22_POP;P22_POP0014;P22_POP7589;P22_POP90P;P16_POP;SUPERF;NAIS23;DECES23;NAIS1621;DECE1621\n"
        "01001;900;180;90;10;880;30;9;12;60;70\n01002;400;60;50;5;500;20;3;4;20;30\n01003;60;9;6;0;20;10;0;1;1;2\n",
        f"{S31} ; NAIS1520, DECE1520, P21_RSECOCC : 14978068231, 41490623840",
        (
            ("population", "Aubrac", 2022, 900),
            ("part-75", "Belval", 2022, 100 * 55 / 400),
            ("densite", "EPCI", 2022, 1360 / 60),
            ("solde-naturel", "Aubrac", 2023, -3),
            ("evolution-population", "Aubrac", 2022, 100 * 20 / 880),
            ("evolution-naturelle", "Belval", 2022, 100 * -10 / 500),
            ("evolution-migratoire", "Belval", 2022, 100 * (400 - 500 + 10) / 500),
            ("moins-15", "Aubrac", 2022, 20),
        ),
    ),
    Fixture(
        "0-2, 3-5, 6-10, 11-17",
        "base-ic-evol-struct-pop-2021.zip",
        "base-ic-evol-struct-pop-2021.CSV\n"
        "IRIS;REG;DEP;COM;LIBCOM;LIBIRIS;P21_POP;P21_POP0002;P21_POP0305;P21_POP0610;P21_POP1117;P21_POP1824;P21_POP65P\n"
        "010010101;84;01;01001;Aubrac;A;500;12.5;10;20;40;30;90\n010010102;84;01;01001;Aubrac;B;400;10;9;15;30;20;80\n"
        "010020000;84;01;01002;Belval;C;400;8;9;20;30;25;99\n\f"
        "meta_base-ic-evol-struct-pop-2021.CSV\nCOD_VAR;LIB_VAR\nP21_POP;Population\n",
        S31,
        (
            ("age-0-2", "Aubrac", 2021, 22.5),
            ("age-3-10", "Aubrac", 2021, 54),
            ("age-11-17", "Belval", 2021, 30),
        ),
        ("REG", "LIBCOM", "LIBIRIS"),
    ),
    Fixture(
        "Familles",
        "base-cc-coupl-fam-men-2021.csv",
        "CODGEO;C21_FAM;C21_FAMMONO;C21_COUPAENF;C21_MEN;C21_MENPSEUL;C21_NE24F3;C21_NE24F4P\n"
        "01001;250;50;110;400;120;30;5\n01002;100;11;40;180;60;8;2\n01003;17;4;6;28;9;1;0\n",
        S31,
        (
            ("monoparentales", "EPCI", 2021, 100 * 65 / 367),
            ("menages-seuls", "Aubrac", 2021, 30),
            ("familles-nombreuses", "Belval", 2021, 10),
        ),
        ("C21_NE24F3", "C21_NE24F4P"),
    ),
    Fixture(
        "Personnes seules 65+",
        "base-cc-coupl-fam-men-2021.csv",
        "CODGEO;P21_POP6579;P21_POP80P;P21_POP6579_PSEUL;P21_POP80P_PSEUL\n01001;140;60;35;30\n01002;60;40;20;22\n",
        S31,
        (("seuls-65", "Aubrac", 2021, 32.5), ("seuls-80", "Belval", 2021, 55)),
    ),
    Fixture(
        "Niveau de vie, pauvreté",
        "base-cc-filosofi-2021.zip",
        "cc_filosofi_2021_COM.csv\nCODGEO;LIBGEO;NBMENFISC21;MED21;TP6021;PPSOC21;TP60AGE121\n"
        "01001;Aubrac;390;21500;14;6.1;22\n01002;Belval;s;s;s;s;s\n\f"
        "cc_filosofi_2021_EPCI.csv\nCODGEO;LIBGEO;MED21;TP6021\n200000001;CC;20900;15.2\n\f"
        "cc_filosofi_2021_DEP.csv\nCODGEO;LIBGEO;MED21;TP6021\n01;Ain;23400;10.4\n\f"
        "cc_filosofi_2021_REG.csv\nCODGEO;LIBGEO;MED21;TP6021\n01;Guadeloupe;9;99\n",
        S31,
        (
            ("niveau-de-vie", "Aubrac", 2021, 21500),
            ("niveau-de-vie", "EPCI", 2021, 20900),
            ("pauvrete", "département", 2021, 10.4),
            ("pauvrete-moins-30", "Aubrac", 2021, 22),
            ("part-prestations", "Aubrac", 2021, 6.1),
        ),
        ("TP60AGE121", "les noms des fichiers de l’archive"),
    ),
    Fixture(
        "Chômage, activité",
        "base-cc-emploi-pop-active-2022.csv",
        "CODGEO;P22_ACT1564;P22_CHOM1564;P22_ACT1524;P22_CHOM1524\n01001;420;42;50;10\n01002;180;12;20;5\n",
        f"{S31} ; P21_CHOM1564, P21_ACT1564 : 6811749879",
        (("chomage", "Aubrac", 2022, 10), ("chomage-jeunes", "Aubrac", 2022, 20)),
        ("P22_ACT1524", "P22_CHOM1524"),
    ),
    Fixture(
        "Logement",
        "base-cc-logement-2021.csv",
        "CODGEO;P21_LOG;P21_LOGVAC;P21_RSECOCC;P21_RP;P21_RP_PROP;P21_RP_LOC;P21_RP_LOCHLMV;C21_RP_HSTU1P;C21_RP_HSTU1P_SUROCC\n"
        "01001;500;40;60;400;260;130;48;380;19\n01002;250;30;40;180;150;28;0;175;7\n",
        f"{S31} ; P21_RSECOCC : 41490623840",
        (
            ("vacance", "Aubrac", 2021, 8),
            ("residences-secondaires", "Aubrac", 2021, 12),
            ("hlm", "Aubrac", 2021, 12),
            ("proprietaires", "Aubrac", 2021, 65),
            ("suroccupation", "Belval", 2021, 4),
        ),
        ("C21_RP_HSTU1P",),
    ),
    Fixture(
        "Ménages sans voiture",
        "base-cc-logement-2021.csv",
        "CODGEO;P21_RP;P21_RP_VOIT1P\n01001;400;380\n01002;180;171\n",
        S31,
        (("sans-voiture", "Aubrac", 2021, 5),),
    ),
    Fixture(
        "Foyers allocataires, RSA, PPA, AF, CMG, APL",
        "s_ben_com_f.csv",
        "dtreffre;numcomdo;nomcomdo;indfoy_ndur;indnbp_ndur;indfoy_rsa;indfoy_ppa;indfoy_af;indfoy_asf;indfoy_cmg;"
        "indfoy_apl;indfoy_als;indfoy_alf\n"
        "2023-12-01;01001;AUBRAC;170;420;25;60;80;15;20;30;10;15\n2023-12-01;XX;INCONNU;5;5;5;5;5;5;5;5;5;5\n",
        S31,
        (
            ("rsa", "Aubrac", 2023, 25),
            ("prime-activite", "Aubrac", 2023, 60),
            ("allocations-familiales", "Aubrac", 2023, 80),
            ("cmg", "Aubrac", 2023, 20),
            ("aides-logement", "Aubrac", 2023, 55),
            ("soutien-familial", "Aubrac", 2023, 15),
        ),
        ("nomcomdo",),
    ),
    Fixture(
        "Quotient familial",
        "ndur_s_qf_400_com_f.csv",
        "dtreffre;numcomdo;qf_400;indfoy_ndur\n2023-12-01;01001;0-399;40\n2023-12-01;01001;400-799;60\n"
        "2023-12-01;01001;800 et plus;100\n2023-12-01;01001;inconnu;15\n",
        S31,
        (("qf-800", "Aubrac", 2023, 50),),
        ("indfoy_ndur", "les libellés des tranches"),
    ),
    *(
        Fixture(
            "Accueil du jeune enfant",
            f"txcouv_pe_{kind}.csv",
            f"annee;{keys}txcouv_eaje_{kind};txcouv_psu_col_{kind};txcouv_hors_psu_col_{kind};txcouv_am_ind_{kind};"
            f"txcouv_gad_ind_{kind};txcouv_ind_{kind};txcouv_prescol_{kind};txcouv_{kind}\n"
            f"{when};{cells}15.5;12.1;3.4;36.8;0.7;37.5;2.4;55.4\n",
            f"{S31} ; numcom, numepci, numdep, nom…, _eaje, _hors_psu_col, _ind : 44135205764, 43845482182, 68313628096",
            tuple(
                (key, place, 2023, number)
                for key, number in (
                    ("couverture", 55.4),
                    ("couverture-collectif", 12.1),
                    ("couverture-assistantes-maternelles", 36.8),
                    ("couverture-domicile", 0.7),
                    ("couverture-prescolaire", 2.4),
                )
            ),
            inferred,
        )
        for kind, keys, cells, place, when, inferred in (
            (
                "com",
                "numcom;nomcom;numepci;nomepci;numdep;nomdep;",
                "01001;AUBRAC;200000001;CC;01;AIN;",
                "Aubrac",
                "2023",
                (),
            ),
            (
                "epci",
                "numepci;nomepci;numdep;nomdep;",
                "200000001;CC;01;AIN;",
                "EPCI",
                "2023",
                ("txcouv_eaje_epci",),
            ),
            ("dep", "numdep;nomdep;", "01;AIN;", "département", "2023", ("toutes en _dep",)),
            ("nat", "", "", "France", "2023-01-01", ("toutes en _nat",)),
        )
    ),
    *(
        Fixture(
            "Accueil du jeune enfant",
            f"nbpla_pe_{kind}.csv",
            f"annee;{key}pl_eaje_{kind};pl_am_ind_{kind};tot_offre_{kind}\n2023;{cell}70;213;301\n",
            S31,
            (
                ("places", place, 2023, 301),
                ("places-eaje", place, 2023, 70),
                ("places-assistantes-maternelles", place, 2023, 213),
            ),
            inferred,
        )
        for kind, key, cell, place, inferred in (
            ("com", "numcom;", "01001;", "Aubrac", ("toutes en _com",)),
            ("epci", "numepci;", "200000001;", "EPCI", ()),
            ("dep", "numdep;", "01;", "département", ("toutes en _dep",)),
            ("nat", "", "", "France", ("toutes en _nat",)),
        )
    ),
    Fixture(
        "Écoles, effectifs, IPS",
        "fr-en-ecoles-effectifs-nb_classes.csv",
        "rentree_scolaire;departement;commune;numero_ecole;nombre_total_eleves\n"
        "2023;AIN;AUBRAC;0010001X;80\n2023;AIN;AUBRAC;0010002X;35\n2021;AIN;AUBRAC;0010001X;120\n",
        S31,
        (("eleves", "Aubrac", 2023, 115), ("ecoles", "Aubrac", 2023, 2), ("eleves", "Aubrac", 2021, 120)),
        ("departement", "commune"),
    ),
    Fixture(
        "Écoles, effectifs, IPS",
        "fr-en-ips-ecoles-ap2022.csv",
        "rentree_scolaire;uai;code_insee_de_la_commune;ips\n2023-2024;1A;01001;90.5\n2023-2024;1B;01001;109.5\n2023-2024;2A;01002;NS\n",
        S31,
        (("ips", "Aubrac", 2023, 100),),
        ("rentree_scolaire", "code_insee_de_la_commune"),
    ),
    Fixture(
        "Écoles, effectifs, IPS",
        "fr-en-annuaire-education.csv",
        "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;code_commune;nom_commune;date_maj_ligne\n"
        "1A;Un;Ecole;01001;Aubrac;2024-09-12\n1C;Deux;Collège;01001;Aubrac;2024-09-12\n1L;Trois;Lycée;01009;Dormans;2024-09-12\n",
        S31,
        (("colleges", "Aubrac", 2024, 1), ("lycees", "Aubrac", 2024, 0), ("lycees", "département", 2024, 1)),
        ("toutes",),
    ),
    Fixture(
        "Équipements",
        "BPE24.csv",
        "AN;NOMRS;CNOMRS;NUMVOIE;INDREP;TYPVOIE;LIBVOIE;CADR;CODPOS;DEPCOM;DEP;REG;LIBCOM;DOM;SDOM;TYPEQU;SIRET\n"
        + "".join(
            f"2024;;;;;;;;;{code};01;84;;{kind[0]};{kind[:2]};{kind};\n"
            for code, kind in (
                *(
                    ("01001", one)
                    for one in ("D502", "D502", "D265", "D281", "D277", "D279", "D307", "D108", "D113")
                ),
                *(("01001", one) for one in ("D504", "D505", "D506", "D508", "D115", "F307", "F121", "F101")),
                *(("01002", one) for one in ("A206", "A207", "A208", "D265")),
            )
        ),
        "67272642488 (en-tête de BPE24) ; codes des types : 71346022632",
        (
            ("creches", "Aubrac", 2024, 2),
            ("creches", "Belval", 2024, 0),
            ("medecins", "EPCI", 2024, 2),
            ("centres-sociaux", "Aubrac", 2024, 2),
            ("accueils-de-loisirs", "Aubrac", 2024, 1),
            ("maisons-de-sante", "Aubrac", 2024, 2),
            ("poste", "Belval", 2024, 3),
            ("bibliotheques", "département", 2024, 1),
        ),
    ),
    Fixture(
        "Équipements",
        "DS_BPE_2024_data.csv",
        quoted(
            "GEO;GEO_OBJECT;FACILITY_DOM;FACILITY_SDOM;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n"
            "01001;COM;D;D5;D502;FACILITIES;2024;2\n01002;COM;D;D2;D265;FACILITIES;2024;1\n"
            "01001;COM;D;_T;_T;FACILITIES;2024;9\n200000001;EPCI;D;D5;D502;FACILITIES;2024;2\n01;DEP;D;D5;D502;FACILITIES;2024;4"
        ),
        "GEO, GEO_OBJECT, FACILITY_TYPE, BPE_MEASURE, TIME_PERIOD, OBS_VALUE : 65776019395",
        (("creches", "Aubrac", 2024, 2), ("creches", "Belval", 2024, 0), ("creches", "département", 2024, 4)),
        ("FACILITY_DOM", "FACILITY_SDOM"),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_POPULATION_PRINC_2022_CSV_FR.zip",
        "DS_RP_POPULATION_PRINC_2022_data.csv\n"
        + quoted(
            "AGE;GEO;GEO_OBJECT;RP_MEASURE;SEX;TIME_PERIOD;OBS_VALUE\n_T;01001;COM;POP;_T;2022;900.5\n_T;01001;COM;POP;F;2022;460\n"
            "Y_LT15;01001;COM;POP;_T;2022;180.1\n_T;01001;COM;POP;_T;2016;880\n_T;01001;BV2022;POP;_T;2022;99999\n"
            "_T;200000001;EPCI;POP;_T;2022;1360\n_T;01;DEP;POP;_T;2022;6360\n_T;84;REG;POP;_T;2022;1\n_T;F;FRANCE;POP;_T;2022;68000000\n"
            "_T;FM;FRANCE;POP;_T;2022;65000000"
        )
        + "\fDS_RP_POPULATION_PRINC_2022_metadata.csv\n"
        + quoted("COD_VAR;LIB_VAR;COD_MOD;LIB_MOD\nAGE;Âge;_T;Total"),
        f"AGE;GEO;GEO_OBJECT;RP_MEASURE;SEX;TIME_PERIOD;OBS_VALUE : 12566435629 ; {MELODI}",
        (
            ("population", "Aubrac", 2022, 900.5),
            ("population", "Aubrac", 2016, 880),
            ("moins-15", "Aubrac", 2022, 20),
            ("population", "département", 2022, 6360),
            ("population", "France", 2022, 68000000),
        ),
        ("les codes d’AGE",),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_FAMILLE_COMP_2022_data.csv",
        quoted(
            "GEO;GEO_OBJECT;TFN;NCH;FREQ;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n01001;COM;_T;_T;A;A;2022;250\n01001;COM;1;_T;A;A;2022;50\n"
            "01001;COM;11;_T;A;A;2022;8\n01001;COM;22;_T;A;A;2022;110\n01001;COM;_T;2;A;A;2022;70\n01002;COM;_T;_T;A;K;2022;"
        ),
        f"TFN et ses codes, NCH : 58009081926 ; {MELODI}",
        (("monoparentales", "Aubrac", 2022, 20), ("couples-enfants", "Aubrac", 2022, 44)),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_NAVETTES_PRINC_2022_data.csv",
        quoted(
            "GEO;GEO_OBJECT;TRANS;WORK_AREA;AGE;EMPSTA_ENQ;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
            "01001;COM;_T;_T;Y_GE15;1;A;2022;400\n01001;COM;5;_T;Y_GE15;1;A;2022;340\n01001;COM;5;10;Y_GE15;1;A;2022;40\n"
            "01001;COM;6;_T;Y_GE15;1;A;2022;12\n01001;COM;_T;10;Y_GE15;1;A;2022;100"
        ),
        f"dimensions et codes : 67272642488 (vérifiés sur le fichier), 71214890521 ; {MELODI}",
        (
            ("travail-voiture", "Aubrac", 2022, 85),
            ("travail-transports", "Aubrac", 2022, 3),
            ("travail-commune", "Aubrac", 2022, 25),
        ),
        ("l’ordre des colonnes",),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_EDUCATION_PRINC_2022_data.csv",
        quoted(
            "GEO;GEO_OBJECT;AGE;STUD;SEX;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n01001;COM;Y18T24;_T;_T;A;2022;60\n"
            "01001;COM;Y18T24;1;_T;A;2022;24\n01001;COM;Y18T24;1;F;A;2022;14\n01001;COM;Y15T17;_T;_T;A;2022;40\n"
            "01001;COM;Y15T17;1;_T;A;2022;38\n01001;COM;Y2T5;_T;_T;A;2022;50\n01001;COM;Y2T5;1;_T;A;2022;40"
        ),
        f"AGE, STUD, SEX et leurs codes : 71128722539 ; {MELODI}",
        (
            ("non-scolarises-18-24", "Aubrac", 2022, 60),
            ("non-scolarises-15-17", "Aubrac", 2022, 5),
            ("scolarises-2-5", "Aubrac", 2022, 80),
            ("age-18-24", "Aubrac", 2022, 60),
        ),
        ("l’ordre des colonnes",),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_DIPLOMES_PRINC_2022_data.csv",
        quoted(
            "GEO;GEO_OBJECT;AGE;EDUC;SEX;STUD;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n01001;COM;Y_GE15;_T;_T;2;A;2022;500\n"
            "01001;COM;Y_GE15;001T100_RP;_T;2;A;2022;100\n01001;COM;Y_GE15;500T702_RP;_T;2;A;2022;150"
        ),
        f"EDUC et ses codes : 71128722539 ; {MELODI}",
        (("sans-diplome", "Aubrac", 2022, 20), ("diplome-superieur", "Aubrac", 2022, 30)),
        ("AGE", "STUD", "l’ordre des colonnes"),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "base-cc-diplomes-formation-2022.xlsx",
        "[À lire]\nDocumentation\n[COM_2022]\nDiplômes - Formation en 2022\nMise en ligne\nCode géographique|Libellé|Population|Sans diplôme|"
        "Bac + 2|Bac + 3 ou 4|Bac + 5\nCODGEO|LIBGEO|P22_NSCOL15P|P22_NSCOL15P_DIPLMIN|P22_NSCOL15P_SUP2|P22_NSCOL15P_SUP34|"
        "P22_NSCOL15P_SUP5\n01001|Aubrac|500|100|60|50|40\n01002|Belval|250|80|20|10|10\n",
        "P21_NSCOL15P… : 51800938401, 61919866551",
        (("sans-diplome", "Aubrac", 2022, 20), ("diplome-superieur", "Belval", 2022, 16)),
        ("le nom de la feuille", "la ligne de l’en-tête"),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_FILOSOFI_AGE_TP_NIVVIE_2021_data.csv",
        quoted(
            "GEO;GEO_OBJECT;AGE_RF;FILOSOFI_MEASURE;UNIT_MEASURE;UNIT_MULT;CONF_STATUS;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
            "01001;COM;_T;MED_SL;EUR_YR;0;F;A;2021;21500\n01001;COM;_T;PR_MD60;PT;0;F;A;2021;14\n"
            "01001;COM;Y_LT30;PR_MD60;PT;0;C;A;2021;\n200000001;EPCI;Y_LT30;PR_MD60;PT;0;F;A;2021;23.5\n"
            "200000001;EPCI;Y_GE75;PR_MD60;PT;0;F;A;2021;9.5"
        ),
        "AGE_RF, UNIT_MEASURE : 30395888868 ; FILOSOFI_MEASURE, CONF_STATUS, UNIT_MULT : 52117498572, 20286815201",
        (
            ("niveau-de-vie", "Aubrac", 2021, 21500),
            ("pauvrete", "Aubrac", 2021, 14),
            ("pauvrete-moins-30", "EPCI", 2021, 23.5),
            ("pauvrete-75", "EPCI", 2021, 9.5),
        ),
        ("les codes d’AGE_RF", "l’ordre des colonnes"),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "base-cc-filosofi-2021-geo2025_csv.zip",
        "DS_FILOSOFI_CC_2021_data.csv\n"
        + quoted(
            "GEO;GEO_OBJECT;FILOSOFI_MEASURE;UNIT_MEASURE;UNIT_MULT;CONF_STATUS;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
            "01001;COM;MED_SL;EUR_YR;0;F;A;2021;21500\n01002;COM;MED_SL;EUR_YR;0;C;A;2021;\n01001;COM;S_SOC_BEN_DI;PT;0;F;A;2021;6.1\n"
            "01;DEP;PR_MD60;PT;0;F;A;2021;10,4"
        ),
        "52117498572",
        (
            ("niveau-de-vie", "Aubrac", 2021, 21500),
            ("part-prestations", "Aubrac", 2021, 6.1),
            ("pauvrete", "département", 2021, 10.4),
        ),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_LOGEMENT_PRINC_2023_data.csv",
        quoted(
            "GEO;GEO_OBJECT;OCS;L_STAY;TDW;CARS;RP_MEASURE;CARPARK;NOR;TSH;BUILD_END;NRG_SRC;FREQ;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
            "01001;COM;_T;_T;_T;_T;DWELLINGS;_T;_T;_T;_T;_T;A;A;2023;1000\n01001;COM;DW_VAC;_T;_T;_T;DWELLINGS;_T;_T;_T;_T;_T;A;A;2023;100\n"
            "01001;COM;DW_MAIN;_T;_T;_T;DWELLINGS;_T;_T;_T;_T;_T;A;A;2023;850\n01001;COM;DW_MAIN;_T;2;_T;DWELLINGS;_T;_T;_T;_T;_T;A;A;2023;300\n"
            "01001;COM;DW_MAIN;_T;_T;_T;DWELLINGS;_T;_T;221;_T;_T;A;A;2023;102\n01001;COM;DW_MAIN;_T;_T;_T;DWELLINGS_ROOMS;_T;_T;_T;_T;_T;A;A;2023;3000"
        ),
        "57952875410 (en-tête et codes)",
        (("vacance", "Aubrac", 2023, 10), ("hlm", "Aubrac", 2023, 12)),
    ),
    Fixture(
        "Diplômes, mobilités, scolarisation",
        "DS_RP_EMPLOI_LR_PRINC_2023_data.csv",
        quoted(
            "GEO;GEO_OBJECT;EMPSTA_ENQ;AGE;SEX;EDUC;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n01001;COM;1T2;Y15T64;_T;_T;A;2023;420\n"
            "01001;COM;2;Y15T64;_T;_T;A;2023;42\n01001;COM;1T2;Y15T24;_T;_T;A;2023;50\n01001;COM;2;Y15T24;_T;_T;A;2023;10"
        ),
        f"71214890521 ; {MELODI}",
        (("chomage", "Aubrac", 2023, 10), ("chomage-jeunes", "Aubrac", 2023, 20)),
        ("l’ordre des colonnes",),
    ),
    Fixture(
        "Médecins (APL), France services, offre médico-sociale",
        "apl_medecins_generalistes_2023.xlsx",
        "".join(
            f"[APL {year}]\nIndicateur d'accessibilité potentielle localisée (APL) aux médecins généralistes\n \nMillésime : {year}\n"
            f"Sources : …\nChamp : …\nLecture : …\nNote : …\n \n{APL_HEADER}\n||En nombre de consultations par an|||\n"
            f"01001|Aubrac|{value}|2.5|2|1000|900\n01002|Belval|2|1.5|1|500|400\n01003|Corzé|1|1|1|100|60\n01009|Dormans|4|3|3|5400|5000\n"
            for year, value in (("2022", 3.2), ("2023", 3))
        ),
        "71206188939 (feuilles miniatures fidèles aux classeurs), 57993812694, 68316868087",
        (
            ("apl", "Aubrac", 2023, 3),
            ("apl", "Aubrac", 2022, 3.2),
            ("apl", "EPCI", 2023, (3 * 1000 + 2 * 500 + 1 * 100) / 1600),
            ("apl-60", "département", 2023, (2 * 1000 + 500 + 100 + 3 * 5400) / 7000),
            ("sous-denses", "EPCI", 2023, 100 * 460 / 1360),
        ),
    ),
    Fixture(
        "Médecins (APL), France services, offre médico-sociale",
        "liste-france-services-20240901.csv",
        "id_fs;lib_fs;adresse;code_postal;insee_com;lib_com;insee_dep;format_fs;itinerance;latitude;longitude\n"
        "1;France services A;;;01001;Aubrac;01;Site principal;Non;;\n2;France services B;;;01001;Aubrac;01;Antenne;Non;;\n"
        "3;Bus C;;;01002;Belval;01;Bus;Oui;;\n",
        "lib_fs, insee_com, insee_dep, format_fs (« Bus… »), latitude, longitude : 70252056879",
        (
            ("france-services", "Aubrac", 2024, 2),
            ("france-services", "Corzé", 2024, 0),
            ("france-services-itinerantes", "EPCI", 2024, 1),
        ),
        ("id_fs", "adresse", "code_postal", "lib_com", "itinerance", "le nom du fichier"),
    ),
    Fixture(
        "Médecins (APL), France services, offre médico-sociale",
        "etalab-cs1100502-stock-20240110-0338.csv",
        STRUCTURES,
        "première ligne et 32 positions : 68297542688, 55345378718, 48630811521",
        (
            ("ehpad", "Aubrac", 2024, 2),
            ("ehpad", "Belval", 2024, 0),
            ("residences-autonomie", "EPCI", 2024, 1),
            ("residences-autonomie", "département", 2024, 2),
        ),
    ),
    Fixture(
        "Médecins (APL), France services, offre médico-sociale",
        "etalab-cs1100505-stock-20240110-0338.csv",
        "finess;etalab;80;2024-01-10\nstructureet;010000001;010000999\n"
        + "".join(
            f"equipementsocial;{number};924;;11;;;;;{places};;;;;;{closed};;;;;;;;;;;;\n"
            for number, places, closed in (
                ("010000001", 60, "N"),
                ("010000001", 12, ""),
                ("010000002", 80, "N"),
                ("010000002", 10, "O"),
                ("010000003", 34, "N"),
            )
        ),
        "63386451813 (positions de la capacité et de la suppression), 51793293857",
        (
            ("places-ehpad", "Aubrac", 2024, 152),
            ("places-ehpad", "Belval", 2024, 0),
            ("places-residences-autonomie", "département", 2024, 34),
        ),
        beside=(("etalab-cs1100502-stock-20240110-0338.csv", STRUCTURES),),
    ),
)
