"""The page "What we learned": what it says of good, low, ending, unknown and too few counts, and when empty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from paper_samples import flat, plain

from community_playbook.community.journal import Journal, Line
from community_playbook.outputs.plan_json import plan_data
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.tables import week_parts
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.learned import learned_view, waiting_rows
from community_playbook.outputs.say.learned_chart import BASE, HIGHEST, SLOTS, chart_of
from community_playbook.outputs.say.text import strip
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.say.week import week_view
from community_playbook.plan.plan import make_plan
from community_playbook.plan.verdicts import make_verdicts
from example_plans import example_frame

SUNDAY = date(2026, 11, 22)


def weeks(what: str, *counts: int | None, of: int | None = None, last: date = SUNDAY) -> list[Line]:
    """One a week, the last one on `last`; None was not counted."""
    days = [last - timedelta(weeks=len(counts) - 1 - n) for n in range(len(counts))]
    return [
        Line(day, "tally", what, count=count, of=of)
        for day, count in zip(days, counts, strict=True)
        if count is not None
    ]


def frame_with(*lines: Line, name: str = "lighthouse", language: str = "zh") -> Frame:
    before = example_frame(name, language)
    journal = Journal.of(lines)
    verdicts = make_verdicts(before.library, before.facts.flat, journal)
    return Frame(
        replace(before.plan, verdicts=verdicts), replace(before.community, journal=journal),
        before.library, before.words,
    )  # fmt: skip


MANY = [
    *weeks("join-window", 9, 9, 8, 8, 9, 8, 9, 9),
    *weeks("self-intro", 9, 9, 9, 6, of=10),
    *weeks("stars", *[40] * 8, of=50),
    *weeks("points-and-teams", 3, None, 4),
]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_heading_is_the_answer(language: str) -> None:
    view = learned_view(frame_with(*MANY, language=language))
    wanted = {
        "zh": ["一招留着，", "一招要改，", "一招该停，", "一招还说不准"],
        "en": ["One stays,", "one needs a change,", "one should stop,", "one too early to tell"],
    }
    assert view.phrases == wanted[language]
    assert {one.number: one.decision for one in [*view.lessons, *view.folded]} == {
        1: "keep", 2: "change", 7: "stop", 8: "open",
    }  # fmt: skip
    assert all(one.chart and one.word and one.says for one in view.lessons)
    assert [bool(one.then) for one in view.lessons] == [False, True, True, False]


def test_too_few_counts_say_how_many_more() -> None:
    view = learned_view(frame_with(*weeks("points-and-teams", 3, None, 4)))
    assert view.lessons[0].says[0] == "才 2 个数，再数两周才好下结论。"
    english = learned_view(frame_with(*weeks("points-and-teams", 3, 4), language="en"))
    assert english.lessons[0].says[0] == "Only 2 counts so far; two weeks more before we judge."


def test_a_claim_is_made_where_it_is_proven_and_else_the_weeks_are_named() -> None:
    proven = learned_view(frame_with(*weeks("points-and-teams", 9, 9, 9, 9))).lessons[0]
    assert proven.says[1].startswith("确实比目标好")
    close = learned_view(frame_with(*weeks("points-and-teams", 4, 4, 4, 4))).lessons[0]
    assert re.search(r"还说不准：照这个数，再数 \d+ 周才知道", close.says[1])
    never = learned_view(frame_with(*weeks("points-and-teams", 3, 3, 3, 3))).lessons[0]
    assert "分不清" in never.says[1]


def test_a_stopped_tactic_says_so_and_asks_for_nothing() -> None:
    ended = Line(SUNDAY, "stopped", "stars")
    found = learned_view(frame_with(*weeks("stars", 40, 40, of=50), ended)).lessons[0]
    assert (found.word, found.says, str(found.then)) == ("已经停了", ("你在 11 月 22 日停了它。",), "")


def test_charts_are_true_to_scale_and_leave_gaps() -> None:
    frame = frame_with(*weeks("points-and-teams", 3, None, 6))
    chart = chart_of(frame, frame.plan.verdicts["points-and-teams"])
    assert chart and len(chart.bars) == SLOTS
    assert [bar.kind for bar in chart.bars] == ["none"] * 5 + ["counted", "none", "last"]
    low, high = chart.bars[5], chart.bars[7]
    assert high.height == pytest.approx(2 * low.height, abs=0.2)
    assert chart.target == low.top  # the target is three
    assert all(
        HIGHEST <= bar.top <= BASE and bar.top + bar.height == pytest.approx(BASE) for bar in (low, high)
    )
    assert chart.label.count("没记") == 6 and chart.stop == -1


def test_the_end_of_the_rule_is_drawn_where_it_would_fall() -> None:
    frame = frame_with(*weeks("points-and-teams", 9, 2, 2))
    chart = chart_of(frame, frame.plan.verdicts["points-and-teams"])
    assert chart and [bar.kind for bar in chart.bars[-2:]] == ["ahead"] * 2
    assert chart.stop == pytest.approx(chart.bars[-1].left + chart.bars[-1].width, abs=2)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_to_be_changed_stands_in_the_week_on_today_and_on_paper(language: str) -> None:
    """With the first step of its tactic, in the words of its page, and nowhere else."""
    before = example_frame("lighthouse", language)
    community = replace(before.community, journal=Journal.of(weeks("points-and-teams", 0, 0)))
    frame = Frame(make_plan(community, before.library, SUNDAY), community, before.library, before.words)
    assert frame.plan.verdicts["points-and-teams"].decision == "change"
    wanted = frame.folder(frame.library.tactic("points-and-teams")).first("measure", "low")
    jobs = [job for day in week_view(frame).days for cell in day.cells for job in cell.jobs]
    cues = [cue for day in today_view(frame).days for cue in day.cues]
    first = next(step for step in frame.plan.agenda.of("points-and-teams") if not step.setup)
    for shown in (jobs, cues):
        assert [(one.step, one.change.text) for one in shown if one.change] == [(first.id, wanted)]
    notes = [plain(item["note"]) for who in ("owner", "helper")
             for part in week_parts(frame, Ink(), who) for item in part["items"]]  # fmt: skip
    assert sum(flat(strip(wanted)) in flat(note) for note in notes) == 1
    (lesson,) = learned_view(frame).lessons
    assert lesson.plan == frame.words("learned.plan.changed")


def test_many_are_folded_the_urgent_ones_are_not() -> None:
    good = [line for t in ("join-window", "rotation") for line in weeks(t, 9, 9, 9, 9)]
    view = learned_view(frame_with(*MANY, *good[4:], *weeks("small-meetups", 4, 4, 4, 4)))
    assert {one.number for one in view.lessons} >= {2, 7} and len(view.lessons) == 4
    assert {one.decision for one in view.folded} == {"keep"}


@pytest.mark.parametrize(("name", "language"), [("lighthouse", "zh"), ("devguild", "en"), ("newborn", "zh")])
def test_with_no_counts_it_says_how_to_begin(name: str, language: str) -> None:
    view = learned_view(frame_with(name=name, language=language))
    assert not view.lessons and not view.folded and view.silent
    assert view.one.startswith("playbook tally profile.yml ") and view.paste.lines
    assert len(view.paste.lines) == len(view.silent)


def test_paste_lines_name_the_week_that_is_over() -> None:
    frame = frame_with()
    lines = learned_view(frame).paste.lines
    year, week, _ = (frame.facts.days.monday - timedelta(days=7)).isocalendar()
    assert all(line.startswith(f"{year}-W{week:02d},") for line in lines)


def test_the_terminal_tells_the_same() -> None:
    rows = waiting_rows(frame_with(*MANY))
    assert [row[0][:2] for row in rows if row[2] != "没记"] == ["01", "02", "07", "08"]
    assert any("该改了" in row[3] for row in rows)


def test_plan_json_has_counts_and_verdicts_but_no_notes() -> None:
    private = Line(SUNDAY, "done", "stars", text="老王喝多了")
    frame = frame_with(private, *MANY)
    data = plan_data({"zh": frame}, (), "1")
    assert {"day": "2026-11-22", "kind": "done", "what": "stars"} in data["journal"]  # type: ignore[operator]
    assert "老王" not in str(data)
    verdicts = data["verdicts"]
    assert isinstance(verdicts, dict) and verdicts["stars"]["decision"] == "stop"  # type: ignore[index,call-overload]
