"""The plan on one page holds the whole week, each step once, says nothing twice, and looks some weeks ahead."""

from collections import Counter
from datetime import timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.ahead_lines import AHEAD_WEEKS
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.today import today_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
RHYTHMS = [rhythm.id for rhythm in LIBRARY.rhythms]


def frame(rhythm, language, hours=6.0, helpers=1):
    made = community(
        "interest",
        hours,
        operator={"hours_per_week": hours, "assistants": helpers, "assistant_hours_per_week": 4 * helpers},
        groups=groups(2, 80),
        rhythms=[{"id": rhythm}] if rhythm else [],
        onboarding={"newcomers_per_week": 6},
    )
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rhythm", [*RHYTHMS, ""])
def test_every_step_of_the_week_stands_there_once_and_nothing_is_told_twice(rhythm, language):
    shown = frame(rhythm, language)
    one = brief_view(shown)
    steps = [step for day in one.days for step in day.steps]
    assert steps and [step.step for step in steps] == [step.id for step in shown.plan.agenda.steps]
    told = Counter(tuple(message.lines) for step in steps for message in step.messages)
    assert max(told.values(), default=1) == 1
    said = {tuple(m.lines) for day in today_view(shown).days for cue in day.cues for m in cue.messages}
    assert set(told) <= said
    assert max(Counter(str(step.how) for step in steps if step.how).values(), default=1) == 1
    assert [main.title for main in one.main] == [
        shown.title(shown.entries[laid.id]) for laid in shown.plan.rhythms
    ]
    assert all(main.target and main.stops and main.traps for main in one.main)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_job_that_says_something_else_each_day_is_told_each_day(language):
    """The task of a camp: seven days, seven tasks."""
    made = community(
        "knowledge",
        20.0,
        community={"name": "教师资格备考营"},
        groups=groups(1, 60),
        rhythms=[{"id": "camp", "anchors": {"start": str(TODAY - timedelta(days=8)), "end": "2026-12-27"}}],
        onboarding={"newcomers_per_week": 0},
    )
    shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))
    steps = [step for day in brief_view(shown).days for step in day.steps if ".task." in step.step]
    told = [tuple(message.lines) for step in steps for message in step.messages]
    assert len(steps) == len(set(told)) == 7


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rhythm", ["session", "group-buy", "board"])
def test_what_is_done_for_a_day_after_this_week_says_for_which(rhythm, language):
    shown = frame(rhythm, language)
    sunday = shown.plan.agenda.monday + timedelta(days=6)
    ahead = [step for step in shown.plan.agenda.steps if step.ahead_of]
    assert ahead and all(step.ahead_of > sunday for step in ahead)
    assert all(shown.day(step.ahead_of) in shown.task_text(step) for step in ahead)
    own = [step for step in shown.plan.agenda.steps if step.entry == rhythm]
    near = [step for step in own if not (step.ahead_of or step.made_up)]
    assert near and not any("（" in shown.task_text(step) or "(for" in shown.task_text(step) for step in near)


@pytest.mark.slow
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_what_comes_later_lies_after_this_week_and_in_order(rhythm):
    shown = frame(rhythm, "zh", hours=12, helpers=2)
    ahead = brief_view(shown).ahead
    sunday = shown.plan.agenda.monday + timedelta(days=6)
    days = [line.day for line in ahead]
    assert days == sorted(set(days))
    assert all(sunday < day <= sunday + timedelta(weeks=AHEAD_WEEKS) for day in days)
    for standing in shown.plan.agenda.standings.values():
        if standing.starts and standing.state == "coming" and standing.starts <= sunday + timedelta(weeks=4):
            (line,) = [line for line in ahead if line.day == standing.starts]
            assert any(shown.title(shown.entries[standing.entry]) in text for text in line.texts)


def test_what_does_not_fit_is_told_with_its_reason_once():
    left = brief_view(frame("session", "zh", hours=1.5, helpers=0)).left
    assert left and len({why for _, why in left}) == len(left)


