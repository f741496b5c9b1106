"""Names of folders and events."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.intake.slug import MAXIMUM, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (
            "Atelier habitants – Parentalité et petite enfance",
            "atelier-habitants-parentalite-et-petite-enfance",
        ),
        ("CTG Val d’Aubre", "ctg-val-d-aubre"),
        ("  Œuvres & cœurs n° 2 ", "oeuvres-coeurs-n-2"),
        ("table_ronde", "table-ronde"),
    ],
)
def test_a_title_becomes_a_folder_name(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_two_long_titles_that_begin_alike_keep_two_names() -> None:
    start = "Convention territoriale globale de la communauté de communes, "
    assert slugify(start + "atelier 1") != slugify(start + "atelier 2")


def test_a_title_without_letters_has_a_name_too() -> None:
    assert slugify("???").startswith("sans-titre-")
    assert slugify("???") != slugify("!!!")


@given(st.text(max_size=150))
def test_a_slug_is_short_plain_and_its_own_slug(title: str) -> None:
    slug = slugify(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAXIMUM
    assert slugify(slug) == slug
