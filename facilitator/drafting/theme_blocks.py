"""What stands on a theme's slide: which quotations, in which blocks, at which size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import Rule, ThemeEvidence, choose_verbatims
from facilitator.domain.irony import statable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, filled
from facilitator.drafting.slides import Layout, Line, Place, TextBlock, heading, quoted_line, text_line
from facilitator.language.french import plural
from facilitator.language.wording import statement_text

_FINDINGS, _VERBATIMS, _PROPOSALS = 3, 2, 2
_ALONE = 4  # quotations of one kind where there is no other
_STACK_GAP = 0.8  # of the size, between findings and proposals
_FINDING_TYPES = (ContributionType.CONSTAT, ContributionType.BESOIN, ContributionType.FAIBLESSE)
_NOTABLE = (Rule.MAINLY, Rule.DEBATE, Rule.SIGNAL, Rule.SILENT_TABLES, Rule.SILENT_PUBLICS)
NOTED = "À noter"
"""The heading over what is notable about who spoke of a theme."""
_MOST_NOTED = 2  # lines beside the quotations, which come first
_MISSING, _WRONG = {ContributionType.BESOIN}, {ContributionType.FAIBLESSE}
_HEADINGS = (
    (_MISSING, "Ce qui manque"),
    (_WRONG, "Ce qui ne va pas"),
    (_MISSING | _WRONG, "Ce qui manque ou ne va pas"),
    ({ContributionType.VIGILANCE}, "Ce qui inquiète"),
)
"""The heading over findings of these types alone, worded for a room; over any others, « Ce qui est dit »."""
_SAID, _VOTED = "Ce qui est dit", "Les propositions les plus votées"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a theme's slide may quote, each contribution once."""

    findings: tuple[Contribution, ...]
    verbatims: tuple[Contribution, ...]
    proposals: tuple[Contribution, ...]


def compose(
    theme: ThemeEvidence, short: Sequence[Contribution], figures: Line, boxes: fit.Boxes
) -> tuple[Layout, dict[Place, TextBlock]] | None:
    """The layout whose every block is filled from ``short``, and its blocks.

    They stand at one size, but what people said, which is as large as it can be. ``short`` are the theme's
    contributions that may be projected. None where none of them fits the gabarit's blocks; what does not
    fit waits in the annex.
    """
    for layout, lines in _attempts(_choose(short), theme, boxes):
        if all(lines.values()):
            blocks = _sized({Place.FIGURES: [figures], **lines}, layout, boxes)
            said = lines.get(Place.VERBATIMS)
            whole = fit.block(said, boxes[layout, Place.VERBATIMS]) if said else None
            return layout, blocks | ({Place.VERBATIMS: whole} if whole else {})
    return None


def _choose(short: Sequence[Contribution]) -> _Said:
    """Verbatims first, then findings and proposals among what is left, most voted first."""
    proposals = [c for c in statable(short) if c.type is ContributionType.PROPOSITION]
    others = [c for c in short if c.type is not ContributionType.PROPOSITION]
    voices = [c for c in others if c.type is not ContributionType.QUESTION] or others
    if all(c.type in (ContributionType.VERBATIM, ContributionType.FORCE) for c in short):
        return _Said((), choose_verbatims(voices, _ALONE), ())
    verbatims = choose_verbatims(voices, _VERBATIMS)
    left = [c for c in statable(others) if c not in verbatims]
    findings = [c for c in left if c.type in _FINDING_TYPES]
    findings += [c for c in left if c.type in (None, ContributionType.VIGILANCE)]
    if findings:
        return _Said(tuple(findings), verbatims, tuple(proposals))
    # a wall of proposals: the most voted on one side, other tables and publics on the other
    first, rest = proposals[:_ALONE], proposals[_ALONE:]
    verbatims += choose_verbatims(rest, _VERBATIMS - len(verbatims))
    return _Said((), verbatims, tuple(first))


def _attempts(
    said: _Said, theme: ThemeEvidence, boxes: fit.Boxes
) -> Iterator[tuple[Layout, dict[Place, list[Line]]]]:
    """Layouts from the fullest to the plainest, with what each place would hold."""
    if said.verbatims and said.findings and said.proposals:
        yield (
            Layout.THEME,
            {
                **_left_column(said, theme, boxes),
                Place.VERBATIMS: _verbatims(said, theme, boxes[Layout.THEME, Place.VERBATIMS]),
            },
        )
    if said.verbatims and (said.findings or said.proposals):
        layout = Layout.THEME_IN_TWO
        yield (
            layout,
            {
                Place.FINDINGS: _either(said, theme, boxes[layout, Place.FINDINGS]),
                Place.VERBATIMS: _verbatims(said, theme, boxes[layout, Place.VERBATIMS]),
            },
        )
    box = boxes[Layout.THEME_IN_ONE, Place.FINDINGS]
    alone = _verbatims(said, theme, box, _ALONE) if said.verbatims else _either(said, theme, box)
    yield Layout.THEME_IN_ONE, {Place.FINDINGS: alone}


