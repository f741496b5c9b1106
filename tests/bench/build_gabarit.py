"""Builds the house gabarit: ``facilitator/drafting/gabarits/maison.pptx``.

python-pptx's own empty presentation is emptied of its layouts and given ours: 16:9, one accent, Arial
(its metrics exist everywhere), French throughout, every placeholder named after what goes into it.
``python -m tests.bench.build_gabarit`` rewrites the file; the same design gives the same bytes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import SlideLayoutPart
from pptx.util import Inches

from facilitator.drafting.stable_package import save_stable
from tests.bench.gabarit_design import LAYOUTS, PALETTE, TABLE_STYLE, Block, Look, Spot

TARGET = Path(__file__).parents[2] / "facilitator" / "drafting" / "gabarits" / "maison.pptx"
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
EMPTY_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
    "</p:grpSpPr>"
)
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>facilitator</Application></Properties>"
)
FRENCH_PROMPTS = {
    "Click to edit Master title style": "Modifiez le titre",
    "Click to edit Master text styles": "Modifiez le texte",
    "Second level": "Deuxième niveau",
    "Third level": "Troisième niveau",
    "Fourth level": "Quatrième niveau",
    "Fifth level": "Cinquième niveau",
}
FRENCH_NAMES = {
    "Header Placeholder": "En-tête",
    "Date Placeholder": "Date",
    "Slide Image Placeholder": "Image de la diapositive",
    "Notes Placeholder": "Notes",
    "Footer Placeholder": "Pied de page",
    "Slide Number Placeholder": "Numéro",
}


def emu(*inches: float) -> list[int]:
    """Inches as whole English metric units."""
    return [int(Inches(value)) for value in inches]


def frame(x: float, y: float, w: float, h: float) -> str:
    """A position and a size."""
    left, top, width, height = emu(x, y, w, h)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def colour(value: str) -> str:
    """A fill in a colour of the theme: ``accent1``, or ``lt1/30`` for 30 % of opacity."""
    name, _, opacity = value.partition("/")
    alpha = f'<a:alpha val="{int(opacity) * 1000}"/>' if opacity else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{alpha}</a:schemeClr></a:solidFill>'


def decoration(block: Block, number: int) -> str:
    """A filled rectangle behind the text, marked decorative for screen readers."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Décor {number}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(block.x, block.y, block.w, block.h)}'
        f'<a:prstGeom prst="{block.shape}"><a:avLst/></a:prstGeom>{colour(block.fill)}'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
    )


def paragraph_style(tag: str, look: Look, margin: int = 0, bullet: str = "<a:buNone/>") -> str:
    """One level of a list style."""
    return (
        f'<a:{tag} marL="{margin}" indent="{-margin}" algn="{look.align}"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>{bullet}<a:defRPr lang="fr-FR" '
        f'sz="{look.size * 100}" b="{int(look.bold)}" kern="1200">{colour(look.colour)}'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:{tag}>"
    )


def placeholder(spot: Spot, number: int) -> str:
    """A placeholder named after what it receives, its text style included."""
    where = f' idx="{spot.idx}"' if spot.idx else ""
    kind = f' type="{spot.kind}"' if spot.kind else ""
    if spot.kind == "sldNum":
        text = '<a:fld id="{7C4F2D0E-5B1A-4C3D-9E8F-1A2B3C4D5E6F}" type="slidenum"><a:rPr lang="fr-FR"/>'
        text += "<a:t>‹N°›</a:t></a:fld>"
    else:
        text = f'<a:r><a:rPr lang="fr-FR"/><a:t>{spot.prompt}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{spot.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{kind}{where}/></p:nvPr></p:nvSpPr><p:spPr>"
        f'{frame(spot.x, spot.y, spot.w, spot.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{spot.look.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>'
        f"{paragraph_style('lvl1pPr', spot.look)}</a:lstStyle>"
        f'<a:p>{text}<a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
    )


def tree(blocks: tuple[Block, ...], spots: tuple[Spot, ...]) -> str:
    """A shape tree: decoration first, then placeholders in reading order."""
    shapes = [decoration(block, n) for n, block in enumerate(blocks, start=2)]
    shapes += [placeholder(spot, n) for n, spot in enumerate(spots, start=2 + len(blocks))]
    return f"<p:spTree>{EMPTY_TREE}{''.join(shapes)}</p:spTree>"


def background(fill: str) -> str:
    """A plain background."""
    return f"<p:bg><p:bgPr>{colour(fill)}<a:effectLst/></p:bgPr></p:bg>" if fill else ""


def text_styles(title: Look, body: Look) -> str:
    """The master's styles: a title, five levels of text of which the first has no bullet."""
    dot = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    levels = [paragraph_style("lvl1pPr", body)]
    levels += [paragraph_style(f"lvl{n}pPr", body, 228600 * (n - 1), dot) for n in range(2, 6)]
    return (
        f"<p:txStyles {NS}><p:titleStyle>{paragraph_style('lvl1pPr', title)}</p:titleStyle><p:bodyStyle>"
        f"{''.join(levels)}</p:bodyStyle><p:otherStyle>{paragraph_style('lvl1pPr', body)}</p:otherStyle>"
        "</p:txStyles>"
    )


