"""Whoever reads when a badge is earned reads all of it: on the page, under a picture and on the picture."""

from dataclasses import replace
from itertools import combinations

import pytest
from gallery_samples import TODAY, community, frames_of
from picture_samples import FORMATS, sample, studio

from community_playbook.community.rewards import Badge, BadgeRule, Given
from community_playbook.outputs.images.cards import Cards
from community_playbook.outputs.images.drawing import draw
from community_playbook.outputs.images.layouts import layout
from community_playbook.outputs.say.game.badges import badge_rule, conditions_said
from community_playbook.outputs.share.captions import badge as caption
from community_playbook.outputs.share.voice import Voice
from community_playbook.outputs.shelf import PictureFile
from community_playbook.usage import languages

ASKED = (
    {"action": "article", "count": 2}, {"action": "article"}, {"points": 40}, {"rank": 1}, {"rank": 3}, {"years": 2},
    {"years": 1},
)  # fmt: skip
PAIRS = [one | two for one, two in combinations(ASKED, 2) if not set(one) & set(two)]
FILE = PictureFile("badge", "square", "1:1", "b.png", 1, 1, "", "b")


def made(language, when, given=()):
    """A frame and the share of a community with one badge, held by its first member."""
    share, frames = frames_of(
        community(badges=[{"id": "b", "name": "B", "when": when, "given": given}]), (language,)
    )
    return share, frames[language]


def single(frame, when, length):
    """Each condition by itself, without the first letter: it may be raised where it opens the sentence."""
    return [
        conditions_said(frame, BadgeRule.model_validate(part), length)[1:]
        for part in (
            {k: v for k, v in when.items() if k in ("action", "count")},
            *({k: v} for k, v in when.items() if k not in ("action", "count")),
        )
        if part
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("when", PAIRS, ids=str)
def test_both_conditions_are_told_everywhere(language, when):
    share, frame = made(language, when)
    page = next((m for m in share.members if m.badges), None)
    assert page is not None, "the first member has all of it"
    line = Cards(frame, share).badge(page, page.badges[0], "1:1", False).texts["line"]
    told = caption(Voice(frame, share, (language,)), page, FILE)
    rule = badge_rule(frame, frame.community.profile.badges[0])
    assert [part for part in single(frame, when, "short") if part not in line] == []
    for text in (rule, told):
        assert [part for part in single(frame, when, "rule") if part not in text] == []


@pytest.mark.parametrize("language", languages())
def test_a_gift_of_the_owner_is_another_way_and_no_condition(language):
    by_hand = Given(member="a", day=TODAY, reason="?").model_dump(mode="json")
    (_, deed), (_, both), (_, hand) = (
        made(language, *parts) for parts in (({"points": 5}, ()), ({"points": 5}, [by_hand]), ({}, [by_hand]))
    )
    rule, either, alone = (badge_rule(f, f.community.profile.badges[0]) for f in (deed, both, hand))
    join = deed.words("badges.rule.join")
    assert either.startswith(rule)
    assert alone[1:] in either
    assert join not in either


def test_conditions_follow_the_fields():
    """A field of the rule that is no condition of its own would be asked for and never reckoned."""
    whole = {"action": "x", "count": 2, "points": 3, "rank": 4, "years": 5}
    assert set(whole) == set(BadgeRule.model_fields)
    found = Badge(id="b", name="b", when=BadgeRule.model_validate(whole)).when.conditions()
    assert [tuple(c) for c in found] == [
        ("action", 2, "x"),
        ("points", 3, ""),
        ("rank", 4, ""),
        ("years", 5, ""),
    ]
    assert BadgeRule(count=2).conditions() == ()


@pytest.mark.parametrize("format_", [f for f in FORMATS if "line" in layout("badge", f).items])
@pytest.mark.parametrize(
    "when", [{"action": "article", "count": 120, "years": 1}, {"points": 1200, "rank": 1}], ids=str
)
def test_two_conditions_are_not_cut_on_a_card(format_, when):
    _, frame = made("en", when)
    text = conditions_said(frame, BadgeRule.model_validate(when), "short")
    card = sample("badge", format_, "en")
    drawn = draw(studio(language="en"), replace(card, texts={**card.texts, "line": text}))
    placed = [found for found in drawn.placed if found.role == "line"]
    assert placed
    assert not any(found.cut for found in placed)
