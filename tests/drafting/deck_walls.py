"""The walls that a deck must survive, by name: from six post-its to four hundred."""

from collections.abc import Callable
from dataclasses import replace

from facilitator.domain.demarche import Etape, EtapeState
from facilitator.domain.event import EventKind, Presence, Sequence
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.insight import Insight, WallMap
from tests.walls import Said, wall

SENTENCE = "Il manque des places dans les communes du nord et personne ne répond au téléphone. "
TYPES = ["constat", "besoin", "proposition", "force", "faiblesse", "question", "vigilance", None]


def six() -> EventEvidence:
    return wall(
        {
            "Places en crèche": [
                ("pas de place", "constat", "T1", "parents 0-3 ans", 2),
                ("2 ans d'attente", "faiblesse", "T2", "grands-parents", 0),
                ("une crèche itinérante", "proposition", "T3", "parents 0-3 ans", 5),
            ],
            "Horaires": [
                ("ouvrir à 7 h", "proposition", "T1", "parents 0-3 ans", 0),
                ("fermé le mercredi", "constat", "T1", "parents 0-3 ans", 0),
            ],
        },
        tray=[("bof", None, "T2", "grands-parents", 0)],
    )


def atelier() -> EventEvidence:
    """Something of everything: votes, forces, a debate, questions, tray, off-topic, a silent table."""
    places: list[Said] = [
        ("la halte est formidable", "force", "T1", "parents 0-3 ans", 1),
        ("l'équipe du relais répond toujours", "force", "T2", "parents 0-3 ans", 0),
        ("elle n'ouvre que deux matins", "faiblesse", "T1", "parents 0-3 ans", 4),
        ("ne pas tout mettre au bourg", "vigilance", "T3", "grands-parents", 2),
        ("8 mois d'attente pour une place", "constat", "T2", "parents 0-3 ans", 6),
        ("pouvoir souffler 2 h sans culpabiliser", "besoin", "T1", "parents 0-3 ans", 3),
        ("un accueil d'urgence le soir", "proposition", "T1", "parents 0-3 ans", 7),
        ("une liste de baby-sitters formés", "proposition", "T2", "grands-parents", 2),
        ("des fois je parle au poste", "verbatim", "T3", "grands-parents", 0),
    ]
    return wall(
        {
            "Garde d'enfants": places,
            "Rencontres": [
                (f"un café des parents numéro {n}", "proposition", "T1", None, n) for n in range(7)
            ],
            "Santé": [("aucun pédiatre à moins de 40 minutes", "constat", "T2", "grands-parents", 2)],
            "Noms": [("le Dr Lemarchal est parti", "constat", "T2", "grands-parents", 0)],
            "Bus": [("+ de bus le soir", "besoin", "T1", "parents 0-3 ans", 0)],
            "Prix": [("trop cher pour nous deux", "constat", "T1", "grands-parents", 0)],
            "Écrans": [("une soirée sur les écrans", "proposition", "T1", "grands-parents", 0)],
        },
        tray=[
            ("qui pilote ?", "question", "T1", "grands-parents", 0),
            ("à voir plus tard", None, "T1", None, 0),
        ],
        off_topic=[("le parking de l'école", "constat", "T2", "grands-parents", 0)],
        tables=4,
    )


def one_table() -> EventEvidence:
    said: list[Said] = [(f"un besoin très ordinaire numéro {n}", "besoin", "T1", None, 0) for n in range(5)]
    return wall({"Places": said, "Bus": said[:2]}, tables=1)


def all_verbatims() -> EventEvidence:
    return wall(
        {
            f"Parole {i}": [
                (f"des fois je parle au poste {i} {j}", "verbatim", f"T{1 + j % 3}", "seniors 75+", 0)
                for j in range(7)
            ]
            for i in range(4)
        }
    )


def large() -> EventEvidence:
    return wall(
        {
            f"Sujet numéro {i} dont le nom est assez long pour la ligne": [
                (
                    f"parole {i}-{j} {SENTENCE[: 20 + 5 * (j % 12)]}",
                    TYPES[j % 8],
                    f"T{1 + (i + j) % 3}",
                    "jeunes",
                    j % 5,
                )
                for j in range(16)
            ]
            for i in range(25)
        }
    )


