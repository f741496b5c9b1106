"""What the decks say, slide by slide, held to texts that were read before they were accepted."""

from pathlib import Path

import pytest

from tests.drafting.golden import DECKS, GOLDEN
from tests.pptx_text import transcript


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_reads_as_its_golden_text(name: str, tmp_path: Path) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert transcript(DECKS[name](tmp_path / "a.pptx")) == golden
