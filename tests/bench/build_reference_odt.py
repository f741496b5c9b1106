"""Builds ``facilitator/press/reference.odt``, the house styles of every OpenDocument text.

    python -m tests.bench.build_reference_odt [TARGET]

Starts from pandoc's own reference document, so that every style pandoc asks for exists, and gives each the
looks of ``build_reference_docx``: A4, Carlito (the metrics of Calibri), French, hyphenated, page numbers.
"""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypandoc
from lxml import etree

from tests.bench.build_reference_docx import ACCENT, AMBER, GREY, INK, RULE, TINT

TARGET = Path(__file__).parent.parent.parent / "facilitator" / "press" / "reference.odt"

NAMESPACES = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
FONT = 'style:font-name="Carlito" fo:font-family="Carlito, Calibri, \'Liberation Sans\'"'
KEEP = 'fo:keep-with-next="always" fo:hyphenation-ladder-count="no-limit"'


def text(size: float, color: str = INK, *, bold: bool = False, more: str = "") -> str:
    weight = "bold" if bold else "normal"
    return (
        f'<style:text-properties {FONT} fo:font-size="{size}pt" fo:color="#{color}" '
        f'fo:font-weight="{weight}" fo:font-style="normal" {more}/>'
    )


def paragraph(before: float, after: float, more: str = "") -> str:
    return (
        f'<style:paragraph-properties fo:margin-top="{before}cm" fo:margin-bottom="{after}cm" '
        f'fo:text-align="start" fo:text-indent="0cm" {more}/>'
    )


WHOLE = 'fo:hyphenate="false"'
UNDER = 'fo:border-bottom="{width}pt solid #{color}" fo:padding-bottom="0.1cm"'

# Style: (display name, parent, properties).
LOOKS: dict[str, tuple[str, str, str]] = {
    "Text_20_body": ("Text body", "Standard", paragraph(0.14, 0.16) + text(10.5)),
    "First_20_paragraph": ("First paragraph", "Text_20_body", paragraph(0.14, 0.16) + text(10.5)),
    "Title": ("Title", "Standard", paragraph(0, 0.1, KEEP) + text(26, ACCENT, bold=True, more=WHOLE)),
    "Subtitle": (
        "Subtitle",
        "Standard",
        paragraph(0, 0.5, UNDER.format(width=1.5, color=ACCENT)) + text(13, GREY, more=WHOLE),
    ),
    "Heading_20_1": (
        "Heading 1",
        "Standard",
        paragraph(0.65, 0.25, KEEP + " " + UNDER.format(width=0.75, color=RULE))
        + text(16, ACCENT, bold=True, more=WHOLE),
    ),
    "Heading_20_2": (
        "Heading 2",
        "Standard",
        paragraph(0.42, 0.1, KEEP) + text(12, ACCENT, bold=True, more=WHOLE),
    ),
    "Heading_20_3": (
        "Heading 3",
        "Standard",
        paragraph(0.28, 0.07, KEEP) + text(10.5, INK, bold=True, more=WHOLE),
    ),
    "Heading_20_4": (
        "Heading 4",
        "Standard",
        paragraph(0.15, 0.05, KEEP) + text(10, GREY, bold=True, more=WHOLE),
    ),
    "Quotations": (
        "Quotations",
        "Text_20_body",
        paragraph(
            0.14, 0.16, f'fo:margin-left="0.6cm" fo:border-left="2pt solid #{ACCENT}" fo:padding-left="0.3cm"'
        )
        + text(10.5),
    ),
    "Table_20_Contents": ("Table Contents", "Standard", paragraph(0.03, 0.03) + text(9)),
    "Table_20_Heading": (
        "Table Heading",
        "Table_20_Contents",
        paragraph(0.03, 0.03, f'fo:background-color="#{TINT}"') + text(9, ACCENT, bold=True),
    ),
    "Footnote": (
        "Footnote",
        "Standard",
        paragraph(0, 0.05, 'fo:margin-left="0.5cm"').replace('indent="0cm"', 'indent="-0.5cm"') + text(8.5),
    ),
    "Avertissement": (
        "Avertissement",
        "Text_20_body",
        paragraph(
            0.2, 0.3, 'fo:background-color="#fff8e6" fo:border-left="3pt solid #b7791f" fo:padding="0.2cm"'
        )
        + text(10.5),
    ),
    "Chiffres": ("Chiffres", "Text_20_body", paragraph(0, 0.07, KEEP) + text(9.5, GREY)),
    "Annonce": ("Annonce", "Text_20_body", paragraph(0.14, 0.05, KEEP) + text(10.5)),
}
GAP = f'<style:text-properties fo:background-color="#{AMBER}" fo:font-weight="bold" fo:color="#{INK}"/>'
LINK = f'<style:text-properties fo:color="#{ACCENT}" style:text-underline-style="none"/>'
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def style(name: str, display: str, family: str, parent: str, properties: str) -> etree._Element:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return etree.fromstring(
        f'<style:style {DECLARED} style:name="{name}" style:display-name="{display}" '
        f'style:family="{family}"{above} style:class="text">{properties}</style:style>'
    )


