"""A camp before its first day, and one of which nobody said when it begins."""

import re
from datetime import date, timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.plan.anchors import season_days
from community_playbook.plan.clock import DAYS
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import community, groups

LIBRARY = load_library()
OPENS = date(2026, 12, 21)


def camp(hours: float = 6, what: str = "冬季营开营", **parts):
    dates = [{"what": what, "from": OPENS}] if what else []
    parts = {"community": {"name": "墨池一百天打卡"}, "groups": groups(1, 60), **parts}
    return community("knowledge", hours, dates=dates, **parts)


@pytest.mark.parametrize("what", ["冬季营开营", "Winter round starts"])
@pytest.mark.parametrize("left", [27, 20, 10])
def test_until_it_opens_its_hours_are_there_for_what_comes_before(what, left):
    plan = make_plan(camp(what=what), LIBRARY, OPENS - timedelta(days=left))
    (laid,), (counted,) = plan.rhythms, plan.counted
    assert laid.chosen.anchors["start"].day == OPENS
    assert {task.job for task in laid.tasks} <= {"greet", "warm"}
    held = {task.job for task in counted.tasks}
    assert held == {due.step.id for due in counted.dues if due.state == "week"}
    assert held
    assert not [due for due in counted.dues if due.state == "unfit"]
    assert plan.week.owner_minutes <= plan.week.owner_capacity


def test_on_its_day_it_opens_and_the_date_that_is_the_opening_hits_nothing():
    found = camp()
    plan = make_plan(found, LIBRARY, OPENS)
    assert "start" in {task.job for task in plan.rhythms[0].tasks}
    before = make_plan(found, LIBRARY, OPENS - timedelta(days=6))
    (line,) = brief_view(Frame(before, found, LIBRARY, words("zh"))).near
    assert "撞" not in line.text


@pytest.mark.parametrize(
    ("name", "group", "length"),
    [
        ("墨池 21 天小楷", "一班", 21),
        ("Morning pages", "30-day round", 30),
        ("墨池打卡", "7天体验营", 7),
        ("墨池 21 天", "100 天班", 28),
        ("墨池打卡", "3天", 28),
        ("墨池打卡", "一班", 28),
    ],
)
def test_a_camp_is_as_long_as_its_names_say(name, group, length):
    groups_ = [{"id": "a", "name": group, "members": 60}]
    said = {"community": {"name": name}, "groups": groups_, "rhythms": ["camp"]}
    (laid,) = make_plan(camp(**said), LIBRARY, OPENS - timedelta(days=20)).rhythms
    first, last = season_days(laid.rhythm, laid.chosen)
    assert (last - first).days + 1 == length


def test_nobody_opens_or_closes_a_camp_whose_days_are_not_known():
    for week in range(5):
        plan = make_plan(camp(what=""), LIBRARY, date(2026, 11, 30) + timedelta(weeks=week))
        done = {task.job for task in plan.rhythms[0].tasks}
        assert "task" in done
        assert done.isdisjoint({"start", "close", "offer", "refund"})


@pytest.mark.parametrize("free", [("tue",), ("tue", "sat"), DAYS])
def test_a_daily_task_is_done_at_most_once_on_a_day_and_where_somebody_is_free(free):
    hours = {"hours_per_week": 6, "free": {day: ["19:00-22:30"] for day in free}}
    plan = make_plan(camp(what="", operator=hours), LIBRARY, date(2026, 11, 30))
    days = [DAYS[slot.day.weekday()] for slot in plan.week.slots if slot.task.job == "task"]
    assert days
    assert len(days) == len(set(days))
    assert set(days) <= set(free)


def test_what_members_get_is_said_to_them_and_asks_for_no_exercise():
    promise = "一天一页，写满一百天"
    found = community("interest", 9, groups=groups(5, 60), upgrade={"core_value": f"{promise}。"})
    plan = make_plan(found, LIBRARY, date(2026, 11, 30))
    assert not [slot for slot in plan.week.slots if slot.task.job == "exercise"]
    frame = Frame(plan, found, LIBRARY, words("zh"))
    assert f"{promise}。" in brief_view(frame).facts[0]
    messages = tactic_view(frame, plan.choice("join-window")).messages
    told = [str(line) for message in messages for line in message.lines]
    assert any(f"我们这儿：{promise}。" in line for line in told)


@pytest.mark.parametrize(
    ("clocks", "least", "latest"),
    [(["09:00-12:00"], "09:00", "10:00"), (["13:00-16:30"], "13:00", "14:30")],
)
def test_a_table_of_two_hours_lies_in_the_hours_that_are_free(clocks, least, latest):
    operator = {"hours_per_week": 3, "free": {"tue": ["19:00-22:00"], "sat": clocks}}
    found = community("interest", 3, groups=groups(5, 60), operator=operator)
    plan = make_plan(found, LIBRARY, date(2026, 11, 30))
    frame = Frame(plan, found, LIBRARY, words("zh"))
    lines = [
        str(line)
        for day in brief_view(frame).days
        for step in day.steps
        for m in step.messages
        for line in m.lines
        if "坐一桌" in str(line)
    ]
    starts = re.findall(r"\d\d:\d\d", "".join(lines))
    assert starts
    assert all(least <= start <= latest for start in starts)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("exam", [True, False])
def test_what_a_camp_needs_is_prepared_before_more_money_is_taken(exam, language):
    """Five weeks before: the rules, who leads, a trial at the real hour; of an exam its own dates."""
    topic = "teacher-exam" if exam else "writing"
    found = camp(9, community={"name": "墨池打卡", "topic": topic})
    plan = make_plan(found, LIBRARY, OPENS - timedelta(days=35))
    (counted,) = plan.counted
    days = {due.step.id: due.day for due in counted.dues}
    assert {"rules", "leaders", "trial", "groups", "first-day"} <= set(days)
    assert ("exam" in days) == exam
    assert days["rules"] <= days["seats"] and days["leaders"] < days["trial"] < days["groups"] < OPENS
    held = {task.job for task in counted.tasks}
    assert {"price", "rules"} <= held
    shown = Frame(plan, found, LIBRARY, words(language))
    said = [str(m.lines) for day in brief_view(shown).days for step in day.steps for m in step.messages]
    assert any(("营规" if language == "zh" else "The rules of") in text for text in said)


def test_a_running_camp_asks_in_time_whether_its_people_are_registered():
    exam = {"what": "笔试", "from": "2027-02-20", "kind": "exam"}
    rhythms = [{"id": "camp", "anchors": {"start": "2026-11-30", "end": "2027-02-19"}}]
    found = community("knowledge", 9, dates=[exam], rhythms=rhythms, groups=groups(1, 60))
    (counted,) = make_plan(found, LIBRARY, date(2026, 12, 21)).counted
    assert "register" in {task.job for task in counted.tasks}
