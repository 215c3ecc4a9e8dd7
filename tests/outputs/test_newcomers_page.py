"""Newcomers: each with whom to mention, why, and messages that name them; nobody who did not agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.newcomers import messages_for, newcomers_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, profile

SLOTS = ("〔新人昵称〕", "〔老成员 A〕", "[newcomer]", "[member A]")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["lighthouse", "devguild", "bazaar"])
def test_every_message_names_its_newcomer_and_its_matches(name, language):
    frame = example_frame(name, language)
    arrivals = frame.facts.arrivals
    assert len(newcomers_view(frame).lines) == min(len(arrivals), 10)
    for one in arrivals:
        said = "\n".join(line for message in messages_for(frame, one) for line in message.lines)
        if said and one.matches:
            assert one.newcomer.name in said
            assert not [slot for slot in SLOTS if slot in said], said
        others = {other.newcomer.name for other in arrivals} - {one.newcomer.name}
        assert not [other for other in others if len(other) > 2 and f"@{other}" in said]


def test_who_is_named_agreed_is_here_and_shares_what_is_said():
    frame = example_frame("lighthouse", "zh")
    members = {m.id: m for m in frame.community.members}
    for one in frame.facts.arrivals:
        for match, why in zip(one.matches, one.shared, strict=True):
            member, newcomer = members[match.id], members[one.newcomer.id]
            assert member.consent and member.name and member.role not in ("owner", "staff")
            assert why, "no reason, no mention"
            for shared in why:
                held = {
                    "city": lambda m: {m.city},
                    "trade": lambda m: {m.industry.casefold()},
                    "skill": lambda m: {s.casefold() for s in m.skills},
                }[shared.facet]
                value = shared.value.casefold()
                assert value in held(member) and value in held(newcomer)
                assert shared.holders == sum(value in held(m) for m in members.values())


def small(*people: Member) -> Frame:
    said = profile(onboarding={"newcomers_per_week": 4, "evenings": ["tue"]})
    community, library = Community(said, people), load_library()
    return Frame(make_plan(community, library, TODAY), community, library, words("zh"))


def test_nobody_waiting_nobody_fitting_and_no_facts_are_said_as_what_they_are():
    old = [Member(f"m{i}", "老友", city="chengdu", consent=True) for i in range(9)]
    assert newcomers_view(small(*old)).phrases == ["名单里没有", "等着进群的人"]
    new = Member("new", "小新", joined=TODAY + timedelta(1), city="wuhan")
    view = newcomers_view(small(*old, new))
    assert view.phrases == ["下一场来 1 位，", "先找人接"]
    assert view.lines[0].nobody and not view.lines[0].matches
    bare = newcomers_view(small(*old, replace(new, city="")))
    assert any("1 位没写城市" in note for note in bare.notes)
