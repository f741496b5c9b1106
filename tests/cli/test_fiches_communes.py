"""The command « fiches-communes », on the fictive territory of the example."""

from facilitator.config import load_settings
from facilitator.workshop import Workshop
from tests.cli.conftest import Run
from tests.cli.test_indicators import EXAMPLE, FILES, plain


def test_fiches_communes_wants_a_territory_first_then_writes_those_asked_for(run: Run) -> None:
    with Workshop.open_or_create("CTG", load_settings()):
        pass
    refused = run("fiches-communes")
    assert refused.code == 4
    assert "facilitator territoire" in refused.err
    assert run("territoire", "--fichier", str(EXAMPLE / "territoire.csv")).code == 0
    assert run("indicateurs", "importer", *FILES).code == 0
    done = run("fiches-communes", "Castelombre", "jarnoisy le pont", "--vers", "pdf")
    assert done.code == 0, done.err
    assert "castelombre.pdf" in done.out
    assert "jarnoisy-le-pont.pdf" in done.out
    assert "contours" in plain(done.err + done.out)
    assert run("fiches-communes", "Ailleurs").code == 4
    assert run("fiches-communes", "--vers", "html").code == 2
