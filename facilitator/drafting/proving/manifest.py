"""The claims of a livrable kept inside its file, as custom properties.

Counted lines are kept as they were written; of lines that quote somebody only a mark is kept, so that words
cut from a document by hand are gone from it.

Custom properties are what a file keeps best: PowerPoint, Word, LibreOffice, python-pptx and python-docx all
save them again. Each holds 255 characters at most, the length that Office's own window takes, so the manifest
is cut into as many as it needs.
"""

import json
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from facilitator.domain.claim import Claim, Manifest
from facilitator.domain.evidence import Rule, Statement, StatementKind
from facilitator.domain.imprint import Imprint
from facilitator.drafting.proving.document import digest_of
from facilitator.drafting.proving.office_properties import kept_in_package
from facilitator.drafting.proving.open_properties import kept_in_page, kept_in_text
from facilitator.errors import StoreError

_NAME = "facilitator.preuves."
_LENGTH = 255
_VERSION = 1


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
    """Put the manifest into the document at ``path``, in place of a former one. Raises StoreError.

    The same manifest in the same file gives the same bytes: entries keep their order and their times.
    """
    try:
        former, values = path.read_bytes(), _packed(manifest)
        match path.suffix.casefold():
            case ".odt":
                settled = kept_in_text(former, _NAME, values)
            case ".html" | ".htm":
                settled = kept_in_page(former, _NAME, values)
            case _:
                settled = kept_in_package(former, _NAME, values)
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
    if claim.statement.rule.is_words:
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
