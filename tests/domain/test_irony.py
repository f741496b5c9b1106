"""Irony: turns that say the opposite are seen, plain thanks and plain complaints are left alone."""

from dataclasses import replace

import pytest

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.irony import may_be_ironic, statable
from facilitator.drafting import slides
from facilitator.drafting.deck import plan
from facilitator.drafting.gabarit import open_gabarit
from facilitator.drafting.synthese import synthese_values
from tests.walls import Said, wall


def said(text: str, type_: str | None = "constat") -> Contribution:
    found = wall({"thème": [(text, type_, "T1", None, 0)]}).contributions[0]
    return replace(found, type=ContributionType(type_) if type_ else None)


@pytest.mark.parametrize(
    "text",
    [
        "3 réunions pour rien, bravo !",
        "1er car 7h50, l'usine embauche à 5h. Cherchez l’erreur.",
        "Merci le trop perçu à Noël…",
        "super ! encore un numéro surtaxé",
        "fermé le mercredi, évidemment",
    ],
)
def test_praise_of_what_goes_wrong_may_be_ironic(text: str) -> None:
    assert may_be_ironic(said(text))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("bravo aux animatrices du relais", "force"),
        ("merci pour l'accueil", "constat"),
        ("la halte-garderie est formidable", "force"),
        ("il manque des places en crèche !!", "besoin"),
        ("crèche, halte, relais…", "constat"),
        ("le super marché ferme à 19 h", "constat"),
    ],
)
def test_plain_words_are_left_alone(text: str, type_: str) -> None:
    assert not may_be_ironic(said(text, type_))


def debated() -> EventEvidence:
    members: list[Said] = [
        ("la halte aide beaucoup de familles du bourg", "force", "T1", "parents", 1),
        ("on attend la réponse depuis deux ans, bravo !", "constat", "T2", "parents", 9),
        ("il faut deux ans pour avoir une place en crèche", "constat", "T1", "parents", 0),
        ("aucune place pour un accueil de quelques heures", "besoin", "T3", "grands-parents", 0),
        ("ouvrir une heure plus tôt le matin", "proposition", "T3", "grands-parents", 2),
    ]
    return wall({"Places": members})


def test_words_that_may_be_ironic_are_never_a_finding_and_are_flagged_where_they_are_quoted() -> None:
    evidence = debated()
    ironic = evidence.contributions[1]
    assert ironic not in statable(evidence.contributions)
    for slide in plan(evidence, open_gabarit(None).boxes()):
        if slide.layout is slides.Layout.ANNEX:
            continue
        found = slide.texts.get(slides.Place.FINDINGS)
        assert found is None or all(ironic.text not in line.text for line in found.lines)
        quoted = any(ironic.text in line.text for block in slide.texts.values() for line in block.lines)
        flagged = any("Ironie à vérifier avant de lire\u00a0: n°\u00a02." in told for told in slide.say)
        assert quoted is flagged
    (theme,) = synthese_values(evidence)["themes"]  # type: ignore[misc]
    assert all(idea.texte != ironic.text for idea in theme.idees)
    words = [one for one in theme.paroles if one.texte == ironic.text]
    assert all("ironie à vérifier" in one.origine for one in words)
