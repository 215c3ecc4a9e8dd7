"""A date that is a round of what people come for is prepared once; a community on a screen needs no venue."""

import re
from datetime import date, timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.countdown import countdowns
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.near import near_lines
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import community, groups

LIBRARY = load_library()
TODAY = date(2026, 11, 30)
"""A Monday."""


def made(what, start, kind, rhythm, anchors, *, to=None, people="interest", hours=6, **parts):
    big = {"what": what, "from": start, "kind": kind} | ({"to": to} if to else {})
    rhythms = [{"id": rhythm, "anchors": anchors}] if rhythm else []
    return community(people, hours, dates=[big], groups=groups(1, 60), rhythms=rhythms, **parts)


def told(found, language="en"):
    """The sort of each date with its steps, and what stands near."""
    plan = make_plan(found, LIBRARY, TODAY)
    frame = Frame(plan, found, LIBRARY, words(language))
    steps = [(one.countdown.id, tuple(due.step.id for due in one.dues)) for one in plan.counted]
    return steps, [line.text for line in near_lines(frame)], countdowns(frame)


ROUNDS = [
    ("Winter clothes swap", "2026-12-13", "event", "neighbours", {"swap": "2026-12-13 10:00"}, "swap", {"looking", "rest"}),
    ("绘本交换", "2026-12-20", "event", "neighbours", {"swap": "2026-12-20 10:00"}, "swap", {"looking", "rest"}),
    ("Swap day for toys", "2026-12-19", "event", "neighbours", {"swap": "2026-12-19 10:00"}, "swap", {"looking", "rest"}),
    ("第三次闭门会", "2026-12-15", "meeting", "board", {"case": "2026-12-15 19:30"}, "", set()),
    ("December roundtable", "2026-12-16", "meeting", "board", {"case": "2026-12-16 15:00"}, "", set()),
    ("Dinner table three", "2026-12-17", "meeting", "board", {"case": "2026-12-17 15:00"}, "", None),
    ("A lawyer answers", "2026-12-16", "event", "pro-qa", {"ama": "2026-12-16 12:00"}, "", set()),
    ("请一位老会计来答", "2026-12-16", "event", "pro-qa", {"ama": "2026-12-16 12:00"}, "", set()),
    ("Kinder Scout", "2026-12-12", "trip", "outing", {"trip": "2026-12-12 08:00"}, "", set()),
    ("元旦登高", "2027-01-03", "trip", "outing", {"trip": "2026-12-12 08:00"}, "", set()),
    ("Lamb order for Easter", "2026-12-18", "sale", "group-buy", {"open": "thu 20:00"}, "sale-group-buy",
     {"lock", "taste", "limits", "pick-up", "arrival"}),
    ("腊味专场", "2026-12-18", "sale", "group-buy", {"open": "thu 20:00"}, "sale-group-buy",
     {"lock", "taste", "limits", "pick-up", "arrival"}),
    ("Friendly against the Harbour Lions", "2026-12-19", "match", "session", {"play": "sat 16:00"}, "match-against",
     {"captain", "kit", "line-up", "result"}),
    ("和东门队约战", "2026-12-19", "match", "session", {"play": "sat 16:00"}, "match-against",
     {"captain", "kit", "line-up", "result"}),
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("what", "start", "kind", "rhythm", "anchors", "sort", "steps"), ROUNDS, ids=[r[0] for r in ROUNDS]
)
def test_a_date_that_is_a_round_is_prepared_once(what, start, kind, rhythm, anchors, sort, steps, language):
    dues, near, _ = told(made(what, start, kind, rhythm, anchors), language)
    if steps is None:  # a dinner is one, whatever else is on that day
        assert [one for one, _ in dues] == ["dinner"]
        return
    assert [(one, set(ids)) for one, ids in dues] == ([(sort, steps)] if steps else [])
    own = words(language)("near.own", what="§").partition("§")[0]
    assert all(own in text for text in near)
    assert len(near) == (start < "2026-12-22")


@pytest.mark.parametrize(
    ("what", "kind", "rhythm", "anchors", "sort"),
    [
        ("Hall closed", "closing", "session", {"play": "sat 16:00"}, "closed"),
        ("Bar exam", "exam", "board", {"case": "2026-12-19 15:00"}, "exam"),
        ("Friendly on a free day", "match", "session", {"play": "wed 20:00"}, "match-against"),
        ("Two days in the hills", "meeting", "board", {"case": "2026-12-19 15:00"}, "occasion"),
    ],
)
def test_what_is_no_round_has_all_its_steps(what, kind, rhythm, anchors, sort):
    to = "2026-12-20" if "Two" in what else None
    ((found, ids),), _, _ = told(made(what, "2026-12-19", kind, rhythm, anchors, to=to, hours=10))
    way = next(one for one in LIBRARY.countdowns if one.id == sort)
    assert (found, set(ids)) == (sort, {step.id for step in way.steps})


