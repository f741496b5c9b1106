"""Outlines (« trames »): the editable Markdown that livrables are written from.

An outline is Markdown with Jinja marks under a YAML front matter that declares its title, its audience and
its variables. What an outline says itself is typeset; what it is given is escaped, so that words people
said come out exactly, unless it already is ``Markdown``.
"""

import difflib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal

import jinja2
import yaml
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from facilitator.errors import TemplateError

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
_FILLING = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Markdown(Markup):
    """Text that is Markdown already: an outline prints it as it is, and escapes any other text."""


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, eq=False)  # functions are compared by who they are
class Typesetting:
    """How an outline is filled in.

    ``words`` sets the outline's own words (French typography), ``title_words`` those of its title, which
    is no Markdown; ``escape`` turns given text into Markdown that prints the same characters; ``filters``
    are the functions an outline may call, by name.
    """

    words: Callable[[str], str] = _unchanged
    title_words: Callable[[str], str] = _unchanged
    escape: Callable[[str], str] = _unchanged
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)


class FrontMatter(BaseModel):
    """The head of an outline; ``titre`` and ``sous_titre`` may use the variables too.

    ``mise_en_page`` names the layout that the press gives it: « journal » is four pages of two columns,
    « simple » one column in large type, « fiche » a page of its own for each, as full as it can be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titre: _Line
    public: _Line
    sous_titre: str = ""
    orientation: Literal["portrait", "paysage"] = "portrait"
    mise_en_page: Literal["document", "journal", "simple", "fiche"] = "document"
    variables: dict[str, _Line] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in an outline: its line where it is known, what, and the nearest name that exists."""

    line: int | None
    told: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A trame read and checked; ``body`` keeps the line numbers of the file."""

    path: Path
    head: FrontMatter
    body: str
    typesetting: Typesetting

    def render(self, values: Mapping[str, object]) -> str:
        """The outline filled in with ``values``, as Markdown.

        Raises TemplateError naming the file, and the line where there is one, when a declared variable is
        not given, or when the outline asks a value for something that it does not have.
        """
        return self._fill(self.body, values, self.typesetting).strip() + "\n"

    def title(self, values: Mapping[str, object]) -> str:
        """The document's title, plain text and not Markdown; raises like ``render``."""
        return self._fill(self.head.titre, values, _plain(self.typesetting))

    def subtitle(self, values: Mapping[str, object]) -> str:
        """The document's subtitle in plain text, empty where the outline has none; raises like ``render``."""
        return self._fill(self.head.sous_titre, values, _plain(self.typesetting))

    def faults(self, values: Mapping[str, object]) -> tuple["Fault", ...]:
        """What filling in with ``values`` shows to be wrong, line by line; nothing is raised."""
        written = self.path.read_text(encoding="utf-8").splitlines()
        found = [
            Fault(
                _line_with(written, f"{name}:"),
                f"« {name} » n’est pas une valeur de ce document.",
                _near(name, values),
            )
            for name in self.head.variables
            if name not in values
        ]
        for source in (self.head.titre, self.head.sous_titre, self.body):
            environment = _Checking(self.typesetting)
            template = environment.checked(source, self.path)
            try:
                template.render(values)
            except _FILLING as error:
                if not environment.found:
                    told = _line_of(error.__traceback__, self.path) if source is self.body else ""
                    place = int(told.rpartition(" ")[2]) if told else None
                    found.append(Fault(place, f"Jinja dit : {str(error).rstrip('.')}."))
            for line, holder, name in environment.found:
                where = line if source is self.body else _line_with(written, f".{name}")
                said = _expression(written, where, name)
                found.append(Fault(where, f"« {said} » n’existe pas.", _near(name, _names_of(holder))))
        return tuple(dict.fromkeys(found))

    def _fill(self, source: str, values: Mapping[str, object], typesetting: Typesetting) -> str:
        missing = [name for name in self.head.variables if name not in values]
        if missing:
            raise TemplateError(
                f"La trame {self.path} ne peut pas être remplie.",
                cause=f"Variables déclarées, mais pas fournies : {', '.join(missing)}.",
                next_step="Retirez-les de l’en-tête de la trame, et des lignes qui s’en servent.",
            )
        try:
            return _compiled(source, self.path, typesetting).render(values)
        except _FILLING as error:
            raise TemplateError(
                f"La trame {self.path} ne peut pas être remplie{_line_of(error.__traceback__, self.path)}.",
                cause=f"Jinja dit : {str(error).rstrip('.')}.",
                next_step="Corrigez cette ligne, ou reprenez la trame d’origine.",
            ) from error


