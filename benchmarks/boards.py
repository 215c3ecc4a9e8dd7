"""From tables on the disk to boards: whole processes beside SQLite doing the same sums, in the same run.

`python benchmarks/boards.py [--runs N]`. The tables are made here from one seed. The rival reads the same CSV
with the csv module, fills an in-memory SQLite and asks it for the same boards (daily caps, RANK(), the week,
the month and all time, points and sales); it checks no cell, knows no dated rules and keeps no places.
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
import random
import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from measure import median, paired, row

TODAY = date(2026, 11, 22)
SIZES = {
    "200,000 rows, 5,000 members": (200_000, 5_000, 2.0, 0),
    "1,000,000 rows, 100,000 members": (1_000_000, 100_000, 12.0, 1024),
}
PROFILE = """community: {name: 大群, kind: knowledge}
operator: {hours_per_week: 10}
members: members.csv
ledger: ledger.csv
points:
  mode: ledger
  teams: squads
  rules:
    - {action: article, points: 20, daily_cap: 1}
    - {action: answer, points: 5, daily_cap: 4}
    - {action: sale, amount: true}
incentives:
  monthly_budget: 2000
  red_packet:
    - {name: 周榜, amount: 66, for: {rank: 3, period: week}}
    - {name: 文章, amount: 20, for: {action: article, each: true}}
badges:
  - {id: ten, name: 十篇, when: {action: article, count: 10}}
"""
BOARDS = """
WITH days AS (SELECT member, action, day, SUM(quantity) AS n, SUM(amount) AS m FROM ledger GROUP BY 1, 2, 3),
sums AS (SELECT member, SUM(CASE action WHEN 'article' THEN 20 * MIN(n, 1) WHEN 'answer' THEN 5 * MIN(n, 4) ELSE 0 END) AS points,
SUM(CASE action WHEN 'sale' THEN m ELSE 0 END) AS sales FROM days WHERE day BETWEEN ? AND ? GROUP BY 1)
SELECT member, points, RANK() OVER (ORDER BY points DESC), sales, RANK() OVER (ORDER BY sales DESC) FROM sums
"""


def make_tables(folder: Path, rows: int, people: int) -> None:
    dice = random.Random(7)
    with (folder / "members.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "joined", "consent", "squad"])
        for i in range(people):
            out.writerow([f"m{i:06d}", f"成员{i}", TODAY - timedelta(days=i % 900), "yes", f"队{i % 250}"])
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["date", "member_id", "action", "quantity", "amount", "note"])
        for i in range(rows):
            action = dice.choice(("article", "answer", "answer", "sale", "help"))
            who = int(dice.random() ** 3 * people)
            amount = dice.randrange(100, 90_000) / 100 if action == "sale" else ""
            out.writerow(
                [
                    TODAY - timedelta(days=dice.randrange(365)),
                    f"m{who:06d}",
                    action,
                    1,
                    amount,
                    f"单{i % 5000}",
                ]
            )
    (folder / "profile.yml").write_text(PROFILE, "utf-8")


def ours(folder: Path) -> None:
    gc.disable()  # as the command itself does
    from community_playbook import app, reading
    from community_playbook.plan.game.game import make_game

    profile, _, _ = app.read_profile(folder / "profile.yml")
    community, _ = reading.read_tables(folder / "profile.yml", profile, TODAY)
    game = make_game(community, TODAY)
    print(len(game.boards), game.cost.p90)
    sys.stdout.flush()
    os._exit(0)  # as the command itself does: taking a million rows apart again is nobody's gain


def rival(folder: Path) -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE ledger (day TEXT, member TEXT, action TEXT, quantity INT, amount REAL)")
    with (folder / "ledger.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        base.executemany(
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?)",
            ((r[0], r[1], r[2], int(r[3]), float(r[4]) if r[4] else None) for r in rows),
        )
    for days in (6, 21, 365 * 2):
        found = base.execute(BOARDS, (str(TODAY - timedelta(days=days)), str(TODAY))).fetchall()
        print(len(found))
    sys.stdout.flush()
    os._exit(0)


def simulate() -> float:
    """Seconds of 10,000 draws for five incentives that depend on deeds, in this process."""
    from community_playbook.plan.game.costs import draw

    counts = {f"o{i}": [(7 * i + 3 * n * n) % 23 for n in range(26)] for i in range(5)}
    start = time.perf_counter()
    draw(counts, {}, dict.fromkeys(counts, 40), 5, 26, 1)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        {"ours": ours, "rival": rival}[asked.child[0]](Path(asked.child[1]))
        return
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    for name, (rows, people, bound, most) in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            make_tables(Path(folder), rows, people)
            call = [sys.executable, __file__, "--child"]
            mine, other = paired([[[*call, "ours", folder]], [[*call, "rival", folder]]], asked.runs)
        seconds, memory = median([s for s, _ in mine]), max(m for _, m in mine)
        ratio = median([a[0] / b[0] for a, b in zip(mine, other, strict=True)])
        row(
            f"{name}: tables to boards, badges, teams and cost",
            f"{seconds:.2f} s",
            f"{bound:g} s",
            seconds <= bound,
        )
        row(
            "the same in SQLite, boards only",
            f"{median([s for s, _ in other]):.2f} s, we take {ratio:.2f} x",
            "–",
            True,
        )
        row(
            "our peak memory", f"{memory:.0f} MiB", f"{most} MiB" if most else "–", not most or memory <= most
        )
    seconds = median([simulate() for _ in range(asked.runs)])
    row("cost simulation, 10,000 draws x 5 incentives", f"{seconds:.2f} s", "0.5 s", seconds <= 0.5)


if __name__ == "__main__":
    main()
