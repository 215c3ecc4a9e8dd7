"""Tables as people really have them, confirmed by a sum made another way.

A small sample of our own, invented people under real headers (`real/make.py`), is always there; a club of 502
people and 1,721 rows only where it lies beside the project.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from community_playbook.app import read_profile
from community_playbook.community.community import Community
from community_playbook.plan.game.boards import Board
from community_playbook.plan.game.game import Game, make_game
from community_playbook.reading import read_tables

SAMPLE = Path(__file__).parent / "real"
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
SAMPLE_PROFILE = """community: {name: 青竹读书会, kind: interest}
operator: {hours_per_week: 4}
members: members.csv
ledger: ledger.csv
points:
  mode: ledger
  period: month
  rules: [{action: 打卡, points: 1, daily_cap: 2}, {action: 答疑, points: 5}, {action: 线下活动, points: 8}]
"""


def read(folder: Path, tables: Path, profile_text: str, today: date) -> tuple[Community, Game]:
    for name in ("members.csv", "ledger.csv"):
        (folder / name).write_bytes((tables / name).read_bytes())
    (folder / "profile.yml").write_text(profile_text, "utf-8")
    profile, _, _ = read_profile(folder / "profile.yml")
    community, problems = read_tables(folder / "profile.yml", profile, today)
    assert {problem.code for problem in problems} <= {"W215", "W299"}  # real logins that differ in case only
    return community, make_game(community, today)


def check_board(board: Board, wanted: Mapping[str, int]) -> None:
    assert {row.member: row.value for row in board.rows} == {
        normalize("NFKC", k): n for k, n in wanted.items()
    }
    assert [row.rank for row in board.rows] == [
        1 + sum(value > row.value for value in wanted.values()) for row in board.rows
    ]


def test_a_club_with_the_headers_and_quirks_of_real_tables(tmp_path):
    community, game = read(tmp_path, SAMPLE, SAMPLE_PROFILE, date(2026, 11, 22))
    wanted = json.loads((SAMPLE / "sums.json").read_text("utf-8"))
    assert len(community.members) == 20
    assert all(member.joined for member in community.members)
    assert all(member.id == normalize("NFKC", member.name) for member in community.members), (
        "one form for keys"
    )
    check_board(game.board("points", "month"), wanted["month"])
    check_board(game.board("points", "all"), wanted["all"])


def test_what_is_private_in_it_is_not_kept(tmp_path):
    community, _ = read(tmp_path, SAMPLE, SAMPLE_PROFILE, date(2026, 11, 22))
    rows = [row.split(",") for row in (SAMPLE / "members.csv").read_text("gb18030").splitlines()]
    numbers = {cell for row in rows for cell in row if re.fullmatch(r"\d{4}", cell)}
    assert len(numbers) > 15
    assert not [number for number in numbers if re.search(rf"(?<!\d){number}(?!\d)", repr(community.members))]


def test_the_sample_is_what_its_maker_makes(tmp_path):
    subprocess.run([sys.executable, str(SAMPLE / "make.py"), str(tmp_path)], check=True)
    for name in ("members.csv", "ledger.csv", "sums.json"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), "run python tests/real/make.py"


@pytest.mark.skipif(not PADDLE.is_dir(), reason="the real input does not lie beside this project")
def test_boards_by_month_and_all_time_equal_a_naive_sum(tmp_path):
    _, game = read(tmp_path, PADDLE, PROFILE, TODAY)
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
    assert month.period.start == date(2026, 8, 1)
    check_board(month, sums["2026-08"])
    check_board(whole, sums["all"])
