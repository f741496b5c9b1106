"""Whether an engine works on this computer: does it bring French words together, and how fast?"""

from dataclasses import dataclass
from itertools import product
from time import perf_counter

from facilitator.embedding.embedder import Embedder
from facilitator.embedding.lexical import LEXICAL

CHILDCARE = "garde d’enfants"
SAME_MEANING = "mode d’accueil du jeune enfant"
OTHER_MEANING = "travaux sur la route"

_WISHES = (
    "Il faudrait",
    "On demande depuis longtemps",
    "Les familles attendent",
    "Nous manquons de moyens pour",
    "La commune pourrait financer",
    "Personne ne s’occupe de",
    "Ce serait bien de prévoir",
    "Le plus urgent reste",
)
_SUBJECTS = (
    "des places en crèche aux horaires du travail posté",
    "un transport à la demande entre les villages",
    "des permanences de la Caf dans chaque bourg",
    "un lieu où les jeunes se retrouvent le samedi",
    "une aide aux devoirs pour les collégiens",
    "des logements adaptés aux personnes âgées",
    "un accueil de loisirs pendant toutes les vacances",
    "une information claire sur les droits des familles",
)


@dataclass(frozen=True, slots=True)
class EngineCheck:
    """What a check found: seconds until the first vectors, texts a second after, and two cosines.

    ``near`` compares two ways to say childcare, ``far`` childcare and road works.
    """

    name: str
    dimension: int
    ready_seconds: float
    texts_per_second: float
    near: float
    far: float

    @property
    def works(self) -> bool:
        """Whether the engine finds two ways to say childcare closer than childcare and road works."""
        return self.near > self.far

    @property
    def sentence(self) -> str:
        """What to tell the facilitator, in French."""
        verdict = "fonctionne" if self.works else "répond, mais ne comprend pas le français"
        brings = "rapproche bien" if self.works else "ne rapproche pas"
        return (
            f"Le moteur « {self.name} » {verdict} : prêt en {_decimal(self.ready_seconds, 1)} s, "
            f"{_whole(self.texts_per_second)} textes par seconde, {_whole(self.dimension)} dimensions ; "
            f"il {brings} « {CHILDCARE} » de « {SAME_MEANING} » ({_decimal(self.near, 2)}, contre "
            f"{_decimal(self.far, 2)} pour « {OTHER_MEANING} »)."
            + (" Il compare les mots, pas le sens." if self.name == LEXICAL else "")
        )


def check(engine: Embedder) -> EngineCheck:
    """Load ``engine`` and measure it on three short texts, then on 64 sentences.

    Raises EngineError when its weights are missing or broken.
    """
    start = perf_counter()
    childcare, same, other = engine.embed([CHILDCARE, SAME_MEANING, OTHER_MEANING])
    loaded = perf_counter()
    sentences = [f"{wish} {subject}." for wish, subject in product(_WISHES, _SUBJECTS)]
    engine.embed(sentences)
    seconds = max(perf_counter() - loaded, 1e-6)
    return EngineCheck(
        name=engine.name,
        dimension=len(childcare),
        ready_seconds=loaded - start,
        texts_per_second=len(sentences) / seconds,
        near=float(childcare @ same),
        far=float(childcare @ other),
    )


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _whole(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f")
