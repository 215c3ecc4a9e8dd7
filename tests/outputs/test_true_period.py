"""Tables that end long ago: no letter and no list says "these three months" of what is older."""

from datetime import date

import pytest

from community_playbook import app
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.desk import desk_view
from community_playbook.outputs.say.people.meetups import local_lines
from community_playbook.outputs.say.people.outreach import letter_lines
from community_playbook.outputs.say.people.stars import star_lines
from community_playbook.words import words
from example_plans import EXAMPLES, example_frame

LATE = date(2027, 9, 6)
NOW = {
    "zh": ("近三个月", "近 90 天", "这三个月"),
    "en": ("in three months", "in 90 days", "last three months"),
}
UNTIL = {"zh": "到 2026 年 11 月", "en": "up to 2"}


def said(frame: Frame) -> list[str]:
    found = [line for one in letter_lines(frame) for line in one.letter.lines]
    found += [one.facts for one in letter_lines(frame)]
    found += [line for one in star_lines(frame) for line in one.letter.lines]
    meetups = frame.plan.people.meetups
    found += [f"{one.say} {one.host}" for one in local_lines(frame, meetups)] if meetups else []
    return [*found, desk_view(frame).gaps_say]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.slow
def test_an_old_ledger_is_told_with_the_day_on_which_it_ends(language: str) -> None:
    done = app.plan_only(EXAMPLES / "lighthouse/profile.yml", app.Options(LATE))
    assert done.plan and done.community and done.library
    old = said(Frame(done.plan, done.community, done.library, words(language)))
    assert [line for line in old if UNTIL[language] in line]
    assert not [line for line in old if any(now in line for now in NOW[language])]
    fresh = said(example_frame("lighthouse", language))
    assert [line for line in fresh if NOW[language][0] in line or NOW[language][1] in line]
    assert not [line for line in fresh if UNTIL[language] in line]
