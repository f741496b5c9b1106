"""Office files damaged as they are in life, for tests of what is told of them."""

import zipfile
from pathlib import Path

_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def locked(source: Path, target: Path) -> Path:
    """``source`` marked as protected by a password, part by part."""
    return _marked(source, target, local=6, central=8, value=1)


def packed_otherwise(source: Path, target: Path) -> Path:
    """``source`` packed by a method that Python cannot unpack."""
    return _marked(source, target, local=8, central=10, value=99)


def rotten(source: Path, target: Path) -> Path:
    """``source`` with bytes changed inside its parts, its table of contents whole."""
    content = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as package:
        for part in package.infolist():
            start = part.header_offset + 30 + len(part.filename.encode())
            for at in range(start + 4, start + part.compress_size, 7):
                content[at] ^= 0x55
    target.write_bytes(content)
    return target


def _marked(source: Path, target: Path, *, local: int, central: int, value: int) -> Path:
    content = bytearray(source.read_bytes())
    for mark, offset in ((_LOCAL, local), (_CENTRAL, central)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] = value
            at = content.find(mark, at + 4)
    target.write_bytes(content)
    return target


DAMAGES = (locked, packed_otherwise, rotten)
