"""Builds ``facilitator/press/reference.docx``, the house styles of every text document.

    python -m tests.bench.build_reference_docx [TARGET]

Starts from pandoc's own reference document, so that every style pandoc asks for exists, and gives each the
house's look: A4, Calibri (Carlito has the same metrics), one accent whose contrast on white is 8.6:1,
French, hyphenation, the document's title and its page numbers in the footer.
"""

import io
import subprocess
import sys
from pathlib import Path

import docx
import pypandoc
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from lxml.etree import _Element

TARGET = Path(__file__).parent.parent.parent / "facilitator" / "press" / "reference.docx"

ACCENT, INK, GREY, RULE, TINT, AMBER = "1F4E79", "1F2933", "52606D", "B8C4D0", "E8EEF5", "FFF1C9"

# Style: (type, id, based on, paragraph properties, run properties). Sizes are half-points, lengths twips.
Look = tuple[str, str, str, str, str]


def spacing(before: int, after: int, line: int = 259) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def font(size: int, color: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    hue = f'<w:color w:val="{color}"/>' if color else ""
    return f'{weight}{hue}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def rule(side: str, color: str, width: int, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{color}"/></w:pBdr>'


def shade(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


HEADING = "<w:keepNext/><w:keepLines/>{}<w:suppressAutoHyphens/>"

LOOKS: dict[str, Look] = {
    "Normal": ("paragraph", "Normal", "", spacing(0, 0), ""),
    "Body Text": ("paragraph", "BodyText", "Normal", spacing(80, 90), ""),
    "First Paragraph": ("paragraph", "FirstParagraph", "BodyText", "", ""),
    "Compact": ("paragraph", "Compact", "BodyText", spacing(20, 40, 250), ""),
    "Title": (
        "paragraph",
        "Title",
        "Normal",
        HEADING.format("") + spacing(0, 60, 240),
        font(52, ACCENT, bold=True),
    ),
    "Subtitle": (
        "paragraph",
        "Subtitle",
        "Normal",
        HEADING.format(rule("bottom", ACCENT, 12, 8)) + spacing(0, 280, 250),
        font(26, GREY),
    ),
    "Author": ("paragraph", "Author", "Normal", spacing(0, 60), font(21, GREY)),
    "Date": ("paragraph", "Date", "Normal", spacing(0, 200), font(21, GREY)),
    "heading 1": (
        "paragraph",
        "Heading1",
        "Normal",
        HEADING.format(rule("bottom", RULE, 6, 3)) + spacing(360, 140, 240) + '<w:outlineLvl w:val="0"/>',
        font(32, ACCENT, bold=True),
    ),
    "heading 2": (
        "paragraph",
        "Heading2",
        "Normal",
        HEADING.format("") + spacing(240, 60, 240) + '<w:outlineLvl w:val="1"/>',
        font(24, ACCENT, bold=True),
    ),
    "heading 3": (
        "paragraph",
        "Heading3",
        "Normal",
        HEADING.format("") + spacing(160, 40, 240) + '<w:outlineLvl w:val="2"/>',
        font(21, INK, bold=True),
    ),
    "heading 4": (
        "paragraph",
        "Heading4",
        "Normal",
        HEADING.format("") + spacing(80, 20, 240) + '<w:outlineLvl w:val="3"/>',
        font(20, GREY, bold=True),
    ),
    "Block Text": (
        "paragraph",
        "BlockText",
        "BodyText",
        rule("left", ACCENT, 18, 10)
        + spacing(80, 90)
        + '<w:ind w:left="340" w:right="340" w:firstLine="0"/>',
        "",
    ),
    "Avertissement": (
        "paragraph",
        "Avertissement",
        "BodyText",
        rule("left", "B7791F", 24, 8)
        + shade("FFF8E6")
        + spacing(120, 160)
        + '<w:ind w:left="200" w:right="120"/>',
        "",
    ),
    "Chiffres": ("paragraph", "Chiffres", "BodyText", "<w:keepNext/>" + spacing(0, 40), font(19, GREY)),
    "Annonce": ("paragraph", "Annonce", "BodyText", "<w:keepNext/>" + spacing(80, 30), ""),
    "Footnote Text": ("paragraph", "FootnoteText", "Normal", spacing(0, 30, 240), font(17)),
    "Footnote Reference": (
        "character",
        "FootnoteReference",
        "DefaultParagraphFont",
        "",
        f'<w:color w:val="{ACCENT}"/><w:vertAlign w:val="superscript"/>',
    ),
    "Hyperlink": ("character", "Hyperlink", "DefaultParagraphFont", "", f'<w:color w:val="{ACCENT}"/>'),
    "À compléter": (
        "character",
        "ACompleter",
        "DefaultParagraphFont",
        "",
        f'<w:b/><w:bCs/><w:color w:val="{INK}"/>{shade(AMBER)}',
    ),
    "TOC Heading": (
        "paragraph",
        "TOCHeading",
        "Normal",
        "<w:keepNext/>" + spacing(200, 80, 240),
        font(26, ACCENT, bold=True),
    ),
    "toc 1": ("paragraph", "TOC1", "Normal", spacing(30, 10, 250), ""),
    "toc 2": ("paragraph", "TOC2", "Normal", spacing(0, 10, 250) + '<w:ind w:left="340"/>', font(20)),
    "footer": (
        "paragraph",
        "Footer",
        "Normal",
        '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>',
        font(17, GREY),
    ),
}

TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:pPr>{spacing(0, 0, 240)}</w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
{shade(TINT)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""

TABLE_NORMAL = f"""<w:style {nsdecls("w")} w:type="table" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"""

DEFAULTS = f"""<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault/></w:docDefaults>"""

# Without it Word opens the document in « mode de compatibilité ».
MODERN_WORD = f"""<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode"
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"""


def style(name: str, look: Look) -> _Element:
    kind, identifier, based_on, paragraph, run = look
    default = ' w:default="1"' if name == "Normal" else ""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="{kind}"{default} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{parent}<w:qFormat/>{properties}<w:rPr>{run}</w:rPr></w:style>'
    )


def restyle(document: Document) -> None:
    """Replace the looks of pandoc's styles, add ours, and drop the theme fonts that remain."""
    styles = document.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(DEFAULTS))
    replaced = {
        "Table": parse_xml(TABLE),
        "TableNormal": parse_xml(TABLE_NORMAL),
        **{look[1]: style(name, look) for name, look in LOOKS.items()},
    }
    for old in styles.findall(qn("w:style")):
        if (identifier := old.get(qn("w:styleId"))) in replaced:
            styles.replace(old, replaced.pop(identifier))
    for new in replaced.values():
        styles.append(new)
    for fonts in styles.iter(qn("w:rFonts")):
        if fonts.get(qn("w:asciiTheme")):
            fonts.getparent().remove(fonts)


def lay_out(document: Document) -> None:
    """A4 with 2.2 cm margins, the title and the page number at the foot of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    paragraph = section.footer.paragraphs[0]
    paragraph.style = document.styles["footer"]
    for part in (("TITLE",), "\tPage ", ("PAGE",), " sur ", ("NUMPAGES",)):
        if isinstance(part, str):
            paragraph.add_run(part)
        else:
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" {part[0]} "><w:r><w:t></w:t></w:r></w:fldSimple>'
                )
            )


def settle(document: Document) -> None:
    """French, hyphenated, footnotes numbered through the whole document."""
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "fr-FR")
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    settings.find(qn("w:defaultTabStop")).addnext(
        parse_xml(f'<w:autoHyphenation {nsdecls("w")} w:val="true"/>')
    )
    settings.find(qn("w:rsids")).addprevious(parse_xml(MODERN_WORD))
    for restart in list(document.element.iter(qn("w:numRestart"))):
        restart.set(qn("w:val"), "continuous")
    properties = document.core_properties
    properties.title, properties.language, properties.author = "Styles des documents", "fr-FR", ""


def build(target: Path) -> Path:
    pandoc = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    default = subprocess.run(pandoc, check=True, capture_output=True).stdout
    document = docx.Document(io.BytesIO(default))
    restyle(document)
    lay_out(document)
    settle(document)
    document.save(str(target))
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
