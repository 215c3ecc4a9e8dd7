"""Stars and tables as pages say them: for every example in each language, with nobody named to a group."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.names import called_by
from community_playbook.outputs.say.people.meetups import meetups_view
from community_playbook.outputs.say.people.stars import star_line, stars_view, state
from community_playbook.outputs.sheets.people_sheets import stars_sheet, trips_sheet
from community_playbook.plan.people.stars import TACTIC
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, community, ledger, members

FRAMES = [
    ("lighthouse", "zh"), ("lighthouse", "en"), ("bazaar", "zh"), ("trailmates", "zh"), ("devguild", "en"),
    ("metropolis", "zh"),
]  # fmt: skip


@pytest.mark.parametrize("name, language", FRAMES)
def test_a_letter_to_each_from_their_own_rows(name, language):
    frame = example_frame(name, language)
    view, found = stars_view(frame), frame.facts.carriers.activity
    assert len(view.lines) == len(found.batch)
    for line, star in zip(view.lines, found.batch, strict=True):
        text = "\n".join(line.letter.lines)
        assert called_by(frame, star.person.id) in text and "〔" not in text and "[" not in text
        rows = [
            e for e in frame.community.ledger if e.member == line.member and e.action == star.person.action
        ]
        inside = [e for e in rows if found.since <= e.day <= found.until and e.quantity > 0]
        assert (star.times, star.last) == (len(inside), max(e.day for e in inside))
        assert frame.number(star.times) in line.facts and frame.dated(star.last) in line.facts
    assert [row[1] for row in stars_sheet(frame).rows] == [star.person.id for star in found.batch]


@pytest.mark.slow
@pytest.mark.parametrize("name, language", FRAMES)
def test_shares_on_the_page_add_up(name, language):
    view = stars_view(example_frame(name, language))
    if view.beams:
        assert sum(beam.percent for beam in view.beams) == 100
        assert sum(beam.width for beam in view.beams) == pytest.approx(100)
    assert bool(view.beams) == bool(view.numbers) and all(view.phrases)


@pytest.mark.slow
@pytest.mark.parametrize("name, language", FRAMES)
def test_tables_say_who_comes(name, language):
    frame = example_frame(name, language)
    view, found = meetups_view(frame), frame.plan.people.meetups
    assert found is not None
    assert len(view.stops) == (len(found.trip.stops) if found.trip else 0)
    for table, meetup in zip(view.announced, found.announced, strict=True):
        assert table.count == f"{len(meetup.going)}/{meetup.seats}" and len(table.seats) == meetup.seats
        assert sum(1 for seat in table.seats if seat.kind) == len(meetup.going)
    for table in [*view.announced, *view.stops]:
        group = table.messages[-1]  # the recap is the one that everybody reads
        named = [m for m in frame.community.members if len(m.shown) > 2 and m.shown in "".join(group.lines)]
        assert not named
    hosts = {one.host for one in found.locals}
    assert {row[6] for row in trips_sheet(frame).rows if len(row) > 6} <= hosts | {None, ""}


def test_a_ledger_that_is_missing_is_asked_for():
    view = stars_view(example_frame("trailmates", "zh"))
    assert view.missing and not view.lines and not view.curve


def test_letters_wait_for_the_tactic():
    frame = example_frame("lighthouse", "zh")
    runs = frame.plan.agenda.runs(TACTIC)
    assert bool(stars_view(frame).off) != runs
    assert all(bool(line.letter.off) != runs for line in stars_view(frame).lines)


@pytest.mark.slow
@pytest.mark.parametrize("name, language", FRAMES)
def test_the_net_says_on_how_many_each_half_lies(name, language):
    frame = example_frame(name, language)
    carry = frame.facts.carriers.activity.carry
    lead = stars_view(frame).lead
    if state(frame.facts.carriers.activity) == "net":
        others = frame.number(carry.members - carry.half_without)
        assert re.search(rf"(?<![\d,]){re.escape(others)}(?![\d,])", lead), (
            "the other half is not on those few"
        )


def test_on_stage_the_page_asks_what_the_letter_asks():
    """Where the main business has a letter of its own, not the talk of the tactic."""
    star = example_frame("devguild", "en").facts.carriers.activity.batch[0]
    said = {}
    for rhythms in ([], ["open-source"]):
        found = replace(example_frame("devguild", "en").community)
        found = replace(found, profile=found.profile.model_copy(
            update={"rhythms": Profile.model_validate(
                {"community": {"name": "x", "kind": "professional"}, "operator": {"hours_per_week": 5},
                 "rhythms": rhythms}).rhythms}))  # fmt: skip
        frame = Frame(make_plan(found, load_library(), TODAY), found, load_library(), words("en"))
        line = star_line(frame, replace(star, job="stage"))
        said[bool(rhythms)] = line.job, line.letter.label
    assert said[False][0] == "A talk of twenty minutes"
    assert said[True][0] and said[True][1].startswith(said[True][0]) and "(" not in said[True][0]


def test_what_is_done_on_its_own_rule_is_named_without_its_number():
    """晒单一次 names the rule; what somebody did is 晒单."""
    rows = [(ago, "m0000", "晒单") for ago in (2, 9, 16)]
    rule = {"action": "晒单", "name": "晒单一次", "points": 2, "from": TODAY}
    found = community(
        "selling", people=members(30), deeds=ledger(*rows), points={"mode": "ledger", "rules": [rule]}
    )
    said = Frame(make_plan(found, load_library(), TODAY), found, load_library(), words("zh")).spoken[
        "noticed"
    ]
    assert "“晒单”" in said


@pytest.mark.slow
def test_a_city_whose_table_has_its_day_needs_no_host_and_trips_wait_for_tables():
    frame = example_frame("lighthouse", "zh")
    found = frame.plan.people.meetups
    assert found and found.announced and found.seated
    assert not found.seated & {one.city for one in found.hosted}
    starts = frame.plan.agenda.starts("small-meetups")
    assert starts and all(day >= starts for day in frame.plan.people.trip_days)
    view = meetups_view(frame)
    assert any(frame.day(starts) in note for note in view.missing)
    assert all(message.off for table in view.stops for message in table.messages)
    assert not any(message.off for table in view.announced for message in table.messages)
    assert {mark.name: mark.state for mark in view.cities}["杭州"] == "self"


def test_what_was_done_once_is_no_plural():
    frame = example_frame("devguild", "en")
    star = frame.facts.carriers.activity.batch[0]
    for times, said in ((1, ": once, on "), (2, ": 2 times, last on ")):
        assert said in star_line(frame, replace(star, times=times, helped=1)).facts
    assert "helped one person" in star_line(frame, replace(star, helped=1)).facts
    written = star_line(frame, replace(star, times=1, job="writer")).letter.lines
    assert re.search(r", you (answered|wrote|gave|did|made) a \w+ on \d+ \w+\. ", written[0])
