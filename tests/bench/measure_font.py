"""Writes the advance widths that slides are fitted with, from Liberation Sans (the metrics of Arial).

Run it again only to widen the range of characters: ``python -m tests.bench.measure_font``. The text
size is fitted where no font may be installed at all, so the package ships the widths, not the font.
"""

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from PIL import ImageFont

FONTS = Path("/usr/share/fonts/truetype/liberation2")
TARGET = Path(__file__).parents[2] / "facilitator" / "drafting" / "gabarits" / "arial.tsv"
UNITS_PER_EM = 2048
SYSTEM = Path("/usr/share/fonts/truetype")
EXAMPLE = Path(__file__).parents[2] / "sessions" / "exemple"
STRETCH = 30
COMPARED = {
    "DejaVu Sans": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "DejaVu Serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "Liberation Mono": ("liberation2/LiberationMono-Regular.ttf", "liberation2/LiberationMono-Bold.ttf"),
    "Liberation Serif": ("liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
    "Carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
}
RANGES = [(0x20, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x25A0, 0x266F)]


def widths(regular: Path, bold: Path) -> Iterator[tuple[int, int, int]]:
    """Code point, width in regular and in bold, in 2048ths of the size, where the font has the glyph."""
    basic = ImageFont.Layout.BASIC  # advance widths of the font itself, without shaping
    faces = [ImageFont.truetype(str(path), UNITS_PER_EM, layout_engine=basic) for path in (regular, bold)]
    small = ImageFont.truetype(str(regular), 40, layout_engine=basic)
    missing = bytes(small.getmask("\U000f0000"))
    for first, last in RANGES:
        for point in range(first, last + 1):
            char = chr(point)
            if unicodedata.category(char) in {"Cn", "Cc", "Cf", "Mn"}:
                continue
            if char.isspace() or bytes(small.getmask(char)) != missing:
                yield (point, *(round(face.getlength(char)) for face in faces))


def compare(folder: Path, fonts: Path = SYSTEM) -> Iterator[str]:
    """How much wider than Arial other typefaces set French: 99 stretches in 100 are narrower."""
    text = " ".join(
        word for path in sorted(EXAMPLE.rglob("*.csv")) for word in path.read_text(encoding="utf-8").split()
    )
    basic = ImageFont.Layout.BASIC
    for name, pair in COMPARED.items():
        ratios = {}
        for weight, other in zip(("Regular", "Bold"), pair, strict=True):
            paths = (folder / f"LiberationSans-{weight}.ttf", fonts / other)
            faces = [ImageFont.truetype(str(path), UNITS_PER_EM, layout_engine=basic) for path in paths]
            known = {char: [face.getlength(char) for face in faces] for char in set(text)}
            starts = range(0, len(text) - STRETCH, 7)
            shares = sorted(
                sum(known[c][1] for c in text[at : at + STRETCH])
                / sum(known[c][0] for c in text[at : at + STRETCH])
                for at in starts
            )
            ratios[weight] = shares[len(shares) * 99 // 100]
        yield f"{name}: {ratios['Regular']:.2f} in regular, {ratios['Bold']:.2f} in bold"


def main() -> None:
    """Measure both faces and write the table, or compare other typefaces with them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, default=FONTS)
    parser.add_argument("--compare", action="store_true", help="print what ``drafting/faces`` says")
    asked = parser.parse_args()
    folder = asked.fonts
    if asked.compare:
        sys.stdout.writelines(f"{line}\n" for line in compare(folder))
        return
    rows = widths(folder / "LiberationSans-Regular.ttf", folder / "LiberationSans-Bold.ttf")
    lines = [f"{point:04X}\t{regular}\t{bold}" for point, regular, bold in rows]
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
