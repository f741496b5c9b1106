"""Whether the words of a rendered page stand out from what is behind them, measured on its pixels."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from tests.render import Page, pictured, placed_words

LEAST = 4.5
"""WCAG 2.2, criterion 1.4.3, for text of any size."""
_DPI = 150
_ANTIALIASED = 0.93
"""A thin stroke never quite reaches its colour on a grid of pixels: black 9-point text measures 20 of 21."""


def faint_words(pdf: Path) -> list[str]:
    """Each word of a PDF whose contrast with what is behind it is under 4.5 to 1, in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = pictured(pdf, Path(folder), dpi=_DPI)
        found = []
        for number, (page, picture) in enumerate(zip(placed_words(pdf), pictures, strict=True), 1):
            with Image.open(picture) as image:
                pixels = np.asarray(image.convert("RGB"), dtype=float) / 255
            found += [f"page {number} : {fault}" for fault in _faint(page, pixels)]
    return found


def _faint(page: Page, pixels: np.ndarray) -> Iterator[str]:
    light = luminance(pixels)
    across, down = light.shape[1] / page.width, light.shape[0] / page.height
    for word in page.words:
        if not any(character.isalnum() for character in word.text):
            continue
        part = light[
            max(0, int(word.top * down)) : int(word.bottom * down) + 1,
            max(0, int(word.left * across)) : int(word.right * across) + 1,
        ]
        if not part.size:
            continue
        values, counts = np.unique(part.round(3), return_counts=True)
        behind = values[counts.argmax()]
        ratio = max(contrast(behind, part.min()), contrast(behind, part.max()))
        if ratio < LEAST * _ANTIALIASED:
            yield f"« {word.text} » ne ressort pas assez ({ratio:.1f} pour 1)"


def luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of sRGB colours in [0, 1], last axis red, green, blue (WCAG 2.2)."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((one, other))
    return float((high + 0.05) / (low + 0.05))
