"""The sheets and columns of our exports: their names and meanings, on which writing and reading agree.

``FORMAT`` grows with each change that an older program could not read rightly.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import EtapeState

FORMAT: Final = 1
MARK: Final = "Export facilitator, format"
"""Followed by the format's number: the header of a column of csv, the first line of the sheet Lisez-moi."""

TRAY: Final = "À ranger"
OFF_TOPIC: Final = "Hors sujet"
YES: Final = "oui"
SEPARATOR: Final = " | "
"""Stands between names in one cell; a bar within a name is doubled."""

CONTRIBUTIONS: Final = "Contributions"
THEMES: Final = "Thèmes"
CONTRASTS: Final = "Contrastes"
EVENTS: Final = "Événements"
ETAPES: Final = "Étapes"
FIGURES: Final = "Chiffres"
README: Final = "Lisez-moi"


class Col(StrEnum):
    """What a column holds; the value is its header."""

    EVENT = "Événement"
    KIND = "Genre"
    DATE = "Date de l’événement"
    NUMBER = "N°"
    SEQUENCE = "Séquence"
    TABLE = "Table"
    PUBLIC = "Public"
    QUALITY = "Qualité"
    TYPE = "Type"
    TEXT = "Texte"
    ORIGINAL = "Texte d’origine"
    VOTES = "Votes"
    THEME = "Thème"
    THEME_NUMBER = "N° du thème"
    SECONDARY = "Thèmes secondaires"
    OFF_TOPIC = "Hors sujet"
    BY = "Rangée par"
    CONFIDENCE = "Confiance"
    APART = "Pas ensemble avec"
    REFUSED = "Refusée dans"
    TIME = "Horodatage (UTC)"
    CORRECTED_BY = "Corrigée par"
    FILE = "Fichier d’origine"
    LINE = "Ligne d’origine"
    SPLIT_FROM = "Issue de"
    ID = "Identifiant"
    EVENT_CODE = "Code de l’événement"
    EVENT_ID = "Identifiant de l’événement"
    COUNT = "Contributions"
    TABLES = "Tables ou qualités"
    ALL_VOTES = "Votes en tout"
    THEME_VOTES = "Votes sur le thème"
    PUBLICS = "Publics"
    THEMATIQUES = "Thématiques CTG"
    CENTRAL = "Verbatim central"
    WORDS = "Mots du mur"
    NAMED_BY = "Thème nommé par"
    MADE_BY = "Thème créé par"
    COLOUR = "Couleur"
    CENTRAL_NUMBER = "N° du verbatim"
    THEME_ID = "Identifiant du thème"
    SIGNAL = "Nature"
    GROUP = "Groupe"
    SAID = "Dit"
    SIZE = "Sur"
    SAID_ELSEWHERE = "Ailleurs, dit"
    SIZE_ELSEWHERE = "Ailleurs, sur"
    SENTENCE = "Ce qu’on peut dire"
    NUMBERS = "N° des contributions"
    HEADING = "Rubrique"
    NAME = "Nom"
    VALUE = "Valeur"
    DETAIL = "Précision"
    ETAPE = "Étape"
    STATE = "État"
    STARTS = "Début"
    ENDS = "Fin"
    TOPIC = "Sujet du chiffre"
    WORDING = "Ce que dit le chiffre"
    YEAR = "Année"
    SCALE = "Échelle"
    COMPARISON = "Comparaison"
    PUBLISHER = "Source"


class Fact(StrEnum):
    """What a row of the sheet of events tells; the value is written in its column « Rubrique »."""

    CARD = "fiche"
    TABLE = "table"
    SEQUENCE = "séquence"
    PRESENCE = "présents"
    NEXT_STEP = "suite"
    SORTING = "classement"


