"""The deck as a reader sees it: rendered, page by page."""

from pathlib import Path

import pytest
from PIL import Image

from facilitator.drafting.deck import write_deck
from tests.drafting.deck_walls import WALLS
from tests.render import ABSENT, available, render

needs_renderer = pytest.mark.skipif(not available(), reason=ABSENT)


def darkness(page: Image.Image, box: tuple[float, float, float, float]) -> float:
    """The share of dark pixels in a part of the page given in shares of its width and height."""
    width, height = page.size
    left, top, right, bottom = box
    part = page.convert("L").crop(
        (round(left * width), round(top * height), round(right * width), round(bottom * height))
    )
    histogram = part.histogram()
    return sum(histogram[:128]) / max(1, sum(histogram))


@pytest.mark.render
@needs_renderer
@pytest.mark.parametrize("name", ["atelier", "table_ronde"])
def test_every_slide_renders_with_content_and_nothing_runs_off_the_page(name: str, tmp_path: Path) -> None:
    deck = write_deck(WALLS[name](), tmp_path / f"{name}.pptx")
    pages = render(deck.path, tmp_path / "pages", dpi=40)
    assert len(pages) == deck.slides
    for number, path in enumerate(pages):
        with Image.open(path) as page:
            assert darkness(page, (0.04, 0.05, 0.96, 0.2)) > 0.003 or number == 0, f"no title on {path.name}"
            assert darkness(page, (0.04, 0.22, 0.96, 0.88)) > 0.001, f"nothing on {path.name}"
            if number:
                assert darkness(page, (0, 0.975, 1, 1)) == 0, f"{path.name} runs off its page"
