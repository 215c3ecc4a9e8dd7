"""A job that moves to another day takes its words along: no message names the day on which its author put it."""

import pytest

from community_playbook.community.community import Community
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, members, profile

WRITTEN = {
    "small-meetups": ("meet", {"zh": ("周六", "14:00", "两点"), "en": ("Saturday", "14:00")}),
    "stars": ("talk", {"zh": ("周五", "20:00"), "en": ("Friday", "20:00")}),
}
"""Of a tactic: the job, and how its authors' day and clock would read."""
FREE = {"small-meetups": {"sun": ["10:00-12:00"]}, "stars": {"sun": ["16:30-19:00"]}}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["knowledge", "selling", "interest", "local", "professional"])
@pytest.mark.parametrize("tactic", sorted(WRITTEN))
def test_messages_follow_the_day_that_the_week_gives(tactic, kind, language):
    said = profile(kind, 12, operator={"free": FREE[tactic]}, running=[tactic])
    community = Community(said, members(60))
    library = load_library()
    frame = Frame(make_plan(community, library, TODAY), community, library, words(language))
    entry, (job, names) = library.tactic(tactic), WRITTEN[tactic]
    moment = frame.spoken["times"][job]
    assert moment.day in ("周日", "Sunday") and moment.clock != "20:00"
    text = "\n".join(frame.folder(entry).message(item.id) for item in frame.visible(entry, "say"))
    assert not [name for name in names[language] if name in text], text
