"""The commands: one table, read by the prompt, the completion, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.domain.contribution import fold
from facilitator.errors import FacilitatorError, UsageError
from facilitator.language.french import listed
from facilitator.tui.doing import capture, documents, looking, moving, wall

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name and its English or shorter aliases, what follows it, and what it does.

    ``group`` is its heading in the help; ``do`` carries it out, with its argument as typed.
    """

    name: str
    aliases: tuple[str, ...]
    argument: str
    help: str
    group: str
    do: Callable[[Desk, str], None]

    @property
    def usage(self) -> str:
        """« /deplacer 12 14 mobilité »."""
        return f"/{self.name} {self.argument}".rstrip()


CAPTURE, WALL, DOCUMENTS, MOVING = "Saisir", "Le mur", "Livrables et fichiers", "Se déplacer"

COMMANDS = (
    Command("table", ("t",), "3", "La table qui colle ; sans rien : plus aucune.", CAPTURE, capture.table),
    Command("type", ("ty",), "besoin", "Le type qui colle ; sans rien : plus aucun.", CAPTURE, capture.type_),
    Command("sequence", ("seq", "s"), "2", "La séquence en cours, et son type.", CAPTURE, capture.sequence),
    Command(
        "presents",
        ("people", "p"),
        "parents 0-3 ans 8",
        "Compter les présents d’un public.",
        CAPTURE,
        capture.presents,
    ),
    Command(
        "minuteur",
        ("timer", "min"),
        "8",
        "Lancer un minuteur, en minutes ; « stop » l’arrête.",
        CAPTURE,
        capture.timer,
    ),
    Command(
        "votes",
        ("v",),
        "12 9, 13 4",
        "Noter les gommettes : numéro, votes ; # pour un thème.",
        CAPTURE,
        capture.votes,
    ),
    Command(
        "corriger", ("edit",), "12", "Corriger la contribution 12 (ou « /12 »).", CAPTURE, capture.correct
    ),
    Command(
        "dupliquer",
        ("duplicate",),
        "12",
        "Noter encore une fois la contribution 12.",
        CAPTURE,
        capture.duplicate,
    ),
    Command(
        "couper",
        ("cut",),
        "12 en crèche",
        "Couper en deux, après ces mots.",
        CAPTURE,
        wall.gesture("couper"),
    ),
    Command(
        "supprimer",
        ("delete", "suppr"),
        "12",
        "Retirer du mur ; « /annuler » la remet.",
        CAPTURE,
        capture.remove,
    ),
    Command("annuler", ("undo", "u"), "", "Annuler le dernier acte de ce poste.", CAPTURE, capture.undo),
    Command("refaire", ("redo",), "", "Refaire ce qui vient d’être annulé.", CAPTURE, capture.redo),
    Command(
        "chercher", ("find", "search"), "crèche", "Chercher des mots dans l’événement.", CAPTURE, looking.find
    ),
    Command(
        "filtrer",
        ("filter",),
        "@3 !besoin",
        "Ne montrer qu’une table, un public, un type.",
        CAPTURE,
        looking.narrow,
    ),
    Command(
        "notes",
        (),
        "non",
        "Taire (« non ») ou rétablir les remarques de l’assistant.",
        CAPTURE,
        looking.notes,
    ),
    Command("themes", ("th", "board"), "", "Voir les thèmes (F3).", WALL, moving.to("themes")),
    Command("trier", ("sort",), "", "Proposer un tri ; rien ne change avant votre accord.", WALL, wall.sort),
    Command(
        "ranger",
        ("file",),
        "12 14",
        "Rendre au tri ce qui attend, ou ces contributions.",
        WALL,
        wall.gesture("ranger"),
    ),
    Command(
        "deplacer", ("move", "mv"), "12 14 mobilité", "Mettre dans un thème.", WALL, wall.gesture("deplacer")
    ),
    Command(
        "theme",
        ("new",),
        "Mobilité : 3 8 12",
        "Créer un thème, avec des exemples.",
        WALL,
        wall.gesture("theme"),
    ),
    Command(
        "fusionner",
        ("merge",),
        "2 + 5",
        "Réunir des thèmes dans le premier.",
        WALL,
        wall.gesture("fusionner"),
    ),
    Command(
        "renommer",
        ("rename",),
        "2 = Garde d’enfants",
        "Donner un autre nom à un thème.",
        WALL,
        wall.gesture("renommer"),
    ),
    Command(
        "scinder",
        ("split",),
        "2 : 7 9 = Coût",
        "Détacher des contributions d’un thème.",
        WALL,
        wall.gesture("scinder"),
    ),
    Command("valider", ("validate",), "2", "Valider un thème avec la salle.", WALL, wall.gesture("valider")),
    Command("hors-sujet", ("off-topic",), "12", "Mettre hors sujet.", WALL, wall.gesture("hors-sujet")),
    Command(
        "separer",
        ("apart",),
        "3 8",
        "« Pas ensemble » : jamais dans le même thème.",
        WALL,
        wall.gesture("separer"),
    ),
    Command(
        "lentille",
        ("lens",),
        "public",
        "Voir le mur par sujet, type, public, thématique.",
        WALL,
        looking.lens,
    ),
    Command("doublons", ("doubles",), "", "Ce qui semble dit deux fois.", WALL, looking.doubles),
    Command(
        "projeter", ("project",), "", "Le mur en grand pour la salle (F8).", WALL, moving.to("projection")
    ),
    Command(
        "diapos",
        ("slides",),
        "pause",
        "Écrire le diaporama, ou celui de la pause.",
        DOCUMENTS,
        documents.slides,
    ),
    Command(
        "synthese",
        ("summary",),
        "",
        "Écrire la synthèse, ou le relevé de table ronde.",
        DOCUMENTS,
        documents.summary,
    ),
    Command("note", (), "", "Écrire la note stratégique, de tous les événements.", DOCUMENTS, documents.note),
    Command(
        "exporter", ("export",), "xlsx", "Écrire le tableau des contributions.", DOCUMENTS, documents.export
    ),
    Command("noms", ("names",), "", "Vérifier les noms avant de diffuser.", DOCUMENTS, moving.to("noms")),
    Command("livrables", ("documents",), "", "Voir les livrables (F4).", DOCUMENTS, moving.to("livrables")),
    Command(
        "copier",
        ("copy",),
        "E:\\",
        "Copier la démarche, par exemple sur une clé USB.",
        DOCUMENTS,
        documents.copy,
    ),
    Command(
        "restaurer",
        ("restore",),
        "12",
        "Revenir à une sauvegarde ; sans rien, leur liste.",
        DOCUMENTS,
        documents.restore,
    ),
    Command("demarche", ("mission",), "", "Où en est la démarche (F7).", MOVING, moving.to("demarche")),
    Command("projet", ("plan",), "", "Enjeux, axes et actions, au clavier.", MOVING, moving.to("projet")),
    Command("seance", ("chat",), "", "Revenir à la saisie (F2).", MOVING, moving.to("seance")),
    Command("accueil", ("home",), "", "Changer d’événement ou de démarche.", MOVING, moving.to("accueil")),
    Command(
        "aspect", ("theme-couleur", "look"), "sombre", "clair, sombre ou contraste.", MOVING, moving.look
    ),
    Command("aide", ("help", "h"), "", "Toutes les commandes et les touches (F1).", MOVING, moving.help_),
    Command("quitter", ("quit", "q"), "", "Fermer ; tout est déjà enregistré.", MOVING, moving.leave),
)


