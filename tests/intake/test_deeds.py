"""Ledger and rules: other words for one deed, points in rows, corrections, rows that earn nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.people import LedgerEntry, Reading
from community_playbook.community.profile import Profile
from community_playbook.intake.answers import Answers
from community_playbook.intake.deeds import few_used, make_sense, profile_in_words_of, proposed
from community_playbook.intake.profile.profile import read_profile
from community_playbook.plan.game.points import score
from community_playbook.problems import Place

DAY = date(2026, 11, 17)
RULES = (
    "[{action: article, name: 写文章, also: [发文, Blog Post], points: 20, daily_cap: 1},"
    " {action: answer, name: 回答, points: 5}]"
)
READING = Reading("ledger.csv", "utf-8", ",", "", 1, 1, (), ())


def profile(rules: str = RULES, more: str = "") -> Profile:
    text = "community: {name: a, kind: knowledge}\noperator: {hours_per_week: 6}\nledger: l.csv\n"
    found, problems = read_profile(f"{text}points: {{mode: ledger, rules: {rules}}}\n{more}", "profile.yml")
    assert found is not None, problems
    return found


def deed(
    action: str, quantity: int = 1, points: int | None = None, day: date = DAY, who: str = "1"
) -> LedgerEntry:
    return LedgerEntry(day, who, action, quantity, None, "", "", points)


def sense(entries: list[LedgerEntry], told: Profile) -> tuple[tuple[LedgerEntry, ...], list[str]]:
    ordered = tuple(sorted(entries, key=lambda e: e[:3]))
    found, _, problems = make_sense(ordered, READING, told, Answers())
    return found, [problem.code for problem in problems]


@pytest.mark.parametrize(
    "word",
    [
        "写文章",
        "发文",
        "blog post",
        "ＢＬＯＧ　ＰＯＳＴ",
        "Article",
        " 写文章：",
        "写 文章",
        "「写文章」",
        "#发文",
        "Blog post.",
    ],
)
def test_a_rule_is_met_by_action_name_or_another_word(word: str) -> None:
    entries, codes = sense([deed(word), deed("回答")], profile())
    assert ({entry.action for entry in entries}, codes) == ({"article", "answer"}, [])


def test_a_badge_and_an_incentive_speak_the_same_words() -> None:
    more = "badges: [{id: w, name: 笔耕, when: {action: 发文, count: 3}}]\n"
    more += "incentives: {exposure: [{name: 头条, for: {action: 回答, period: week}}]}\n"
    told = profile_in_words_of(profile(more=more))
    assert told.badges[0].when.action == "article"
    assert told.incentives.exposure[0].earned.action == "answer"


def test_a_word_of_two_rules_is_nobodys() -> None:
    told = profile("[{action: a, name: 做事, points: 1}, {action: b, name: 做事, points: 2}]")
    assert sense([deed("做事"), deed("a"), deed("b")], told)[0][-1].action == "做事"


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ([deed("answer", 1, 5), deed("article", 1, 20)], []),
        ([deed("answer", 3, 15)], []),
        ([deed("answer", 1, 5), deed("answer", 1, -5)], []),
        ([deed("answer", 5, 5)], ["E236"]),
        ([deed("回答", 1, 10)], ["E236"]),
        ([deed("article", 1, 100), deed("签到", 1, 1)], ["E236"]),
    ],
)  # fmt: skip
def test_points_beside_rules_are_asked_about_where_they_differ(
    entries: list[LedgerEntry], codes: list[str]
) -> None:
    found, told = sense(entries, profile())
    assert told == codes
    if not codes:  # they agree, so the rules count, with their caps
        assert {entry.points for entry in found} == {None}
    else:
        rows, _ = sense(entries, profile(more="tables: {points: rows}"))
        assert [entry.points for entry in rows] == [entry.points for entry in found]
        rules, told = sense(entries, profile(more="tables: {points: rules}"))
        assert "E236" not in told and {entry.points for entry in rules} == {None}


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 3), st.sampled_from("12"), st.sampled_from(["article", "answer", "签到"]),
        st.integers(1, 3), st.one_of(st.none(), st.integers(-9, 30)),
    ),
    max_size=20,
)  # fmt: skip


@given(DEEDS)
def test_points_of_rows_and_of_rules_against_a_sum_by_hand(
    rows: list[tuple[int, str, str, int, int | None]],
) -> None:
    rules = profile().points.rules
    entries = [
        LedgerEntry(DAY + timedelta(d), who, what, n, None, "", "", points)
        for d, who, what, n, points in rows
    ]
    wanted: dict[str, Decimal | int] = {}
    for who in "12":
        for d in range(4):
            for what, worth, cap in (("article", 20, 1), ("answer", 5, 99), ("签到", 0, 99)):
                mine = [e for e in entries if e[:3] == (DAY + timedelta(d), who, what)]
                by_rule = sum(int(e.quantity) for e in mine if e.points is None)
                given_ = sum(int(e.points) for e in mine if e.points is not None)
                wanted[who] = wanted.get(who, 0) + worth * min(by_rule, cap) + given_
    found = score(entries, rules, frozenset(), DAY + timedelta(9))
    for who in "12":
        assert sum(e.points for e in found.earned if e.member == who) == wanted[who]
    audit = found.audit
    assert audit.scored + audit.unruled == audit.rows == len(entries)


@pytest.mark.parametrize(
    ("entries", "alone"),
    [
        ([deed("answer", 2), deed("answer", -2)], False),
        ([deed("article", 6), deed("article", -2, day=DAY + timedelta(7))], True),
        ([deed("answer", 6), deed("answer", -2, day=DAY + timedelta(7))], False),
        ([deed("answer", 6), deed("answer", -7, day=DAY + timedelta(7))], True),
        ([deed("answer", -1)], True),
        ([deed("answer", 2), deed("answer", -2, who="2")], True),
        ([deed("answer", 2), deed("article", -1)], True),
        ([deed("分享", 1, 20), deed("更正", 1, -5)], False),
        ([deed("分享", 1, 3), deed("更正", 1, -5)], True),
    ],
)  # fmt: skip
def test_a_correction_needs_its_deed(entries: list[LedgerEntry], alone: bool) -> None:
    assert ("W233" in sense(entries, profile())[1]) == alone


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.integers(1, 300), min_size=1, max_size=8))
def test_proposed_rules_can_be_pasted(rows: dict[str, int]) -> None:
    """What is proposed is YAML that the profile takes, and meets the most frequent deeds."""
    rows = {" ".join(a.split()): n for a, n in rows.items() if a.isprintable() and a.strip()}
    entries = [deed(action) for action, n in rows.items() for _ in range(n)]
    problems = proposed(entries, Place("l.csv"))
    assert bool(problems) == bool(rows)
    for problem in problems:
        rules = profile(problem.facts["repair"].removeprefix("rules: ")).points.rules
        assert {rule.action for rule in rules} <= rows.keys()
        assert rows[rules[0].action] == max(rows.values())
        points = [int(rule.points or 0) for rule in rules]
        assert points == sorted(points) and points[0] == 1 and points[-1] <= 20


@pytest.mark.parametrize(
    ("rows", "skipped", "told"),
    [
        (90, (("unknown member", 10),), False), (89, (("unknown member", 11),), True), (0, (("no id", 1),), True),
        (1, (("blank", 50), ("total", 2), ("merged", 30), ("repeat", 9)), False), (0, (), False),
    ],
)  # fmt: skip
def test_the_share_used_is_told_below_nine_tenths(
    rows: int, skipped: tuple[tuple[str, int], ...], told: bool
) -> None:
    assert bool(few_used(Reading("l.csv", "utf-8", ",", "", 1, rows, skipped, ()))) == told
