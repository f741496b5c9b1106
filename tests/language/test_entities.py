"""Persons as the model sees them, on the real model."""

from facilitator.language import entities


def test_the_model_is_there_and_sees_a_person_in_a_sentence() -> None:
    assert entities.reader().startswith(entities.MODEL)
    texts = ["Nous avons rencontré Emmanuel Lemarchal à la mairie.", "pas de bus le soir"]
    (named, none) = entities.people(texts)
    assert [texts[0][start:end] for start, end in named] == ["Emmanuel Lemarchal"]
    assert none == ()
