"""Letters of the week, of every example: no gap where the tables hold what belongs there, and nobody is written to
who has left, is a bot or leads the community."""

from __future__ import annotations

import re

import pytest

from community_playbook.community.community import STAFF
from community_playbook.outputs.say.bubble import Bubble
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.leaving import leaving_lines
from community_playbook.outputs.say.people.letters import spare_letters
from community_playbook.outputs.say.people.outreach import letter_lines, letters_of_step
from community_playbook.outputs.say.people.stars import star_lines
from example_plans import NAMES, example_frame, planned
from small_examples import SMALL

GAP = re.compile(r"〔[^〕]*〕|\[[^\]]*\]|\{\w*\}|\bNone\b")
LARGE = tuple(name for name in NAMES if name != "metropolis")


def frames(name: str) -> list[Frame]:
    place = f"small/{name}" if name in SMALL else name
    found = planned(place)
    assert found.community
    return [example_frame(place, language) for language in found.community.profile.languages]


def letters(frame: Frame) -> list[Bubble]:
    """All that is written to one person, this week or when there is time."""
    steps = frame.plan.agenda.steps
    found = [one for step in steps for one in (*spare_letters(frame, step), *letters_of_step(frame, step))]
    lines = (*letter_lines(frame), *leaving_lines(frame), *star_lines(frame))
    return [*found, *(line.letter for line in lines)]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LARGE, *SMALL])
def test_no_letter_has_a_gap(name: str) -> None:
    for frame in frames(name):
        told = {letter.label: GAP.findall("\n".join(map(str, letter.lines))) for letter in letters(frame)}
        assert not {label: gaps for label, gaps in told.items() if gaps}
        assert told or name != "lighthouse"


@pytest.mark.slow
@pytest.mark.parametrize("name", [*LARGE, *SMALL])
def test_who_is_written_to_is_there(name: str) -> None:
    for frame in frames(name):
        for line in (*letter_lines(frame), *leaving_lines(frame), *star_lines(frame)):
            member = frame.people[line.member]
            assert not member.state and member.role not in STAFF, line.member
