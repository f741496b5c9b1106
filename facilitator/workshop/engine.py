"""Which engine sorts, and what is said when it cannot: a break never waits for a broken model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from facilitator.config import Settings, write_setting
from facilitator.errors import EngineError
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.embedding.check import EngineCheck
    from facilitator.embedding.embedder import Embedder

Result = TypeVar("Result")


def choose_engine(name: str) -> tuple[EngineCheck, Path]:
    """Keep ``name`` (or the folder's absolute path) as the engine of the settings, once it has proved itself.

    Returns the check and the settings file. Raises EngineError when it does not work or does not bring
    French words together, ConfigError when the choice cannot be kept.
    """
    from facilitator.embedding.engines import check_engine

    check = check_engine(name)
    if not check.works:
        raise EngineError(
            typeset(check.sentence), next_step="Choisissez un autre moteur : « facilitator moteur lister »."
        )
    folder = Path(name).expanduser()
    return check, write_setting("moteur", str(folder.resolve()) if folder.is_dir() else name)


class Engines:
    """The engines opened so far, so that each loads once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: dict[str, Embedder] = {}

    def run(
        self, work: Callable[[Embedder], Result], asked: str | None = None, *, texts: int
    ) -> tuple[Result, tuple[str, ...]]:
        """What ``work`` on that many ``texts`` gives with the engine in force, and notes for the facilitator.

        When the engine of the settings fails, the work is done on words alone and a note says so; one
        asked for by name must work, or EngineError is raised.
        """
        from facilitator.embedding.lexical import LEXICAL

        try:
            return work(self._open(asked or self._settings.moteur, texts)), ()
        except EngineError as error:
            if asked:
                raise
            note = (
                f"{error.title} Les thèmes sont faits sur les mots seuls, sans le sens : relisez-les de près."
            )
            return work(self._open(LEXICAL, texts)), (typeset(f"{note} {error.next_step}"),)

    def name(self, *, texts: int) -> str:
        """The name of the engine in force for that many ``texts``; no weights are loaded to tell it."""
        from facilitator.embedding.lexical import LEXICAL

        try:
            return self._open(self._settings.moteur, texts).name
        except EngineError:
            return LEXICAL

    def warm_up(self) -> tuple[str, tuple[str, ...]]:
        """Have the engine of the settings loaded; its name, and notes for the facilitator."""

        def load(engine: Embedder) -> str:
            engine.embed([""])
            return engine.name

        return self.run(load, texts=1)

    def _open(self, spec: str, texts: int) -> Embedder:
        from facilitator.embedding.engines import open_sorter

        engine = open_sorter(spec, texts=texts, threads=self._settings.threads)
        return self._opened.setdefault(engine.name, engine)
