"""What prepares a join day names that day where the free hours put it so far before that "tonight" is not it."""

from datetime import date

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import community, groups

LIBRARY = load_library()
TOLD = {"zh": "拉你进群", "en": "bring you in"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("free", "said", "unsaid"),
    [
        ({"tue": ["19:00-22:00"], "sat": ["09:00-12:00"]}, ("周二", "on Tuesday"), ("今晚", "tonight")),
        ({"tue": ["09:00-22:00"], "sat": ["09:00-12:00"]}, ("今晚", "tonight"), ("周二", "on Tuesday")),
        ({}, ("明晚", "tomorrow evening"), ("周二", "on Tuesday")),
    ],
)
def test_a_form_names_the_day_on_which_people_come_in(free, said, unsaid, language):
    found = community("interest", 3, groups=groups(5, 60), operator={"free": free} if free else {})
    frame = Frame(make_plan(found, LIBRARY, date(2026, 11, 30)), found, LIBRARY, words(language))
    steps = [step for day in brief_view(frame).days for step in day.steps]
    lines = [str(line) for step in steps for message in step.messages for line in message.lines]
    (form,) = [line for line in lines if TOLD[language] in line]
    n = ["zh", "en"].index(language)
    assert said[n] in form
    assert unsaid[n] not in form
