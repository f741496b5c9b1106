"""Embeds texts in a canonical order, so that the sorting does not depend on the order of a file.

A matrix product rounds by the number of rows it has, so a text's vector depends, around the seventh
decimal, on the texts that share its batch. Batches made of the distinct texts in one fixed order take
that away, spare the model the repeated texts, and bound the memory.
"""

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np

from facilitator.embedding.embedder import Progress, Vectors

LONGEST = 10_000


def embed_in_batches(
    texts: Sequence[str],
    encode: Callable[[list[str]], Vectors],
    *,
    dimension: int,
    size: int,
    on_progress: Progress | None = None,
    workers: int = 1,
) -> Vectors:
    """One row a text, shape (len(texts), dimension), from ``encode`` on at most ``size`` texts at a time.

    ``workers`` threads call ``encode`` at once, each on its own batch; the batches stay the same.
    Texts of similar length share a batch, which spares padding. Only the first 10,000 characters of a
    text count: the memory of a longer one would grow without bound. A character that UTF-8 cannot hold
    (half of a surrogate pair, from a file read wrongly) counts as « ? ».
    """
    readable = [text[:LONGEST].encode("utf-8", "replace").decode("utf-8") for text in texts]
    copies = Counter(readable)
    distinct = sorted(copies, key=lambda text: (len(text), text))
    vectors = np.empty((len(distinct), dimension), dtype=np.float32)
    batches = [distinct[start : start + size] for start in range(0, len(distinct), size)]
    done = 0
    with closing(_run(encode, batches, workers)) as results:
        for start, batch, rows in zip(range(0, len(distinct), size), batches, results, strict=True):
            vectors[start : start + len(batch)] = rows
            done += sum(copies[text] for text in batch)
            if on_progress is not None:
                on_progress(done, len(texts))
    row = {text: number for number, text in enumerate(distinct)}
    return vectors[[row[text] for text in readable]]


def _run(
    encode: Callable[[list[str]], Vectors], batches: Sequence[list[str]], workers: int
) -> Generator[Vectors]:
    """The vectors of each batch, in order; closed early, it drops the batches that have not begun."""
    if workers == 1:
        yield from map(encode, batches)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield from pool.map(encode, batches)
    finally:
        pool.shutdown(cancel_futures=True)
