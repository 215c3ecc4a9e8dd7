"""What leads to a day comes before it: sign-up before screening, an invitation days before, both with the date
of the time that they are for; what falls out takes along what needs it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.text import Composer
from community_playbook.outputs.say.today import cue
from community_playbook.outputs.say.topic_facts import spoken_topic
from community_playbook.plan.duties import Task
from community_playbook.plan.plan import make_plan
from community_playbook.plan.rhythms import fit_week
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
MONDAY = TODAY + timedelta(days=1)
"""Of the planned week."""


def frame(rhythm, kind="interest", language="zh", hours=9, anchors=None, **parts):
    parts = {"groups": groups(1, 40), "rhythms": [{"id": rhythm, "anchors": anchors or {}}], **parts}
    made = community(kind, hours, **parts)
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


def days(shown, rhythm):
    """By job: how many days after Monday, the first time."""
    found = {}
    for step in shown.plan.agenda.of(rhythm):
        found.setdefault(step.job, (step.day - MONDAY).days)
    return found


def said(shown, step):
    return "\n".join(line for one in cue(shown, step, alone=False).messages for line in one.lines)


def after(days_, clock="10:00"):
    return f"{(MONDAY + timedelta(days=days_)).isoformat()} {clock}"


def test_a_group_that_begins_with_a_trip_opens_its_list_before_it_looks_people_over():
    shown = frame("outing", anchors={"trip": after(6, "07:30")})
    at = days(shown, "outing")
    assert at["open"] == 0 < at["screen"] < at["cover"] < at["roll"] == 6


@pytest.mark.parametrize(
    ("language", "this", "following"),
    [("zh", "11 月 29 日（周日）", "12 月 6 日（周日）"), ("en", "Sunday 29 November", "Sunday 6 December")],
)
def test_a_weekly_list_says_for_which_trip_it_is(language, this, following):
    shown = frame("outing", language=language, anchors={"trip": "sun 07:30"})
    assert shown.plan.rhythms[0].full
    now, later = shown.plan.agenda.of("outing", "open")
    assert this in said(shown, now)
    assert following in said(shown, later)


def test_whoever_names_the_date_of_a_trip_goes_every_other_week():
    """Nothing is opened for the Sunday after it, as there is where the profile names the weekday."""
    (only,) = frame("outing", anchors={"trip": after(6, "07:30")}).plan.agenda.of("outing", "open")
    assert only.round == MONDAY + timedelta(days=6)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_swap_is_announced_days_before_and_again_the_day_before(language):
    shown = frame("neighbours", "local", language, hours=6, anchors={"swap": after(5, "14:00")})
    at = days(shown, "neighbours")
    assert (at["prepare"], at["helpers"], at["remind"], at["swap"]) == (0, 0, 4, 5)
    (reminder,) = shown.plan.agenda.of("neighbours", "remind")
    named = {"zh": "11 月 28 日（周六） 14:00", "en": "Saturday 28 November at 14:00"}[language]
    assert named in said(shown, reminder)
    (there,) = shown.plan.agenda.of("neighbours", "swap")
    assert "14:00" not in said(shown, there)


@pytest.mark.parametrize(("swap", "ordered"), [(5, False), (19, True)])
def test_there_is_no_shared_order_in_the_week_of_a_swap(swap, ordered):
    at = days(frame("neighbours", "local", hours=6, anchors={"swap": after(swap)}), "neighbours")
    assert ("order" in at, "pool" in at) == (ordered, ordered)


def test_where_the_swap_is_and_where_it_goes_in_the_rain_is_said_once():
    known = {"place": "1 号楼前", "shelter": "架空层"}
    rhythms = [{"id": "neighbours", "anchors": {"swap": after(5)}, "fill": known}]
    shown = frame("neighbours", "local", hours=6, rhythms=rhythms)
    (step,) = shown.plan.agenda.of("neighbours", "prepare")
    assert "1 号楼前换东西" in said(shown, step)
    assert "下雨改到架空层。" in said(shown, step)


def test_what_falls_out_takes_along_what_needs_it():
    rhythm = LIBRARY.rhythm("neighbours")
    needing = {beat.id for beat in rhythm.cycle.beats if beat.needs == "swap"}
    assert needing == {"prepare", "helpers", "remind"}
    tasks = [
        Task(entry=rhythm.id, job=beat.id, day="mon", clock="20:00", who="owner", minutes=beat.full)
        for beat in rhythm.cycle.beats
        if beat.id in ("lost", "swap", *needing)
    ]
    kept, left = fit_week(rhythm, tasks, {"owner": 60, "helper": 0})
    assert [task.job for task in kept] == ["lost"]
    assert set(left) == {"swap", *needing}


def test_a_board_that_begins_eleven_days_before_its_case_still_chooses_and_asks():
    shown = frame("board", "professional", "en", anchors={"case": after(10, "18:30")})
    at = days(shown, "board")
    assert (at["pick"], at["seats"]) == (0, 0)


def test_what_a_board_says_to_one_greets_nobody_else():
    shown = frame("board", "professional", "en", tone="formal", anchors={"case": after(10, "18:30")})
    (step,) = shown.plan.agenda.of("board", "brief")
    assert "all" not in said(shown, step).split(".")[0]


@pytest.mark.parametrize(
    ("cut", "zh", "en"),
    [
        ("wed 20:00", "明天中午 12 点前", "by noon tomorrow"),
        ("wed 12:00", "今天下午 5 点前", "today by 17:00"),
    ],
)
def test_money_goes_back_at_an_hour_that_is_still_to_come(cut, zh, en):
    for language, back in (("zh", zh), ("en", en)):
        shown = frame("group-buy", "selling", language, anchors={"open": "tue 10:00", "cut": cut})
        (view,) = rhythm_views(shown)
        told = [line for beat in view.beats for one in beat.cases for line in one.lines]
        assert any(back in line for line in told)


def test_a_hand_out_has_time_for_forty_orders():
    beat = LIBRARY.rhythm("group-buy").cycle.beat("arrive")
    assert beat.full >= 30
    assert beat.per_group >= 5


def test_nobody_hires_or_pays_for_a_post_or_travels_unasked():
    shown = frame("pro-qa", "professional", hours=11, goal="income")
    (step,) = shown.plan.agenda.of("pro-qa", "jobs")
    assert not step.messages
    assert "job-form" in step.cases
    assert "sponsor" not in days(shown, "pro-qa")
    told = shown.folder(shown.plan.rhythms[0].rhythm.entry).first("tactics", "small-meetups")
    assert not told.startswith("行业大会")


ASKING = [rhythm.id for rhythm in LIBRARY.rhythms if rhythm.topic.newcomers and rhythm.id != "deals"]
"""Deals take its sample and ask for their own lines."""
TWO_MARKS = re.compile(r"[？?][？?。，.,]")


def everything_said(shown):
    """Messages and prose of a rhythm, and what its tactics say in its words."""
    entries = [shown.plan.rhythms[0].rhythm.entry, *shown.library.tactics]
    for entry in entries:
        folder = shown.folder(entry)
        yield from folder.said.values()
        yield from (text for (band, _), text in folder.prose.items() if band != "lexicon")


@pytest.mark.parametrize("rhythm", ASKING)
def test_no_question_of_a_topic_has_two_marks(rhythm):
    """Of a topic the question to newcomers ends in a mark, and texts of Chinese put their own behind it."""
    shown = frame(rhythm, "professional", community={"topic": "bookkeeping"})
    asked = [text for text in everything_said(shown) if "哪一步最费时间" in text]
    assert asked
    assert not [text for text in asked if TWO_MARKS.search(text)]


@pytest.mark.parametrize(
    ("stuck", "becomes"), [("Is this one safe?", "safe? Where"), ("It leaks", "leaks. Where")]
)
def test_what_somebody_is_stuck_on_keeps_one_mark(stuck, becomes):
    shown = frame("pro-qa", "professional", "en", community={"topic": "bookkeeping"})
    entry = shown.plan.rhythms[0].rhythm.entry
    topic = replace(spoken_topic(shown.plan, shown.words), says=stuck)
    told = Composer({**shown.facts_of(shown.plan.rhythms[0]), "topic": topic}, shown.words, "CNY")
    assert becomes in told.folder(entry).message("too-wide")


@pytest.mark.parametrize("topic", ["sourcing", "packaging"])
def test_a_sample_of_deals_is_of_their_trade(topic):
    shown = frame("deals", "professional", community={"topic": topic})
    heard = next(one for one in LIBRARY.topics if one.id == topic)
    said_ = "\n".join(everything_said(shown))
    assert heard.words["zh"].sample in said_
    assert "阳极" not in said_


@pytest.mark.parametrize(("language", "month"), [("zh", "月"), ("en", "September")])
def test_a_summer_has_no_months(language, month):
    """It is at another time in the south."""
    text = LIBRARY.rhythm("open-source").entry.texts[language].body["hooks", "summer-break"]
    assert month not in text
