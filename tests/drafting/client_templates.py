"""Templates as clients have them: from packages, from LibreOffice, and some made here to be difficult."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pypandoc
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Inches

from tests.bench.build_gabarit import TARGET

PRESENTATIONS = Path("/usr/lib/libreoffice/share/template/common/presnt")
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
GERMAN = ("Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich", "Nur Titel")


def narrow(target: Path) -> Path:
    """python-pptx's own default: 4:3, Calibri, English names."""
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", target)
    return target


def pandoc(target: Path) -> Path:
    """The reference deck inside pandoc's wheel: 16:9 on a small page, with slides of its own."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.pptx"]
    target.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return target


def dark(target: Path) -> Path:
    """A dark master, a logo down the left side, German names, a wide typeface, an accent too dark to read."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    master = made.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor(0x10, 0x1C, 0x2C)
    for layout in (*made.slide_layouts, master):
        for holder in layout.placeholders:
            if "}xfrm" in "".join(child.tag for child in holder.element.spPr):
                holder.left = round(holder.left * 1.2) + Inches(1.3)
                holder.width = round(holder.width * 1.15)
    for style in master._element.find("{*}txStyles"):
        for level in style.iter("{*}defRPr"):
            for fill in level.findall("{*}solidFill"):
                level.replace(
                    fill, parse_xml(f'<a:solidFill {_DRAWING}><a:srgbClr val="F2F2F2"/></a:solidFill>')
                )
    part = master.part.part_related_by(pptx.opc.constants.RELATIONSHIP_TYPE.THEME)
    part._blob = part.blob.replace(
        b'<a:latin typeface="Calibri"/>', b'<a:latin typeface="Verdana"/>'
    ).replace(b"4F81BD", b"1F3864")
    master.shapes._spTree.append(_logo(made, Inches(0.15), Inches(0.4), Inches(1.1), Inches(3.2)))
    for layout, name in zip(made.slide_layouts, GERMAN, strict=False):
        layout.element.cSld.set("name", name)
    made.save(str(target))
    return target


def _logo(made: Any, left: int, top: int, width: int, height: int) -> Any:
    """A picture on the master, drawn through a slide that is taken out again."""
    picture = BytesIO()
    drawn = Image.new("RGB", (110, 320), "#E4572E")
    ImageDraw.Draw(drawn).ellipse((20, 40, 90, 110), fill="white")
    drawn.save(picture, "PNG")
    picture.seek(0)
    _, key = made.slide_master.part.get_or_add_image_part(picture)
    return parse_xml(
        '<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" {_DRAWING}>'
        '<p:nvPicPr><p:cNvPr id="90" name="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _keep(made: Any, *kept: str) -> None:
    for layout in list(made.slide_layouts):
        if layout.name not in kept:
            made.slide_layouts.remove(layout)


def title_only(target: Path) -> Path:
    """A single layout with nothing but a title, and a logo at the lower right."""
    made = Presentation()
    _keep(made, "Title Only")
    made.slide_width, made.slide_height = Inches(10), Inches(6.25)
    logo = _logo(made, Inches(8.9), Inches(5.4), Inches(0.9), Inches(0.7))
    made.slide_master.shapes._spTree.append(logo)
    made.save(str(target))
    return target


def without_title(target: Path) -> Path:
    """A single blank layout on a picture that no ink is readable on everywhere."""
    made = Presentation()
    _keep(made, "Blank")
    picture = BytesIO()
    stripes = Image.new("RGB", (64, 48), "white")
    ImageDraw.Draw(stripes).rectangle((20, 0, 44, 48), fill="black")
    stripes.save(picture, "PNG")
    picture.seek(0)
    master = made.slide_master
    _, key = master.part.get_or_add_image_part(picture)
    fill = parse_xml(
        '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" {_DRAWING}><p:bgPr>'
        f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    shown = master._element.cSld
    for old in shown.findall("{*}bg"):
        shown.remove(old)
    shown.insert(0, fill)
    made.save(str(target))
    return target


def renamed(target: Path) -> Path:
    """The house gabarit under a client's names: only roles and places are left to go by."""
    made = Presentation(str(TARGET))
    for number, layout in enumerate(made.slide_layouts, 1):
        layout.element.cSld.set("name", f"Modèle {number}")
        for count, holder in enumerate(layout.placeholders, 1):
            holder.name = f"Zone {count}"
    made.save(str(target))
    return target


def banner(target: Path) -> Path:
    """A coloured bar across the top in which the title stands, French names, and old slides in sections."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    for shape in (
        *made.slide_master.placeholders,
        *(h for one in made.slide_layouts for h in one.placeholders),
    ):
        if shape.element.spPr.find("{*}xfrm") is not None:
            shape.left, shape.width = round(shape.left * 4 / 3), round(shape.width * 4 / 3)
    slide = made.slides.add_slide(made.slide_layouts[1])
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, made.slide_width, Inches(1.5))
    bar.fill.solid()
    bar.fill.fore_color.rgb = RGBColor(0xC0, 0x39, 0x2B)
    made.slide_master.shapes._spTree.insert(2, bar.element)
    slide.shapes.title.text = "Une vieille diapositive"
    names = ("Diapositive de titre", "Titre et contenu", "Titre de section", "Deux contenus", "Comparaison")
    for layout, name in zip(made.slide_layouts, (*names, "Titre seul", "Vide"), strict=False):
        layout.element.cSld.set("name", name)
    made.save(str(target))
    return target


def libreoffice(name: str) -> Callable[[Path], Path]:
    """One of LibreOffice's own templates, converted to .pptx by LibreOffice."""

    def convert(target: Path) -> Path:
        with tempfile.TemporaryDirectory(prefix="soffice-") as scratch:
            profile = (Path(scratch) / "profile").as_uri()
            command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pptx"]
            source = PRESENTATIONS / f"{name}.otp"
            subprocess.run(
                [*command, "--outdir", scratch, os.fspath(source)],
                check=True,
                capture_output=True,
                timeout=180,
            )
            shutil.copy(Path(scratch) / f"{name}.pptx", target)
        return target

    return convert


TEMPLATES: dict[str, Callable[[Path], Path]] = {
    made.__name__: made for made in (narrow, pandoc, dark, title_only, without_title, renamed, banner)
}
CONVERTED = ("Midnightblue", "Forestbird", "Grey_Elegant")