def find_outline(name: str, folders: Sequence[Path]) -> Path:
    """The file of the outline ``name``, in the first folder that has one.

    Folders come by precedence: the démarche's, the user's, then the package's. Raises TemplateError.
    """
    for folder in folders:
        if (path := folder / f"{name}.md").is_file():
            return path
    raise TemplateError(
        f"La trame « {name} » est introuvable.",
        cause=f"Dossiers visités : {', '.join(map(str, folders)) or 'aucun'}.",
        next_step="Réinstallez le logiciel, ou remettez la trame dans l’un de ces dossiers.",
    )


def load_outline(path: Path, typesetting: Typesetting) -> Outline:
    """Read and check an outline; raises TemplateError naming the file, and the line or the key."""
    written, body = read_parts(path, "titre, public et variables")
    head = _front_matter(path, written)
    _check_variables(path, head, body, typesetting)
    return Outline(path, head, body, typesetting)


def read_parts(path: Path, keys: str) -> tuple[str, str]:
    """The YAML of a file's front matter and the text under it, which keeps the line numbers of the file.

    ``keys`` names those that a front matter should have. Raises TemplateError.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"La trame {path} ne peut pas être lue.",
            cause=(error.strerror or str(error))
            if isinstance(error, OSError)
            else f"Il n’est pas en UTF-8 : l’octet {error.start + 1} n’en est pas.",
            next_step="Vérifiez que le fichier existe, et qu’il est enregistré en UTF-8.",
        ) from error
    fence = _FENCE.match(source)
    if fence is None:
        raise TemplateError(
            f"La trame {path} n’a pas d’en-tête.",
            cause="La ligne 1 doit être « --- », et une autre ligne « --- » doit fermer l’en-tête.",
            next_step=f"Ajoutez un en-tête avec les clés {keys}.",
        )
    return fence.group(1), "\n" * source.count("\n", 0, fence.end()) + source[fence.end() :]


class _Words(Extension):
    """Passes the outline's own words, and nothing else, through the typesetting."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        environment = self.environment
        assert isinstance(environment, _Environment)
        for token in stream:
            is_words = token.type == "data"
            yield Token(token.lineno, token.type, environment.words(token.value)) if is_words else token


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja for documents: no file and no attribute out of reach, an unknown name is an error."""

    def __init__(self, typesetting: Typesetting) -> None:
        self.words = typesetting.words

        def printed(value: object) -> Markup:
            return value if isinstance(value, Markup) else Markdown(typesetting.escape(str(value)))

        super().__init__(
            undefined=jinja2.StrictUndefined,
            autoescape=True,  # makes the result of a macro Markup, which ``printed`` leaves alone
            finalize=printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[_Words],
        )
        self.filters.update(typesetting.filters)


@lru_cache(maxsize=8)
def _plain(typesetting: Typesetting) -> Typesetting:
    """That of a title, which is no Markdown."""
    return Typesetting(words=typesetting.title_words, filters=typesetting.filters)


@lru_cache(maxsize=64)  # the whole set fills the same outlines for event after event
def _compiled(source: str, path: Path, typesetting: Typesetting) -> jinja2.Template:
    """``source`` of the outline at ``path``, ready to be filled in."""
    environment = _Environment(typesetting)
    code = environment.compile(source, path.name, str(path))
    return environment.template_class.from_code(environment, code, environment.globals)


@lru_cache(maxsize=64)
def _unknown(source: str, known: frozenset[str], typesetting: Typesetting) -> tuple[str, ...]:
    """The variables that ``source`` uses and that are not ``known``; raises TemplateSyntaxError."""
    environment = _Environment(typesetting)
    return tuple(
        sorted(find_undeclared_variables(environment.parse(source)) - known - set(environment.globals))
    )


class _Checking(_Environment):
    """An environment that goes on past what is not there, and keeps the line of each."""

    def __init__(self, typesetting: Typesetting) -> None:
        super().__init__(typesetting)
        self.undefined = jinja2.ChainableUndefined
        self.found: list[tuple[int, object, str]] = []
        self._template: jinja2.Template | None = None

    def checked(self, source: str, path: Path) -> jinja2.Template:
        """The template of ``source``, whose faults come to ``found`` as it is filled in."""
        code = self.compile(source, path.name, str(path))
        self._template = self.template_class.from_code(self, code, self.globals)
        return self._template

    def getattr(self, obj: object, attribute: str) -> object:
        """The attribute; where there is none, an undefined that prints nothing."""
        value: object = super().getattr(obj, attribute)
        if isinstance(value, jinja2.Undefined) and not isinstance(obj, jinja2.Undefined):
            self.found.append((self._line(), obj, attribute))
        return value

    def _line(self) -> int:
        """The line of the template that is being filled in."""
        frame = sys._getframe(2)
        name = self._template.filename if self._template else None
        while frame.f_back is not None and frame.f_code.co_filename != name:
            frame = frame.f_back
        return self._template.get_corresponding_lineno(frame.f_lineno) if self._template else 1


def _names_of(holder: object) -> list[str]:
    return [name for name in dir(holder) if not name.startswith("_") and name not in ("count", "index")]


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), 1)), "")


def _line_with(lines: Sequence[str], words: str) -> int | None:
    return next((number for number, line in enumerate(lines, start=1) if words in line), None)


def _expression(lines: Sequence[str], line: int | None, name: str) -> str:
    """« evenement.datte » as it is written on its line, or the name alone."""
    text = lines[line - 1] if line else ""
    found = re.search(rf"[\w.\[\]]*\.{re.escape(name)}\b", text)
    return found.group() if found else name


def _front_matter(path: Path, text: str) -> FrontMatter:
    try:
        written = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {mark.line + 2}" if mark else ""
        raise TemplateError(
            f"L’en-tête de la trame {path} ne se lit pas{where}.",
            cause=f"YAML dit : {getattr(error, 'problem', None) or error}.",
            next_step="Un en-tête s’écrit « clé: valeur » ; mettez entre guillemets droits un texte qui "
            "contient « : ».",
        ) from error
    try:
        return FrontMatter.model_validate(written or {})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "en-tête"
        reasons = {
            "missing": "Cette clé manque.",
            "extra_forbidden": "Cette clé n’existe pas.",
            "string_too_short": "Cette clé est vide.",
        }
        raise TemplateError(
            f"L’en-tête de la trame {path} ne convient pas : clé « {key} »{_key_line(text, first['loc'])}.",
            cause=reasons.get(first["type"], "Sa valeur n’est pas du genre attendu."),
            next_step=f"Clés connues : {', '.join(FrontMatter.model_fields)} ; variables : un nom et sa "
            "description par ligne.",
        ) from error


def _key_line(text: str, keys: tuple[int | str, ...]) -> str:
    """« , ligne 4 » for the last of ``keys`` written in the front matter, else nothing."""
    lines = text.splitlines()
    for key in reversed(keys):
        for number, line in enumerate(lines, start=2):
            if line.strip().startswith(f"{key}:"):
                return f", ligne {number}"
    return ""


def _check_variables(path: Path, head: FrontMatter, body: str, typesetting: Typesetting) -> None:
    for source in (head.titre, head.sous_titre, body):
        try:
            unknown = _unknown(source, frozenset(head.variables), typesetting)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(
                f"La trame {path} a une erreur d’écriture, ligne {error.lineno}.",
                cause=f"Jinja dit : {error.message}",
                next_step="Vérifiez que chaque « {% » et chaque « {{ » est fermé, et chaque bloc terminé. "
                f"Filtres propres aux trames : {', '.join(typesetting.filters) or 'aucun'}.",
            ) from error
        if unknown:
            first = next((n for n, line in enumerate(source.splitlines(), 1) if unknown[0] in line), None)
            where = f", ligne {first}" if first and source is body else ""
            raise TemplateError(
                f"La trame {path} utilise « {unknown[0]} » sans le déclarer{where}.",
                cause=f"Variables déclarées : {', '.join(head.variables) or 'aucune'}.",
                next_step="Corrigez le nom, ou déclarez-le sous « variables: » avec sa description.",
            )


def _line_of(trace: TracebackType | None, path: Path) -> str:
    line = ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = f", ligne {trace.tb_lineno}"
        trace = trace.tb_next
    return line
