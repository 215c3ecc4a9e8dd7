"""Who got there first? By the clock where the ledger has one, else by the day, and then by the id."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from game_samples import day, deed, offer, rule, scored, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.app import Options, plan_only
from community_playbook.intake.dates import DateColumn, zone_of
from community_playbook.plan.game.boards import standings, tally
from community_playbook.plan.game.offers import wins_of
from community_playbook.plan.game.points import END_OF_DAY
from community_playbook.words import words
from tries import tries

PROFILE = """community: {name: 灯塔, kind: knowledge}
operator: {hours_per_week: 10}
members: members.csv
ledger: ledger.csv
points: {mode: ledger, rules: [{action: answer, points: 5, daily_cap: 2, from: 2026-01-01}]}
incentives: {prize: [{name: 书, value: 50, claim_days: 7, for: {rank: 1, period: week}}]}
"""


def planned(folder: Path, rows: list[str]):
    (folder / "profile.yml").write_text(PROFILE, "utf-8")
    (folder / "members.csv").write_text(
        "编号,姓名,同意公开\n001,张一,是\n002,王二,是\n003,李三,是\n", "utf-8"
    )
    (folder / "ledger.csv").write_text("日期,编号,动作,数量\n" + "\n".join(rows) + "\n", "utf-8")
    done = plan_only(folder / "profile.yml", Options(date(2026, 11, 24)))
    assert done.plan
    return done.plan.game


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        (["2026-11-17 21:00,001,answer,1", "2026-11-17 09:00,002,answer,1"], ["002", "001"]),
        (["2026-11-17,001,answer,1", "2026-11-17,002,answer,1"], ["001", "002"]),
        (["2026-11-17,001,answer,1", "2026-11-17 23:59,002,answer,1"], ["002", "001"]),
        (["2026-11-18 08:00,001,answer,1", "2026-11-17 21:00,002,answer,1"], ["002", "001"]),
        (["2026年11月17日 下午3点,001,answer,1", "2026年11月17日 上午9点半,002,answer,1"], ["002", "001"]),
        (["2026-11-17T12:00:00Z,001,answer,1", "2026-11-17T19:00:00+08:00,002,answer,1"], ["002", "001"]),
        (["2026-11-17 00:00:00,001,answer,1", "2026-11-17 00:00:00,002,answer,1"], ["001", "002"]),
        (["2026-11-17 08:00,001,answer,1", "2026-11-17 20:00,001,answer,1",
          "2026-11-17 10:00,002,answer,2"], ["002", "001"]),
        (["2026-11-17 08:00,001,answer,2", "2026-11-17 20:00,001,answer,1",
          "2026-11-17 10:00,002,answer,2"], ["001", "002"]),
        (["2026-11-17 08:00,001,answer,1", "2026-11-17 20:00,001,answer,-1", "2026-11-16 09:00,001,answer,1",
          "2026-11-16 10:00,002,answer,1"], ["001", "002"]),
    ],
)  # fmt: skip
def test_equals_stand_in_the_order_in_which_they_got_there(rows, order, tmp_path):
    game = planned(tmp_path, rows)
    board = game.board("points", "week")
    assert [row.member for row in board.rows] == order
    assert [row.rank for row in board.rows] == [1, 1]
    assert [win.member for state in game.offers for win in state.due][:1] == order[:1]


@settings(max_examples=tries(200))
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.one_of(st.none(), st.integers(1, 9)),
                  st.integers(1, 2)),
        max_size=12,
    ),
    st.sampled_from([None, 1, 3]),
    st.randoms(),
)  # fmt: skip
def test_the_order_of_equals_is_that_of_a_walk_through_the_day(rows, cap, random):
    ledger = [deed(number, who, quantity=n)._replace(second=at) for who, number, at, n in rows]
    random.shuffle(ledger)
    found = tally(scored(ledger, [rule(daily_cap=cap)]).earned)
    last: dict[str, tuple[int, int]] = {}
    for who in "abc":
        for number in range(3):
            own = sorted((at, n) for w, d, at, n in rows if (w, d) == (who, number) and at is not None)
            if len(own) < sum(1 for w, d, *_ in rows if (w, d) == (who, number)):
                last[who] = number, END_OF_DAY
                continue
            done = 0
            for at, n in own:
                if cap is None or done < cap:
                    last[who] = number, at
                done += n
    assert {who: ((moment[0] - day(0)).days, moment[1]) for who, moment in found.reached.items()} == last
    order = [member for _, member, _ in standings(found.points, found.reached)]
    assert order == sorted(last, key=lambda who: (-found.points[who], last[who], who))


@settings(max_examples=tries(100))
@given(st.permutations(["a", "b", "c", "d"]), st.integers(1, 3))
def test_what_is_limited_goes_to_who_came_first_by_the_clock(order, pieces):
    ledger = [deed(0, who)._replace(second=60 * (n + 1)) for n, who in enumerate(order)]
    earned = scored(ledger, [rule()]).earned
    for who in ({"points": 5}, {"action": "answer"}):
        offered = offer("prize", 20, quantity=pieces, claim_days=7, who={**who, "period": "all"}, start=0)
        assert [win.member for win in wins_of(offered, world(earned, 1))] == list(order[:pieces]), who


@pytest.mark.parametrize(
    ("text", "second"),
    [("2026-11-17 09:05:07", 9 * 3600 + 307), ("2026/11/17 21:30", 21.5 * 3600), ("2026-11-17", None),
     ("2026-11-17 00:00:00", None), ("2026年11月17日 20 点 15 分", 20.25 * 3600), ("17-Nov-26 9:00 pm", 21 * 3600),
     ("20261117 20:15", 20.25 * 3600), ("2026-11-17 19:00-21:00", 19 * 3600), ("2026-11-17T12:00:00Z", 20 * 3600),
     ("1763342000", (1763342000 + 8 * 3600) % 86_400), ("2026-11-17 12:30 AM", 1800), ("九月十七", None),
     ("2026-11-17 19:00+08", 19 * 3600), ("2026-11-17T09:05", 9 * 3600 + 300)],
)  # fmt: skip
def test_the_time_of_a_cell(text, second):
    assert DateColumn(zone_of("Asia/Shanghai"), None, tuple).second_of(text) == second


@pytest.mark.parametrize(("language", "clock"), [("zh", "几点"), ("en", "by the clock")])
@pytest.mark.parametrize("key", ["boards.ties", "offers.ties_thing", "points.tie_say"])
def test_what_is_promised_says_what_decides(language, clock, key):
    assert clock in words(language)(key)
