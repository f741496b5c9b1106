"""What a client's gabarit has no room for: told beside which layout served what, never silently dropped."""

from collections.abc import Iterator, Sequence

from facilitator.drafting.slides import Layout, Look, Slide
from facilitator.drafting.theme_blocks import NOTED
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import quote, typeset


def left_out(planned: Sequence[Slide], whole: Sequence[Slide]) -> Iterator[str]:
    """One line for each part of ``whole``, the deck on the house gabarit, that ``planned`` lacks, and why."""
    if _has(whole, "wall") and not _has(planned, "wall"):
        yield typeset("Sans carte du mur : ce gabarit n'a pas la place d'y écrire le nom des thèmes.")
    if _has(whole, "timeline") and not _has(planned, "timeline"):
        yield typeset("Sans frise : les étapes y sont en liste, faute de place.")
    lost = [title for title in _noted(whole) if title not in set(_noted(planned))]
    if lost:
        where = plural(len(lost), "sur la diapositive", "sur les diapositives")
        yield typeset(f"Sans {quote(NOTED)} {where} {listed([quote(one) for one in lost])}, faute de place.")
    fewer = len(_quoted(whole) - _quoted(planned))
    if fewer:
        stay = plural(fewer, "reste", "restent")
        yield typeset(f"{counted(fewer, 'citation')} du diaporama complet {stay} en annexe, faute de place.")


def _has(slides: Sequence[Slide], part: str) -> bool:
    return any(getattr(slide, part) is not None for slide in slides)


def _noted(slides: Sequence[Slide]) -> list[str]:
    """The themes, by what heads their title, whose slide notes something beside the words."""
    return [
        slide.title.split("\u00a0: ")[0]
        for slide in slides
        for block in slide.texts.values()
        if any(line.heading and line.text == NOTED for line in block.lines)
    ]


def _quoted(slides: Sequence[Slide]) -> set[str]:
    """The contributions quoted outside the annex."""
    return {
        line.ids[0]
        for slide in slides
        if slide.layout is not Layout.ANNEX
        for block in slide.texts.values()
        for line in block.lines
        if line.ids and any(run.look is Look.QUOTE for run in line.runs)
    }
