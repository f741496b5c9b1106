"""The TOML description of a démarche: what it gives, and what it says when a key is wrong."""

from datetime import date
from pathlib import Path

import pytest

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import EtapeState
from facilitator.domain.event import EventKind, Presence, Table
from facilitator.errors import InputError
from facilitator.intake.description import read_description
from tests.intake.written import file

LEAST = 'titre = "CTG du Val"\n[territoire]\nnom = "Le Val"\n'
EVENT = LEAST + '[[evenements]]\ntitre = "Atelier parents"\ngenre = "table ronde"\n'


def described(tmp_path: Path, content: str) -> Path:
    return file(tmp_path / "demarche.toml", content)


def test_a_title_and_a_territory_are_enough(tmp_path: Path) -> None:
    description = read_description(described(tmp_path, LEAST))
    assert (description.demarche.slug, description.demarche.title) == ("ctg-du-val", "CTG du Val")
    assert description.demarche.territory.name == "Le Val"
    assert description.events == ()


def test_every_block_reaches_the_domain(tmp_path: Path) -> None:
    file(tmp_path / "mur.csv", "texte\nun local\n")
    content = """
        titre = "CTG"
        code = "val"
        commanditaire = "CC"
        caf = "Caf"
        cabinet = "Nous"
        signataires = ["CC"]
        suites = ["Après."]
        [territoire]
        nom = "Le Val"
        communes = ["A", "B"]
        habitants = 900
        fictif = true
        [[etapes]]
        titre = "Cadrage"
        etat = "en cours"
        debut = 2026-01-05
        [[evenements]]
        titre = "Atelier"
        genre = "séminaire"
        date = 2026-03-12
        gommettes = 3
        contributions = "mur.csv"
        suites = ["Ensuite."]
        [[evenements.tables]]
        nom = "T1"
        public = "parents"
        [[evenements.sequences]]
        numero = 1
        titre = "Ce qui manque"
        question = "Quoi ?"
        type = "idée"
        [[evenements.presents]]
        public = "parents"
        [[evenements.presents]]
        public = "jeunes"
        nombre = 0
    """
    description = read_description(described(tmp_path, content))
    demarche, event = description.demarche, description.events[0].event
    assert (demarche.slug, demarche.consultant, demarche.next_steps) == ("val", "Nous", ("Après.",))
    assert (demarche.etapes[0].state, demarche.etapes[0].starts) == (EtapeState.CURRENT, date(2026, 1, 5))
    assert (demarche.territory.communes, demarche.territory.fictive) == (("A", "B"), True)
    assert (event.slug, event.kind, event.held_on) == ("atelier", EventKind.SEMINAIRE, date(2026, 3, 12))
    assert event.tables == (Table("T1", "parents"),)
    assert event.sequences[0].default_type is ContributionType.PROPOSITION
    assert event.presences == (Presence("parents", None), Presence("jeunes", 0))
    assert description.events[0].contributions == tmp_path / "mur.csv"


def test_the_same_description_gives_the_same_ids_and_another_demarche_others(tmp_path: Path) -> None:
    first = read_description(described(tmp_path, EVENT)).events[0].event.id
    again = read_description(described(tmp_path, EVENT + 'lieu = "Ailleurs"\n')).events[0].event.id
    other = read_description(described(tmp_path, EVENT.replace("CTG du Val", "Une autre"))).events[0].event.id
    assert first == again != other
    assert len(first) == 32


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = file(tmp_path / "demarche.toml", LEAST, "utf-8-sig")
    assert read_description(path).demarche.title == "CTG du Val"


@pytest.mark.parametrize(
    ("content", "key", "cause"),
    [
        ('titre = "CTG"\n', "territoire", "obligatoire"),
        ("titre = 3\n[territoire]\nnom = 'x'\n", "titre", "texte entre guillemets"),
        (LEAST + "couleur = 'x'\n", "territoire > couleur", "n’existe pas"),
        (LEAST + "habitants = '900'\n", "territoire > habitants", "nombre entier"),
        (LEAST + "[[etapes]]\ntitre = 'x'\netat = 'finie'\n", "etapes > n° 1 > etat", "à venir"),
        (EVENT + "date = '12 mars'\n", "evenements > n° 1 > date", "2026-03-12"),
        (EVENT.replace("table ronde", "fête"), "evenements > n° 1 > genre", "table_ronde"),
        (EVENT + "gommettes = 0\n", "evenements > n° 1 > gommettes", "trop petit"),
        (EVENT + "code = 'Été'\n", "evenements > n° 1 > code", "minuscules"),
        (
            EVENT + "[[evenements.presents]]\npublic = 'x'\nnombre = -1\n",
            "presents > n° 1 > nombre",
            "trop petit",
        ),
        (
            EVENT + "[[evenements.tables]]\nnom='T'\n[[evenements.tables]]\nnom='T'\n",
            "evenements > n° 1",
            "deux fois",
        ),
        (
            LEAST + "[[etapes]]\ntitre='x'\netat='faite'\ndebut=2026-02-01\nfin=2026-01-01\n",
            "etapes > n° 1",
            "vient avant",
        ),
        (
            EVENT + "[[evenements.sequences]]\nnumero=1\ntitre='x'\ntype='zut'\n",
            "evenements > n° 1 > sequences > n° 1 > type",
            "proposition",
        ),
    ],
)
def test_a_wrong_key_is_named_with_its_file_in_french(
    tmp_path: Path, content: str, key: str, cause: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_description(described(tmp_path, content))
    title = refused.value.title.replace("\xa0", " ")
    assert key in title
    assert "demarche.toml" in title
    assert cause in refused.value.cause.replace("\xa0", " ")


def test_toml_that_does_not_read_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="TOML") as refused:
        read_description(described(tmp_path, LEAST + "communes = [\n'a' 'b']\n"))
    assert "ligne 5" in refused.value.cause


def test_a_file_of_contributions_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mur\.csv"):
        read_description(described(tmp_path, EVENT + 'contributions = "mur.csv"\n'))


def test_two_events_of_the_same_code_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="atelier-parents"):
        read_description(described(tmp_path, EVENT + EVENT.removeprefix(LEAST)))


def test_a_missing_or_binary_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_description(tmp_path / "absent.toml")
    with pytest.raises(InputError):
        read_description(file(tmp_path / "binaire.toml", b"\xff\xfe\x00"))


def test_figures_are_read_as_they_are_to_be_shown_and_say_what_they_lack(tmp_path: Path) -> None:
    content = (
        LEAST
        + """
        [[chiffres]]
        theme = "Petite enfance"
        libelle = "places pour 100 enfants"
        valeur = "52"
        annee = 2024
        echelle = "communauté de communes"
        source = "Caf"

        [[chiffres]]
        theme = "Mobilité"
        libelle = "ménages sans voiture"
        valeur = "9 %"
        """
    )
    whole, partial = read_description(described(tmp_path, content)).demarche.figures
    assert (whole.value, whole.year, whole.publisher, whole.lacks) == ("52", 2024, "Caf", ())
    assert partial.lacks == ("année", "échelle", "source")


@pytest.mark.parametrize("wrong", ["valeur = 52", "annee = '2024'", "annee = 12", "inconnu = 'x'"])
def test_a_figure_that_cannot_be_read_is_refused_with_its_number(tmp_path: Path, wrong: str) -> None:
    content = f"{LEAST}[[chiffres]]\ntheme = 'x'\nlibelle = 'y'\n{wrong}\n"
    with pytest.raises(InputError, match="chiffres"):
        read_description(described(tmp_path, content))
