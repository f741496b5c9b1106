"""Two encoders as one: both names, the columns of both, the mean of their cosines."""

import numpy as np
import pytest

from facilitator.embedding.embedder import Skimmer
from facilitator.embedding.lexical import LexicalEmbedder
from facilitator.embedding.paired import PairedEmbedder
from facilitator.embedding.universal import UniversalSentenceEncoder


@pytest.fixture(scope="module")
def pair(usem3: UniversalSentenceEncoder) -> PairedEmbedder:
    return PairedEmbedder(usem3, LexicalEmbedder())


def test_its_name_tells_both_in_order(pair: PairedEmbedder, usem3: UniversalSentenceEncoder) -> None:
    assert pair.name == f"{usem3.name}+{LexicalEmbedder().name}"
    assert PairedEmbedder(LexicalEmbedder(), usem3).name != pair.name


def test_the_columns_of_the_first_come_before_those_of_the_second(
    pair: PairedEmbedder, usem3: UniversalSentenceEncoder, wall: list[str]
) -> None:
    vectors = pair.embed(wall)
    halves = (usem3.embed(wall), LexicalEmbedder().embed(wall))
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, (np.hstack(halves) / np.sqrt(2)).astype(np.float32))


def test_cosines_are_the_mean_of_both(
    pair: PairedEmbedder, usem3: UniversalSentenceEncoder, wall: list[str]
) -> None:
    said, read, both = (engine.embed(wall) for engine in (LexicalEmbedder(), usem3, pair))
    assert np.linalg.norm(both, axis=1) == pytest.approx(1, abs=1e-5)
    assert both @ both.T == pytest.approx((said @ said.T + read @ read.T) / 2, abs=1e-5)


def test_no_text_gives_no_row_of_all_columns(pair: PairedEmbedder) -> None:
    assert pair.embed([]).shape == (0, pair.embed(["mot"]).shape[1])


def test_progress_is_told_once_for_each_text(pair: PairedEmbedder) -> None:
    told: list[tuple[int, int]] = []
    pair.embed(["bus", "crèche"], on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_skimmed_texts_have_the_leading_columns_of_what_is_read_closely(
    pair: PairedEmbedder, wall: list[str]
) -> None:
    skimmed = pair.skim(wall)
    assert skimmed.shape == (len(wall), 512)
    assert np.array_equal(skimmed, pair.embed(wall)[:, :512])
    assert isinstance(pair, Skimmer)
