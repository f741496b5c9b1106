"""Every template of domaine.md § 4.1, for 0, 1 and many: agreement, no-break spaces, allowed words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contrast import GroupKind
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import Rule, Statement, StatementKind
from facilitator.drafting.wording import source_line, statement_about, theme_figures, theme_title
from facilitator.language.wording import statement_text
from tests.walls import Said, wall

NOUNS = ("contribution", "table", "qualité", "vote", "participant", "force")
FORBIDDEN = re.compile(
    r"les habitants veulent|la majorité|\btous\b|\btoutes\b|il faut|on doit", re.IGNORECASE
)
BARE_SPACE = re.compile(
    r"(?: [;:!?%»])|(?:« )|(?:\d (?:contribution|table|qualité|vote|participant|force)s?\b)"
)

counts = st.one_of(st.sampled_from([0, 1, 2, 999, 1000, 1001]), st.integers(0, 20_000))
publics = st.sampled_from(
    ["parents 0-3 ans", "élue : VP action sociale", "élus", "agent : CCAS", "jeunes 18-25"]
)
tables = st.sampled_from(["T1", "Table 2", "table 3", "Séquence 1"])


def statement(rule: Rule, n: tuple[int, ...], public: str, label: str, several: bool) -> Statement:
    """One of the rules with numbers in all its slots."""
    a, b, c, d = n
    names = [label, "T9"] if several else [label]
    said = [public, "élus"] if several else [public]
    numbers = {"n": a, "total": b, "t": c, "tables": d, "x": a, "y": c, "m": d, "forces": a, "faiblesses": b}
    if rule is Rule.SILENT_TABLES:
        numbers["t"] = len(names)
    words = {"table": label, "public": public, "tables": "\n".join(names), "publics": "\n".join(said)}
    words |= (
        {"group": label, "kind": GroupKind.TABLE} if several else {"group": public, "kind": GroupKind.PUBLIC}
    )
    return Statement(StatementKind.COUNT, rule, ("c1",), numbers, words)


WORDED = [
    rule for rule in Rule if rule not in (Rule.FIGURES, Rule.CITED, Rule.DESCRIBED) and not rule.is_words
]


def check_french(text: str) -> None:
    """Typography and agreement of whatever is counted, and no word that speaks for the absent."""
    assert not BARE_SPACE.search(text), text
    assert "'" not in text, text
    assert not FORBIDDEN.search(text), text
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"\bde (?:les?|des)\b|\bà (?:le|les)\b", text), text
    for figure, noun, plural in re.findall(rf"([\d\u202f]+)\u00a0({'|'.join(NOUNS)})(s?)\b", text):
        many = int(figure.replace("\u202f", "")) > 1
        assert bool(plural) is many, (text, noun)
    assert not re.search(r"(?<!\d)(?!2026)\d{4,}", text), "thousands are parted"


@given(st.sampled_from(WORDED), st.tuples(counts, counts, counts, counts), publics, tables, st.booleans())
def test_each_template_agrees_for_none_one_and_many(
    rule: Rule, n: tuple[int, ...], public: str, label: str, several: bool
) -> None:
    text = statement_text(statement(rule, n, public, label, several))
    check_french(text)
    assert text[0].isdigit() or text[0].isupper()
    assert not text.endswith(".")


@given(
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(0, 2),
    st.sampled_from([EventKind.ATELIER, EventKind.TABLE_RONDE, EventKind.SEMINAIRE]),
)
def test_titles_figures_and_source_of_a_theme_agree(
    members: int, seats: int, votes: int, kind: EventKind
) -> None:
    said: list[Said] = [
        (f"parole {n}", "force" if n % 2 else "faiblesse", f"T{1 + n % seats}", "élu : maire", votes)
        for n in range(members)
    ]
    evidence = wall({"Places": said, "Bus": said[:1]}, kind=kind)
    for theme in evidence.themes:
        for text in (theme_title(theme, evidence), theme_figures(theme, evidence)):
            check_french(text)
        for told in theme.statements:
            check_french(statement_about(theme, told))
    check_french(source_line(evidence))
