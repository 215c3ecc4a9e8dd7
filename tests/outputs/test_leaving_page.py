"""Letters to who is leaving: each fact of the tables in its place, years in their own form, nobody twice."""

import re
from dataclasses import replace
from datetime import date

import pytest

from community_playbook.outputs.say.names import greeted
from community_playbook.outputs.say.people.leaving import (
    SHOWN,
    given_text,
    leaving_lines,
    leaving_view,
    notes,
    planned,
)
from example_plans import example_frame


@pytest.mark.parametrize(("name", "language"), [("devguild", "en"), ("devguild", "zh"), ("bazaar", "zh")])
def test_letters_have_no_slot_and_count_as_people_do(name, language):
    frame = example_frame(name, language)
    lines = leaving_lines(frame)
    assert lines and len({line.member for line in lines}) == len(lines)
    for line in lines:
        text = line.facts + "\n".join(line.letter.lines)
        assert not re.search(r"[{}〔〕\[\]]|\b1 (?:years|days)\b|\b[2-9] year\b", text), text
        assert line.letter.lines[0].startswith(greeted(frame, line.member))
        assert frame.people[line.member].name or frame.people[line.member].alias or line.member not in text
        given = frame.plan.people.leaving.given.get(line.member)
        assert given is None or (line.last and line.last >= given.last), "the table has the last sign"


def test_the_page_counts_what_its_lists_hold():
    view = leaving_view(example_frame("devguild", "en"))
    lines = leaving_lines(example_frame("devguild", "en"))
    for one in view.lists:
        whole = sum(line.list == one.id for line in lines)
        assert str(whole) in one.title and len(one.lines) == min(whole, SHOWN[one.id])
        assert bool(one.rest) == (whole > SHOWN[one.id])


@pytest.mark.parametrize("name", ["lighthouse", "devguild"])
def test_the_others_wait_only_where_there_are_others(name):
    frame = example_frame(name, "en")
    found, chosen = frame.plan.people.leaving, frame.plan.people.letters.leaving
    assert planned(frame, len(chosen)) and chosen
    assert "others" not in planned(frame, len(chosen))
    assert "others" in planned(frame, len(chosen) + 1)
    assert planned(frame, len(leaving_lines(frame))) == notes(frame, found, len(leaving_lines(frame)))[0]


def test_what_was_done_once_long_ago_stands_in_a_sentence_of_its_own():
    frame = example_frame("lighthouse", "zh")
    found = frame.plan.people.leaving
    who, given = next(iter(found.given.items()))
    long_ago = replace(given, times=1, last=date(2025, 12, 11))
    people = replace(frame.plan.people, leaving=replace(found, given={who: long_ago}))
    said = given_text(replace(frame, plan=replace(frame.plan, people=people)), who, "thanks")
    assert re.fullmatch(r"2025 年 12 月 11 日你[^\d]+，我记着。", said)


def test_whoever_has_no_name_is_not_addressed_by_a_number():
    frame = example_frame("lighthouse", "zh")
    nameless = [line for line in leaving_lines(frame) if not frame.people[line.member].name]
    assert nameless
    for line in nameless:
        assert line.name == line.member, "the operator needs it to find them"
        assert not frame.people[line.member].alias and line.member not in "".join(map(str, line.letter.lines))
        assert line.letter.lines[0].startswith("你好，")
