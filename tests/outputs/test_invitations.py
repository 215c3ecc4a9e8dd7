"""One wording: what the tactic of small tables sends is what the page of tables shows."""

import pytest

from community_playbook.outputs.say.people.meetups import meetups_view
from community_playbook.outputs.say.tactics import tactic_view
from example_plans import example_frame

TACTIC = "small-meetups"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["lighthouse", "metropolis", "devguild", "trailmates"])
def test_the_invitation_and_the_letter_to_a_host_are_worded_once(name: str, language: str) -> None:
    frame = example_frame(name, language)
    view, items = meetups_view(frame), frame.visible(frame.entries[TACTIC], "say")
    sent = tactic_view(frame, frame.plan.choice(TACTIC)).messages
    of = {item.id: message.lines for item, message in zip(items, sent, strict=True)}
    tables = [*view.announced, *view.stops]
    shown = [message.lines for table in tables for message in table.messages]
    if tables:
        assert of["invite"] in shown
    if view.locals and "host" in of:
        assert of["host"] == view.locals[0].letter.lines
    assert tables or view.locals or name not in ("lighthouse", "metropolis")
