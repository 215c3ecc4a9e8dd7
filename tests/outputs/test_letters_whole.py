"""Letters of the week, of every example and of tables as operators have them: no gap where the tables hold what
belongs there, and nobody is written to who has left, is a bot or leads the community; who is named before others
agreed to it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.community.community import STAFF
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.bubble import Bubble
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.leaving import leaving_lines
from community_playbook.outputs.say.people.letters import spare_letters
from community_playbook.outputs.say.people.meetups import ask_host, stop_invitations
from community_playbook.outputs.say.people.newcomers import messages_for
from community_playbook.outputs.say.people.outreach import letter_lines, letters_of_step
from community_playbook.outputs.say.people.second import second_view
from community_playbook.outputs.say.people.stars import star_lines
from community_playbook.words import words
from example_plans import DAY, NAMES, example_frame, planned
from small_examples import SMALL

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
OUTSIDE = tuple(sorted(path.parent.name for path in SHARED.glob("profiles/*/profile.yml")))
"""Communities of other people, where they lie beside the project."""
REAL = """community: {name: 飞桨社区, kind: interest}
operator: {hours_per_week: 4}
members: members.csv
ledger: ledger.csv
points: {mode: ledger, period: month, rules: [{action: commit, points: 2, daily_cap: 3}]}
"""
GAP = re.compile(r"〔[^〕]*〕|\[[^\]]*\]|\{\w*\}|\bNone\b")
LARGE = tuple(name for name in NAMES if name != "metropolis")


def frames(name: str) -> list[Frame]:
    place = f"small/{name}" if name in SMALL else name
    found = planned(place)
    assert found.community
    return [example_frame(place, language) for language in found.community.profile.languages]


def outside(profile: Path) -> Frame:
    found = app.plan_only(profile, app.Options(DAY))
    assert found.plan and found.community
    return Frame(found.plan, found.community, load_library(), words(found.community.profile.languages[0]))


def letters(frame: Frame) -> list[Bubble]:
    """All that is written to one person, this week or when there is time."""
    steps = frame.plan.agenda.steps
    found = [one for step in steps for one in (*spare_letters(frame, step), *letters_of_step(frame, step))]
    lines = (*letter_lines(frame), *leaving_lines(frame), *star_lines(frame))
    return [*found, *(line.letter for line in lines), *introductions(frame), *asked_to_tables(frame)]


def introductions(frame: Frame) -> list[Bubble]:
    """For each newcomer with a name to whom somebody fits: what goes to that one, and what names both."""
    known = [one for batch in frame.facts.newcomers.batches for one in batch.arrivals]
    found = [m for one in known if one.matches and one.newcomer.name for m in messages_for(frame, one)]
    seconds = [view for batch in frame.facts.newcomers.batches if (view := second_view(frame, batch))]
    return [*found, *(message for view in seconds for line in view.lines for message in line.messages)]


def asked_to_tables(frame: Frame) -> list[Bubble]:
    meetups = frame.plan.people.meetups
    if meetups is None:
        return []
    return [*stop_invitations(frame), *(ask_host(frame, one) for one in meetups.hosted)]


def hold(frame: Frame) -> None:
    """No gap in any letter; each who is written to or named is there, and may be."""
    told = {letter.label: GAP.findall("\n".join(map(str, letter.lines))) for letter in letters(frame)}
    assert not {label: gaps for label, gaps in told.items() if gaps}
    asked = [line.member for line in (*letter_lines(frame), *leaving_lines(frame), *star_lines(frame))]
    meetups = frame.plan.people.meetups
    asked += [one.host for one in meetups.hosted] if meetups else []
    public = [m.id for b in frame.facts.newcomers.batches for a in b.arrivals for m in a.matches]
    public += [
        m.id for b in frame.facts.newcomers.batches if b.second for a in b.second.arrivals for m in a.matches
    ]
    for id_ in (*asked, *public):
        member = frame.people[id_]
        assert not member.state and member.role not in STAFF and id_ in frame.community.by_id, id_
    assert all(frame.people[id_].consent for id_ in public)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LARGE, *SMALL])
def test_no_letter_has_a_gap_and_who_is_written_to_is_there(name: str) -> None:
    for frame in frames(name):
        hold(frame)
        assert letters(frame) or name != "lighthouse"


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTSIDE)
def test_the_same_for_communities_of_other_people(name: str) -> None:
    hold(outside(SHARED / "profiles" / name / "profile.yml"))


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "real" / "paddle").exists(), reason="lies only beside the project")
def test_the_same_for_real_tables(tmp_path: Path) -> None:
    for table in (SHARED / "real" / "paddle").glob("*.csv"):
        shutil.copy(table, tmp_path)
    (tmp_path / "profile.yml").write_text(REAL, "utf-8")
    frame = outside(tmp_path / "profile.yml")
    hold(frame)
    assert letters(frame)
