"""A log onto a ledger of many rows: each row is met wherever it stands, nothing is held twice, and a ledger never
grows beyond what a build reads."""

from __future__ import annotations

import csv
import random
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main
from community_playbook.logs.packed import Sorted
from community_playbook.taking.rows import LedgerRows, Room
from community_playbook.taking.stored_rows import PORTION, Rows

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import one_chat as written

PROFILE = (
    "community: {name: Ferry Club, kind: interest, timezone: Asia/Shanghai}\noperator: {hours_per_week: 3}\n"
)
CHAT = written.chat(7, 1_100)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def taken(home: Path, said: list[written.Said]) -> list[list[str]]:
    (home / "chat.json").write_bytes(written.discord_json(said))
    done = CliRunner().invoke(main, ["take", "chat.json", "--write", "--today", "2028-06-01", "--lang", "en"])
    assert done.exit_code == 0, done.output
    with (home / "ledger.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_a_longer_export_meets_its_rows_in_any_order(home: Path) -> None:
    """Of two portions and more, shuffled by somebody, with a column of their own in front."""
    first = taken(home, CHAT[:900])
    assert len(first) > 2 * PORTION
    rows = [["mine", *first[0]], *(["", *row] for row in first[1:])]
    body = rows[1:]
    random.Random(5).shuffle(body)
    with (home / "ledger.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([rows[0], *body])
    more = taken(home, CHAT)
    assert [row[2:4] for row in more[1 : len(body) + 1]] == [row[2:4] for row in body]
    assert len(more) > len(rows)
    again = taken(home, CHAT)
    assert again == more
    for path in home.iterdir():
        path.unlink() if path.is_file() else None
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    whole = taken(home, CHAT)
    assert sorted(row[1:] for row in more[1:]) == sorted(whole[1:])


@pytest.mark.parametrize("count", [0, 1, PORTION, PORTION + 1, 3 * PORTION + 7])
def test_rows_are_kept_and_changed_in_their_place(count: int) -> None:
    rows = Rows([str(n), "ä;\"\n'"] for n in range(count))

    def every_third(cells: list[str]) -> bool:
        if int(cells[0]) % 3:
            return False
        cells[1] = "x"
        return True

    rows.change(every_third)
    assert len(rows) == count
    assert list(rows) == [[str(n), "x" if n % 3 == 0 else "ä;\"\n'"] for n in range(count)]


def test_numbers_are_sorted_portion_by_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("community_playbook.logs.packed.PORTION", 7)
    monkeypatch.setattr("community_playbook.logs.packed.PIECE", 3)
    numbers = [random.Random(1).randrange(10**12) for _ in range(1_000)]
    found = Sorted(numbers)
    assert list(found) == list(found) == sorted(numbers)
    assert list(Sorted(numbers[:5])) == sorted(numbers[:5])


def rows_of(home: Path) -> LedgerRows:
    from community_playbook.intake.private_cells import OF_THIS_RUN
    from community_playbook.logs.files import sources
    from community_playbook.logs.recognise import recognise
    from community_playbook.logs.sums import Sums

    (home / "chat.json").write_bytes(written.discord_json(CHAT))
    sums = Sums(written.ZONE, date(2028, 6, 1))
    for log in recognise(list(sources([str(home / "chat.json")])))[0]:
        sums.add(log.records())
    sums.finish()
    return LedgerRows(sums, {person.id: person.id for person in sums.members()}, OF_THIS_RUN)


def test_of_what_no_build_could_read_the_oldest_days_are_left_out(home: Path) -> None:
    every = list(rows_of(home).left(*named(rows_of(home))))
    size = sum(len(",".join(map(str, row)).encode()) + 2 for row in every)
    for room in (Room(len(every), size), Room(10**6, size)):
        assert not rows_of(home).leave_out(*named(rows_of(home)), room).rows
    for room in (Room(400, 10**9), Room(10**6, size // 3), Room(0, 0), Room(10**6, size - 1)):
        rows = rows_of(home)
        names = named(rows)
        out = rows.leave_out(*names, room)
        left = list(rows.left(*names))
        assert left == every[out.rows :] and out.rows > 0
        assert len(left) <= room.rows and all(row[0] >= out.before for row in left)
        assert {row[0] for row in every[: out.rows]}.isdisjoint({row[0] for row in left})
        if left:  # one day more would not fit
            day = every[out.rows - 1][0]
            one_more = [row for row in every if row[0] >= day]
            text = sum(len(",".join(map(str, row)).encode()) + 2 for row in one_more)
            assert len(one_more) > room.rows or text > room.size
    assert all(a <= b for a, b in pairwise(row[0] for row in every))


def named(rows: LedgerRows) -> tuple[list[str], list[str]]:
    return rows.members, rows.notes
