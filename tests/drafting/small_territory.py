"""Three invented communes with a file of each sort, small numbers among them, for the tests of fiches."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from facilitator.config import shipped
from facilitator.domain.heard_in import Heard, Tie, Told
from facilitator.drafting.fiche_commune import Draft, Matter, Study, draft_fiches
from facilitator.drafting.fiche_figures import Figures
from facilitator.drafting.fiche_words import Answered
from facilitator.territory.dictionary import Formula
from facilitator.territory.readings import Readings
from facilitator.territory.recognising import read_file
from tests.territory.places import DICTIONARY, Desk, country, perimeter
from tests.walls import Said, wall

OUTLINES = [shipped("prompts")]
AUBRAC, BELVAL, CORZE = perimeter().communes
FILES = {
    "dossier.csv": """CODGEO;P22_POP;P16_POP;P22_POP7589;P22_POP90P;P22_LOG;P22_LOGVAC;P22_RP;P22_RP_LOCHLMV
01001;900;870;108;18;430;60;350;35
01002;400;410;40;8;190;10;170;0
01003;60;66;14;3;41;9;28;0
01009;5000;4900;600;90;2400;200;2100;300
""",
    "iris.csv": """IRIS;COM;P21_POP;P21_POP0002;P21_POP0305;P21_POP0610;P21_POP1117;P21_POP1824;P21_POP65P
010010000;01001;880;24;28;45;70;50;210
010020000;01002;404;12;13;20;33;24;90
010030000;01003;61;1;1;2;3;2;25
010090000;01009;4950;150;150;260;400;300;1100
""",
    "familles.csv": """CODGEO;C21_FAM;C21_FAMMONO;C21_MEN
01001;240;60;360
01002;110;12;171
01003;16;2;29
01009;1350;200;2150
""",
    "filosofi.csv": """CODGEO;NBMENFISC21;MED21;TP6021
01001;370;19500;18
01002;172;23100;9
01003;s;s;s
""",
    "filosofi_epci.csv": """CODGEO;NBMENFISC21;MED21;TP6021
200000001;570;21800;13
""",
    "s_ben.csv": """dtreffre;numcomdo;indfoy_ndur;indfoy_rsa;indfoy_ppa
2023-12-01;01001;170;25;55
2023-12-01;01002;60;5;15
2023-12-01;01003;10;;
""",
    "bpe.csv": """AN;DEPCOM;TYPEQU;NB_EQUIP
2023;01001;D265;1
2023;01009;D265;4
""",
}
SAID: list[Said] = [
    ("2 ans d'attente pr une place en crèche !!", "faiblesse", "T1", "parents 0-3 ans", 6),
    ("le foyer rural, il est à tout le monde", "force", "T2", "grands-parents", 2),
    ("« on a trouvé à 30 km, on a dit oui »", "verbatim", "T3", "parents 0-3 ans", 0),
    ("navette le samedi", "proposition", "T1", "parents 0-3 ans", 4),
]


@cache
def figures(*left_out: str) -> Figures:
    """What these files say, but for those left out."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for name, text in FILES.items():
            if name not in left_out:
                desk.bring(text, name)
        return Figures(desk.readings, DICTIONARY)


def heard(said: list[Said] = SAID, tie: Tie = Tie.PLACE) -> Heard:
    """These words, said at an atelier."""
    evidence = wall({"Thème": said})
    return Heard(tuple(Told(one, evidence, tie) for one in evidence.contributions))


def study(*left_out: str, listened: bool = False) -> Study:
    """The territory that the fiches share."""
    return Study(figures(*left_out), "CC de l’Aubrac", fictive=True, listened=listened)


def drafted(*matters: Matter) -> tuple[Draft, ...]:
    """The fiches of these communes, each within its page."""
    return draft_fiches(study(), matters, outlines=OUTLINES)


def whole_matter() -> Matter:
    """Aubrac, with words said there and answers to the survey."""
    return Matter(AUBRAC, heard(), Answered(14, 30))


def equipped(columns: Mapping[str, str], register: str) -> Figures:
    """What a register of equipments says, with an indicator of these names and columns each."""
    base = DICTIONARY["medecins"]
    known = {
        key: replace(base, key=key, name=key, numerators=(Formula(((column, 1),)),))
        for key, column in columns.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bpe.csv"
        path.write_text(register, "utf-8")
        report = read_file(path, country(), perimeter(), frozenset(columns.values()))
    return Figures(Readings(perimeter(), report.observations), known)
