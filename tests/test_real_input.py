"""Real input where it lies beside the project: a club of 502 people and 1,721 rows, confirmed by a naive sum."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from community_playbook.app import read_profile, read_tables
from community_playbook.plan.facts.facts import day_of_data
from community_playbook.plan.game.game import make_game

PADDLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "real" / "paddle"
TODAY = date(2026, 11, 26)
PROFILE = """community: {name: 飞桨社区, kind: interest}
operator: {hours_per_week: 4}
members: members.csv
ledger: ledger.csv
points:
  mode: ledger
  period: month
  rules: [{action: commit, points: 2, daily_cap: 3}, {action: meeting, points: 5}]
"""
pytestmark = pytest.mark.skipif(not PADDLE.is_dir(), reason="the real input does not lie beside this project")


def test_boards_by_month_and_all_time_equal_a_naive_sum(tmp_path):
    for name in ("members.csv", "ledger.csv"):
        (tmp_path / name).write_bytes((PADDLE / name).read_bytes())
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    profile, _, _ = read_profile(tmp_path / "profile.yml")
    community, _ = read_tables(tmp_path / "profile.yml", profile, TODAY)
    game = make_game(community, TODAY, day_of_data(community, TODAY))

    deeds: Counter[tuple[str, str, str]] = Counter()
    with (PADDLE / "ledger.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            deeds[row["date"], row["member_id"], row["action"]] += int(row["quantity"])
    sums: dict[str, Counter[str]] = {"all": Counter(), "2026-08": Counter()}
    for (day, member, action), count in deeds.items():
        points = 2 * min(count, 3) if action == "commit" else 5 * count
        sums["all"][member] += points
        if day.startswith("2026-08"):
            sums["2026-08"][member] += points

    month, whole = game.board("points", "month"), game.board("points", "all")
    assert {row.member: row.value for row in month.rows} == sums["2026-08"]
    assert {row.member: row.value for row in whole.rows} == sums["all"]
    assert month.period.start == date(2026, 8, 1)
    for board, wanted in ((month, sums["2026-08"]), (whole, sums["all"])):
        assert [row.rank for row in board.rows] == [
            1 + sum(value > row.value for value in wanted.values()) for row in board.rows
        ]
