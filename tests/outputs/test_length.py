"""Whoever reads only what this week needs reads little: home, with what is new, and the days of Today."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from community_playbook.intake.found import ids
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.site import sites
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import NAMES, example_frame
from making import TODAY, community, groups, ledger, members
from small_examples import SMALL, frame_of, small_plan

HAN = re.compile(r"[\u4e00-\u9fff]")
PAGES = ("index.md", "today.md")


def characters(frame: Frame) -> int:
    """Chinese ones, all messages unfolded; what goes out to ten newcomers is read once, and sent ten times."""
    docs = dict(sites({frame.words.language: frame})[0].docs)
    return sum(len(HAN.findall(once(LexborHTMLParser(docs[page].decode())).body.text())) for page in PAGES)


def once(page: LexborHTMLParser) -> LexborHTMLParser:
    """Without the copies of a message that bear another name."""
    for cue in page.css(".cue"):
        labels = set()
        for message in cue.css(".say > .msg"):
            label = message.css_first(".msg__m b").text().partition(" · ")[0]
            if label in labels:
                message.decompose()
            labels.add(label)
    return page


@pytest.mark.parametrize("name", [name for name in NAMES if name != "devguild"])  # which is read in English
def test_a_week_is_read_in_a_few_minutes(name):
    assert characters(example_frame(name, "zh")) <= 6000


@pytest.mark.parametrize(
    "name", [name for name in SMALL if small_plan(name).community.profile.languages[0] == "zh"]
)
def test_nor_is_that_of_a_small_community(name):
    frame = frame_of(name)
    assert characters(frame) <= (3000 if frame.facts.hands.hours <= 2 else 6000)


@pytest.mark.parametrize("kind", ids("kind"))
def test_two_hours_a_week_are_not_spent_on_reading(kind):
    made = community(
        kind, 2, groups=groups(4), people=members(60), onboarding={"newcomers_per_week": 6},
        deeds=ledger((3, "m0001", "写文章"), (9, "m0002", "答疑")),
    )  # fmt: skip
    library = load_library()
    frame = Frame(make_plan(made, library, TODAY), made, library, words("zh"))
    assert frame.plan.agenda.steps
    assert characters(frame) <= 3000
