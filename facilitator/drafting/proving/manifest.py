"""The claims of a livrable kept inside its package, as custom properties.

Counted lines are kept as they were written; of lines that quote somebody only a mark is kept, so that words
cut from a document by hand are gone from it.

Custom properties are what a file keeps best: PowerPoint, Word, LibreOffice, python-pptx and python-docx all
save them again (a custom XML part is lost by LibreOffice in a .pptx). Each holds 255 characters at most, the
length that Office's own window takes, so the manifest is cut into as many as it needs.
"""

import json
import re
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from facilitator.domain.claim import Claim, Manifest
from facilitator.domain.evidence import Rule, Statement, StatementKind
from facilitator.domain.imprint import Imprint
from facilitator.drafting.proving.document import digest_of
from facilitator.errors import StoreError

_PART = "docProps/custom.xml"
_NAME = "facilitator.preuves."
_LENGTH = 255
_VERSION = 1

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


def manifest_of(properties: Mapping[str, str]) -> Manifest | None:
    """The manifest that these properties hold; None where there is none, or not a whole one."""
    names = sorted(name for name in properties if name.startswith(_NAME))
    try:
        packed = b64decode("".join(properties[name] for name in names), validate=True)
        kept = json.loads(zlib.decompress(packed))
        return _unpacked(kept) if kept["version"] == _VERSION else None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error):
        return None  # gone, cut short, or written by another version: the visible text speaks


def keep_manifest(path: Path, manifest: Manifest) -> None:
    """Put the manifest into the Office file at ``path``, in place of a former one. Raises StoreError.

    The same manifest in the same file gives the same bytes: entries keep their order and their times.
    """
    try:
        settled = _with_properties(path.read_bytes(), _packed(manifest))
        path.write_bytes(settled)
    except (OSError, ValueError, zipfile.BadZipFile, ET.ParseError) as error:
        raise StoreError(
            f"Les preuves de {path.name} ne peuvent pas être gardées dans le fichier.",
            cause=str(error),
            next_step="Vérifiez la place sur le disque, puis recommencez.",
        ) from error


def _packed(manifest: Manifest) -> list[str]:
    numbered = {id_: n for claim in manifest.claims for id_, n in claim.numbered.items()}
    at = {id_: index for index, id_ in enumerate(numbered)}
    events = list(manifest.sources)
    kept = {
        "version": _VERSION,
        "demarche": manifest.demarche,
        "evenements": {event: asdict(imprint) for event, imprint in manifest.sources.items()},
        "contributions": [[id_, number] for id_, number in numbered.items()],
        "lignes": [
            {
                **_text_kept(claim),
                "place": claim.place,
                "evenement": events.index(claim.event) if claim.event in events else claim.event,
                "genre": claim.statement.kind,
                "regle": claim.statement.rule,
                "nombres": dict(claim.statement.numbers),
                "mots": dict(claim.statement.words),
                "sujet": claim.statement.about,
                "contributions": [at[id_] for id_ in claim.statement.contribution_ids],
            }
            for claim in manifest.claims
        ],
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    packed = b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode("ascii")
    return [packed[start : start + _LENGTH] for start in range(0, len(packed), _LENGTH)]


def _text_kept(claim: Claim) -> dict[str, str]:
    """The text of a line, or a mark of it where people are quoted: their words are in plain sight only."""
    if claim.statement.rule is Rule.QUOTE:
        return {"empreinte": claim.digest or digest_of(claim.text)}
    return {"texte": claim.text}


def _unpacked(kept: Any) -> Manifest:
    sources = {event: Imprint(**parts) for event, parts in kept["evenements"].items()}
    events, numbered = list(sources), kept["contributions"]
    claims = []
    for line in kept["lignes"]:
        behind = [numbered[index] for index in line["contributions"]]
        event = line["evenement"]
        statement = Statement(
            StatementKind(line["genre"]),
            Rule(line["regle"]),
            tuple(str(id_) for id_, _ in behind),
            dict(line["nombres"]),
            dict(line["mots"]),
            line["sujet"],
        )
        event = events[event] if isinstance(event, int) else event
        numbers = {str(id_): int(number) for id_, number in behind}
        text, digest = line.get("texte", ""), line.get("empreinte", "")
        claims.append(Claim(text, line["place"], event, statement, numbers, digest))
    return Manifest(kept["demarche"], sources, tuple(claims))


def _with_properties(package: bytes, values: list[str]) -> bytes:
    rewritten = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(rewritten, "w") as new:
        properties = _written(old.read(_PART) if _PART in old.namelist() else None, values)
        entries = old.infolist()
        for entry in entries:
            content = old.read(entry)
            if entry.filename == _PART:
                content = properties
            elif _PART not in old.namelist():
                content = _declared(entry.filename, content)
            new.writestr(entry, content, entry.compress_type)
        if _PART not in old.namelist():
            added = zipfile.ZipInfo(_PART, entries[0].date_time)
            added.compress_type, added.external_attr = zipfile.ZIP_DEFLATED, entries[0].external_attr
            new.writestr(added, properties)
    return rewritten.getvalue()


def _written(former: bytes | None, values: list[str]) -> bytes:
    """The properties part, those of others kept, ours written anew."""
    root = xml_root(former) if former else ET.Element(f"{_P}Properties")
    for one in list(root):
        if (one.get("name") or "").startswith(_NAME):
            root.remove(one)
    first = max((int(one.get("pid", "1")) for one in root), default=1) + 1
    for index, value in enumerate(values):
        pid, name = str(first + index), f"{_NAME}{index + 1:04d}"
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
