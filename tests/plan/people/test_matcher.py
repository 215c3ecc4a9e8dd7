"""What a pair is worth: the rarer a common word the more, whatever words are called and rows stand; nobody without
consent, of the team, or in another group."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.plan.people.matcher import Matcher
from community_playbook.plan.people.mentions import Pair
from making import TODAY
from tries import tries

DAY = TODAY + timedelta(2)
WORDS = tuple(f"词{n}" for n in range(8))


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Member, list[Member]]:
    """A newcomer and members with few words among many who have none, so that words are rare enough to count."""
    skills = st.sets(st.sampled_from(WORDS), max_size=3).map(lambda found: tuple(sorted(found)))
    new = Member("new", "新人", skills=draw(skills.filter(bool)), groups=("g1",), joined=TODAY)
    members = [
        Member(f"m{n:02}", f"友{n}", skills=draw(skills), consent=draw(st.booleans()),
               groups=(draw(st.sampled_from(("g1", "g2"))),), role=draw(st.sampled_from(("", "", "staff"))))
        for n in range(draw(st.integers(2, 12)))
    ]  # fmt: skip
    return new, [*members, *(Member(f"x{n:03}", f"客{n}", groups=("g1",)) for n in range(120))]


def pairs_of(new: Member, members: list[Member]) -> list[Pair]:
    return sorted(Matcher([*members, new]).pairs(new, DAY), key=lambda pair: pair.member)


@given(crowds())
@settings(max_examples=tries(60), deadline=None)
def test_only_who_agreed_is_no_staff_and_sits_in_the_group_is_asked(found):
    new, members = found
    known = {m.id: m for m in members}
    pairs = pairs_of(new, members)
    for pair in pairs:
        member = known[pair.member]
        assert member.consent and member.role != "staff" and member.groups == ("g1",)
        assert {*member.skills} & {*new.skills} and pair.score > 0
    left = {m.id for m in members if m.consent and m.role != "staff" and m.groups == ("g1",)}
    fits = {id_ for id_ in left if {*known[id_].skills} & {*new.skills}}
    assert {pair.member for pair in pairs} == fits, "so few have a word that each is a reason"


@given(crowds(), st.randoms())
@settings(max_examples=tries(60), deadline=None)
def test_the_order_of_rows_and_what_words_are_called_change_nothing(found, dice):
    new, members = found
    first = pairs_of(new, members)
    shuffled = list(members)
    dice.shuffle(shuffled)
    assert pairs_of(new, shuffled) == first
    other = dict(zip(WORDS, dice.sample([f"别{n}" for n in range(20)], len(WORDS)), strict=True))

    def renamed(one: Member) -> Member:
        return replace(one, skills=tuple(sorted(other[skill] for skill in one.skills)))

    again = pairs_of(renamed(new), [renamed(m) for m in members])
    assert [(p.member, round(p.score, 9), p.rank) for p in again] == [
        (p.member, round(p.score, 9), p.rank) for p in first
    ]


@given(st.integers(1, 10), st.integers(1, 10))
@settings(max_examples=tries(60), deadline=None)
def test_of_two_single_words_the_rarer_never_counts_less(few, more):
    few, more = sorted((few, more))
    new = Member("new", "新人", skills=("少", "多"), joined=TODAY)
    members = [Member(f"a{n:02}", f"少{n}", skills=("少",), consent=True) for n in range(few)]
    members += [Member(f"b{n:02}", f"多{n}", skills=("多",), consent=True) for n in range(more)]
    members += [Member(f"x{n:03}", f"客{n}") for n in range(200)]
    scores = {pair.member: pair.score for pair in pairs_of(new, members)}
    assert scores["a00"] >= scores["b00"]
    assert few == more or scores["a00"] > scores["b00"]
