"""The file in which a member is looked up: everybody once, small, closed, names as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from community_playbook.community.editions import Edition, Mention
from community_playbook.outputs.pages.members import as_data, members_page
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.dossier import doings, dossiers
from community_playbook.outputs.site import member_files, style_files
from example_plans import NAMES, example_frame

EVIL = "</script><img src=//x onerror=alert(1)>\u2028https://evil.example/'\"`"


def read(frame, links=None):
    """By id, what the page knows of each, by field."""
    done = doings(frame.community, frame.facts.days.today)
    found = dossiers(frame, links or {}, done)
    texts = found["texts"]
    people = {}
    for row in found["rows"]:
        one = dict(zip(found["fields"], row, strict=False))
        for key in ("about", "groups", "badges", "letters", "next"):
            one[key] = [texts[n] for n in one.get(key, [])]
        people[one["id"]] = one
    return people


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_everybody_who_is_there_stands_in_it_once_with_what_they_did(name):
    frame = example_frame(name, "zh")
    people = read(frame)
    assert [*people] == [m.id for m in frame.community.members]
    today = frame.facts.days.today
    for who in [*people][:200]:
        rows = [e for e in frame.community.ledger if e.member == who and e.quantity > 0 and e.day <= today]
        first = (today.year - 1) * 12 + today.month
        assert sum(people[who].get("months", [])) == sum(
            e.day.year * 12 + e.day.month - 1 >= first for e in rows
        )
    assert {len(one["months"]) for one in people.values() if one.get("months")} <= {12}


def test_what_the_lists_of_the_week_ask_for_is_the_next_step():
    frame = example_frame("lighthouse", "zh")
    people, desk = read(frame, {"12107": "https://example.org/share/m/x"}), frame.plan.people.desk
    for letter in desk.letters:
        assert any("约稿" in text for text in people[letter.member]["next"])
    asked = example_frame("devguild", "en")
    hosts = asked.plan.people.letters.hosts
    assert hosts and all(any("host a table" in text for text in read(asked)[who]["next"]) for who in hosts)
    renewals = frame.plan.people.leaving.renewals
    for renewal in (*renewals.due, *renewals.overdue):
        said = " ".join(people[renewal.member]["next"])
        assert ("满整年" in said) is renewal.assumed and ("该续" in said) is not renewal.assumed
    for arrival in frame.facts.arrivals:
        assert people[arrival.newcomer.id]["next"][0] == "等着进群：下一晚接 TA"
        assert len(people[arrival.newcomer.id].get("met", [])) == len(arrival.matches)
    assert people["12107"]["link"] == "https://example.org/share/m/x"
    assert sum(bool(one.get("link")) for one in people.values()) == 1


@pytest.mark.slow
def test_the_file_is_closed_and_costs_little_a_head():
    frame = example_frame("lighthouse", "zh")
    ((path, data),) = member_files({"zh": frame}, {})
    assert path == "members.html" and len(data) < 250 * len(frame.community.members)
    page = data.decode()
    assert "default-src 'none'" in page and not re.search(r"\b(?:src|href)=\"(?!data:)", page)
    assert [path for path, _ in member_files({"zh": frame, "en": example_frame("lighthouse", "en")}, {})] == [
        "members.html", "members-en.html",
    ]  # fmt: skip
    assert not [*member_files({"zh": example_frame("newborn", "zh")}, {})]


def test_a_hostile_name_is_data():
    found = as_data({"name": EVIL})
    assert not set("<>&/\u2028") & set(found) and json.loads(found) == {"name": EVIL}
    frame = example_frame("trailmates", "zh")
    members = (replace(frame.community.members[0], name=EVIL, industry=EVIL), *frame.community.members[1:])
    made = Frame(frame.plan, replace(frame.community, members=members), frame.library, frame.words)
    ((_, data),) = members_page(made, "zh", dict(style_files(made)), {}, {})
    assert b"<img" not in data and b"//evil" not in data and data.count(b"</script>") == 4


def test_who_was_introduced_to_whom_earlier_is_remembered_on_both_sides():
    frame = example_frame("lighthouse", "zh")
    comer, host = (m.id for m in frame.community.members[:2])
    monday = frame.plan.agenda.monday - timedelta(14)
    past = Edition(monday, monday, (), mentions=(Mention(monday + timedelta(1), comer, host),))
    known = Frame(frame.plan, replace(frame.community, editions=(past,)), frame.library, frame.words)
    people, day = read(known), frame.full_day(monday + timedelta(1))
    assert f"{day}引荐给{frame.name(host)}" in people[comer]["met"]
    assert f"{day}请 TA 接过{frame.name(comer)}" in people[host]["met"]
