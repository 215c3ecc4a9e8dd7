"""Editions that are older than the look for contacts: their ids are today's, and none stays on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from community_playbook.app import Options, plan_only
from community_playbook.community.editions import Edition, Mention, Ranked, Round, to_json
from community_playbook.community.file_names import EDITIONS
from community_playbook.contacts import stand_in
from community_playbook.intake.editions import load_editions
from community_playbook.intake.private_cells import Privacy
from community_playbook.outputs.editions import edition_files

MONDAY = date(2026, 11, 16)
KEY = b"k" * 32
IDS = ["13812345678", "lin.wan@example.com", "wxid_a1b2c3d4e5"]


def written(out: Path, *editions: Edition) -> Path:
    (out / EDITIONS).mkdir(parents=True)
    for edition in editions:
        (out / EDITIONS / f"{edition.monday.isoformat()}.json").write_bytes(to_json(edition))
    return out


def old(contact: str, monday: date = MONDAY) -> Edition:
    people = ("1", contact, "zoe")
    return Edition(
        monday, monday, (), people, (contact,), (Ranked(contact, 1), Ranked("1", 2)), "points",
        (("kind", contact),), round=Round(("a", "b"), 2, (0, 1, 2), (contact, "1")),
        mentions=(Mention(monday, contact, "zoe"), Mention(monday, "1", contact)),
    )  # fmt: skip


@pytest.mark.parametrize("contact", IDS)
def test_ids_are_those_of_the_tables_today(contact: str, tmp_path: Path) -> None:
    mine = stand_in(contact, KEY)
    (found,) = load_editions(written(tmp_path, old(contact)), Privacy(KEY))
    assert found == replace(
        old(contact), people=tuple(sorted(["1", mine, "zoe"])), shown=(mine,),
        board=(Ranked(mine, 1), Ranked("1", 2)), badges=(("kind", mine),), round=found.round,
        mentions=(Mention(MONDAY, mine, "zoe"), Mention(MONDAY, "1", mine)),
    )  # fmt: skip
    squads = dict(zip(("1", contact, "zoe"), (0, 1, 2), strict=True))
    assert found.round and found.round.moved == (mine, "1")
    assert dict(zip(found.people, found.round.squads, strict=True)) == {
        mine if who == contact else who: squad for who, squad in squads.items()
    }


@pytest.mark.parametrize("contact", IDS)
def test_a_contact_that_may_be_read_stays(contact: str, tmp_path: Path) -> None:
    (found,) = load_editions(written(tmp_path, old(contact)), Privacy(KEY, frozenset({contact})))
    assert found == old(contact)


@pytest.mark.parametrize("contact", IDS)
def test_the_next_build_writes_them_again_without(contact: str, tmp_path: Path) -> None:
    out = written(tmp_path / "out", old(contact), old(contact, MONDAY - timedelta(7)))
    (tmp_path / "members.csv").write_text(f"编号,姓名\n{contact},小美\n1,阿强\nzoe,佐伊\n", "utf-8")
    (tmp_path / "profile.yml").write_text(
        "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 10}\nmembers: members.csv\n",
        "utf-8",
    )
    done = plan_only(tmp_path / "profile.yml", Options(MONDAY + timedelta(8)), out)
    assert done.plan and done.community
    files = dict(edition_files(done.plan, done.community))
    assert len(files) == 3
    assert contact.encode() not in b"".join(files.values())
    assert {member.id for member in done.community.members} == set(done.community.editions[0].people)
