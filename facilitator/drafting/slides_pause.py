"""The three slides of a break: who is here, what is on the wall, what only the room can decide.

At most seven lines, never under 24 points (domaine.md § 3.3 and 4.1).
"""

from collections.abc import Iterator, Sequence

from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence
from facilitator.drafting import fit
from facilitator.drafting.bars import bar_chart, ids_of
from facilitator.drafting.slides import (
    Bar,
    Layout,
    Line,
    Look,
    Place,
    Slide,
    TextBlock,
    text_line,
    to_complete,
)
from facilitator.drafting.slides_presence import presence_title
from facilitator.drafting.wording import NOT_REPRESENTATIVE, source_line
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT, shares_text

SIZES = (32, 28, 24)
MOST_LINES = 7
_MOST_NAMED = 4
_NAME = 45  # characters of a theme's name inside a sentence


def pause_presence(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Who is here, what they have left so far, and who is missing."""
    people = evidence.event.people_present
    ids = tuple(c.id for c in evidence.contributions)
    votes = f" · {counted(evidence.votes, 'vote')}" if evidence.votes else ""
    lines = [text_line(f"{counted(len(ids), 'contribution')}{votes}", Look.STRONG, ids=ids)]
    if not people:
        lines.append(to_complete("nombre de personnes présentes"))
    missing = (
        ("Invités, mais absents", [p.name for p in evidence.absent]),
        ("Présents, mais rien de noté", [p.name for p in evidence.unheard]),
        ("Aucune contribution", list(evidence.silent)),
    )
    lines += [text_line(typeset(f"{what} : {_some(who)}"), bullet=True) for what, who in missing if who]
    title = presence_title(evidence)
    return [_text_slide(title, lines, evidence, boxes, (f"{title}.", NOT_REPRESENTATIVE))]


def pause_themes(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The largest themes as bars; where nothing is sorted yet, what waits."""
    themes, total = evidence.themes, len(evidence.contributions)
    if not themes:
        title = typeset("Les thèmes ne sont pas encore faits")
        waits = typeset(f"{counted(total, 'contribution')} à ranger par thème, avec vous")
        line = text_line(waits, ids=tuple(c.id for c in evidence.contributions))
        return [_text_slide(title, [line], evidence, boxes, (f"{title}.",))]
    shown = themes[:MOST_LINES]
    box = boxes[Layout.CHART, Place.CHART]
    bars = [Bar(typeset(theme.theme.name), len(theme.contributions), ids_of(theme)) for theme in shown]
    chart = bar_chart("Contributions par thème", "Contributions", bars, box, (28, 24))
    held = sum(int(bar.value) for bar in bars)
    if len(shown) < len(themes):
        title = (
            f"Les {len(shown)} premiers thèmes réunissent {number(held)} contributions sur {number(total)}"
        )
    else:
        holds = plural(held, "se range", "se rangent")
        which = counted(len(themes), "thème")
        title = f"{counted(held, 'contribution')} sur {number(total)} {holds} en {which}"
    title = typeset(title)
    say = (
        f"{title}.",
        typeset("Est-ce bien ce que vous dites ? Quel nom changer, quel papier déplacer ?"),
        VOLUME_IS_NOT_WEIGHT,
    )
    return [Slide(Layout.CHART, title, {}, source_line(evidence), chart, say=say)]


def pause_questions(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """What the tool cannot decide: the tray, debates, themes that may be one, doubles, silences."""
    lines = list(_questions(evidence))[:MOST_LINES]
    if not lines:
        lines = [text_line("Que manque-t-il sur ce mur ?"), text_line("Qui le dirait autrement ?")]
    title = f"À trancher ensemble : {counted(len(lines), 'question')} pour la salle"
    say = (
        typeset("Prendre les questions une à une ; corriger le mur à l'écran, devant eux."),
        typeset("Ce que la salle décide ne sera jamais défait par la machine."),
    )
    return [_text_slide(typeset(title), lines, evidence, boxes, say)]


def _questions(evidence: EventEvidence) -> Iterator[Line]:
    """One question a line, the most useful first, each with the contributions behind it."""
    tray = tuple(c.id for c in evidence.tray)
    if tray:
        waits = (
            f"{counted(len(tray), 'contribution')} à ranger : {plural(len(tray), 'où la', 'où les')} mettre ?"
        )
        yield _ask(waits, tray)
    debated = [one for one in evidence.themes if any(s.rule is Rule.DEBATE for s in one.statements)]
    for theme in debated[:2]:
        ids = next(s.contribution_ids for s in theme.statements if s.rule is Rule.DEBATE)
        yield _ask(f"{_named(theme)} fait débat : qu'est-ce qui rapprocherait les avis ?", ids)
    by_id = {theme.theme.id: theme for theme in evidence.themes}
    alike = [by_id[id_] for id_ in evidence.insight.alike or () if id_ in by_id]
    if len(alike) > 1:
        ids = tuple(id_ for theme in alike for id_ in ids_of(theme))
        yield _ask(f"{_named(alike[0])} et {_named(alike[1])} : un seul thème, ou deux ?", ids)
    known = {c.id for c in evidence.contributions}
    doubles = [pair for pair in evidence.insight.doubles if known.issuperset(pair)]
    if doubles:
        possible = f"{counted(len(doubles), 'doublon')} {plural(len(doubles), 'possible')}"
        yield _ask(f"{possible} : la même idée, ou deux ?", tuple(id_ for pair in doubles for id_ in pair))
    yield from _follow_ups(evidence)


def _follow_ups(evidence: EventEvidence) -> Iterator[Line]:
    """The useful questions of domaine.md § 3.3: who says it otherwise, who has not spoken, what is silent."""
    if _tables(evidence) and len(evidence.shares) > 1:
        shared = max(evidence.themes, key=lambda theme: len(theme.shares), default=None)
        if shared is not None and len(shared.shares) > 1:
            reach = shares_text(evidence.event, len(shared.shares), len(evidence.shares))
            yield _ask(
                f"Autour de {_named(shared)}, {reach} ont parlé : qui le dit autrement ?", ids_of(shared)
            )
    unspoken = evidence.insight.unspoken
    if unspoken:
        yield _ask(f"Personne n'a parlé de : {_some([quote(one) for one in unspoken], 3)}. Pourquoi ?", ())
    if evidence.silent:
        yield _ask(f"Rien encore de : {_some(evidence.silent)}. Que diriez-vous ?", ())


def _ask(text: str, ids: tuple[str, ...]) -> Line:
    return text_line(typeset(text), ids=ids, bullet=True)


def _named(theme: ThemeEvidence) -> str:
    return quote(fit.shortened(theme.theme.name, lambda text: len(text) <= _NAME))


def _some(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """Some names and how many are left."""
    short = [fit.shortened(name, lambda text: len(text) <= _NAME) for name in names]
    if len(short) <= most:
        return listed(short)
    return listed([*short[:most], f"{len(short) - most} {plural(len(short) - most, 'autre')}"])


def _tables(evidence: EventEvidence) -> bool:
    return bool(evidence.shares) and not evidence.event.kind.speaks_in_turn


def _text_slide(
    title: str, lines: Sequence[Line], evidence: EventEvidence, boxes: fit.Boxes, say: tuple[str, ...]
) -> Slide:
    """The lines at the largest size at which they fit; the last ones give way, never the size."""
    box = boxes[Layout.TEXT, Place.TEXT]
    kept = list(lines[:MOST_LINES])
    block = fit.block(kept, box, SIZES)
    while block is None and len(kept) > 1:
        kept.pop()
        block = fit.block(kept, box, SIZES)
    if block is None:
        short = fit.shortened(kept[0].text, lambda text: fit.fits([text_line(text)], box, SIZES[-1]))
        block = TextBlock((text_line(short, ids=kept[0].ids),), SIZES[-1])
    return Slide(Layout.TEXT, title, {Place.TEXT: block}, source_line(evidence), say=say)
