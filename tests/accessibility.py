"""What of RGAA can be checked in a file: titles, alternatives, table headers, language, headings.

The rules are those of domaine.md § 5; colours are measured on rendered pages, by ``tests.contrast``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from pptx import Presentation

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def barriers(path: Path) -> list[str]:
    """Each barrier found in a .pptx or .docx, in a sentence; nothing where there is none."""
    return list(_in_deck(path) if path.suffix == ".pptx" else _in_document(path))


def _in_deck(path: Path) -> Iterator[str]:
    presentation = Presentation(str(path))
    if not presentation.core_properties.title:
        yield "le fichier n’a pas de titre"
    titles = Counter[str]()
    for number, slide in enumerate(presentation.slides, 1):
        title = slide.shapes.title.text_frame.text.strip() if slide.shapes.title is not None else ""
        titles[title] += 1
        if not title:
            yield f"diapositive {number} : pas de titre"
        elif slide.shapes[0].shape_id != slide.shapes.title.shape_id:
            yield f"diapositive {number} : le titre n’est pas lu en premier"
        yield from (f"diapositive {number} : {fault}" for shape in slide.shapes for fault in _in_shape(shape))
    yield from (f"le titre « {title} » sert {times} fois" for title, times in titles.items() if times > 1)


def _in_shape(shape: Any) -> Iterator[str]:
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    graphic = not shape.has_text_frame
    if graphic and not (properties.get("descr") or "").strip() and not _decorative(properties):
        yield f"« {shape.name} » n’a pas de texte de remplacement"
    if getattr(shape, "has_table", False) and not shape.table.first_row:
        yield f"« {shape.name} » n’a pas de ligne d’en-tête"
    for run in shape._element.iter(f"{_DRAWING}r"):
        found = run.find(f"{_DRAWING}rPr")
        if found is None or found.get("lang") != "fr-FR":
            yield f"« {shape.name} » : la langue de « {run.findtext(f'{_DRAWING}t')} » n’est pas dite"
            break


def _decorative(properties: Any) -> bool:
    return any(node.get("val") == "1" for node in properties.iter() if node.tag.endswith("}decorative"))


def _in_document(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    if not document.core_properties.title:
        yield "le fichier n’a pas de titre"
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is None or language.get(qn("w:val")) != "fr-FR":
        yield "la langue du document n’est pas le français"
    yield from _in_headings(document)
    for rank, table in enumerate(document.element.body.iter(qn("w:tbl")), 1):
        first = table.find(qn("w:tr"))
        if first is None or first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"le tableau {rank} n’a pas de ligne d’en-tête répétée"
    for drawing in document.element.body.iter(qn("wp:docPr")):
        if not (drawing.get("descr") or "").strip():
            yield f"l’image « {drawing.get('name')} » n’a pas de texte de remplacement"


def _in_headings(document: Any) -> Iterator[str]:
    level = 0
    for paragraph in document.paragraphs:
        name = paragraph.style.name.casefold()
        if not name.startswith("heading "):
            continue
        rank = int(name.removeprefix("heading "))
        if not paragraph.text.strip():
            yield "un titre est vide"
        if rank > level + 1:
            yield f"le titre « {paragraph.text} » saute un niveau"
        level = rank


def web_barriers(path: Path) -> list[str]:
    """Each barrier found in a self-contained web page, in a sentence; nothing where there is none."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return list(page.barriers())


class _Page(HTMLParser):
    """What a screen reader would go by in a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.seen = Counter[str]()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self._heading = ""
        self._table_heads: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen[tag] += 1
        self.ids.add(given.get("id", ""))
        if tag == "html" and given.get("lang") not in ("fr", "fr-FR"):
            self.found.append("la langue de la page n’est pas le français")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
            self._heading = tag
        if tag == "img" and "alt" not in given:
            self.found.append("une image n’a pas de texte de remplacement")
        if tag == "table":
            self._table_heads.append(0)
        if tag == "th":
            if given.get("scope") not in ("col", "row"):
                self.found.append("un en-tête de tableau ne dit pas de quoi")
            self._table_heads[-1] += 1
        for name in ("src", "href", "action", "srcset", "data"):
            if name in given and tag != "td" and not given[name].startswith("#"):
                self.found.append(f"« {given[name]} » vient d’ailleurs")
        if given.get("href", "").startswith("#"):
            self.targets.append(given["href"][1:])

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            self.found.append("un titre est vide")
        if tag == "table" and not self._table_heads.pop():
            self.found.append("un tableau n’a pas de ligne d’en-tête")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._heading = ""
        if "url(http" in data or "@import" in data:
            self.found.append("la feuille de style vient d’ailleurs")

    def barriers(self) -> Iterator[str]:
        """All that was found, once the page was read."""
        yield from self.found
        for tag in ("title", "main", "header"):
            if self.seen[tag] != 1:
                yield f"la page a {self.seen[tag]} « {tag} »"
        if self.levels.count(1) != 1 or self.levels[:1] != [1]:
            yield "la page ne commence pas par son seul titre de premier niveau"
        yield from (
            f"un titre passe du niveau {one} au niveau {two}"
            for one, two in pairwise(self.levels)
            if two > one + 1
        )
        yield from (f"« #{name} » ne mène nulle part" for name in self.targets if name not in self.ids)
