"""The restitution deck of an event: evidence in, an editable .pptx out (domaine.md § 4.1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from facilitator.domain.demarche import Figure
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.irony import may_be_ironic
from facilitator.drafting import fit
from facilitator.drafting.client.left_out import left_out
from facilitator.drafting.gabarit import Gabarit, open_gabarit, told
from facilitator.drafting.slide_text import printable
from facilitator.drafting.slide_writer import write_slide
from facilitator.drafting.slides import TO_COMPLETE, Layout, Look, Place, Slide
from facilitator.drafting.slides_annex import annex_slides
from facilitator.drafting.slides_closing import debate_slides, keep_slides, next_slides, open_slides
from facilitator.drafting.slides_diagnostic import diagnostic_slides
from facilitator.drafting.slides_figures import public_slides, table_slides, vote_slides, voted_slides
from facilitator.drafting.slides_irony import warned
from facilitator.drafting.slides_map import map_slides
from facilitator.drafting.slides_opening import COVER_SIZES, question_slides, title_slide
from facilitator.drafting.slides_overview import backup_slides, overview_slides
from facilitator.drafting.slides_pause import pause_presence, pause_questions, pause_themes
from facilitator.drafting.slides_presence import presence_slides
from facilitator.drafting.slides_progress import progress_slide
from facilitator.drafting.slides_territory import picture_slides
from facilitator.drafting.slides_themes import theme_slides
from facilitator.drafting.stable_package import save_stable
from facilitator.drafting.territory_figures import Territory
from facilitator.errors import InputError
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import bound, typeset
from facilitator.territory.dictionary import Statistic

Planner = Callable[[EventEvidence, fit.Boxes], list[Slide]]

RESTITUTION: tuple[Planner, ...] = (
    title_slide,
    progress_slide,
    presence_slides,
    question_slides,
    overview_slides,
    map_slides,
    voted_slides,
    theme_slides,
    keep_slides,
    debate_slides,
    open_slides,
    next_slides,
    backup_slides,
    vote_slides,
    table_slides,
    public_slides,
    annex_slides,
)
"""The slides of the full restitution, in order; each planner gives none where it has nothing to say."""

DIAGNOSTIC: tuple[Planner, ...] = tuple(
    diagnostic_slides if planner is theme_slides else planner for planner in RESTITUTION
)
"""The restitution in which figures of the territory face what people said, in place of theme slides."""

SPOKEN = 14
"""Slides that twenty-five minutes hold, the annex aside (domaine.md § 4.1)."""
_ANNEX = "Annexe"
_BRIEFLY = typeset("Et aussi : ")


def diagnostic_planners(territory: Territory, behind: Mapping[Figure, Statistic]) -> tuple[Planner, ...]:
    """The slides of the diagnostic with a picture of each thématique that has figures of ``territory``.

    ``behind`` gives the indicator that each figure was read from.
    """

    def slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
        drawn: set[str] = set()

        def pictures(figures: Sequence[Figure]) -> list[Slide]:
            fresh = [behind[one] for one in figures if one in behind and behind[one].key not in drawn]
            found = picture_slides(fresh, territory, boxes)
            drawn.update(one.key for one in fresh if found)
            return found

        return diagnostic_slides(evidence, boxes, pictures)

    return tuple(slides if planner is theme_slides else planner for planner in RESTITUTION)


PAUSE: tuple[Planner, ...] = (pause_presence, pause_themes, pause_questions)
"""The three slides of a break."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck on disk; ``layouts`` names the layout that served each slide, ``notes`` what to see to.

    ``services`` tells, for a client's gabarit, which of its layouts served what, what fell back and why, and
    what it has no room for.
    """

    path: Path
    slides: int
    layouts: tuple[str, ...]
    notes: tuple[str, ...]
    services: tuple[str, ...] = ()


def write_deck(
    evidence: EventEvidence,
    target: Path,
    *,
    template: Path | None = None,
    planners: Sequence[Planner] = RESTITUTION,
) -> Deck:
    """Write a deck of ``evidence`` to ``target``, the restitution by default, and return what was made.

    ``template`` is any client's .pptx or .potx; the house gabarit serves by default.
    The same evidence gives the same bytes. Raises ``InputError`` where the event has no contribution,
    ``TemplateError`` where the gabarit cannot be read, ``StoreError`` where the file cannot be written.
    """
    if not evidence.contributions:
        raise InputError(
            typeset(f"Il n'y a rien à restituer pour « {evidence.event.title} »."),
            cause=typeset("L'événement ne compte encore aucune contribution."),
            next_step=typeset("Saisissez ou importez des contributions, puis recommencez."),
        )
    gabarit = open_gabarit(template)
    planned = plan(evidence, gabarit.boxes(), planners)
    numbers = {c.id: c.number for c in evidence.contributions}
    code = evidence.event.slug
    footer = _footer(evidence, gabarit)
    served = [write_slide(gabarit, slide, footer, numbers, code) for slide in planned]
    layouts = tuple(service.name for service, _ in served)
    _set_properties(gabarit, evidence)
    save_stable(gabarit.presentation, target)
    kinds = [(slide.layout, *served_by) for slide, served_by in zip(planned, served, strict=True)]
    services: tuple[str, ...] = ()
    if template:
        whole = plan(evidence, open_gabarit().boxes(), planners)
        services = (*told(kinds), *left_out(planned, whole))
    return Deck(target, len(planned), layouts, tuple(_to_see_to(evidence, planned)), services)


def plan(
    evidence: EventEvidence, boxes: fit.Boxes, planners: Iterable[Planner] = RESTITUTION
) -> tuple[Slide, ...]:
    """The slides of ``evidence``, every title fitted to its box and borne by no other slide."""
    slides = _within_time([(planner, slide) for planner in planners for slide in planner(evidence, boxes)])
    return tuple(_uniquely_titled(warned(slides, evidence), boxes))


def _within_time(told: Sequence[tuple[Planner, Slide]]) -> list[Slide]:
    """The slides in their order; those of a long deck that say again what others say lead its annex.

    The map of the wall gives way first, then the small themes in brief: the overview counts them all.
    """
    first = next((n for n, (_, slide) in enumerate(told) if slide.title.startswith(_ANNEX)), len(told))
    body, annex = list(told[:first]), [slide for _, slide in told[first:]]
    aside: list[Slide] = []
    gives_way: tuple[Callable[[Planner, Slide], bool], ...] = (
        lambda planner, _: planner is map_slides,
        lambda _, slide: slide.title.startswith(_BRIEFLY),
    )
    for gives in gives_way:
        if len(body) > SPOKEN and annex:
            aside += [_annexed(slide) for planner, slide in body if gives(planner, slide)]
            body = [one for one in body if not gives(*one)]
    return [*(slide for _, slide in body), *aside, *annex]


def _annexed(slide: Slide) -> Slide:
    words = slide.title.removeprefix(_BRIEFLY).replace("\u00a0: ", ", ")
    return replace(slide, title=typeset(f"{_ANNEX} : {words}"))


def _uniquely_titled(slides: Sequence[Slide], boxes: fit.Boxes) -> Iterator[Slide]:
    """A title that several slides share says which of them each is: « (1/2) »."""
    fitted = [_fitted_title(slide, boxes, "")[0] for slide in slides]
    shared, met = Counter(fitted), Counter[str]()
    for slide, title in zip(slides, fitted, strict=True):
        met[title] += 1
        part = f" ({met[title]}/{shared[title]})" if shared[title] > 1 else ""
        said, size = _fitted_title(slide, boxes, part)
        yield replace(slide, title=said, title_size=size)


def _fitted_title(slide: Slide, boxes: fit.Boxes, ending: str) -> tuple[str, int]:
    """The slide's title and size; only an event's own title or an étape's can be too long here."""
    box, title = boxes[slide.layout, Place.TITLE], bound(slide.title)
    sizes = COVER_SIZES if slide.layout is Layout.TITLE else (fit.TITLE_SIZE,)
    size = next((size for size in sizes if fit.title_fits(title + ending, box, size)), sizes[-1])
    short = fit.shortened(title, lambda text: fit.title_fits(text + ending, box, size))
    return short + ending, size