def rework_master(presentation: Presentation) -> None:
    """Our shapes and styles in place of the default master's."""
    master = LAYOUTS[0]
    element = presentation.slide_master.element
    common = element.find(f"{P}cSld")
    common.remove(common.find(f"{P}spTree"))
    common.append(parse_xml(tree(master.blocks, master.spots).replace("<p:spTree>", f"<p:spTree {NS}>", 1)))
    styles = element.find(f"{P}txStyles")
    title, body = master.spots[0].look, master.spots[1].look
    element.replace(styles, parse_xml(text_styles(title, body)))


def rework_theme(presentation: Presentation) -> None:
    """Our colours and one typeface."""
    part = presentation.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Gabarit maison")
    scheme = theme.find(f".//{A}clrScheme")
    scheme.set("name", "Gabarit maison")
    for slot in scheme:
        slot[:] = [etree.SubElement(slot, f"{A}srgbClr", val=PALETTE[etree.QName(slot).localname])]
    fonts = theme.find(f".//{A}fontScheme")
    fonts.set("name", "Gabarit maison")
    for family in fonts:
        family.find(f"{A}latin").set("typeface", "Arial")
        for script in family.findall(f"{A}font"):
            family.remove(script)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def replace_layouts(presentation: Presentation) -> None:
    """Drop the default layouts and add ours; python-pptx has no call for the latter."""
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    ids = master.element.get_or_add_sldLayoutIdLst()
    for number, design in enumerate(LAYOUTS[1:], start=1):
        hidden = ' showMasterSp="0"' if design.background else ""
        xml = (
            f'<p:sldLayout {NS} preserve="1" userDrawn="1"{hidden}><p:cSld name="{design.name}">'
            f"{background(design.background)}{tree(design.blocks, design.spots)}</p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        uri = PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml")
        part = SlideLayoutPart.load(uri, CT.PML_SLIDE_LAYOUT, presentation.part.package, xml.encode())
        part.relate_to(master.part, RT.SLIDE_MASTER)
        entry = etree.SubElement(ids, f"{P}sldLayoutId")
        entry.set("id", str(2147483649 + number))
        entry.set(f"{{{ids.nsmap['r']}}}id", master.part.relate_to(part, RT.SLIDE_LAYOUT))


def drop_leftovers(presentation: Presentation) -> None:
    """Printer settings, thumbnail and view of the default presentation."""
    for source in (presentation.part, presentation.part.package):
        for rel_id, rel in list(source._rels.items()):
            if rel.reltype in {RT.PRINTER_SETTINGS, RT.THUMBNAIL, RT.VIEW_PROPS}:
                source._rels.pop(rel_id)
    extended = presentation.part.package.part_related_by(RT.EXTENDED_PROPERTIES)
    extended._blob = APPLICATION.encode()
    styles = presentation.part.part_related_by(RT.TABLE_STYLES)
    styles._blob = TABLE_STYLE.encode()


def declare_notes_master(presentation: Presentation) -> None:
    """Name the notes master in the presentation: python-pptx relates it only."""
    notes_id = presentation.part.relate_to(presentation.notes_master.part, RT.NOTES_MASTER)
    entry = f'<p:notesMasterIdLst {NS}><p:notesMasterId r:id="{notes_id}"/></p:notesMasterIdLst>'
    presentation.element.find(f"{P}sldMasterIdLst").addnext(parse_xml(entry))


def speak_french(root: etree._Element) -> None:
    """French language marks, prompts and shape names."""
    for run in root.iter(f"{A}rPr", f"{A}endParaRPr", f"{A}defRPr"):
        if run.get("lang"):
            run.set("lang", "fr-FR")
    for text in root.iter(f"{A}t"):
        text.text = FRENCH_PROMPTS.get(text.text or "", text.text)
    for shape in root.iter(f"{P}cNvPr"):
        name = shape.get("name", "").rstrip("0123456789 ")
        shape.set("name", FRENCH_NAMES.get(name, shape.get("name", "")))


def parts(presentation: Presentation) -> Iterator[etree._Element]:
    """Every tree that may hold words."""
    yield presentation.element
    yield presentation.slide_master.element
    yield presentation.notes_master.element
    yield from (layout.element for layout in presentation.slide_layouts)


def build(target: Path) -> None:
    """Write the gabarit to ``target``."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    presentation.element.find(f"{P}sldSz").attrib.pop("type", None)
    rework_theme(presentation)
    rework_master(presentation)
    replace_layouts(presentation)
    drop_leftovers(presentation)
    declare_notes_master(presentation)
    for root in parts(presentation):
        speak_french(root)
    notes_theme = presentation.notes_master.part.part_related_by(RT.THEME)
    notes_theme._element.find(f".//{A}fontScheme/{A}minorFont/{A}latin").set("typeface", "Arial")
    properties = presentation.core_properties
    properties.title, properties.author, properties.language = "Gabarit maison", "facilitator", "fr-FR"
    properties.last_modified_by, properties.comments = "facilitator", ""
    save_stable(presentation, target)


def main() -> None:
    """Build where the package expects it, or elsewhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    build(parser.parse_args().target)


if __name__ == "__main__":
    main()
