"""Newcomers: each with whom to mention, why, and messages that name them; nobody who did not agree."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.community.editions import from_json, to_json
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.names import called_by
from community_playbook.outputs.say.people.newcomers import messages_for, newcomers_view
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.sheets.mentions_sheet import mentions_sheet
from community_playbook.plan.arrivals import Arrival
from community_playbook.plan.editions import make_edition
from community_playbook.plan.people.matcher import Shared
from community_playbook.plan.plan import make_plan
from community_playbook.plan.roster import Person
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, profile

SLOTS = ("〔新人昵称〕", "〔老成员 A〕", "[newcomer]", "[member A]")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["lighthouse", "devguild", "bazaar"])
def test_every_message_names_its_newcomer_and_its_matches(name, language):
    frame = example_frame(name, language)
    arrivals = frame.facts.arrivals
    view = newcomers_view(frame)
    assert len([*view.lines, *view.inside]) == min(len(arrivals), 10)
    for one in arrivals:
        said = "\n".join(line for message in messages_for(frame, one) for line in message.lines)
        if said and one.matches:
            assert called_by(frame, one.newcomer.id) in said
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
    new = Member("new", "小新", joined=TODAY + timedelta(2), city="wuhan")
    view = newcomers_view(small(*old, new))
    assert view.phrases == ["下一场来 1 位，", "先找人接"]
    assert view.lines[0].nobody and not view.lines[0].matches
    bare = newcomers_view(small(*old, replace(new, city="")))
    assert any("1 位那一行空着" in note for note in bare.notes)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["lighthouse", "devguild", "bazaar"])
def test_nobody_is_asked_what_another_newcomer_of_the_evening_is_asked(name, language):
    view = newcomers_view(example_frame(name, language))
    lines = [line for line in (*view.lines, *view.inside) if line.matches]
    questions = [line.question for line in lines]
    assert all(questions) and len(set(questions)) == len(questions)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_message_and_table_give_the_same_reason_to_each_member(language):
    frame = example_frame("lighthouse", language)
    rows = [row for row in map(tuple, mentions_sheet(frame).rows) if not row[10]]
    known = [(a, m, why) for a in frame.facts.arrivals for m, why in zip(a.matches, a.shared, strict=True)]
    assert len(rows) == len(known) > 10
    for row, (arrival, match, why) in zip(rows, known, strict=True):
        line = next(x for x in newcomers_view(frame).lines if x.name == frame.name(arrival.newcomer.id))
        page = {m.name: m.reason for m in line.matches}[frame.name(match.id)]
        assert page == row[7] and page and line.question == row[8]
        said = frame.introductions.why(why)
        asked = next(m for m in line.messages if "\n".join(m.lines) == row[9])
        assert said in asked.lines[0] and called_by(frame, match.id) in asked.lines[0]
        tags = [m for m in line.messages if line.question in "\n".join(m.lines)]
        assert tags and all(said in "\n".join(m.lines) for m in tags)


@pytest.mark.parametrize(
    ("language", "reason", "why"),
    [
        ("zh", "也写了“演讲”（8 人）、“社群运营”（9 人）", "也写了“演讲”“社群运营”"),
        ("en", "lists “演讲” (8 people) and “社群运营” (9 people) too", "lists “演讲” and “社群运营” too"),
    ],
)
def test_two_skills_are_one_list(language, reason, why):
    voice = example_frame("lighthouse", language).introductions
    two = Shared("skill", "演讲", 8), Shared("skill", "社群运营", 9)
    assert (voice.reason(two), voice.why(two)) == (reason, why)


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "也在成都，也做餐饮"), ("en", "is in Chengdu and works in 餐饮 too")]
)
def test_too_is_said_once(language, said):
    voice = example_frame("lighthouse", language).introductions
    assert voice.why((Shared("city", "chengdu", 5), Shared("trade", "餐饮", 7))) == said


def test_a_question_calls_the_newcomer_as_the_message_does():
    new = Person("n", "北京-廖雨瑞-大健康", "beijing", offer="公众号写作")
    asked = example_frame("lighthouse", "zh").introductions.questions([Arrival(new, (), ())])
    assert asked == {"n": "廖雨瑞能帮上的是“公众号写作”，你们谁手上正用得着？"}


def town(*new: Member) -> Frame:
    """Nine who live where the newcomers do, and sixty who do not."""
    old = [Member(f"m{i}", f"老友{i}", city="chengdu", consent=True) for i in range(9)]
    return small(*old, *(Member(f"r{i}", "远客") for i in range(60)), *new)


def test_the_edition_remembers_whom_it_mentions_and_the_next_plan_avoids_them():
    frame = town(
        *(Member(f"n{i}", f"小新{i}", joined=TODAY + timedelta(2), city="chengdu") for i in range(2))
    )
    made = from_json(to_json(make_edition(frame.plan, frame.community)))
    assert {(m.newcomer, m.member) for m in made.mentions} == {
        (a.newcomer.id, m.id) for a in frame.facts.arrivals for m in a.matches
    }
    again = replace(frame.community, editions=(made,))
    same = make_plan(again, frame.library, TODAY)
    assert same.facts.arrivals == frame.facts.arrivals, "built twice on one day"
    day, late, first = made.mentions[0]
    moved = replace(
        again,
        members=tuple(replace(m, joined=day + timedelta(7)) if m.id == late else m for m in again.members),
    )
    (one,) = make_plan(moved, frame.library, day + timedelta(1)).facts.arrivals
    assert one.newcomer.id == late and one.matches and first not in {m.id for m in one.matches}


def test_who_is_in_already_is_not_let_in_again():
    old = [Member(f"m{i}", f"老友{i}", city="chengdu", consent=True) for i in range(9)]
    inside = Member("new", "小新", joined=TODAY, city="chengdu")
    coming = replace(inside, joined=TODAY + timedelta(2))
    (line,), (later,) = newcomers_view(small(*old, inside)).inside, newcomers_view(small(*old, coming)).lines
    assert "已经在群里" in line.about and "已经在群里" not in later.about
    both = newcomers_view(small(*old, inside, replace(coming, id="then", name="后来")))
    heads = [newcomers_view(small(*old, one)).phrases[0] for one in (inside, coming)] + [both.phrases[0]]
    assert heads == ["先拉进来的 1 位，", "下一场来 1 位，", "下一场来 2 位，"]
    assert not [m for m in line.messages if "现在拉你" in "\n".join(m.lines)]
    assert [m for m in later.messages if "现在拉你" in "\n".join(m.lines)]


def test_later_evenings_are_listed_with_whom_to_mention():
    new = [Member(f"n{i}", f"小新{i}", joined=TODAY + timedelta(2 + 7 * i), city="chengdu") for i in range(2)]
    view = newcomers_view(town(*new))
    assert [line.name for line in view.lines] == ["小新0"]
    assert [name for batch in view.later for name, members in batch.people if members] == ["小新1"]


def test_page_today_and_table_name_whom_to_ask_for_those_who_found_no_answer():
    last = Member("last", "旧新", joined=TODAY - timedelta(6), city="chengdu")
    frame = town(
        last, *(Member(f"n{i}", f"小新{i}", joined=TODAY + timedelta(2), city="chengdu") for i in range(2))
    )
    view = newcomers_view(frame)
    (line,) = view.second.lines
    assert line.name == "旧新" and line.match.startswith("老友") and line.reason
    asked, tagged = ("\n".join(m.lines) for m in line.messages)
    assert line.match in asked and "旧新" in asked and f"@{line.match}" in tagged and "？" in tagged
    assert line.match not in {m.name for one in view.lines for m in one.matches}, "first those who come now"
    after = view.later[0]
    assert not after.people and {one.name for one in after.second.lines} == {"小新0", "小新1"}
    cues = [cue for day in today_view(frame).days for cue in day.cues if cue.names]
    assert len(cues) == 1 and not view.second.sure, "no chat log tells who was answered"
    assert [row for row in mentions_sheet(frame).rows if "旧新" in row and line.match in row]


def test_each_member_of_the_evening_stands_in_the_list_of_how_often():
    old = [Member(f"m{i}", f"老友{i}", city="chengdu", consent=True) for i in range(2)]
    new = [Member(f"n{i}", f"小新{i}", joined=TODAY + timedelta(2), city="chengdu") for i in range(3)]
    frame = small(*old, *new, *(Member(f"r{i}", "远客") for i in range(60)))
    view, cap = newcomers_view(frame), frame.facts.newcomers.mention_cap
    named = [match.name for line in view.lines for match in line.matches]
    every = [*view.load, *view.load_once]
    assert len(view.load) == len(view.load_once) == 1, "three mentions of two members"
    assert {line.name: line.times for line in every} == Counter(named)
    assert all(line.times > 1 for line in view.load) and all(line.times == 1 for line in view.load_once)
    assert all(line.most == cap >= line.times for line in every) and str(len(named)) in view.load_cap
