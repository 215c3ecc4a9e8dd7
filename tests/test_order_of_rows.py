"""The rows of both tables in any other order are the same community, and so the same plan."""

from __future__ import annotations

import csv
import io
import random
import shutil
from pathlib import Path

import pytest

from community_playbook.app import read_profile
from community_playbook.community.community import Community
from community_playbook.reading import read_tables
from making import TODAY

EXAMPLES = Path(__file__).parents[1] / "examples"


def read(home: Path) -> Community:
    profile, _, _ = read_profile(home / "profile.yml")
    assert profile is not None
    return read_tables(home / "profile.yml", profile, TODAY)[0]


@pytest.mark.parametrize(("example", "seed"), [("lighthouse", 1), ("devguild", 2), ("devguild", 3)])
def test_the_order_of_rows_means_nothing(example: str, seed: int, tmp_path: Path) -> None:
    home = shutil.copytree(EXAMPLES / example, tmp_path / "home")
    before = read(home)
    assert len(before.members) > 20 and len(before.ledger) > 20
    for path in home.glob("*.csv"):
        head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        random.Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    after = read(home)
    assert (after.members, after.former) == (before.members, before.former)
    assert sorted(after.ledger, key=repr) == sorted(before.ledger, key=repr)
    assert [entry[:3] for entry in after.ledger] == [entry[:3] for entry in before.ledger]
