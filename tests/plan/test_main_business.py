"""The main business takes its hours first: its version, its days and clocks, what falls out, what tactics become."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from community_playbook.community.rhythms import read_when
from community_playbook.intake.library import load_library
from community_playbook.plan.clock import DAYS
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from community_playbook.plan.rhythms import SPARE
from making import TODAY, community, groups, plan
from sweeps import pairwise, swept

LIBRARY = load_library()
IDS = [rhythm.id for rhythm in LIBRARY.rhythms]
BUYERS = {"groups": groups(1, 210), "onboarding": {"newcomers_per_week": 3}}


def buying(hours=2, **parts):
    return plan("selling", hours, **{**BUYERS, "rhythms": ["group-buy"], **parts})


def beats(found, rhythm="group-buy"):
    return [(DAYS[s.day.weekday()], s.start, s.job, s.minutes) for s in found.agenda.of(rhythm)]


def test_a_small_week_is_one_that_a_stop_watch_agrees_with():
    """Two hours and a quarter carry all of it, counted from the evening on which orders open."""
    found = buying(2.25)
    assert found.rhythms[0].minutes == 120
    assert beats(found) == [
        ("mon", "21:00", "vote", 10), ("wed", "21:00", "book", 15), ("thu", "12:30", "warm", 5),
        ("thu", "20:30", "open", 25), ("thu", "21:15", "chase", 5), ("fri", "12:00", "cut", 15),
        ("sat", "16:30", "arrive", 25), ("sun", "20:30", "after", 10), ("sun", "20:45", "settle", 10),
    ]  # fmt: skip


def test_two_hours_drop_the_vote_and_the_second_call():
    laid = buying().rhythms[0]
    assert laid.minutes == 105
    assert {"vote", "chase"} <= laid.levels.dropped


def test_more_orders_take_more_minutes():
    """12 % of 460 people are 55 households, three times ten above those for which it was timed."""
    at = {job: minutes for _, _, job, minutes in beats(buying(12, groups=groups(1, 460)))}
    usual = {job: minutes for _, _, job, minutes in beats(buying(12))}
    assert {job: at[job] - usual[job] for job in at.keys() & usual if at[job] > usual[job]} == {
        "open": 9, "cut": 9, "arrive": 18, "after": 6,
    }  # fmt: skip


def test_minutes_that_the_operator_measured_stand_instead_and_standing_at_the_table_is_work():
    said = {"id": "group-buy", "minutes": {"open": 40, "hand": 60}}
    at = {job: (clock, minutes) for _, clock, job, minutes in beats(buying(4, rhythms=[said]))}
    assert at["open"] == ("20:30", 40)
    assert at["hand"] == ("17:00", 60)
    assert "hand" not in {job for _, _, job, _ in beats(buying(4))}


def test_the_full_version_opens_twice_where_the_hours_carry_it():
    found = buying(4, operator={"hours_per_week": 4, "assistants": 1, "assistant_hours_per_week": 2})
    assert found.rhythms[0].full
    assert [day for day, _, job, _ in beats(found) if job == "open"] == ["tue", "thu"]


def test_an_anchor_that_moves_takes_everything_along():
    found = buying(2.25, rhythms=[{"id": "group-buy", "anchors": {"open": "tue 19:00"}}])
    at = {job: (day, clock) for day, clock, job, _ in beats(found)}
    assert at["open"] == ("tue", "19:00")
    assert at["chase"] == ("tue", "19:45")
    assert at["cut"] == ("wed", "12:00")
    assert at["arrive"] == ("thu", "16:30")


@pytest.mark.parametrize("rhythm", [r for r in LIBRARY.rhythms if any(a.days_full for a in r.cycle.anchors)])
def test_a_day_that_the_profile_says_comes_once_a_week_and_holds_back_no_hours_for_more(rhythm):
    """What is held back for more days stood idle beside duties that had no time."""
    said = {a.id: f"{a.day} {a.clock}" for a in rhythm.cycle.anchors if a.days_full}
    once, often = (
        plan("interest", 12, rhythms=[{"id": rhythm.id, **more}], groups=groups(1, 120)).rhythms[0]
        for more in ({"anchors": said}, {})
    )
    assert once.full and often.full and once.minutes < often.minutes
    assert once.minutes <= sum(task.minutes for task in once.tasks)


def test_the_main_business_says_what_becomes_of_the_tactics():
    found = buying()
    state = {c.id: c for c in found.choices}
    assert state["rotation"].state == "no"
    assert state["rotation"].not_for == "group-buy"
    assert state["red-packet-first"].this_week
    assert not found.agenda.of("red-packet-first")  # in the minutes of the beat
    stars = plan("selling", 10, **BUYERS, rhythms=["group-buy"]).choice("stars")
    assert stars.minutes == 10


def test_what_the_operator_starts_by_hand_is_not_forbidden():
    day = TODAY.isoformat()
    found = buying(6, tactics={"start": {"rotation": day}}, groups=groups(4, 210))
    assert found.choice("rotation").state != "no"


def test_the_key_beat_is_the_first_thing_of_the_week():
    found = buying(6)
    assert (found.actions[0].entry, found.actions[0].job) == ("group-buy", "open")


def test_too_few_hours_drop_what_the_rhythm_names_first_and_never_what_it_keeps():
    found = buying(1.75)
    (laid,) = found.rhythms
    assert laid.fits
    assert laid.levels.dropped >= {"chase"}
    assert {"cut", "arrive", "after"} <= {job for _, _, job, _ in beats(found)}
    (none,) = buying(0.5).rhythms
    assert not none.fits
    assert not none.tasks


WEEKS = list(product(IDS, [0, 0.5, 1, 1.5, 2, 2.5, 3, 5, 8, 12, 20, 40], [0, 1]))
MET = pairwise(WEEKS)


@pytest.mark.slow
@pytest.mark.parametrize(("rhythm", "hours", "assistants"), swept(WEEKS, lambda *week: week in MET))
def test_no_week_is_above_its_hours(rhythm, hours, assistants):
    """Whatever the rhythm and the hours; fifteen minutes stay, and what never falls out is there."""
    operator = {"hours_per_week": hours, "assistants": assistants}
    operator |= {"assistant_hours_per_week": 3} if assistants else {}
    found = plan("interest", hours, operator=operator, groups=groups(2, 150), rhythms=[rhythm])
    assert found.week.owner_minutes <= found.week.owner_capacity
    assert found.week.helper_minutes <= found.week.helper_capacity
    (laid,) = found.rhythms
    spent = sum(task.minutes for task in laid.tasks)
    assert not spent or spent + SPARE <= found.week.owner_capacity + found.week.helper_capacity
    assert not laid.fits or not set(laid.levels.dropped) & set(laid.rhythm.cycle.keep)


@pytest.mark.parametrize("rhythm", IDS)
@pytest.mark.parametrize("version", ["small", "full"])
def test_each_version_fits_the_hours_for_which_it_was_written(rhythm, version):
    cycle = LIBRARY.rhythm(rhythm).cycle
    hours = cycle.small_hours if version == "small" else cycle.full_hours
    (laid,) = plan("interest", hours, groups=groups(1, 100), rhythms=[rhythm]).rhythms
    assert laid.fits
    assert not laid.levels.dropped
    assert laid.full == (version == "full")


def test_a_camp_has_a_first_and_a_last_day():
    def week(monday):
        parts = {"rhythms": [{"id": "camp", "anchors": {"start": "2026-12-07"}}]}
        made = community("knowledge", 12, groups=groups(1, 100), **parts)
        found = make_plan(made, LIBRARY, monday)
        return {(s.day, s.job) for s in found.agenda.of("camp")}

    assert {job for _, job in week(date(2026, 11, 23))} == {"greet", "warm", "draft"}
    first = week(date(2026, 12, 7))
    assert {day for day, job in first if job == "start"} == {date(2026, 12, 7)}
    assert any(job == "task" for _, job in first)
    last = week(date(2026, 12, 28))
    assert {day for day, job in last if job == "close"} == {date(2027, 1, 3)}
    assert {job for _, job in week(date(2027, 1, 4))} <= {"refund"}


def test_a_season_of_the_calendar_pauses_beats():
    made = community("selling", 2, **BUYERS, rhythms=["group-buy"])
    (laid,) = make_plan(made, LIBRARY, date(2027, 2, 1)).rhythms
    assert "open" in laid.paused["cny-stop"]
    assert "open" not in {task.job for task in laid.tasks}
    assert "after" in {task.job for task in laid.tasks}
    abroad = community("selling", 2, **BUYERS, rhythms=["group-buy"],
                       **{"community": {"timezone": "Europe/Berlin"}})  # fmt: skip
    (there,) = make_plan(abroad, LIBRARY, date(2027, 2, 1)).rhythms
    assert "open" in {task.job for task in there.tasks}


def test_a_release_every_six_weeks_moves_with_its_date():
    def ships(day):
        parts = {"rhythms": [{"id": "open-source", "anchors": {"release": "2026-12-08"}}]}
        made = community("professional", 6, groups=groups(1, 400), **parts)
        return [s.day for s in make_plan(made, LIBRARY, day).agenda.of("open-source", "ship")]

    assert ships(date(2026, 12, 7)) == [date(2026, 12, 8)]
    assert not ships(date(2026, 12, 14))
    assert ships(date(2027, 1, 18)) == [date(2027, 1, 19)]


def test_two_rhythms_take_their_hours_in_order():
    found = plan("selling", 6, **BUYERS, rhythms=["group-buy", "neighbours"])
    assert [laid.id for laid in found.rhythms] == ["group-buy", "neighbours"]
    assert found.week.minutes <= found.week.owner_capacity


def test_what_people_come_for_is_what_the_profile_says_else_a_word_of_it_else_its_kind():
    """Of many groups the kind only asks."""
    plain, none = plan("selling", 6, **BUYERS), plan("selling", 6, **BUYERS, rhythms=[])
    assert [laid.id for laid in plain.rhythms] == ["group-buy"]
    assert none.rhythms == ()
    many = {**BUYERS, "groups": groups(4, 210)}
    asked, wanted = plan("selling", 6, **many), plan("selling", 6, **many, rhythms=[])
    assert asked.agenda == wanted.agenda
    assert (
        (plain.guess.id, plain.guess.known) == ("group-buy", "usual") == (asked.guess.id, asked.guess.known)
    )
    assert none.guess is None
    heard = plan("interest", 6, community={"name": "周末徒步"}).guess
    assert (heard.id, heard.known, heard.word) == ("outing", "guess", "徒步")


def test_a_moment_is_a_day_a_date_or_a_clock():
    assert read_when("thu 8:30").clock == "08:30"
    assert read_when("2026-12-07 20:00").day == date(2026, 12, 7)
    for wrong in ("", "thursday", "thu fri", "20:30 21:00", "thu 2026-12-07", "25:00"):
        with pytest.raises(ValueError, match=r".*"):
            read_when(wrong)


def clocked(slot):
    hours, minutes = slot.start.split(":")
    return 60 * int(hours) + int(minutes)


def away_spans(found):
    """(day, start, end, who) of beats during which whoever does them can do nothing else."""
    for laid in found.rhythms:
        away = {b.id: b.away for b in laid.rhythm.cycle.beats if b.away}
        for slot in found.week.slots:
            if slot.task.entry == laid.id and slot.task.job in away:
                yield slot.day, clocked(slot), clocked(slot) + away[slot.task.job], slot.who


@pytest.mark.parametrize(("kind", "rhythm"), [("local", "session"), ("interest", "outing")])
@pytest.mark.parametrize("hours", [1.5, 3, 6, 12])
def test_whoever_is_on_the_spot_does_nothing_else_meanwhile(kind, rhythm, hours):
    found = plan(kind, hours, groups=groups(1, 80), rhythms=[rhythm], onboarding={"newcomers_per_week": 4})
    for day, start, end, who in (spans := list(away_spans(found))):
        there = [s for s in found.week.slots if (s.day, s.who) == (day, who) and start <= clocked(s) < end]
        assert len(there) == 1, there
    assert spans or not found.rhythms[0].tasks or rhythm == "outing"  # a trip is every other week


@pytest.mark.parametrize("rhythm", IDS)
def test_what_a_rhythm_changes_has_nothing_of_its_own_to_set_up(rhythm):
    found = plan("knowledge", 8, groups=groups(3, 80), rhythms=[rhythm], onboarding={"newcomers_per_week": 9})
    changed = [c for c in found.choices if found.reached.changed(c.id) and c.state in ("now", "next")]
    assert changed
    assert [c.id for c in changed if c.setup_minutes] == []


@pytest.mark.parametrize("hours", [1.25, 1.5, 2, 2.5])
@pytest.mark.parametrize("kind", ["local", "interest", "knowledge"])
@pytest.mark.parametrize("rhythms", [[], ["course"]])
def test_nothing_is_prepared_in_crumbs(kind, hours, rhythms):
    found = plan(kind, hours, groups=groups(2, 80), rhythms=rhythms, onboarding={"newcomers_per_week": 3})
    for slot in found.week.slots:
        if slot.task.setup:
            whole = found.choice(slot.task.entry).setup_minutes
            assert slot.task.minutes >= 10 or slot.task.minutes == whole


def joining(rhythms, **onboarding):
    found = plan("selling", 6, groups=groups(1, 210), rhythms=rhythms,
                 onboarding={"newcomers_per_week": 4, **onboarding})  # fmt: skip
    newcomers = found.facts.newcomers
    return newcomers.evening_list, newcomers.join_start, newcomers.join_end, newcomers.joins_with_rhythm


def test_newcomers_come_in_before_orders_open_unless_the_profile_says_when():
    assert joining(["group-buy"]) == (("thu",), "20:10", "20:30", True)
    moved = [{"id": "group-buy", "anchors": {"open": "tue 19:00"}}]
    assert joining(moved) == (("tue",), "18:40", "19:00", True)
    assert joining(["group-buy"], join_window="21:00-22:30")[1:] == ("21:00", "22:30", False)
    assert joining(["group-buy"], evenings=["sun"]) == (("sun",), "20:00", "22:00", False)
    assert joining(["session"])[3] is False  # no rhythm of its own: as everywhere


def test_of_two_rhythms_the_first_with_a_time_of_its_own_lets_people_in():
    assert joining(["course", "group-buy"])[:2] == (("thu",), "20:10")
    assert joining(["fans", "group-buy"])[0] != ("thu",)


def jobs_of(found, rhythm):
    return [(day, job) for day, _, job, _ in beats(found, rhythm)]


def week_of(kind, weeks=0, editions=(), hours=8, **parts):
    made = replace(community(kind, hours, **parts), editions=tuple(editions))
    return make_plan(made, LIBRARY, TODAY + timedelta(weeks=weeks)), made


def test_the_first_week_opens_what_has_to_be_open_and_the_next_one_does_not():
    parts = {"groups": groups(1, 80), "rhythms": ["session"], "onboarding": {"newcomers_per_week": 2}}
    first, made = week_of("local", hours=2, **parts)
    assert jobs_of(first, "session")[:2] == [("mon", "book"), ("mon", "list")]
    assert ("sat", "list") in jobs_of(first, "session")  # for the game after
    after, _ = week_of("local", 1, [make_edition(first, made)], hours=2, **parts)
    assert ("mon", "list") not in jobs_of(after, "session")
    assert ("sat", "list") in jobs_of(after, "session")


def weeks_in_a_row(kind, count, **parts):
    """The jobs of the rhythm in each week, each planned with the edition of the one before."""
    editions, found = [], []
    for n in range(count):
        week, made = week_of(kind, n, editions, **parts)
        editions.append(make_edition(week, made))
        found.append(jobs_of(week, parts["rhythms"][0]))
    return found


def test_what_needs_a_lead_is_prepared_first_and_comes_when_it_is():
    """A guest is asked, a trip is opened in the week before, also where the plan is new; then it keeps its pace."""
    parts = {"groups": groups(1, 200)}
    talks = weeks_in_a_row("professional", 4, rhythms=["pro-qa"], hours=10, **parts)
    assert ("wed", "book") in talks[0]
    assert [bool({"host"} & {job for _, job in week}) for week in talks] == [False, True, False, True]
    trips = weeks_in_a_row("interest", 4, rhythms=["outing"], hours=3, **parts)
    assert {"route", "open"} <= {job for _, job in trips[0]}
    assert ["roll" in {job for _, job in week} for week in trips] == [False, True, False, True]


def test_a_camp_does_not_look_back_before_there_is_anything_to_see():
    monday = plan("knowledge", 2).facts.days.monday
    hands = {"hours_per_week": 10, "assistants": 2, "assistant_hours_per_week": 10}
    found = plan("knowledge", 10, operator=hands, groups=groups(1, 60), onboarding={"newcomers_per_week": 0},
                 rhythms=[{"id": "camp", "anchors": {"start": f"{monday} 20:00"}}])  # fmt: skip
    there = jobs_of(found, "camp")
    assert there[0] == ("mon", "start")
    assert [day for day, job in there if job == "missing"] == ["fri", "sun"]
    assert not {"recap", "classes"} & {job for _, job in there}
    assert next(day for day, job in there if job == "task") == "tue"


def test_a_new_book_club_plans_its_pages_first_and_tells_of_no_talk_that_has_not_been():
    talk = [
        {"id": "book-club", "anchors": {"talk": "sun 19:00", "close": f"{TODAY + timedelta(weeks=4)} 19:00"}}
    ]
    parts = {"groups": groups(1, 30), "rhythms": talk, "onboarding": {"newcomers_per_week": 1}}
    first, made = week_of("interest", hours=3, **parts)
    assert jobs_of(first, "book-club")[:2] == [("mon", "plan"), ("mon", "monday")]
    assert "notes" not in {job for _, job in jobs_of(first, "book-club")}
    after, _ = week_of("interest", 1, [make_edition(first, made)], hours=3, **parts)
    assert ("mon", "notes") in jobs_of(after, "book-club")


def test_somebody_watches_the_chat_while_the_show_is_on_where_there_is_an_assistant():
    parts = {"rhythms": ["fans"], "groups": groups(1, 260), "onboarding": {"newcomers_per_week": 2}}
    hands = {"hours_per_week": 6, "assistants": 1, "assistant_hours_per_week": 4}
    weeks = [plan("interest", 6, operator=hands, **parts)]
    slots = {s.job: s for s in weeks[0].agenda.of("fans") if s.job in ("live", "chat")}
    assert (slots["chat"].start, slots["chat"].who) == (slots["live"].start, "helper")
    assert slots["chat"].minutes == slots["live"].minutes
    alone = plan("interest", 8, **parts)
    assert "chat" not in {s.job for s in alone.agenda.of("fans")}
    busy = plan("interest", 8, operator={**hands, "assistant_hours_per_week": 0.5}, **parts)
    assert "chat" not in {s.job for s in busy.agenda.of("fans")}, "nobody does two things at once"


def test_homework_is_asked_for_where_somebody_marks_it():
    for hours in (2, 3, 6):
        found = plan("knowledge", hours, rhythms=["course"], groups=groups(1, 80))
        jobs = {s.job for s in found.agenda.of("course")}
        assert "marks" in jobs or "remind" not in jobs, hours


def test_nobody_is_reminded_of_a_fee_where_nobody_pays():
    fans = {"rhythms": ["fans"], "groups": groups(1, 260), "onboarding": {"newcomers_per_week": 2}}
    free = plan("interest", 20, **fans)
    paid = plan("interest", 20, tiers={"member": {"price": 99}}, **fans)
    jobs = {job for _, job in jobs_of(free, "fans")}, {job for _, job in jobs_of(paid, "fans")}
    assert not {"members", "renew"} & jobs[0]
    assert {"members", "renew"} <= jobs[1]
    assert free.rhythms[0].absent == {"members", "renew", "chat"}


@pytest.mark.parametrize(
    ("rhythm", "beat", "numbers", "minutes"),
    [
        ("deals", "check", {"lines": 45, "check_minutes": 2}, 90),
        ("deals", "check", {"lines": 6, "check_minutes": 2.2}, 15),
        ("deals", "check", {"lines": 45}, 40),
        ("course", "marks", {"handed_in": 18, "mark_minutes": 8}, 145),
        ("course", "marks", {"handed_in": 900, "mark_minutes": 8}, 240),
    ],
)
def test_numbers_of_the_profile_size_what_they_are_about(rhythm, beat, numbers, minutes):
    found = plan(
        "professional", 20, groups=groups(1, 400), rhythms=[{"id": rhythm, "numbers": numbers}]
    )  # fmt: skip
    assert [task.minutes for task in found.rhythms[0].tasks if task.job == beat][:1] == [minutes]


def test_minutes_of_the_profile_go_before_its_numbers():
    said = {"id": "deals", "numbers": {"lines": 45, "check_minutes": 2}, "minutes": {"check": 25}}
    found = plan("professional", 20, groups=groups(1, 400), rhythms=[said])
    assert [task.minutes for task in found.rhythms[0].tasks if task.job == "check"] == [25]
