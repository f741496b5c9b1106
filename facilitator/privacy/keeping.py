"""What stays once the notes of a mission are erased: its texts, without the names that were replaced.

The decisions go with the notes, so what they replaced is replaced for good in what is kept: the words of
labels as they were decided, and the persons, telephones and addresses of contributions wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from facilitator.domain.names import NameDecision
from facilitator.privacy.contacts import contacts
from facilitator.privacy.echoes import echoed_names, echoes
from facilitator.privacy.redaction import in_brackets, redacted
from facilitator.privacy.tokens import tokens


def for_keeping(
    of_labels: Iterable[NameDecision], of_contributions: Iterable[NameDecision], places: Collection[str] = ()
) -> Callable[[str], str]:
    """What turns a kept text into the one that stays.

    Words of labels that were left as they are (« assumé ») stay, even where a contribution had them replaced;
    a post that was replaced in a contribution stays, since pilots and next steps are told by their post.
    """
    labels = tuple(of_labels)
    said = [one for one in of_contributions if one.replacement]
    answered = {token.folded for one in labels if one.is_accepted for token in tokens(one.words)}
    sought = echoed_names([*said, *(one for one in labels if one.replacement)], places)
    names = {part: echo for part, echo in sought.items() if part not in answered}
    wanted = {
        one.words: one.replacement
        for one in said
        if any(contacts(one.words)) or any(token.folded in names for token in tokens(one.words))
    }
    wanted |= {one.words: one.replacement for one in labels if one.replacement}

    def keep(text: str) -> str:
        text = redacted(text, wanted)
        found = [(passage, echo) for passage, echo in echoes(text, names, ()) if echo.replacement]
        for passage, echo in sorted(found, key=lambda one: -one[0].start):
            if not in_brackets(text, passage.start):
                text = text[: passage.start] + echo.replacement + text[passage.end :]
        return text

    return keep