def _footer(evidence: EventEvidence, gabarit: Gabarit) -> str:
    """The démarche's title, shortened to the narrowest footer of the gabarit."""
    widths = [box for (_, place), box in gabarit.boxes().items() if place is Place.FOOTER]
    if not widths:
        return evidence.demarche.title
    narrow = min(widths, key=lambda box: box.width)
    return fit.shortened(evidence.demarche.title, lambda text: fit.title_fits(text, narrow, 12))


def _set_properties(gabarit: Gabarit, evidence: EventEvidence) -> None:
    """Title, authors and the event's own date: nothing that depends on when the file is written."""
    properties = gabarit.presentation.core_properties
    day = evidence.event.held_on
    moment = datetime.combine(day, time(), UTC) if day else datetime(1980, 1, 1, tzinfo=UTC)
    properties.title = _property(evidence.event.title)
    properties.subject = _property(evidence.demarche.title)
    properties.author = properties.last_modified_by = _property(evidence.demarche.consultant) or "facilitator"
    properties.created = properties.modified = moment
    properties.language, properties.revision = "fr-FR", 1


def _property(text: str) -> str:
    """``text`` within the 255 characters that a property of a file may have."""
    return " ".join(printable(text).split())[:255]


def _to_see_to(evidence: EventEvidence, slides: Sequence[Slide]) -> Iterator[str]:
    """What the facilitator should look at before she shows the deck."""
    gaps = sum(
        run.look is Look.TODO
        for slide in slides
        for block in slide.texts.values()
        for line in block.lines
        for run in line.runs
    ) + sum(row.count(TO_COMPLETE) for slide in slides if slide.table for row in slide.table.rows)
    if gaps:
        marked = plural(gaps, "surligné", "surlignés")
        yield typeset(f"{counted(gaps, 'passage')} à compléter, {marked} en jaune")
    ironic = [str(c.number) for c in evidence.contributions if may_be_ironic(c)]
    if ironic:
        seems = plural(len(ironic), "contribution semble ironique", "contributions semblent ironiques")
        yield typeset(f"{len(ironic)} {seems}, ironie à vérifier : n° {listed(ironic)}")
