"""Two stations act, take back, do again and restart at random; a model in plain Python says what is so."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import ConflictError
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from tests import walls

EVENT = walls.event()
STATIONS = ("A", "B")
THEMES = tuple(Theme(f"t{n}", EVENT.id, f"Thème {n}", n) for n in range(3))

Key = tuple[str, ...]
Row = tuple[object, int]  # what it holds, and the number of the act that wrote it last


@dataclass
class Act:
    """An act as the model knows it: for each row, what it was and what it became (None: not there)."""

    station: str
    number: int
    rows: dict[Key, tuple[Row | None, Row | None]]
    state: str = "done"


@dataclass
class Model:
    """The file in plain Python: rows by key, and the acts in their order."""

    rows: dict[Key, Row] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    def act(self, station: str, wanted: Mapping[Key, object]) -> None:
        """An act after which the rows of ``wanted`` hold this (None: are not there)."""
        number = len(self.acts) + 1
        rows: dict[Key, tuple[Row | None, Row | None]] = {}
        for key, value in wanted.items():
            before = self.rows.get(key)
            if (before and before[0]) != value:
                rows[key] = (before, None if value is None else (value, number))
        if not rows:
            return
        for act in self.acts:
            if act.station == station and act.state == "undone":
                act.state = "abandoned"
        self.acts.append(Act(station, number, rows))
        self._write({key: after for key, (_, after) in rows.items()})

    def retrace(self, station: str, state: str) -> str | None:
        """``"done"``, ``"conflict"``, or None where there is nothing to take back or do again."""
        mine = [act for act in self.acts if act.station == station and act.state == state]
        if not mine:
            return None
        act = mine[-1] if state == "done" else mine[0]
        way = {key: (b, a) if state == "undone" else (a, b) for key, (b, a) in act.rows.items()}
        kept = dict(self.rows)
        if any(self.rows.get(key) != there for key, (there, _) in way.items()):
            return "conflict"
        self._write({key: becomes for key, (_, becomes) in way.items()})
        if not self._coherent():
            self.rows = kept
            return "conflict"
        act.state = "undone" if state == "done" else "done"
        return "done"

    def _write(self, rows: Mapping[Key, Row | None]) -> None:
        for key, value in rows.items():
            if value is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = value

    def _coherent(self) -> bool:
        for key, (value, _) in self.rows.items():
            if isinstance(value, Placement) and value.theme_id and ("theme", value.theme_id) not in self.rows:
                return False
            if isinstance(value, Contribution) and value.split_from:
                assert key == ("contribution", value.id)
                if ("contribution", value.split_from) not in self.rows:
                    return False
        return True

    def of(self, kind: type[Any]) -> list[Any]:
        return [value for value, _ in self.rows.values() if isinstance(value, kind)]


class TwoStations(RuleBasedStateMachine):
    """Both stations are open at once on the same file, each with its own connection."""

    @initialize()
    def create(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.folder = self.root / "Démarche"
        self.files = {"A": DemarcheFile.create(self.folder, walls.demarche(), station="A")}
        self.files["B"] = DemarcheFile.open(self.folder, station="B")
        with (
            DemarcheFile.open(self.folder, station="C") as third,
            third.journal.act("e", "e", by=Author.HUMAN),
        ):
            third.agenda.write_event(EVENT)
        self.model = Model()
        self.numbers = 0
        self.originals: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "files"):
            for file in self.files.values():
                file.close()
            shutil.rmtree(self.root)

    @contextmanager
    def act(self, station: str, kind: str) -> Iterator[DemarcheFile]:
        file = self.files[station]
        with file.journal.act(kind, f"{kind} de {station}", by=Author.HUMAN):
            yield file

    def pick(self, data: st.DataObject) -> Contribution:
        present = sorted(self.model.of(Contribution), key=lambda c: c.number)
        return data.draw(st.sampled_from(present))

    @rule(station=st.sampled_from(STATIONS), texts=st.lists(st.text(max_size=5), min_size=1, max_size=3))
    def record(self, station: str, texts: list[str]) -> None:
        with self.act(station, "saisie") as file:
            kept = file.contributions.record(NewContribution(EVENT.id, text) for text in texts)
        assert [c.number for c in kept] == [self.numbers + n for n in range(1, len(texts) + 1)]
        self.numbers += len(kept)
        self.originals |= {c.id: c.text for c in kept}
        self.model.act(station, {("contribution", c.id): c for c in kept})

    @precondition(lambda self: self.model.of(Contribution))
    @rule(station=st.sampled_from(STATIONS), text=st.text(max_size=3), data=st.data())
    def revise(self, station: str, text: str, data: st.DataObject) -> None:
        revised = replace(self.pick(data), text=text, votes=len(text), removed=text == "")
        with self.act(station, "correction") as file:
            file.contributions.revise([revised])
        self.model.act(station, {("contribution", revised.id): revised})

    @precondition(lambda self: self.model.of(Contribution))
    @rule(station=st.sampled_from(STATIONS), data=st.data())
    def split(self, station: str, data: st.DataObject) -> None:
        whole = self.pick(data)
        first = replace(whole, text=whole.text + "1")
        with self.act(station, "coupe") as file:
            (second,) = file.contributions.record([NewContribution(EVENT.id, "2", split_from=whole.id)])
            file.contributions.revise([first])
        self.numbers += 1
        self.originals[second.id] = "2"
        self.model.act(station, {("contribution", c.id): c for c in (first, second)})

    @rule(
        station=st.sampled_from(STATIONS), names=st.lists(st.sampled_from("abc"), max_size=3), data=st.data()
    )
    def sort(self, station: str, names: list[str], data: st.DataObject) -> None:
        themes = tuple(replace(theme, name=name) for theme, name in zip(THEMES, names, strict=False))
        ids = st.sampled_from([None, *(theme.id for theme in themes)])
        present = sorted(self.model.of(Contribution), key=lambda c: c.number)
        placements = tuple(Placement(c.id, data.draw(ids)) for c in present if data.draw(st.booleans()))
        with self.act(station, "classement") as file:
            file.sortings.write(Sorting(EVENT.id, themes, placements, "usem3"))
        wanted: dict[Key, object] = {("sorting",): "usem3"}
        wanted |= {key: None for key in self.model.rows if key[0] in ("theme", "placement")}
        wanted |= {("theme", theme.id): theme for theme in themes}
        wanted |= {("placement", placement.contribution_id): placement for placement in placements}
        self.model.act(station, wanted)

    @rule(station=st.sampled_from(STATIONS))
    def undo(self, station: str) -> None:
        self.retrace(station, "done")

    @rule(station=st.sampled_from(STATIONS))
    def redo(self, station: str) -> None:
        self.retrace(station, "undone")

    def retrace(self, station: str, state: str) -> None:
        journal = self.files[station].journal
        go = journal.undo if state == "done" else journal.redo
        expected = self.model.retrace(station, state)
        if expected == "conflict":
            with pytest.raises(ConflictError):
                go()
        else:
            assert (go() is None) == (expected is None)

    @rule(station=st.sampled_from(STATIONS))
    def restart(self, station: str) -> None:
        self.files[station].close()
        self.files[station] = DemarcheFile.open(self.folder, station=station)

    @invariant()
    def the_file_equals_the_model(self) -> None:
        for file in self.files.values() if hasattr(self, "files") else ():
            everything = file.contributions.of_event(EVENT.id, with_removed=True)
            there = {c.id: c for c in self.model.of(Contribution)}
            assert [c.number for c in everything] == list(range(1, self.numbers + 1))
            assert {c.id: c.original for c in everything} == self.originals
            assert {c.id: c for c in everything if c.id in there} == there
            assert all(c.removed for c in everything if c.id not in there)
            wall = file.sortings.of_event(EVENT.id)
            assert (wall is not None) == (("sorting",) in self.model.rows)
            if wall is not None:
                assert set(wall.themes) == set(self.model.of(Theme))
                assert set(wall.placements) == set(self.model.of(Placement))
            states = {"faite": "done", "annulée": "undone", "abandonnée": "abandoned"}
            kept = [(o.station, states[o.state]) for o in file.journal.operations(1_000)[::-1][1:]]
            assert kept == [(act.station, act.state) for act in self.model.acts]


TestTwoStations = TwoStations.TestCase
TestTwoStations.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
