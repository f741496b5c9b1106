"""Terms counted by distinct word weigh what scikit-learn says they weigh."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from facilitator.theming.terms import Terms, letters, whole

word = st.text("abcdeé", min_size=1, max_size=7) | st.sampled_from(["rendez vous", "bus", "crèche"])
texts_of_words = st.lists(st.lists(word, max_size=6), min_size=2, max_size=8)


def expected(texts: list[list[str]], others: list[list[str]], *, by_letters: bool) -> list[np.ndarray]:
    """The same by scikit-learn, for ``texts`` and then ``others``."""
    given_as = (
        {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 2} if by_letters else {"analyzer": list}
    )
    model = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **given_as)
    rows, more = ([" ".join(text) for text in one] if by_letters else one for one in (texts, others))
    try:
        return [model.fit_transform(rows).toarray(), model.transform(more).toarray()]
    except ValueError:  # no term left
        return [np.zeros((len(one), 1), dtype=np.float32) for one in (texts, others)]


@pytest.mark.parametrize("by_letters", [False, True], ids=["whole words", "letters"])
@given(texts=texts_of_words, others=texts_of_words)
def test_rows_are_those_of_scikit_learn_for_the_wall_and_for_other_texts(
    texts: list[list[str]], others: list[list[str]], by_letters: bool
) -> None:
    terms = Terms(letters, least=2) if by_letters else Terms(whole)
    fitted, seen = expected(texts, others, by_letters=by_letters)
    assert terms.fit(texts).toarray() == pytest.approx(fitted, abs=1e-6)
    assert terms.transform(others).toarray() == pytest.approx(seen, abs=1e-6)


def test_a_misspelt_word_shares_most_of_its_letters_with_the_right_one() -> None:
    terms = Terms(letters, least=2)
    terms.fit([["orthophoniste"], ["ortophoniste"], ["boulangerie"], ["boulangeries"]])
    right, wrong, other = terms.transform([["orthophoniste"], ["ortophoniste"], ["boulangerie"]]).toarray()
    assert right @ wrong > 0.5 > 0.1 > right @ other
