"""Are the committed examples what `examples/make.py` makes, synthetic, and of the size that is said?"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from community_playbook.intake.profile.profile import load_profile

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("lighthouse", "bazaar", "trailmates", "devguild", "newborn", "metropolis")
TABLES = {
    "lighthouse/members.csv": ("utf-8-sig", ",", 5200),
    "lighthouse/ledger.csv": ("utf-8-sig", ",", 50_000),
    "bazaar/members.csv": ("utf-8", ",", 900),
    "bazaar/ledger.csv": ("gb18030", ",", 5218 + 1),  # the totals
    "trailmates/members.csv": ("utf-8-sig", ";", 45 + 1),  # the title
    "devguild/ledger.csv": ("utf-8", ",", 8000),
    "metropolis/members.csv": ("utf-8", "\t", 12_000),
    "metropolis/ledger.csv": ("utf-8", ";", 20_000),
}
NUMBER_OF_SOMEBODY = re.compile(
    r"(?<![\d.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|\+\d{1,3}[ -]?\d{6,}|\d{3}-\d{3,4}-\d{4}"
)
MAIL = re.compile(r"[\w.+-]+@[\w.-]+")


def read_table(name: str) -> list[list[str]]:
    encoding, delimiter, _ = TABLES[name]
    text = (EXAMPLES / name).read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def members_sheet() -> str:
    with zipfile.ZipFile(EXAMPLES / "devguild/members.xlsx") as book:
        return "\n".join(book.read(part).decode("utf-8") for part in book.namelist())


def every_text() -> dict[str, str]:
    texts = {name: (EXAMPLES / name).read_bytes().decode(TABLES[name][0]) for name in TABLES}
    texts |= {f"{name}/profile.yml": (EXAMPLES / name / "profile.yml").read_text("utf-8") for name in NAMES}
    texts |= {name: (EXAMPLES / name).read_text("utf-8") for name in ("words.yml", "README.md")}
    return texts | {"devguild/members.xlsx": members_sheet()}


@pytest.mark.slow
def test_make_gives_the_committed_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLES / "make.py"), str(tmp_path)], check=True)
    made = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert set(made) == {*TABLES, "devguild/members.xlsx"}
    for name, content in made.items():
        assert content == (EXAMPLES / name).read_bytes(), f"{name}: run python examples/make.py"


def test_no_other_tables_lie_here() -> None:
    here = {
        p.relative_to(EXAMPLES).as_posix() for kind in ("*.csv", "*.xlsx") for p in EXAMPLES.glob(f"*/{kind}")
    }
    assert here == {*TABLES, "devguild/members.xlsx"}


@pytest.mark.parametrize("name", TABLES)
def test_row_counts_are_as_said(name: str) -> None:
    assert len(read_table(name)) - 1 == TABLES[name][2]


def test_workbook_has_its_rows() -> None:
    assert members_sheet().count("<row ") - 1 == 1200


def test_all_tables_stay_small() -> None:
    size = sum((EXAMPLES / name).stat().st_size for name in [*TABLES, "devguild/members.xlsx"])
    assert size < 8_000_000


def test_contact_data_is_placeholder_only() -> None:
    for name, text in every_text().items():
        numbers = {found for found in NUMBER_OF_SOMEBODY.findall(text) if not found.startswith("000-0000-")}
        mails = {found for found in MAIL.findall(text) if not found.endswith("@example.org")}
        assert not numbers | mails, name


@pytest.mark.parametrize("name", NAMES)
def test_profile_is_valid_and_says_that_it_is_synthetic(name: str) -> None:
    path = EXAMPLES / name / "profile.yml"
    first, second, *_ = path.read_text("utf-8").splitlines()
    assert first.startswith("# Synthetic example")
    assert second == "# yaml-language-server: $schema=../profile.schema.json"
    profile, _, problems = load_profile(path)
    assert profile is not None
    assert not problems


def test_newborn_has_six_lines() -> None:
    lines = (EXAMPLES / "newborn/profile.yml").read_text("utf-8").splitlines()
    assert len([line for line in lines if not line.startswith("#")]) == 6


@pytest.mark.parametrize("name", ["lighthouse", "bazaar", "trailmates", "metropolis"])
def test_groups_are_those_of_the_profile_and_have_room(name: str) -> None:
    profile, _, _ = load_profile(EXAMPLES / name / "profile.yml")
    assert profile is not None
    header, *rows = [row for row in read_table(f"{name}/members.csv") if any(row[1:])]  # no title
    column = next(n for n, title in enumerate(header) if title in ("所在群", "群名", "群"))
    seated = Counter(group for row in rows for group in re.split("[;、,]", row[column]))
    assert set(seated) == {group.id for group in profile.groups}
    assert all(seated[group.id] <= (group.seats or 0) for group in profile.groups)


@pytest.mark.parametrize("name", ["lighthouse", "bazaar", "metropolis"])
def test_ledger_knows_only_members_who_had_joined(name: str) -> None:
    header, *members = read_table(f"{name}/members.csv")
    place = next(n for n, title in enumerate(header) if title in ("入群时间", "加入时间"))
    joined = {row[0]: row[place].replace("/", "-") for row in members}
    for row in read_table(f"{name}/ledger.csv")[1:]:
        if row[0] != "合计":
            day = "-".join(part.zfill(2) for part in row[0][:10].replace("/", "-").split("-"))
            assert joined[row[1]] <= day <= "2026-11-21"


def test_lighthouse_hangs_on_its_owner_and_most_are_silent() -> None:
    header, *rows = read_table("lighthouse/ledger.csv")
    assert header == ["date", "member_id", "action", "quantity", "amount", "note"]
    texts = Counter(row[1] for row in rows if row[2] in ("article", "answer"))
    assert 0.35 <= texts["10001"] / texts.total() <= 0.40
    assert len({row[1] for row in rows}) == 3120  # of 5,200
    members = read_table("lighthouse/members.csv")[1:]
    assert sum(row[9] == "partner" for row in members) == 200
    newest = Counter(row[10] for row in members if row[10] >= "2026-10-26")
    assert set(newest.values()) == {10}
    assert len(newest) == 9  # four weeks of two evenings, and the coming one