def run(desk: Desk, name: str, argument: str) -> None:
    """Carry out the command of this name; what it refuses is told."""
    try:
        named(name).do(desk, argument)
    except FacilitatorError as error:
        desk.failed(error)


def named(name: str) -> Command:
    """The command of this name or alias, or the only one that begins so; UsageError with the nearest ones."""
    wanted = fold(name)
    for command in COMMANDS:
        if wanted == command.name or wanted in command.aliases:
            return command
    begun = beginning(wanted)
    if len(begun) == 1:
        return begun[0]
    near = begun or near_ones(wanted)
    raise UsageError(
        f"La commande « /{name} » n’existe pas."
        if not begun
        else f"Plusieurs commandes commencent par « /{name} ».",
        cause=f"Vouliez-vous dire {listed([f'/{one.name}' for one in near], 'ou')} ?" if near else "",
        next_step="F1 les montre toutes. Pour noter un texte qui commence par « / », tapez « \\ » devant.",
    )


def beginning(name: str) -> Sequence[Command]:
    """The commands whose name or an alias of more than two letters begins with ``name``, by name first."""
    wanted = fold(name)
    first = [one for one in COMMANDS if one.name.startswith(wanted)]
    other = [one for one in COMMANDS if any(a.startswith(wanted) for a in one.aliases if len(a) > 2)]
    return list(dict.fromkeys([*first, *other]))


def near_ones(name: str, limit: int = 3) -> Sequence[Command]:
    """The commands written most like ``name``."""
    from rapidfuzz import fuzz, process

    names = {word: one for one in COMMANDS for word in (one.name, *one.aliases)}
    found = process.extract(fold(name), list(names), scorer=fuzz.WRatio, limit=limit, score_cutoff=70)
    return list(dict.fromkeys(names[word] for word, _, _ in found))