def restyle(styles: bytes) -> bytes:
    """pandoc's styles.xml with the house's looks, its page and its footer."""
    root = etree.fromstring(styles)
    kept = root.find("office:styles", NAMESPACES)
    assert kept is not None
    ours = [style(name, look[0], "paragraph", look[1], look[2]) for name, look in LOOKS.items()]
    ours.append(style("À_20_compléter", "À compléter", "text", "", GAP))
    ours += [
        style(name, name.replace("_20_", " "), "text", "", LINK)
        for name in ("Internet_20_link", "Definition")
    ]
    named = {one.get(qualified("style:name")): one for one in ours}
    for old in kept.findall("style:style", NAMESPACES):
        new = named.pop(old.get(qualified("style:name")) or "", None)
        if new is not None:
            for kind in ("style:default-outline-level", "style:next-style-name"):
                if (value := old.get(qualified(kind))) is not None:
                    new.set(qualified(kind), value)
            kept.replace(old, new)
    for new in named.values():
        kept.append(new)
    for properties in root.iter(qualified("style:text-properties")):
        if properties.get(qualified("fo:language")) is not None:
            properties.set(qualified("fo:language"), "fr")
            properties.set(qualified("fo:country"), "FR")
            properties.set(qualified("fo:hyphenate"), "true")
            properties.set(qualified("fo:hyphenation-remain-char-count"), "2")
            properties.set(qualified("fo:hyphenation-push-char-count"), "2")
    lay_out(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def lay_out(root: etree._Element) -> None:
    """A4 with 2.2 cm margins, the title and the page numbers at the foot of every page."""
    sizes = {
        "fo:page-width": "21cm",
        "fo:page-height": "29.7cm",
        "style:print-orientation": "portrait",
        **{f"fo:margin-{side}": "2.2cm" for side in ("left", "right")},
        **{f"fo:margin-{side}": "1.8cm" for side in ("top", "bottom")},
    }
    for layout in root.iter(qualified("style:page-layout")):
        properties = layout.find("style:page-layout-properties", NAMESPACES)
        assert properties is not None
        for name, value in sizes.items():
            properties.set(qualified(name), value)
        foot = layout.find("style:footer-style", NAMESPACES)
        if foot is None:
            foot = etree.SubElement(layout, qualified("style:footer-style"))
        for old in list(foot):
            foot.remove(old)
        foot.append(
            etree.fromstring(
                f'<style:header-footer-properties {DECLARED} fo:min-height="0.8cm" fo:margin-top="0.3cm"/>'
            )
        )
    for master in root.iter(qualified("style:master-page")):
        for old in list(master):
            master.remove(old)
        master.append(
            etree.fromstring(
                f'<style:footer {DECLARED}><text:p text:style-name="Chiffres"><text:title/>'
                ' · Page <text:page-number text:select-page="current"/>'
                " sur <text:page-count/></text:p></style:footer>"
            )
        )


def build(target: Path) -> Path:
    pandoc = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.odt"]
    default = subprocess.run(pandoc, check=True, capture_output=True).stdout
    built = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default)) as old, zipfile.ZipFile(built, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "styles.xml":
                content = restyle(content)
            if part.filename == "meta.xml":
                content = re.sub(
                    rb"(<(?:meta:creation-date|dc:date)>)[^<]*", rb"\g<1>2000-01-01T12:00:00Z", content
                )
            entry = zipfile.ZipInfo(part.filename, (2000, 1, 1, 12, 0, 0))
            entry.compress_type, entry.external_attr = part.compress_type, 0o600 << 16
            new.writestr(entry, content)
    target.write_bytes(built.getvalue())
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
