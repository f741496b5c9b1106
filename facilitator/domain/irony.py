"""Words that may say the opposite of what they say: a hint that a human should read them before a mayor does.

Few marks of irony can be seen in a text: what is kept here are turns that praise or thank where the type says
that something is wrong, and turns that only irony uses. It is a hint, and misses most dry understatements
(« Tout est sur internet, sauf la fibre. »). On the three annotated walls, in sight of which the turns were
chosen: precision 88 %, recall 64 % of 11 (``tests/bench/measure_irony.py``).
"""

import re
from collections.abc import Iterable

from facilitator.domain.contribution import Contribution, ContributionType, fold

_ALWAYS = re.compile(
    r"cherche[zr]? l.?erreur|on se demande bien|c.?est (?:du )?(?:dynamique|propre|beau|joli|malin)\b"
    r"|merci (?:le|la|les|l.?|qui)\b|\bet apres on s.?etonne|\bon croit rever|\btu parles\b|\bbelle mentalite"
    r"|\bvive (?:le|la|les|l.)\b.*(?:!|…|\.\.\.)|pas encore une? .*!"
    r"|\bencore une? .*(?:dans le placard|de plus)"
    r"|\bsur la photo\b|\bcomme par hasard\b|\bc.?est ca oui\b|\bquelle bonne idee\b|\blol\b|\bmdr\b"
    r"|\([^()]*\bon sait\b"
)
_PRAISE = re.compile(
    r"\bbravo\b|\bsuper ?!|\bgenial\b|\bmerveilleux\b|\bformidable\b|\bquel bonheur\b|\bevidemment\b"
    r"|\bbien sur\b"
    r"|\bmagnifique\b|\bmerci\b *[.!…]*$|\bdynamique\b"
)
_WRONG = (
    ContributionType.CONSTAT,
    ContributionType.FAIBLESSE,
    ContributionType.VIGILANCE,
    ContributionType.BESOIN,
    ContributionType.PROPOSITION,
    ContributionType.VERBATIM,
)
_EMOJI = re.compile("[\U0001f602\U0001f644\U0001f921\U0001f605\U0001f643]|;-?\\)")


def may_be_ironic(contribution: Contribution) -> bool:
    """Whether the words may be meant ironically, as far as can be seen."""
    text = contribution.text.replace("’", "'")
    told = fold(text)
    if _ALWAYS.search(told) or _EMOJI.search(text):
        return True
    return contribution.type in _WRONG and _PRAISE.search(told) is not None


def statable(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Those that may stand as a finding, in the same order: the others are quoted as words, or not at all.

    A proposition stands as one whatever its tone: what a room voted for is never left out.
    """
    return tuple(c for c in contributions if c.type is ContributionType.PROPOSITION or not may_be_ironic(c))
