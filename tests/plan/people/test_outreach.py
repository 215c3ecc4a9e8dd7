"""Whom the desk writes to: by turns, in proportion, with rest; nobody of the team, nobody who left."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.community.editions import Edition
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.plan.people.outreach import (
    REST_WEEKS,
    Turn,
    choose_letters,
    make_pool,
    spoken_note,
)

JOBS = load_library().jobs
DAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
PROFILE = Profile.model_validate({
    "community": {"name": "x", "kind": "knowledge"}, "operator": {"hours_per_week": 5}, "groups": [{"id": "g1", "name": "一群"}],
})  # fmt: skip


def member(id_, **facts):
    return Member(id_, f"n{id_}", groups=("g1",), **{"consent": True, **facts})


def row(id_, action="answer", days=0, note="", quantity=1):
    return LedgerEntry(DAY - timedelta(days=days), id_, action, quantity, None, note)


def community(members, rows, editions=()):
    ledger = tuple(sorted(rows, key=lambda e: (e.day, e.member, e.action, e.note)))
    return Community(PROFILE, tuple(sorted(members, key=lambda m: m.id)), ledger, editions=tuple(editions))


def crowd(count=40):
    members = [member(f"m{n:02}", industry=f"t{n % 7}", skills=(f"s{n % 11}",)) for n in range(count)]
    rows = [row(f"m{n:02}", days=k % 50) for n in range(count) for k in range(1, 2 + n % 9)]
    return members, rows


def pool_of(found, wanted=4, monday=MONDAY, busy=()):
    return make_pool(found, JOBS, Turn(DAY, monday, wanted, busy))


def weeks_of(members, rows, wanted, weeks):
    """Whom each of so many weeks writes to, one edition after the other."""
    editions, sent = [], []
    for week in range(weeks):
        monday = MONDAY + timedelta(weeks=week)
        pool = pool_of(community(members, rows, editions), wanted, monday)
        letters = choose_letters(pool, JOBS, wanted, {})
        sent.append([letter.member for letter in letters])
        editions.append(Edition(monday, monday, (), written=tuple(sent[-1])))
    return sent


def test_the_quota_is_always_filled_and_everybody_gets_a_turn():
    members, rows = crowd()
    sent = weeks_of(members, rows, 4, 30)
    assert all(len(week) == len(set(week)) == 4 for week in sent)
    assert {who for week in sent for who in week} == {m.id for m in members}


def test_who_was_written_to_rests_for_eight_weeks():
    sent = weeks_of(*crowd(), 4, 30)
    for n, week in enumerate(sent):
        lately = {who for earlier in sent[max(n - REST_WEEKS, 0) : n] for who in earlier}
        assert not lately & {*week}


def test_turns_come_in_proportion_to_what_somebody_could_bring():
    """The rest holds the most wanted back, so the quota is small beside the crowd."""
    members, rows = crowd()
    counts = Counter(who for week in weeks_of(members, rows, 1, 200) for who in week)
    weights = pool_of(community(members, rows), 1).weights
    for who, weight in weights.items():
        ideal = 200 * weight / sum(weights.values())
        assert abs(counts[who] - ideal) <= 2, (who, counts[who], ideal)


def test_two_letters_without_a_text_mean_half_a_year_of_rest_where_texts_are_known():
    members = [member("a"), member("b")]
    asked = [MONDAY - timedelta(weeks=n) for n in (20, 10)]
    editions = [Edition(day, day, (), written=("a", "b")) for day in asked]
    rows = [row("a"), row("b"), row("b", "article", 30)]
    assert pool_of(community(members, rows, editions)).order == ("b",)
    assert {*pool_of(community(members, rows[:2], editions)).order} == {"a", "b"}


def test_staff_buyers_strangers_the_silent_and_the_busy_get_no_letter():
    members = [member("a"), member("owner", role="owner"), member("old"), member("busy"), Member("nameless")]
    rows = [
        row("a"),
        row("owner"),
        row("gone"),
        row("busy"),
        row("nameless"),
        row("old", days=80),
        row("a", quantity=-1),
    ]
    assert pool_of(community(members, rows), busy=("busy",)).order == ("a",)


def test_the_order_of_rows_and_people_decides_nothing():
    members, rows = crowd()
    first = choose_letters(pool_of(community(members, rows)), JOBS, 6, {})
    dice = random.Random(3)
    dice.shuffle(members)
    dice.shuffle(rows)
    assert choose_letters(pool_of(community(members, rows)), JOBS, 6, {}) == first


def test_a_letter_names_the_newest_deed_that_says_something():
    rows = [
        row("a", note="一群"),
        row("a", "help", 3, "改简历"),
        row("a", "help", 9, "借场地"),
        row("a", "vote", 1, "x" * 60),
    ]
    (letter,) = choose_letters(pool_of(community([member("a")], rows)), JOBS, 1, {})
    assert (letter.note, letter.job, letter.day) == ("改简历", "mentor", DAY - timedelta(days=3))


@pytest.mark.parametrize("note", ["一群", "#一群", "g1", "7", "", " ", "#tag", "x" * 25, "⠀⠀"])
def test_groups_numbers_and_sentences_are_no_name_of_a_deed(note):
    assert spoken_note(note, {"一群", "g1"}) == ""


def test_subjects_differ_and_the_rarest_that_is_shared_comes_first():
    members = [member(f"m{n}", skills=("宽", "窄") if n < 4 else ("宽",)) for n in range(9)]
    members.append(member("m9", skills=("宽", "独")))
    rows = [row(m.id) for m in members]
    letters = choose_letters(pool_of(community(members, rows), 10), JOBS, 10, {})
    found = {letter.member: letter.subject for letter in letters}
    assert "独" not in found.values() and [*found.values()].count("窄") >= 1
    written = choose_letters(pool_of(community(members[:4], rows), 4), JOBS, 1, {("skill", "窄"): 9})
    assert written[0].subject == "宽"
