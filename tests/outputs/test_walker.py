"""Whole builds are read, every file of them: nothing is asked for that the agenda does not hold this week.

Beside the examples, the communities that lie beside the project are walked, and those in the folders below
`PLAYBOOK_WALK`, where there are any.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import icalendar
import pypdfium2
import pytest
from paper_samples import flat
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser, LexborNode

from community_playbook import app
from community_playbook.community.hours import DAY as MINUTES
from community_playbook.intake.library import load_library
from community_playbook.outputs.calendar import week
from community_playbook.outputs.printing import duties
from community_playbook.outputs.say import home, tactics
from community_playbook.plan.clock import clock_minutes
from community_playbook.words import words
from example_plans import EXAMPLES
from example_sites import example_build

pytestmark = pytest.mark.slow

WALKED = {
    "lighthouse": "zh",
    "bazaar": "zh",
    "trailmates": "zh",
    "devguild": "en",
    "newborn": "zh",
    "metropolis": "zh",
}
"""Each in a language of its own."""
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "profiles"
BESIDE_NAMES = ("badminton", "ferrite", "muying", "pipeline")
MORE = sorted(Path(os.environ["PLAYBOOK_WALK"]).iterdir()) if "PLAYBOOK_WALK" in os.environ else []
DAY = date(2026, 11, 22)
RUNS = ("running", "starting")
POINTS, PACKETS = "points-and-teams", "02-red-packet-order"
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")


class Built:
    """One build, read."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.plan = json.loads((self.out / "plan.json").read_text("utf-8"))
        self.steps = {step["id"]: step for step in self.plan["agenda"]["steps"]}
        self.standings = {s["entry"]: s for s in self.plan["agenda"]["standings"]}
        self.words = words(next(iter(self.plan["pages"])))

    def page(self, name: str) -> LexborHTMLParser | None:
        path = self.out / "playbook" / f"{name}.html"
        return LexborHTMLParser(path.read_text("utf-8")) if path.exists() else None

    def runs(self, entry: str) -> bool:
        return self.standings[entry]["state"] in RUNS

    def pdf(self, name: str) -> str:
        """Its text in the first language and paper; "" where it was not printed."""
        found = sorted((self.out / "print").rglob(f"{name}.pdf"), key=lambda path: (len(path.parts), path))
        if not found:
            return ""
        path = found[0]
        return flat("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))


def ids_on(page: LexborHTMLParser) -> Counter[str]:
    """The steps that a page names; one mark may name several."""
    return Counter(id_ for node in page.css("[data-step]") for id_ in node.attributes["data-step"].split())


def text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def week_and_today_are_the_agenda(built: Built) -> None:
    for name, mark in (("week", ".job"), ("today", ".cue")):
        page = built.page(name)
        assert page is not None
        shown = Counter(node.attributes["data-step"] for node in page.css(f"{mark}[data-step]"))
        assert shown == Counter(list(built.steps)), name
        for node in page.css(f"{mark}[data-step]"):
            step = built.steps[node.attributes["data-step"]]
            assert re.search(rf"(?<!\d){step['minutes']}(?!\d)", text(node)), (name, step["id"])
            assert built.words.usage.time(step["start"]) in text(node), (name, step["id"])


def no_page_names_a_step_that_there_is_not(built: Built) -> None:
    for path in sorted((built.out / "playbook").glob("*.html")):
        found = ids_on(LexborHTMLParser(path.read_text("utf-8")))
        assert set(found) <= set(built.steps), path.name


def what_does_not_run_cannot_be_copied(built: Built) -> None:
    for entry in built.standings:
        page = built.page(f"tactic-{entry}")
        if page is None:
            continue
        said = [node for node in page.css(".say .msg") if node.css_first(".bub")]
        ending = built.standings[entry]["state"] == "ending"
        off = [node for node in said if "is-off" in (node.attributes.get("class") or "").split()]
        assert len(off) == (0 if built.runs(entry) else len(said) - ending), entry
        assert not [node for node in off if node.css("button")], entry
        assert not [node for node in off if CLOCK.search(text(node.css_first(".msg__m")))], entry
        if not built.runs(entry):
            clocks = [text(node) for node in page.css(".steps__at") if text(node)]
            assert not clocks, (entry, clocks)


def boards_and_incentives_ask_for_nothing_where_no_points_run(built: Built) -> None:
    for name in ("boards", "incentives"):
        page = built.page(name)
        if page is None:
            continue
        open_ = [node for node in page.css(".say .msg") if node.css("button")]
        assert bool(page.css(".note-line")) != built.runs(POINTS), name
        if not built.runs(POINTS):
            assert not open_, name
    page = built.page("boards")
    for node in page.css(".say .msg[data-step]") if page else ():
        step = built.steps[node.attributes["data-step"]]
        assert built.words.usage.time(step["start"]) in text(node)
        assert (step["entry"], step["job"]) == (POINTS, "board")


def the_calendar_has_each_step_and_no_other(built: Built) -> None:
    calendar = icalendar.Calendar.from_ical((built.out / "calendar.ics").read_bytes())
    found: Counter[str] = Counter()
    for event in calendar.walk("VEVENT"):
        if "X-PLAYBOOK-STEP" in event:  # of one step, or of the steps of one sitting
            steps = [built.steps[id_] for id_ in str(event["X-PLAYBOOK-STEP"]).split()]
            found.update(step["id"] for step in steps)
            assert len({(step["entry"], step["job"], step["day"], step["who"]) for step in steps}) == 1
            first, last = clock_minutes(steps[0]["start"]), clock_minutes(steps[-1]["start"])
            for when, minute in (("DTSTART", first), ("DTEND", last + steps[-1]["minutes"])):
                shown = event.decoded(when)
                assert shown.hour * 60 + shown.minute == minute % MINUTES, (when, steps[0]["id"])
    assert found == Counter(list(built.steps))


def the_workbook_has_each_step_and_no_other(built: Built) -> None:
    book = CalamineWorkbook.from_path(built.out / "sheets" / "playbook.xlsx")
    rows = book.get_sheet_by_name(built.words("sheets.titles.week")).to_python()
    head = next(n for n, row in enumerate(rows) if built.words("sheets.columns.step") in row)
    at = {key: rows[head].index(built.words(f"sheets.columns.{key}")) for key in ("step", "start", "minutes")}
    found = {r[at["step"]]: (r[at["start"]], r[at["minutes"]]) for r in rows[head + 1 :] if r[at["step"]]}
    assert found == {id_: (step["start"], step["minutes"]) for id_, step in built.steps.items()}


def paper_is_the_agenda(built: Built) -> None:
    library = load_library()
    people = {step["who"] for step in built.steps.values()} | {"owner", "helper"}
    for who in people:
        role, _, number = who.partition("-")
        name = "06-week-owner" if role == "owner" else f"07-week-helper{number and '-'}{number}"
        mine = [step for step in built.steps.values() if step["who"] == who]
        paper = built.pdf(name)
        assert bool(paper) == bool(mine), name
        for step in mine:
            assert flat(built.words.usage.time(step["start"])) in paper, step["id"]
    for sheet in library.sheets:
        if not sheet.covers or sheet.table in ("seats", "payouts"):
            continue
        due = [s for s in built.steps.values() if (s["entry"], s["job"]) in sheet.covers]
        paper = built.pdf(f"{sheet.entry.number:02d}-{sheet.entry.id}")
        assert not paper or due, sheet.entry.id
    assert bool(built.pdf(PACKETS)) == any(
        step.startswith("red-packet-first.evening") for step in built.steps
    )


def home_says_the_true_number(built: Built) -> None:
    page = built.page("index")
    assert page is not None
    things = {(step["entry"], step["job"]) for step in built.steps.values()}
    fresh = {(step["entry"], step["job"]) for step in built.steps.values() if step["fresh"]}
    key = "new" if fresh else "old" if things else "none"
    said = built.words(f"agenda.things.{key}", n=len(things), fresh=len(fresh))
    assert said in text(page.body)
    ends = [e for e, s in built.standings.items() if s["state"] == "ending"]
    assert built.words("agenda.ending.label") in text(page.body) or not ends


CHECKS = (
    week_and_today_are_the_agenda,
    no_page_names_a_step_that_there_is_not,
    what_does_not_run_cannot_be_copied,
    boards_and_incentives_ask_for_nothing_where_no_points_run,
    the_calendar_has_each_step_and_no_other,
    the_workbook_has_each_step_and_no_other,
    paper_is_the_agenda,
    home_says_the_true_number,
)


def faults_of(built: Built) -> list[str]:
    found = []
    for check in CHECKS:
        try:
            check(built)
        except (AssertionError, KeyError) as fault:  # a step that there is not
            found.append(f"{check.__name__}: {fault}")
    return found


def built(source: Path, folder: Path) -> Built:
    """A build of its own."""
    folder.mkdir()
    for path in filter(Path.is_file, source.iterdir()):  # what may not be written to there may be here
        shutil.copyfile(path, folder / path.name)
    app.build(folder / "profile.yml", folder / "out", app.Options(DAY, pictures="none"))
    return Built(folder / "out")


@pytest.mark.parametrize(("name", "language"), WALKED.items())
def test_no_output_asks_for_what_the_agenda_does_not_hold(name, language, tmp_path_factory):
    found = faults_of(Built(example_build(name, language, tmp_path_factory) / "out"))
    assert not found, "\n".join(found)


@pytest.mark.skipif(not BESIDE.is_dir(), reason="these communities are not on this machine")
@pytest.mark.parametrize("name", BESIDE_NAMES)
def test_nor_does_that_of_a_community_beside_the_project(name, tmp_path):
    found = faults_of(built(BESIDE / name, tmp_path / name))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("source", MORE, ids=lambda path: path.name)
def test_nor_does_that_of_a_community_of_yours(source, tmp_path):
    found = faults_of(built(source, tmp_path / source.name))
    assert not found, "\n".join(found)


def test_faults_that_are_planted_are_found(tmp_path, monkeypatch):
    """Four writers that decide by themselves."""
    monkeypatch.setattr(duties, "is_due", lambda frame, sheet: True)
    monkeypatch.setattr(tactics, "off", lambda frame, entry: "")
    monkeypatch.setattr(home, "things", lambda frame: "3")
    monkeypatch.setattr(week, "step_id", lambda slot: f"{slot.task.entry}.{slot.task.job}.sun")
    found = faults_of(built(EXAMPLES / "bazaar", tmp_path / "bazaar"))
    assert {fault.split(":")[0] for fault in found} >= {
        paper_is_the_agenda.__name__,
        what_does_not_run_cannot_be_copied.__name__,
        home_says_the_true_number.__name__,
        the_calendar_has_each_step_and_no_other.__name__,
    }
