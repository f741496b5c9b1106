"""Custom properties of Office packages: what PowerPoint, Word and LibreOffice all save again.

A custom XML part is lost by LibreOffice in a .pptx.
"""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.etree import ElementTree as ET

from facilitator.press.packages import rewritten

_PART = "docProps/custom.xml"
_OF_OFFICE = "http://schemas.openxmlformats.org"
_P = f"{{{_OF_OFFICE}/officeDocument/2006/custom-properties}}"
_VT = f"{{{_OF_OFFICE}/officeDocument/2006/docPropsVTypes}}"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = f"{_OF_OFFICE}/officeDocument/2006/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def properties_of(package: zipfile.ZipFile) -> dict[str, str]:
    """The custom properties of an Office package that are texts, by name; none where it has none."""
    if _PART not in package.namelist():
        return {}
    root = xml_root(package.read(_PART))
    return {
        str(one.get("name")): value.text or ""
        for one in root
        for value in one
        if value.tag in (f"{_VT}lpwstr", f"{_VT}lpstr")
    }


def xml_root(content: bytes) -> ET.Element:
    """A part of an Office package; ValueError where it defines entities, as no Office program writes."""
    if b"<!DOCTYPE" in content:
        raise ValueError("<!DOCTYPE")
    return ET.fromstring(content)  # noqa: S314 - without a DOCTYPE there is no entity to expand


def kept_in_package(package: bytes, name: str, values: Sequence[str]) -> bytes:
    """The Office package with ``values`` under names that begin with ``name``, in place of former ones."""
    with zipfile.ZipFile(BytesIO(package)) as old:
        former = old.read(_PART) if _PART in old.namelist() else None
    properties = _written(former, name, values)
    if former is None:
        return rewritten(package, _declared, added={_PART: properties})
    return rewritten(package, lambda part, content: properties if part == _PART else content)


def _written(former: bytes | None, prefix: str, values: Sequence[str]) -> bytes:
    """The properties part, those of others kept, ours written anew."""
    root = xml_root(former) if former else ET.Element(f"{_P}Properties")
    for one in list(root):
        if (one.get("name") or "").startswith(prefix):
            root.remove(one)
    first = max((int(one.get("pid", "1")) for one in root), default=1) + 1
    for index, value in enumerate(values):
        pid, name = str(first + index), f"{prefix}{index + 1:04d}"
        one = ET.SubElement(root, f"{_P}property", {"fmtid": _FORMAT, "pid": pid, "name": name})
        ET.SubElement(one, f"{_VT}lpwstr").text = value
    ET.register_namespace("", _P[1:-1])
    ET.register_namespace("vt", _VT[1:-1])
    written: bytes = ET.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + written


def _declared(name: str, content: bytes) -> bytes:
    """The package's lists of parts and relations with the properties part added."""
    if name == "[Content_Types].xml":
        told = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/></Types>'
        return re.sub(rb"</Types>\s*$", told.encode(), content)
    if name == "_rels/.rels":
        told = f'<Relationship Id="rIdPreuves" Type="{_RELATION}" Target="{_PART}"/></Relationships>'
        return re.sub(rb"</Relationships>\s*$", told.encode(), content)
    return content