def long_names() -> EventEvidence:
    name = "Un nom interminable qui décrit tout ce que les participants ont pu dire pendant la longue soirée "
    return wall(
        {
            (name * 4)[:300]: [
                ("court", "constat", "T1", "jeunes", 0),
                ("autre", "besoin", "T2", "jeunes", 0),
                ("encore", "besoin", "T2", "jeunes", 0),
            ],
            (name * 4)[:299]: [("pareil", "force", "T1", "jeunes", 1)],
            "x" * 300: [("mot", None, "T1", None, 0)],
        }
    )


def long_texts() -> EventEvidence:
    return wall(
        {
            "Longs": [
                (SENTENCE * 60, "constat", "T1", "jeunes", 0),
                (SENTENCE * 9, "force", "T2", "jeunes", 0),
                (SENTENCE * 8, "besoin", "T2", "jeunes", 0),
            ],
            "Lignes": [("une\ndeux\ntrois", "constat", "T1", "jeunes", 1)],
            "Guillemets": [("« déjà entre guillemets »", "verbatim", "T1", "jeunes", 1)],
        },
        tray=[(SENTENCE * 6, "question", "T1", "jeunes", 0)],
    )


def bare() -> EventEvidence:
    """Nothing known of the event but its contributions."""
    found = six()
    event = replace(
        found.event, presences=(), held_on=None, sequences=(), tables=(), place="", dots_per_person=None
    )
    demarche = replace(found.demarche, etapes=(), next_steps=())
    return replace(
        found, demarche=demarche, event=event, publics=(), absent=(), unheard=(), shares=(), silent=()
    )


def unsorted() -> EventEvidence:
    return wall({}, tray=[(f"parole numéro {n} sur le mur", None, "T1", "jeunes", 0) for n in range(20)])


def table_ronde() -> EventEvidence:
    return wall(
        {
            "Guichet": [
                ("trop de papiers", "constat", None, "élue : maire d'une commune rurale", 0),
                ("un guichet unique", "proposition", None, "agent : directrice du CCAS", 0),
                ("on fait du pompier", "verbatim", None, "partenaire : Département, assistante sociale", 0),
            ],
            "Bus": [("un bus le soir", "besoin", None, "agent : directrice du CCAS", 0)],
        },
        kind=EventKind.TABLE_RONDE,
    )


def crowded() -> EventEvidence:
    """Many étapes, questions, publics and next steps."""
    found = six()
    etapes = tuple(
        Etape(f"Étape au titre plutôt long numéro {n}", EtapeState.CURRENT if n == 4 else EtapeState.PLANNED)
        for n in range(1, 12)
    )
    steps = tuple(f"{SENTENCE}{SENTENCE}({n})" for n in range(12))
    questions = tuple(Sequence(n, f"Temps {n}", SENTENCE * n) for n in range(1, 9))
    publics = tuple(Presence(f"public invité numéro {n}", n % 4 or None) for n in range(24))
    event = replace(found.event, sequences=questions, presences=publics, title=SENTENCE * 5)
    demarche = replace(found.demarche, etapes=etapes, next_steps=steps, title=SENTENCE * 4)
    return replace(found, event=event, demarche=demarche)


def seen(evidence: EventEvidence) -> EventEvidence:
    """The same wall with what the machine sees on it by meaning: a map, doubles, what nobody spoke of."""
    themes = evidence.themes[:12]
    columns = min(4, max(1, len(themes)))
    laid = WallMap(
        columns,
        -(-len(themes) // columns),
        {theme.theme.id: (at % columns, at // columns) for at, theme in enumerate(themes)},
        {c.id: ((n % 3 - 1) / 2, (n % 5 - 2) / 3) for n, c in enumerate(evidence.contributions)},
    )
    ids = [theme.theme.id for theme in themes]
    return replace(
        evidence,
        insight=Insight(
            unspoken=("Logement", "Handicap, inclusion"),
            thematiques=dict.fromkeys(ids[:2], "Petite enfance 0-3"),
            doubles=(tuple(c.id for c in evidence.contributions[:2]),),
            alike=(ids[0], ids[1]) if len(ids) > 1 else None,
            wall_map=laid if len(ids) > 1 else None,
        ),
    )


WALLS: dict[str, Callable[[], EventEvidence]] = {
    made.__name__: made
    for made in (
        six,
        atelier,
        one_table,
        all_verbatims,
        large,
        long_names,
        long_texts,
        bare,
        unsorted,
        table_ronde,
        crowded,
    )
}