def _left_column(said: _Said, theme: ThemeEvidence, boxes: fit.Boxes) -> dict[Place, list[Line]]:
    """Findings, then proposals: sharing their room where the gabarit has one above the other."""
    upper, lower = (boxes[Layout.THEME, place] for place in (Place.FINDINGS, Place.PROPOSALS))
    if not _one_above_the_other(upper, lower):
        return {
            Place.FINDINGS: _findings(said.findings, upper),
            Place.PROPOSALS: _proposals(said.proposals, theme, lower, _PROPOSALS),
        }
    column = _column(upper, lower)
    first = _proposals(said.proposals, theme, lower, 1)
    findings = _findings(said.findings, _less(column, first))
    return {
        Place.FINDINGS: findings,
        Place.PROPOSALS: _proposals(said.proposals, theme, _less(column, findings), _PROPOSALS),
    }


def _one_above_the_other(upper: fit.Box, lower: fit.Box) -> bool:
    return abs(upper.left - lower.left) < 1 and upper.bottom <= lower.top


def _column(upper: fit.Box, lower: fit.Box) -> fit.Box:
    return fit.Box(min(upper.width, lower.width), lower.bottom - upper.top, upper.left, upper.top)


def _less(column: fit.Box, lines: Sequence[Line]) -> fit.Box:
    taken = fit.height(lines, FLOOR, column.width) + _STACK_GAP * FLOOR
    return replace(column, height=column.height - taken)


def _sized(lines: Mapping[Place, Sequence[Line]], layout: Layout, boxes: fit.Boxes) -> dict[Place, TextBlock]:
    """The blocks at one size, proposals moved up to the end of the findings."""
    upper, lower = boxes[layout, Place.FINDINGS], boxes.get((layout, Place.PROPOSALS))
    if lower is None or Place.PROPOSALS not in lines or not _one_above_the_other(upper, lower):
        return fit.blocks(lines, layout, boxes)
    column = _column(upper, lower)
    others: dict[Place, Sequence[Line]] = {
        place: said for place, said in lines.items() if place not in (Place.FINDINGS, Place.PROPOSALS)
    }
    above, below = lines[Place.FINDINGS], lines[Place.PROPOSALS]
    sizes = [
        size
        for size in fit.BODY_SIZES
        if fit.height(above, size, column.width) + fit.height(below, size, column.width)
        <= column.height - _STACK_GAP * size
    ]
    blocks = fit.blocks(others, layout, boxes, sizes or (FLOOR,))
    size = blocks[Place.VERBATIMS].size
    end = column.top + fit.height(above, size, column.width)
    blocks[Place.FINDINGS] = TextBlock(tuple(above), size, (column.top, end))
    blocks[Place.PROPOSALS] = TextBlock(tuple(below), size, (end + _STACK_GAP * size, column.bottom))
    return blocks


def _either(said: _Said, theme: ThemeEvidence, box: fit.Box) -> list[Line]:
    if said.findings:
        return _findings(said.findings, box)
    return _proposals(said.proposals, theme, box, _ALONE)


def credited(said: Contribution) -> Line:
    """A verbatim with who said it underneath."""
    return quoted_line(said, credit_below=True, bullet=False)


def _findings(findings: Sequence[Contribution], box: fit.Box) -> list[Line]:
    by_id = {c.id: c for c in findings}
    lines = filled(heading(_HEADINGS[2][1]), (quoted_line(c, credit=False) for c in findings), box, _FINDINGS)
    shown = [by_id[line.ids[0]] for line in lines if line.ids]
    return [heading(_types_heading(shown)), *lines[1:]] if shown else []


def _types_heading(shown: Sequence[Contribution]) -> str:
    """« Ce qui manque » over needs, « Ce qui ne va pas » over weaknesses; over a mix, « Ce qui est dit »."""
    types = {c.type for c in shown}
    return next((words for held, words in _HEADINGS if types <= held), _SAID)


def _proposals(
    proposals: Sequence[Contribution], theme: ThemeEvidence, box: fit.Box, most: int
) -> list[Line]:
    candidates = [quoted_line(c, credit=False, votes=True) for c in proposals]
    shown = filled(heading(_VOTED), candidates, box, most)[1:]
    if not shown:
        return []
    title = "Ce qui est proposé"
    if _most_voted({line.ids[0] for line in shown}, theme):
        title = plural(len(shown), "La proposition la plus votée", _VOTED)
    return [heading(title), *shown]


def _most_voted(ids: set[str], theme: ThemeEvidence) -> bool:
    """Whether each of these proposals has more votes than any other of the theme."""
    proposals = theme.of_types(ContributionType.PROPOSITION)
    shown = [c.votes for c in proposals if c.id in ids]
    others = [c.votes for c in proposals if c.id not in ids]
    return bool(others) and min(shown) > max(others)


def _verbatims(said: _Said, theme: ThemeEvidence, box: fit.Box, most: int = _VERBATIMS) -> list[Line]:
    """What people said, credited, then what is notable about who said it, if there is room."""
    proposed = all(c.type is ContributionType.PROPOSITION for c in said.verbatims)
    head = heading("Aussi proposé" if proposed else "Mot pour mot")
    lines = filled(head, (credited(c) for c in said.verbatims), box, most)
    notable = sorted(
        (s for s in theme.statements if s.rule in _NOTABLE), key=lambda s: _NOTABLE.index(s.rule)
    )
    noted = [text_line(statement_text(s), ids=s.contribution_ids) for s in notable[:_MOST_NOTED]]
    while lines and noted:
        whole = [*lines, heading(NOTED), *noted]
        if fit.fits(whole, box, FLOOR):
            return whole
        noted.pop()
    return lines
