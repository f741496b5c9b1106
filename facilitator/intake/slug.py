"""Short names for folders and events, made from titles: the same title always gives the same name."""

import hashlib
import re
import unicodedata

MAXIMUM = 60
_DIGEST = 6
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def slugify(text: str) -> str:
    """``text`` in lower-case ASCII letters, digits and hyphens, 1 to 60 characters; idempotent.

    A longer name is cut and a title without any letter is replaced; both then end with a digest of the
    whole title, so that two different titles do not become one folder.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if slug and len(slug) <= MAXIMUM:
        return slug
    digest = hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{slug[: MAXIMUM - _DIGEST - 1].rstrip('-') or 'sans-titre'}-{digest}"