@pytest.mark.parametrize("what", ["Weekend at a hostel", "Three days on the coast", "周末两日"])
def test_a_trip_of_several_days_keeps_tickets_and_beds(what):
    found = made(what, "2026-12-26", "trip", "outing", {"trip": "2026-12-12 08:00"}, to="2026-12-27")
    ((sort, steps),), _, _ = told(found)
    assert (sort, steps) == ("trip-outing", ("headcount", "book"))


def test_the_next_trip_is_that_of_the_dates_where_the_day_that_was_said_is_over():
    found = made("Gritstone", "2026-12-19", "trip", "outing", {"trip": "2026-11-21 08:00"})
    (outing,) = make_plan(found, LIBRARY, TODAY).rhythms
    assert outing.chosen.anchors["trip"].day == date(2026, 12, 19)


@pytest.mark.parametrize("kind", ["sale", "release", "deadline"])
def test_what_takes_nobody_away_hits_nothing(kind):
    _, (text,), _ = told(made("New cups", "2026-12-09", kind, "session", {"play": "wed 20:00"}))
    for key in ("near.hit", "near.both"):
        assert words("en")(key, what="Session", day="Wed 9 December") not in text


def test_a_dinner_on_the_day_of_a_session_may_be_both():
    _, (text,), _ = told(made("Club dinner", "2026-12-09", "event", "session", {"play": "wed 20:00"}))
    assert words("en")("near.both", what="Session", day="Wed 9 December") in text


SCREEN = [
    ("Ask a database person", "discord", "open-source", "online"),
    ("Translation weekend", "slack", "pro-qa", "online"),
    ("Mock interviews", "telegram", "", "online"),
    ("模拟面试", "discord", "pro-qa", "online"),
    ("Community day in the Botanic Garden", "slack", "pro-qa", "event"),
    ("Year-end dinner", "discord", "open-source", "dinner"),
    ("Contributors' picnic", "discord", "open-source", "event"),
    ("年末逛展", "telegram", "pro-qa", "walk"),
    ("Gallery visit", "telegram", "fans", "walk"),
    ("Ask a conference speaker", "wechat", "pro-qa", "event"),
    ("Ask a conference speaker", "discord", "outing", "event-session"),
]


@pytest.mark.parametrize(("what", "platform", "rhythm", "sort"), SCREEN)
def test_who_lives_on_a_screen_needs_no_venue_unless_a_name_speaks_of_one(what, platform, rhythm, sort):
    where = {"name": "Kites", "kind": "interest", "platform": platform}
    found = made(what, "2026-12-29", "event", rhythm, {}, community=where)
    assert [one for one, _ in told(found)[0]] == [sort]


def test_a_meetup_of_that_day_is_a_place():
    meetups = [{"city": "Leeds", "day": "2026-12-29", "time": "19:00-21:00", "seats": 12}]
    where = {"name": "Kites", "kind": "interest", "platform": "discord"}
    found = made("Ask me", "2026-12-29", "event", "", {}, community=where, events={"meetups": meetups})
    assert [one for one, _ in told(found)[0]] == ["event"]


@pytest.mark.parametrize("what", ["Meridian Day", "夏至场", "An evening at the Roxy"])
@pytest.mark.parametrize(("topic", "sort"), [("fandom", "event-fans"), ("watches", "event")])
def test_an_artist_has_fans_and_whoever_makes_things_holds_an_event(what, topic, sort):
    where = {"name": "Kites", "kind": "interest", "platform": "wechat", "topic": topic}
    found = made(what, "2026-12-29", "event", "fans", {"live": "thu 20:00"}, community=where)
    assert [one for one, _ in told(found)[0]] == [sort]


def test_a_camp_that_has_hours_begins_its_opening_early_and_heaps_nothing():
    start = date(2027, 1, 4)
    for hours, begins in ((9, True), (1, False)):
        found = made("开营", start, "opening", "camp", {"start": start.isoformat()}, hours=hours)
        (one,) = make_plan(found, LIBRARY, TODAY).counted
        week = [due for due in one.dues if due.state == "week"]
        usual = {step.id: start + timedelta(step.days) for step in one.countdown.steps}
        assert any(due.day < usual[due.step.id] for due in week) == begins
        assert [due.day for due in one.dues] == sorted(due.day for due in one.dues)
        for day in {due.day for due in week}:
            assert sum(due.step.minutes for due in week if due.day == day) <= 60
    assert one.dues[0].step.earliest == -42


VERBS = {
    "en": re.compile(r"big\.what }} (is|are|was|were|comes?|moves?|becomes?|starts?|needs?|has|have)\b|\b(is|are) {{ big\.what"),
    "zh": re.compile(r"big\.what }}(定?在|从|是|开始|出来)"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_name_that_is_a_sentence_or_many_breaks_no_message(language):
    """ "Postcards go on sale is on Saturday": a name stands alone before a colon or behind one."""
    said = {
        (way.id, id_): text
        for way in LIBRARY.countdowns
        for (band, id_), text in way.entry.texts[language].body.items()
        if band == "say"
    }
    assert len(said) > 200
    assert not {key: text for key, text in said.items() if VERBS[language].search(text)}
