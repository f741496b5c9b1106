"""What every test shares: a home of its own, and no network, in subprocesses too."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes tells nothing on a shared machine; the same examples at each run tell a change
# from luck. ``HYPOTHESIS_PROFILE=search`` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

if "PYTEST_XDIST_WORKER" in os.environ:  # a core each: more threads slow both workers down
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")

NO_NETWORK = Path(__file__).parent / "no_network"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that neither the user's settings nor her documents are touched."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(home))
    for name in [key for key in os.environ if key.startswith("FACILITATOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FACILITATOR_NOMS", "regles")  # a model takes seconds to load, in every process
    return home


@pytest.fixture
def child_environment(own_home: Path) -> dict[str, str]:
    """The environment for a child process: the same home, and the network cut by sitecustomize."""
    path = os.pathsep.join([str(NO_NETWORK), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


@pytest.fixture
def python() -> str:
    """The interpreter under test."""
    return sys.executable
