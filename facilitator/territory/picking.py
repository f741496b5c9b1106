"""An intercommunalité picked by its name or code, and what one must know of its perimeter."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from facilitator.domain.contribution import fold
from facilitator.domain.place import Level, Perimeter, Place
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import counted, listed, of
from facilitator.language.typography import number, quote, typeset
from facilitator.territory.geography import Geography, Move

SURE, CLEAR, LIKELY = 90.0, 6.0, 60.0
WORDS = 95.0  # every word is there, or it is the name of a commune
KINDS = {
    "cc": "communauté de communes",
    "ca": "communauté d agglomération",
    "cu": "communauté urbaine",
}
PROPOSED = 6


def pick(geography: Geography, asked: str) -> Perimeter:
    """The perimeter of the EPCI of this SIREN or name, or that of a commune's; capitals and accents aside.

    Raises UsageError when several are as near, with their codes, NotFoundError when none is.
    """
    wanted = asked.strip()
    if wanted in geography.epci:
        return perimeter_of(geography, wanted)
    if wanted in geography.communes and geography.communes[wanted].epci:
        return perimeter_of(geography, geography.communes[wanted].epci)
    found = _nearest(geography, wanted)
    if not found or found[0][1] < LIKELY:
        raise NotFoundError(
            typeset(f"Aucune intercommunalité ne s'appelle {quote(asked)}."),
            cause=geography.source + ".",
            next_step="Donnez son numéro SIREN, ou le nom d’une de ses communes.",
        )
    if found[0][1] < SURE or (len(found) > 1 and found[0][1] - found[1][1] < CLEAR):
        raise UsageError(
            typeset(f"Quelle intercommunalité est {quote(asked)} ?"),
            cause=typeset(
                f"Les plus proches : {listed([_told(geography, code) for code, _ in found], 'ou')}."
            ),
            next_step="Donnez son numéro SIREN, écrit entre parenthèses.",
        )
    return perimeter_of(geography, found[0][0])


def _nearest(geography: Geography, asked: str) -> list[tuple[str, float]]:
    """The codes of the nearest EPCI, best first, with a likeness of 0 to 100."""
    names = {code: _spelt(place.name) for code, place in geography.epci.items()}
    wanted = _spelt(asked)
    exact = [code for code, name in names.items() if name == wanted]
    if len(exact) == 1:
        return [(exact[0], 100.0)]
    near = {
        code: score
        for _, score, code in process.extract(wanted, names, scorer=fuzz.token_sort_ratio, limit=PROPOSED)
    }
    words = set(wanted.split())
    near |= {
        code: max(WORDS, near.get(code, 0)) for code, name in names.items() if words <= set(name.split())
    }
    for place in geography.communes.values():
        if place.epci and _spelt(place.name) == wanted:
            near[place.epci] = max(WORDS, near.get(place.epci, 0))
    best = sorted(near.items(), key=lambda one: (-one[1], one[0]))
    return [(code, score) for code, score in best if score >= LIKELY][:PROPOSED]


def _spelt(name: str) -> str:
    """A name without capitals, accents, hyphens and what kind of EPCI it is."""
    folded = " ".join("".join(one if one.isalnum() else " " for one in fold(name)).split())
    for short, long in KINDS.items():
        plain = fold(long)
        if folded.startswith(plain + " "):
            folded = folded[len(plain) + 1 :]
        elif folded.startswith(short + " "):
            folded = folded[len(short) + 1 :]
    return " ".join(
        word for word in folded.split() if word not in ("de", "du", "des", "la", "le", "les", "d", "l")
    )


def _told(geography: Geography, code: str) -> str:
    members = geography.members(code)
    where = listed(sorted({geography.departements[one.departement].name for one in members}))
    return f"{geography.epci[code].name} ({code}, {where or 'département inconnu'})"


def perimeter_of(geography: Geography, epci: str) -> Perimeter:
    """The perimeter of an EPCI by its code: populations are the sums of its communes'."""
    communes = geography.members(epci)
    if not communes:
        raise NotFoundError(
            typeset(f"L'intercommunalité {epci} n'a aucune commune connue."), cause=geography.source + "."
        )
    named = geography.epci[epci]
    whole = Place(Level.EPCI, epci, named.name, sum(one.population for one in communes))
    departements = tuple(
        Place(
            Level.DEPARTEMENT,
            code,
            geography.departements[code].name,
            sum(one.population for one in geography.by_departement[code]),
        )
        for code in sorted({one.departement for one in communes})
    )
    return Perimeter(whole, communes, departements, geography.source, remarks(geography, epci, communes))


def remarks(geography: Geography, epci: str, communes: Sequence[Place]) -> tuple[str, ...]:
    """What changed in this perimeter since 2021, a sentence a change, oldest first."""
    names = {one.code: one.name for one in communes}
    told: list[tuple[int, str]] = []
    joined: dict[tuple[int, str], list[str]] = {}
    left: dict[int, list[str]] = {}
    for move in geography.moves:
        if move.kind in ("fusion", "code") and move.year and move.before in names:
            told.append((move.year, merged(move, names[move.before])))
        elif move.kind == "epci" and move.after == epci and move.code in names:
            joined.setdefault((move.year, move.name), []).append(names[move.code])
        elif move.kind == "epci" and move.before == epci and move.code in geography.communes:
            left.setdefault(move.year, []).append(geography.communes[move.code].name)
    for (year, before), who in joined.items():
        told.append(
            (year, f"Depuis {year}, {listed(who)} en {_are(who, 'fait', 'font')} partie ; avant : {before}.")
        )
    for year, who in left.items():
        told.append((year, f"Depuis {year}, {listed(who)} n'en {_are(who, 'fait', 'font')} plus partie."))
    return tuple(typeset(sentence) for _, sentence in sorted(told))


def _are(who: Sequence[str], one: str, several: str) -> str:
    return one if len(who) == 1 else several


def merged(move: Move, name: str) -> str:
    """What became of a former code: « Lieu (49001) fait partie d'Ailleurs (49002) depuis 2024. »."""
    since = f" depuis {move.year}" if move.year else ""
    if move.kind == "code":
        return typeset(f"{name} porte le code {move.before}{since} ; avant : {move.code}.")
    return typeset(f"{move.name} ({move.code}) fait partie {of(name)} ({move.before}){since}.")


def described(perimeter: Perimeter) -> str:
    """« CC du Val d'Aubre : 19 communes, 21 400 habitants »."""
    communes = counted(len(perimeter.communes), "commune")
    people = number(perimeter.epci.population)
    return typeset(f"{perimeter.epci.name} : {communes}, {people} habitants")
