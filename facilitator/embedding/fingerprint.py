"""Tells two states of a model's folder apart, so that vectors of the one never pass for the other's."""

from collections.abc import Iterator
from hashlib import blake2b, file_digest
from pathlib import Path

_SUFFIXES = {".bin", ".json", ".model", ".safetensors", ".txt"}
_UNUSED = {"onnx", "openvino"}


def fingerprint(folder: Path) -> str:
    """16 hexadecimal digits of the weights, the settings and the vocabulary; the place does not count.

    Reads every byte, about a second a gigabyte: a model taught further has the same sizes and the same
    header. Raises OSError when a file cannot be read.
    """
    digest = blake2b(digest_size=8)
    for path in sorted(_files(folder)):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(file_digest(file, blake2b).digest())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _UNUSED for part in parts)
        if path.suffix in _SUFFIXES and not hidden and path.is_file():
            yield path
