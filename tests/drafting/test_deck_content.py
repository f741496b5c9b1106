"""What a restitution says, and what it keeps silent, planned against the house gabarit."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from facilitator.domain.contribution import ContributionType
from facilitator.domain.demarche import Etape, EtapeState
from facilitator.domain.event import EventKind, Presence
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.deck import SPOKEN, plan, write_deck
from facilitator.drafting.gabarit import open_gabarit
from facilitator.drafting.slides import Layout, Look, Place, Slide
from facilitator.drafting.slides_themes import major_themes, minor_themes
from facilitator.errors import FacilitatorError, InputError
from tests.drafting.deck_walls import (
    SENTENCE,
    atelier,
    bare,
    large,
    long_names,
    long_texts,
    one_table,
    six,
    table_ronde,
    unsorted,
)
from tests.walls import Said, wall


@cache
def boxes() -> fit.Boxes:
    return open_gabarit().boxes()


def planned(evidence: EventEvidence) -> tuple[Slide, ...]:
    return plan(evidence, boxes())


def said(slide: Slide) -> str:
    lines = [line.text for block in slide.texts.values() for line in block.lines]
    return "\n".join([slide.title, *lines]).replace("\u00a0", " ").replace("\u202f", " ")


def titles(evidence: EventEvidence) -> list[str]:
    return [slide.title.replace("\u00a0", " ") for slide in planned(evidence)]


def theme_slide(evidence: EventEvidence, name: str) -> Slide:
    return next(
        slide for slide in planned(evidence) if slide.title.startswith(name) and Place.FIGURES in slide.texts
    )


def projected(evidence: EventEvidence) -> str:
    return "\n".join(said(slide) for slide in planned(evidence) if slide.layout is not Layout.ANNEX)


def test_an_event_without_contributions_has_nothing_to_restitute(tmp_path: Path) -> None:
    target = tmp_path / "vide.pptx"
    with pytest.raises(InputError, match="rien à restituer") as caught:
        write_deck(wall({}), target)
    assert "aucune contribution" in caught.value.cause
    assert not target.exists()


def test_the_slides_come_in_the_order_of_the_trade() -> None:
    layouts = [slide.layout for slide in planned(atelier())]
    themes = {Layout.THEME, Layout.THEME_IN_TWO, Layout.THEME_IN_ONE}
    kinds = ["thème" if layout in themes else layout for layout in layouts]
    assert kinds == [
        Layout.TITLE,
        Layout.TIMELINE,
        Layout.TABLE_AND_TEXT,
        Layout.QUESTION,
        Layout.CHART,  # the overview
        Layout.TEXT,  # the words that got most votes
        *["thème"] * 2,
        *[Layout.TEXT] * 2,  # the five small themes
        Layout.TEXT,
        Layout.COLUMNS,
        Layout.COLUMNS,
        Layout.TEXT,
        Layout.TABLE,
        Layout.CHART,
        Layout.CHART,
        Layout.CHART,
        Layout.ANNEX,
        Layout.ANNEX,
    ]
    annexed = [slide for slide in planned(atelier()) if slide.title.startswith("Annexe")]
    assert len(annexed) == 6
    assert annexed == list(planned(atelier())[-6:])


def test_the_small_themes_of_a_deck_too_long_to_be_spoken_lead_its_annex_and_nothing_is_lost() -> None:
    kinds = ("force", "besoin", "proposition", "constat", "besoin", "verbatim", "proposition")
    places: dict[str, list[Said]] = {
        f"Sujet {n}": [
            (f"un mot numéro {k} sur le sujet {n}", kinds[k % 7], f"T{1 + k % 4}", "parents 0-3 ans", k)
            for k in range(14 - n if n < 6 else 2)
        ]
        for n in range(11)
    }
    tray: list[Said] = [("qui pilote ?", "question", "T1", "grands-parents", 0)]
    long = wall(places, tray=tray, tables=4)
    slides = planned(long)
    first = next(n for n, slide in enumerate(slides) if slide.title.startswith("Annexe"))
    assert first == SPOKEN + 1, "every slide left says what no other does"
    assert "5 autres thèmes" in slides[first].title.replace("\u00a0", " ")
    assert not [slide for slide in slides if slide.title.startswith("Et aussi")]
    kept = [slide for slide in planned(atelier()) if slide.title.startswith("Et aussi")]
    assert kept, "a deck that fits keeps them"


def test_a_demarche_without_etapes_has_no_timeline_and_an_event_without_question_no_question_slide() -> None:
    layouts = {slide.layout for slide in planned(bare())}
    assert not layouts & {Layout.TIMELINE, Layout.QUESTION}


def test_the_current_etape_is_named_in_words_and_not_by_colour_alone() -> None:
    slide = next(slide for slide in planned(six()) if slide.layout is Layout.TIMELINE)
    assert slide.timeline is not None
    assert [(step.title, step.state, step.current) for step in slide.timeline.steps] == [
        ("Cadrage", "Faite", False),
        ("Diagnostic partagé", "En cours", True),
        ("Stratégie", "À venir", False),
        ("Plan d’actions", "À venir", False),
    ]
    assert "étape 2 sur 4" in slide.title.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("states", "title"),
    [
        ([EtapeState.DONE] * 3, "Les étapes de la démarche sont faites"),
        ([EtapeState.CURRENT, EtapeState.CURRENT, EtapeState.PLANNED], "2 étapes sur 3 sont en cours"),
        ([EtapeState.DONE, EtapeState.PLANNED, EtapeState.PLANNED], "1 étape sur 3 est faite"),
    ],
)
def test_the_title_of_the_timeline_agrees_with_where_the_demarche_stands(
    states: list[EtapeState], title: str
) -> None:
    found = six()
    etapes = tuple(Etape(f"E{n}", state, date(2026, 1 + n, 1)) for n, state in enumerate(states))
    assert title in titles(replace(found, demarche=replace(found.demarche, etapes=etapes)))


def test_who_was_missing_is_said() -> None:
    slide = planned(atelier())[2]
    text = said(slide)
    assert "absents : jeunes 18-25" in slide.title.replace("\u00a0", " ")
    assert "Invités, mais absents : jeunes 18-25" in text
    assert "Aucune contribution : table T4" in text
    assert slide.table is not None
    said_by = Counter(c.public for c in atelier().contributions)
    assert slide.table.rows == (
        ("parents 0-3 ans", "14", str(said_by["parents 0-3 ans"])),
        ("grands-parents", "8", str(said_by["grands-parents"])),
        ("jeunes 18-25", "0", "0"),
    )


def test_people_nobody_counted_are_left_to_complete_never_guessed(tmp_path: Path) -> None:
    found = six()
    event = replace(
        found.event, presences=(Presence("parents 0-3 ans", 14), Presence("grands-parents", None))
    )
    evidence = replace(found, event=event, absent=())
    slide = planned(evidence)[2]
    assert slide.title.startswith("Au moins 14")
    assert slide.table is not None
    assert ("grands-parents", "à compléter", "2") in slide.table.rows
    assert "à compléter" in write_deck(evidence, tmp_path / "a.pptx").notes[0]
    assert "[à compléter] nombre de personnes présentes, par public" in projected(bare())


def test_a_public_counted_with_its_family_is_not_asked_for_again() -> None:
    found = six()
    evidence = replace(found, event=replace(found.event, presences=(Presence("habitants", 22),)), absent=())
    slide = planned(evidence)[2]
    assert slide.table is not None
    assert [row[1] for row in slide.table.rows] == ["22", "–", "–"]
    assert slide.title.startswith("22")


def test_the_question_stands_word_for_word() -> None:
    slide = next(slide for slide in planned(six()) if slide.layout is Layout.QUESTION)
    runs = [run.text for line in slide.texts[Place.QUESTION].lines for run in line.runs]
    assert six().event.sequences[0].question in runs


def test_the_figures_of_a_theme_are_recounted_from_the_wall() -> None:
    evidence = atelier()
    for theme in major_themes(evidence):
        slide = theme_slide(evidence, theme.theme.name.replace("'", "’"))
        figures = "".join(line.text for line in slide.texts[Place.FIGURES].lines).replace("\u00a0", " ")
        tables = {c.table for c in theme.contributions}
        votes = sum(c.votes for c in theme.contributions)
        assert [int(n) for n in re.findall(r"\d+", figures)] == [
            len(theme.contributions),
            len(tables),
            4,
            votes,
        ]


def test_a_theme_shows_what_was_found_said_and_proposed_each_contribution_once() -> None:
    slide = theme_slide(atelier(), "Garde")
    ids = [
        line.ids[0]
        for place in slide.texts
        if place is not Place.FIGURES
        for line in slide.texts[place].lines
        if len(line.ids) == 1
    ]
    assert len(ids) == len(set(ids))
    types = {c.id: c.type for c in atelier().contributions}
    findings = [types[line.ids[0]] for line in slide.texts[Place.FINDINGS].lines if line.ids]
    proposals = [types[line.ids[0]] for line in slide.texts[Place.PROPOSALS].lines if line.ids]
    assert 1 <= len(findings) <= 3
    assert set(findings) <= {
        ContributionType.CONSTAT,
        ContributionType.BESOIN,
        ContributionType.FAIBLESSE,
        ContributionType.VIGILANCE,
    }
    assert proposals == [ContributionType.PROPOSITION] * 2
    assert "« un accueil d'urgence le soir » — 7 votes" in said(slide)
    assert len([line for line in slide.texts[Place.VERBATIMS].lines if len(line.ids) == 1]) == 2


def test_only_proposals_that_lead_the_vote_are_called_the_most_voted() -> None:
    def heading(votes: list[int]) -> str:
        proposals: list[Said] = [
            (f"une idée numéro {n}", "proposition", "T1", None, v) for n, v in enumerate(votes)
        ]
        found: list[Said] = [("un constat assez ordinaire", "constat", "T1", None, 0)] * 3
        slide = theme_slide(wall({"Idées": [*found, *proposals]}), "Idées")
        return slide.texts[Place.PROPOSALS].lines[0].text

    assert heading([5, 4, 1]) == "Les propositions les plus votées"
    assert heading([5, 4, 4]) == "Ce qui est proposé"
    assert heading([5, 4]) == "Ce qui est proposé"


def test_a_person_who_may_be_named_is_never_picked_to_be_projected() -> None:
    assert "Lemarchal" not in projected(atelier())
    annex = "\n".join(said(slide) for slide in planned(atelier()) if slide.layout is Layout.ANNEX)
    assert "Lemarchal" in annex


def test_a_debate_has_a_slide_of_its_own_only_where_there_is_one() -> None:
    assert [title for title in titles(atelier()) if "fait débat" in title] == [
        "« Garde d’enfants » fait débat : 2 forces, 2 faiblesses ou vigilances"
    ]
    assert not any("débat" in title for title in titles(six()))


def test_strengths_are_kept_under_the_name_of_their_theme() -> None:
    slide = next(slide for slide in planned(atelier()) if "ce qui marche" in slide.title)
    assert "Garde d’enfants : « la halte est formidable » — parents 0-3 ans, table T1" in said(slide)


def test_questions_the_tray_and_the_off_topic_stand_apart() -> None:
    slide = next(slide for slide in planned(atelier()) if "attend" in slide.title)
    assert slide.title.replace("\u00a0", " ") == (
        "1 question attend une réponse, 2 contributions restent à ranger et 1 est hors sujet"
    )
    assert "« qui pilote ? »" in said(slide)
    assert "« le parking de l'école »" in said(slide)


def test_what_does_not_fit_is_counted_and_sent_to_the_annex() -> None:
    slide = next(slide for slide in planned(large()) if "ce qui marche" in slide.title)
    shown = [line for line in slide.texts[Place.TEXT].lines if len(line.ids) == 1]
    rest = slide.texts[Place.TEXT].lines[-1]
    forces = [c for c in large().contributions if c.type is ContributionType.FORCE]
    assert rest.text.replace("\u00a0", " ") == f"Et {len(forces) - len(shown)} autres, en annexe"
    assert len(rest.ids) == len(forces) - len(shown)


def test_a_wall_that_nobody_sorted_has_neither_overview_nor_themes() -> None:
    found = planned(unsorted())
    assert not any(
        slide.chart.series in ("Contributions", "Votes", "Tables") for slide in found if slide.chart
    )
    assert "20 contributions restent à ranger" in titles(unsorted())


def test_next_steps_are_shown_or_asked_for() -> None:
    assert "La chargée de coopération envoie la synthèse" in projected(six())
    slide = next(slide for slide in planned(bare()) if "suite" in slide.title)
    assert any(run.look is Look.TODO for line in slide.texts[Place.TEXT].lines for run in line.runs)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([9, 8, 7, 6, 5, 4], 6),
        ([9, 8, 7, 2, 1], 3),
        ([3] * 7, 7),
        ([5] * 12, 6),
        ([2, 1], 0),
    ],
)
def test_every_theme_of_weight_has_its_slide_and_the_small_ones_share_one(
    sizes: list[int], shown: int
) -> None:
    themes: dict[str, list[Said]] = {
        f"Thème {n}": [(f"parole {n} {i}", "constat", "T1", None, 0) for i in range(size)]
        for n, size in enumerate(sizes)
    }
    evidence = wall(themes)
    assert len(major_themes(evidence)) == shown
    assert len(minor_themes(evidence)) == len(sizes) - shown
    text = projected(evidence)
    assert all(name in text for name in themes)
    assert ("Et aussi" in text) is (0 < shown < len(sizes))


def test_the_titles_of_themes_say_what_each_one_is() -> None:
    def of(name: str, votes: int, tables: list[str], type_: str = "constat") -> list[Said]:
        return [
            (f"on manque de {name.lower()} ici {n}", type_, table, None, votes if n == 0 else 0)
            for n, table in enumerate(tables)
        ]

    every = ["T1", "T2", "T3", "T1"]
    evidence = wall(
        {
            "Crèches": of("Crèches", 9, every),
            "Mobilité": of("Mobilité", 5, every, "proposition"),
            "Santé": of("Santé", 0, ["T2"] * 4),
            "Loisirs": of("Loisirs", 0, every),
        },
        tables=3,
    )
    assert [
        title for title in titles(evidence) if title.split(" :")[0] in {t.theme.name for t in evidence.themes}
    ] == [
        "Crèches : le thème le plus voté, 9 votes sur 14",
        "Mobilité : 5 votes pour « on manque de mobilité ici 0 »",
        "Santé : une seule table en a parlé",
        "Loisirs : 4 contributions, venues de chacune des 3 tables",
    ]


@pytest.mark.parametrize(
    "words", ["2 ans d'attente pr une place !!", "GUICHET UNIQUE pour les parents", "trop court"]
)
def test_words_that_do_not_read_from_afar_are_no_title(words: str) -> None:
    evidence = wall(
        {"Crèches": [(words, "besoin", "T1", None, 7), *[("un constat", "constat", "T1", None, 0)] * 3]}
    )
    assert not any(words in title for title in titles(evidence))


def test_counts_never_break_at_the_end_of_a_row() -> None:
    for slide in planned(atelier()):
        ours = [slide.title] + [
            run.text
            for block in slide.texts.values()
            for line in block.lines
            for run in line.runs
            if run.look is not Look.QUOTE
        ]
        for text in ours:
            assert not re.search(r"\d (contribution|table|vote|thème)", text), text
            assert not re.search(r" sur \d", text), text


def test_next_steps_come_by_date_where_each_has_one_and_as_written_otherwise() -> None:
    def shown(*steps: str) -> list[str]:
        found = six()
        evidence = replace(found, demarche=replace(found.demarche, next_steps=steps))
        slide = next(slide for slide in planned(evidence) if "suite" in slide.title)
        return [line.text for line in slide.texts[Place.TEXT].lines]

    early, late = "Une réunion le 3 mars 2027.", "La synthèse avant le 15 décembre 2026."
    own = list(six().event.next_steps)
    assert not own
    assert shown(early, late) == [late, early]
    assert shown(early, "Un retour à chacun.", late) == [early, "Un retour à chacun.", late]


def test_few_signals_are_shown_and_only_strong_ones() -> None:
    noted = [
        line.text
        for slide in planned(large())
        for block in slide.texts.values()
        for line in block.lines
        if line.text.startswith("Signal")
    ]
    assert len(noted) <= 3


def test_where_people_speak_in_turn_qualities_are_counted_not_tables() -> None:
    text = projected(table_ronde())
    assert "3 qualités sur 3" in text
    assert not re.search(r"\d tables? sur", text)


def test_a_single_table_is_not_compared_with_itself() -> None:
    text = projected(one_table())
    assert "sur 1" not in text
    assert "Places : 5 contributions sur 7" in text or "Places : 5 besoins exprimés" in text


def test_a_name_of_three_hundred_characters_is_shortened_where_it_must_and_whole_in_the_annex() -> None:
    found = planned(long_names())
    name = max((theme.theme.name for theme in long_names().themes), key=len)
    assert any("…" in slide.title for slide in found)
    annex = "\n".join(said(slide) for slide in found if slide.layout is Layout.ANNEX)
    assert name.strip() in annex


def test_a_text_too_long_for_a_slide_is_parted_never_cut() -> None:
    slides = [slide for slide in planned(long_texts()) if slide.title.startswith("Longs")]
    parts = [
        run.text
        for slide in slides
        for line in slide.texts[Place.TEXT].lines
        for run in line.runs
        if run.look is Look.QUOTE
    ]
    assert len(parts) > 1
    assert "".join(parts) == SENTENCE * 60


def test_a_target_that_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "occupé.pptx"
    folder.mkdir()
    with pytest.raises(FacilitatorError, match="ne peut pas être écrit") as caught:
        write_deck(six(), folder)
    assert caught.value.next_step
    assert list(tmp_path.iterdir()) == [folder]


texts = st.text(max_size=300)
anything = st.tuples(
    texts,
    st.sampled_from([None, *(type_.value for type_ in ContributionType)]),
    st.sampled_from(["T1", "T2", "3", "table des élus"]) | st.none(),
    st.sampled_from(["jeunes", "habitants", "élu : maire"]) | st.none() | st.text(min_size=1, max_size=40),
    st.integers(0, 2000),
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.text(min_size=1, max_size=60), st.lists(anything, max_size=12), max_size=9),
    st.lists(anything, min_size=1, max_size=5),
    st.sampled_from(EventKind),
)
def test_any_wall_is_planned_and_every_block_fits(
    themes: dict[str, list[Said]], tray: list[Said], kind: EventKind
) -> None:
    evidence = wall(themes, tray=tray, off_topic=tray[:1], kind=kind)
    slides = planned(evidence)
    assert len({slide.title for slide in slides}) == len(slides)
    for slide in slides:
        for place, block in slide.texts.items():
            box = boxes()[slide.layout, place]
            if block.span:
                top, bottom = block.span
                assert bottom <= boxes()[slide.layout, Place.PROPOSALS].bottom
                box = replace(box, height=bottom - top + 0.01)
            assert fit.fits(block.lines, box, block.size), (slide.layout, place)


ODD = "\x00\x0b\x0c\x1f\ufffe\uffff & <b> _x000D_ \r\n 漢字 😀"


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example([(ODD, "constat", ODD, ODD, 1), (ODD, "force", "T1", None, 0), (ODD, "force", "T2", "\x0c", 0)], ODD)
@given(st.lists(anything, min_size=1, max_size=8), st.text(min_size=1, max_size=80))
def test_any_text_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, said: list[Said], name: str
) -> None:
    evidence = wall({name: said}, tray=said[:1])
    deck = write_deck(evidence, tmp_path_factory.mktemp("deck") / "tout.pptx")
    assert deck.path.stat().st_size > 10_000