NOT_INVITED: Final = "non invité"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: what it holds, what the codebook says of it, and its width in characters.

    ``technical`` columns complete the others and serve the way back in: at the right, and not printed.
    A ``clipped`` one shows what fits on one line.
    """

    col: Col
    meaning: str
    values: str
    width: int
    technical: bool = False
    clipped: bool = False


_WHOLE = "nombre entier"
_HAND = "machine, humain"
_EVENT = Column(Col.EVENT, "Titre de l'événement.", "texte", 30, clipped=True)
_EVENT_CODE = Column(Col.EVENT_CODE, "Nom court de l'événement, unique dans la démarche.", "code", 20, True)
_EVENT_ID = Column(Col.EVENT_ID, "Clé unique de l'événement.", "32 signes", 36, True)

CONTRIBUTION_COLUMNS: Final = (
    _EVENT,
    Column(Col.NUMBER, "Numéro permanent dans l'événement.", _WHOLE, 7),
    Column(Col.SEQUENCE, "Numéro de la séquence.", _WHOLE, 11),
    Column(Col.TABLE, "Table de la salle.", "texte", 10),
    Column(Col.PUBLIC, "Public, ou famille de public.", "texte", 18),
    Column(Col.QUALITY, "Qui parle, jamais un nom.", "famille : fonction", 18),
    Column(Col.TYPE, "Type de la contribution.", ", ".join(ContributionType), 13),
    Column(Col.TEXT, "Texte actuel, celui que citent les livrables.", "texte", 60),
    Column(Col.VOTES, "Gommettes sur la contribution.", f"{_WHOLE}, 0 ou plus", 8),
    Column(Col.THEME, "Où elle est rangée.", f"nom du thème, « {OFF_TOPIC} » ou « {TRAY} »", 28),
    Column(
        Col.SECONDARY,
        "Autres thèmes qu'elle touche ; elle n'y est pas comptée.",
        "noms séparés par « | » ; une barre dans un nom est doublée",
        20,
    ),
    Column(Col.THEME_NUMBER, "Numéro du thème sur le mur ; vide sans thème.", _WHOLE, 10, True),
    Column(Col.OFF_TOPIC, "Mise de côté comme hors sujet.", f"{YES}, ou vide", 10, True),
    Column(Col.ORIGINAL, "Texte tel qu'il a été saisi ; vide si c'est le même.", "texte", 40, True),
    Column(Col.KIND, "Genre de l'événement.", "atelier, table_ronde, seminaire…", 13, True),
    Column(Col.DATE, "Jour de l'événement.", "année-mois-jour", 13, True),
    Column(Col.BY, "Qui l'a rangée.", _HAND, 12, True),
    Column(Col.CONFIDENCE, "Assurance du rangement ; 1 pour un humain.", "de 0 à 1", 11, True),
    Column(
        Col.TIME, "Moment où elle a été enregistrée, en temps universel.", "année-mois-jour heure", 27, True
    ),
    Column(
        Col.CORRECTED_BY,
        "Poste qui a corrigé le texte en dernier.",
        "texte, vide si jamais corrigée",
        14,
        True,
    ),
    Column(Col.FILE, "Fichier dont elle a été importée.", "nom de fichier", 24, True),
    Column(Col.LINE, "Ligne de ce fichier ; l'en-tête est la ligne 1.", _WHOLE, 10, True),
    Column(Col.SPLIT_FROM, "N° de la contribution dont elle a été détachée.", _WHOLE, 9, True),
    Column(
        Col.APART,
        "N° des contributions avec lesquelles elle ne partage jamais un thème.",
        "nombres entiers séparés par « | »",
        14,
        True,
    ),
    Column(Col.REFUSED, "Thèmes où la machine ne la range jamais.", "noms séparés par « | »", 20, True),
    Column(Col.ID, "Clé unique de la contribution.", "32 signes", 36, True),
    _EVENT_CODE,
    _EVENT_ID,
)

THEME_FACTS: Final = (
    Column(Col.THEME_VOTES, "Gommettes posées sur le thème lui-même.", f"{_WHOLE}, 0 ou plus", 12),
    Column(Col.NAMED_BY, "Qui a donné son nom au thème.", _HAND, 12),
    Column(Col.MADE_BY, "Qui a créé le thème.", _HAND, 14, True),
)
"""What csv repeats on the rows of a theme, having no sheet of its own for it."""

THEME_COLUMNS: Final = (
    _EVENT,
    Column(Col.THEME_NUMBER, "Numéro du thème sur le mur.", _WHOLE, 8),
    Column(Col.THEME, "Nom du thème.", f"texte ; « {OFF_TOPIC} » et « {TRAY} » n'ont pas de numéro", 32),
    Column(Col.COUNT, "Contributions rangées dans le thème.", _WHOLE, 14),
    Column(Col.TABLES, "Tables où il en a été question, ou qualités qui en ont parlé.", _WHOLE, 12),
    Column(Col.ALL_VOTES, "Gommettes du thème et de ses contributions.", _WHOLE, 10),
    THEME_FACTS[0],
    Column(Col.PUBLICS, "Publics entendus, avec leur nombre de contributions.", "texte", 28),
    Column(
        Col.THEMATIQUES,
        "Thématiques de la CTG que touche le thème, reconnues d'après ses mots : à relire.",
        "noms de la liste nationale ; vide au-delà de 2 000 contributions",
        24,
    ),
    THEME_FACTS[1],
    Column(Col.CENTRAL, "La contribution la plus proche du cœur du thème.", "texte exact", 44),
    Column(Col.CENTRAL_NUMBER, "N° de cette contribution.", _WHOLE, 11, True),
    Column(Col.WORDS, "Mots du mur dont vient le nom proposé.", "mots séparés par « | »", 34, True),
    THEME_FACTS[2],
    Column(Col.COLOUR, "Rang de sa couleur dans la palette.", _WHOLE, 9, True),
    Column(Col.THEME_ID, "Clé unique du thème.", "32 signes", 36, True),
    _EVENT_CODE,
    _EVENT_ID,
)

CONTRAST_COLUMNS: Final = (
    _EVENT,
    Column(Col.THEME, "Thème dont il s'agit ; vide pour l'événement entier.", "texte", 28),
    Column(
        Col.SIGNAL,
        "Ce qui est constaté.",
        "signal à vérifier, surtout dit par, fait débat, silence, absence",
        18,
    ),
    Column(Col.GROUP, "Public, table ou qualité dont il s'agit.", "texte", 20),
    Column(Col.SAID, "Contributions du groupe sur ce thème (pour un débat : les forces).", _WHOLE, 8),
    Column(Col.SIZE, "Sur tant de contributions du groupe (« surtout » : du thème).", _WHOLE, 8),
    Column(Col.SAID_ELSEWHERE, "Contributions des autres groupes sur ce thème.", _WHOLE, 10),
    Column(Col.SIZE_ELSEWHERE, "Sur tant de contributions des autres groupes.", _WHOLE, 10),
    Column(Col.SENTENCE, "Phrase comptée, telle que les livrables l'écrivent.", "texte", 60),
    Column(Col.NUMBERS, "Contributions sur lesquelles elle repose.", "n° séparés par des virgules", 22),
)

EVENT_COLUMNS: Final = (
    _EVENT,
    Column(
        Col.HEADING,
        "Ce que dit la ligne.",
        "fiche, table, séquence, présents, suite, classement",
        14,
    ),
    Column(Col.NAME, "Nom de ce qui est dit : la date, la table, le public…", "texte", 24),
    Column(Col.VALUE, "Ce qui en est dit ; pour les présents, leur nombre.", "texte ou nombre", 50),
    Column(Col.DETAIL, "Question de la séquence ; public non invité.", "texte", 60),
    Column(Col.TYPE, "Type des contributions de la séquence.", ", ".join(ContributionType), 14),
    _EVENT_CODE,
    _EVENT_ID,
)

ETAPE_COLUMNS: Final = (
    Column(Col.ETAPE, "Étape de la démarche, dans son ordre.", "texte", 40),
    Column(Col.STATE, "Où elle en est.", ", ".join(EtapeState), 14),
    Column(Col.STARTS, "Jour où elle commence.", "année-mois-jour", 14),
    Column(Col.ENDS, "Jour où elle finit.", "année-mois-jour", 14),
)

FIGURE_COLUMNS: Final = (
    Column(Col.TOPIC, "Thématique ou thème dont parle le chiffre.", "texte", 24),
    Column(Col.WORDING, "Ce que le chiffre mesure.", "texte", 44),
    Column(Col.VALUE, "Le chiffre, tel qu'il se lit.", "texte", 30),
    Column(Col.YEAR, "Année du chiffre.", _WHOLE, 9),
    Column(Col.SCALE, "Territoire dont parle le chiffre.", "texte", 24),
    Column(Col.COMPARISON, "À quoi le comparer.", "texte", 34),
    Column(Col.PUBLISHER, "Qui le publie.", "texte", 24),
)

SHEETS: Final = {
    CONTRIBUTIONS: CONTRIBUTION_COLUMNS,
    THEMES: THEME_COLUMNS,
    CONTRASTS: CONTRAST_COLUMNS,
    EVENTS: EVENT_COLUMNS,
    ETAPES: ETAPE_COLUMNS,
    FIGURES: FIGURE_COLUMNS,
}

CSV_COLUMNS: Final = (*CONTRIBUTION_COLUMNS, *THEME_FACTS)


def mark() -> str:
    """What marks a file of the present format."""
    return f"{MARK} {FORMAT}"


def joined(names: list[str]) -> str:
    """Names in one cell, to be told apart again by :func:`parted`."""
    return SEPARATOR.join(name.replace("|", "||") for name in names)


def parted(cell: str) -> list[str]:
    """The names that :func:`joined` put into a cell."""
    return [name.replace("||", "|") for name in cell.split(SEPARATOR)] if cell else []