def test_a_date_is_counted_back_with_what_is_still_open():
    made = community(
        "local",
        4,
        groups=groups(1, 60),
        rhythms=[{"id": "session"}],
        dates=[{"what": "友谊赛", "from": "2026-12-20"}],
    )
    shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words("zh"))
    one = brief_view(shown)
    (dated,) = one.dated
    assert dated.open and all(line.state in ("late", "week", "later") for line in dated.open)
    assert one.main[0].sums


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_date_and_every_time_of_the_coming_weeks_stands_there_by_its_name(language):
    """A walk in three weeks, one after New Year, a weekend in spring; and what comes each Thursday."""
    dates = [
        {"what": "Edale", "from": "2026-12-13", "kind": "trip"},
        {"what": "Stanage", "from": "2027-01-03", "kind": "trip"},
        {"what": "Grasmere", "from": "2027-03-19", "to": "2027-03-21", "kind": "trip"},
        {"what": "Elections", "from": "2027-02-04", "kind": "meeting"},
    ]
    trips = {"id": "outing", "anchors": {"trip": "2026-12-13 09:00"}}
    deals = {"id": "deals", "anchors": {"wall": "thu"}}
    made = community("interest", 12, rhythms=[trips, deals], groups=groups(1, 80), dates=dates)
    shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))
    found = {line.day.isoformat(): " / ".join(line.texts) for line in brief_view(shown).ahead}
    for big in dates:
        assert big["what"] in found[big["from"]]
    walks, walls = (shown.folder(laid.rhythm.entry) for laid in shown.plan.rhythms)
    told = " / ".join(found.values()).split(" / ")
    assert walks.label("anchors", "trip") not in told  # no walk of every other week beside a named one
    assert [day for day, text in found.items() if walls.label("anchors", "wall") in text] == ["2026-12-03"]


@pytest.mark.parametrize(("language", "name"), [("zh", "雪线"), ("en", "Snow line")])
def test_a_step_says_the_name_that_the_group_gave_to_its_date(language, name):
    trips = {"id": "outing", "anchors": {"trip": "2026-11-28 09:00"}}
    dates = [{"what": name, "from": "2026-11-28", "kind": "trip"}]
    made = community("interest", 8, groups=groups(1, 80), rhythms=[trips], dates=dates)
    shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))
    steps = [step for step in shown.plan.agenda.of("outing") if step.round]
    told = {step.job: shown.task_text(step) for step in steps}
    assert {"roll", "cover"} <= set(told)
    assert all(name in text for text in told.values())
    ticked = "勾掉" if language == "zh" else "tick it off"
    assert (
        {s.job for s in steps if s.made_up} == {job for job, text in told.items() if ticked in text} != set()
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_taken_for_a_day_is_told_with_the_line_that_says_another(language):
    """A talk every other Friday: this one is taken to be held; nothing is told of a date that is said."""

    def taken(anchors):
        rhythms = [{"id": "pro-qa", "anchors": anchors}]
        made = community("professional", 8, groups=groups(1, 80), rhythms=rhythms)
        shown = Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))
        return brief_view(shown).main[0].taken

    (held,), (begins,) = taken({"ama": "fri 12:15"}), taken({})
    assert held.write == '{id: pro-qa, anchors: {ama: "2026-11-27 12:15"}}'
    assert begins.text != held.text
    assert not taken({"ama": "2026-11-27 12:15"})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ({"id": "open-source", "numbers": {"waiting": 22, "review_minutes": 25}}, "reviews"),
        ({"id": "open-source", "numbers": {"waiting": 1, "starters": 60}}, "reviews"),
        ({"id": "course", "numbers": {"asked": 25, "answer_minutes": 6}}, "answers"),
        ({"id": "fans", "numbers": {"watching": 140}}, "guards"),
        ({"id": "session", "numbers": {"come": 17, "place_for": 16, "place_price": 240}}, "gap"),
        ({"id": "camp", "anchors": {"start": str(TODAY + timedelta(weeks=4))}}, "squads"),
    ],
)
def test_the_page_begins_with_what_matters_most_and_tells_it_once(said, lead, language):
    """Which sum that is follows from the numbers of the community; before a camp opens nobody has checked in."""
    one = frame_with(language, rhythms=[said])
    (main,) = brief_view(one).main
    (whole,) = rhythm_views(one)
    told = {line.id: line for line in whole.sums}
    assert str(told[lead].text) == str(main.why[0])
    assert told[lead].title.rstrip("?？") in main.one
    assert [line.id for line in main.sums] == [id_ for id_ in told if id_ != lead]
    assert {"evening", "faithful"}.isdisjoint(told)


def frame_with(language, **more):
    made = community(
        "interest",
        6.0,
        operator={"hours_per_week": 6, "assistants": 1, "assistant_hours_per_week": 4},
        groups=groups(2, 80),
        onboarding={"newcomers_per_week": 6},
        **more,
    )
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))
