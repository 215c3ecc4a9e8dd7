"""Text of `journal.yml` -> `Journal` and everything that is wrong with it, at once, with its place.

A list, one dated line each: `- {date: 2026-11-29, tally: self-intro, count: 7, of: 10}`. There may be none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path as DiskPath

from ..community.file_names import JOURNAL
from ..community.journal import EVENTS, Event, Journal, Line
from ..contacts import NOTHING, kind_names, masked, private_kind
from ..problems import Place, Problem, sorted_problems
from .journal_names import Names
from .profile.profile import load_bytes
from .profile.values import clamp, within
from .profile.walk import Walk, bounds
from .profile.wants import Want
from .profile.yaml_slips import shown
from .profile.yaml_text import ListNode, MapNode, Path, TextNode, read_yaml

NAME = JOURNAL
MOST_LINES, MOST_COUNT, MOST_TEXT = 10_000, Decimal(1_000_000), 500
WANT = Want(
    "part",
    fields={
        "date": Want("day"),
        **{event: Want("text") for event in EVENTS},
        "job": Want("text"),
        "count": Want("whole", low=Decimal(0), high=MOST_COUNT),
        "of": Want("whole", low=Decimal(1), high=MOST_COUNT),
    },
    required=("date", "done"),
)
TOLD_OTHERWISE = {"E101": "E102", "E103": "E501", "E122": "E501", "E114": "E502", "E125": "E502"}
"""Faults whose sentence speaks of a profile."""
EMPTY = "E113"


@dataclass(slots=True)
class Reading:
    """One reading: the lines so far, and where each stood."""

    names: Names
    today: date
    walk: Walk
    allowed: frozenset[str] = NOTHING
    """Contacts that everybody may read (`publish.allow`)."""
    lines: list[Line] = field(default_factory=list)
    seen: dict[Line, Place] = field(default_factory=dict)
    counted: dict[tuple[str, date], Place] = field(default_factory=dict)

    def take(self, node: MapNode, number: int) -> None:
        """One line of the file; what is faulty in it is reported, and the line left out."""
        path, walk, before = (number,), self.walk, len(self.walk.faulty)
        data = walk.read(node, WANT, path)
        if not isinstance(data, dict):
            return
        day = data.get("date")
        if "date" not in data and (number, "date") not in walk.faulty:
            walk.report("E130", (*path, "date"), node.place, repair=f"date: {self.today.isoformat()}")
        event = self.event(node, data, number)
        if event is None:
            return
        what, job = ("", "")
        if event != "note":
            what, job = self.subject(str(data.get(event) or ""), number, event, data.get("job"))
        elif "job" in data:
            walk.report("E503", path, known=", ".join(EVENTS))
        self.check_count(event, data, number, what, job)
        text = str(data.get("note") or "").strip()
        if kind := private_kind(text, self.allowed):
            walk.report("W524", (*path, "note"), **kind_names(kind))
            text = masked(text, allowed=self.allowed)
        if len(text) > MOST_TEXT:
            walk.report(
                "E152", (*path, "note"), found=shown(text), length=str(len(text)), limit=str(MOST_TEXT)
            )
        if len(walk.faulty) > before or not isinstance(day, date):
            return
        count, of = data.get("count"), data.get("of")
        line = Line(
            day, event, what, job, count if isinstance(count, int) else None,
            of if isinstance(of, int) else None, text,
        )  # fmt: skip
        self.add(line, number)

    def event(self, node: MapNode, data: Mapping[str, object], number: int) -> Event | None:
        """What the line tells; a note beside another event explains it."""
        given = [event for event in EVENTS if event in node.entries and event != "note"]
        if len(given) > 1:
            self.walk.report("E504", (number,), found=", ".join(given))
            return None
        if given:
            if given[0] not in data and (number, given[0]) not in self.walk.faulty:
                self.walk.report("E153", (number, given[0]))
            return given[0] if given[0] in data else None
        if "note" in data:
            return "note"
        if not any(part[:1] == (number,) for part in self.walk.faulty):
            self.walk.report("E503", (number,), known=", ".join(EVENTS))
        return None

    def subject(self, text: str, number: int, event: Event, extra: object) -> tuple[str, str]:
        """(id, job) of what the line is about."""
        path: Path = (number, event)
        walk = self.walk
        found = self.names.find(text)
        if found is None:
            near = self.names.near(text)
            if near:
                walk.report("E505", path, found=shown(text), near=near, repair=f"{event}: {near}")
            else:
                walk.report("E506", path, found=shown(text), known=", ".join(self.names.subjects))
            return "", ""
        what, job = found
        subject = self.names.subjects[what]
        if isinstance(extra, str) and extra.strip():
            if job and job != extra.strip():
                walk.report("E508", (number, "job"), found=shown(extra), other=shown(job))
                return what, ""
            job, path = extra.strip(), (number, "job")
        if event == "tally" and (job or not subject.counts):
            counted = [s.id for s in self.names.subjects.values() if s.counts]
            walk.report("E513", path, found=shown(text), known=", ".join(counted))
        elif job and job not in subject.jobs:
            known = ", ".join(subject.jobs)
            code = "E507" if known else "E514"
            walk.report(code, path, found=shown(job), what=what, known=known)
        return what, job

    def check_count(self, event: Event, data: Mapping[str, object], number: int, what: str, job: str) -> None:
        """A tally has a count, nothing else has one, and both figures are within their bounds."""
        for name in ("count", "of"):
            value, want = data.get(name), WANT.fields[name]
            if isinstance(value, int) and not within(Decimal(value), want):
                low, high = bounds(want)
                repair = f"{name}: {clamp(Decimal(value), want)}"
                self.walk.report("E141", (number, name), found=str(value), low=low, high=high, repair=repair)
        if event == "tally":
            if "count" not in data and (number, "count") not in self.walk.faulty:
                self.walk.report("E509", (number,), repair=f"tally: {what or '…'}, count: 7")
            self.check_share(data.get("count"), data.get("of"), number, what)
            return
        for name in ("count", "of"):
            if name in data:
                self.walk.report("E510", (number, name), event=event)

    def check_share(self, count: object, of: object, number: int, what: str) -> None:
        """No more than all of them; a figure such as minutes is of nothing."""
        counts = self.names.subjects[what].counts if what else ""
        if not isinstance(of, int):
            return
        if counts == "level":
            self.walk.report("E515", (number, "of"), what=what, found=str(of))
        elif counts == "share" and isinstance(count, int) and count > of:
            self.walk.report("E516", (number, "count"), found=str(count), of=str(of))

    def add(self, line: Line, number: int) -> None:
        place = self.walk.nodes[(number,)].place
        if line.day > self.today:
            self.walk.report(
                "W507", (number, "date"), found=line.day.isoformat(), today=self.today.isoformat()
            )
            return
        if line in self.seen:
            self.walk.report("W511", (number,), place, first=told(self.seen[line]))
            return
        self.seen[line] = place
        key = (line.what, line.day)
        if line.kind == "tally" and key in self.counted:
            first = told(self.counted[key])
            self.walk.report("E512", (number, "tally"), what=line.what, first=first)
            return
        if line.kind == "tally":
            self.counted[key] = place
        self.lines.append(line)


def told(place: Place) -> str:
    return f"{place.line}:{place.column}"


def read_journal(
    source: str | bytes, file: str, names: Names, today: date, allowed: frozenset[str] = NOTHING
) -> tuple[Journal, list[Problem]]:
    """The journal and its problems; faulty lines, and those after `today`, are not in it. Never raises."""
    root, problems = read_yaml(source, file)
    problems = [
        Problem(TOLD_OTHERWISE.get(p.code, p.code), p.place, p.facts) for p in problems if p.code != EMPTY
    ]
    if root is None:
        return Journal(), sorted_problems(problems)
    walk = Walk(file, {})
    if not isinstance(root, ListNode):
        found = root.text if isinstance(root, TextNode) else f"{next(iter(root.entries), '')}:"
        return Journal(), [*problems, Problem("E502", root.place, {"found": shown(found)})]
    walk.nodes[()] = root
    reading = Reading(names, today, walk, allowed)
    if len(root.items) > MOST_LINES:
        walk.report("E501", ())
    for number, node in enumerate(root.items[:MOST_LINES]):
        if isinstance(node, MapNode):
            reading.take(node, number)
        elif isinstance(node, TextNode) and node.absent:
            walk.nodes[(number,)] = node
            walk.report("E137", (number,))
        else:
            walk.read(node, WANT, (number,))
    return Journal.of(reading.lines), sorted_problems([*problems, *walk.problems])


def load_journal(
    folder: DiskPath, names: Names, today: date, allowed: frozenset[str] = NOTHING
) -> tuple[Journal, list[Problem]]:
    """The journal beside a profile; an empty one where there is none."""
    source = load_bytes(folder / NAME)
    if isinstance(source, Problem):
        code = TOLD_OTHERWISE.get(source.code, source.code)
        missing = code == "E100"
        return Journal(), [] if missing else [Problem(code, source.place, source.facts)]
    return read_journal(source, str(folder / NAME), names, today, allowed)
