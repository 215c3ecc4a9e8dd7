"""Stars and tables as pages say them: for every example in each language, with nobody named to a group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from community_playbook.outputs.say.names import called_by
from community_playbook.outputs.say.people.meetups import meetups_view
from community_playbook.outputs.say.people.stars import star_line, stars_view
from community_playbook.outputs.sheets.people_sheets import stars_sheet, trips_sheet
from community_playbook.plan.people.stars import TACTIC
from example_plans import example_frame

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


def test_what_was_done_once_is_no_plural():
    frame = example_frame("devguild", "en")
    star = frame.facts.carriers.activity.batch[0]
    for times, said in ((1, ": once, on "), (2, ": 2 times, last on ")):
        assert said in star_line(frame, replace(star, times=times, helped=1)).facts
    assert "helped one person" in star_line(frame, replace(star, helped=1)).facts
    written = star_line(frame, replace(star, times=1, job="writer")).letter.lines
    assert ": once " in written[0]
