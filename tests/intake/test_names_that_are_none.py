"""Who agreed to be shown and wrote a name that cannot be: a number in public, the id for the operator, and told."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from community_playbook.app import Options, plan_only
from community_playbook.community.letters import MOST_MARKS, can_be_seen, clusters, cut
from community_playbook.contacts import MASK
from community_playbook.intake.private_cells import LONGEST_NAME
from community_playbook.plan.game.public import has_page, public_name

PROFILE = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 10}\nmembers: members.csv\n"
UNSEEN = ["\u3164\u3164", "\u2800", "\uffa0\uffa0", "\u115f\u1160", "\u200d\u200d", "\ufe0f", "\u0301\u0302", "\ue000",
          "\U000e0041", "\u0378", "\u034f", "••"]  # fmt: skip
CONTACTS = ["13812345678", "lin.wan@example.com", "QQ：1234567", "（wx: xiaomei88）"]
ODD = ["Nan", "None", "Null", "NA", "Unknown", "TRUE", "1e5", "0", "<script>", "=1+1", "🇨🇳", "👨‍👩‍👧‍👦", "...", "'", "**", "\ufffd",
       "\u202e王小", "نور", "ཀ", "A\nB", "王,小"]  # fmt: skip


def read(folder: Path, names: list[str], alias: str = ""):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["编号", "姓名", "昵称", "同意公开"])
    writer.writerows([f"m{n:03d}", name, alias, "是"] for n, name in enumerate(names))
    (folder / "members.csv").write_text(out.getvalue(), "utf-8")
    (folder / "profile.yml").write_text(PROFILE, "utf-8")
    done = plan_only(folder / "profile.yml", Options(date(2026, 11, 24)))
    assert done.community
    return done.community.members, done.problems


@pytest.mark.parametrize("name", [*UNSEEN, *CONTACTS])
def test_a_number_in_public_and_the_id_for_the_operator(name, tmp_path):
    (member,), problems = read(tmp_path, [name])
    assert re.fullmatch(r"#\d{5}", public_name(member, "consent"))
    assert has_page(member, "consent")
    assert member.shown == "m000"
    assert "W243" in [p.code for p in problems]
    (member,), problems = read(tmp_path, [name], "小美")
    assert (public_name(member, "consent"), member.shown) == ("小美", "小美")
    assert "W243" not in [p.code for p in problems]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_a_name(name, tmp_path):
    (member,), problems = read(tmp_path, [name])
    shown = public_name(member, "consent")
    assert can_be_seen(shown) and not shown.startswith("#")
    assert has_page(member, "consent")
    assert [p.code for p in problems] == []


@pytest.mark.parametrize("letter", ["王", "a", "👨‍👩‍👧‍👦", "e\u0301", "🇨🇳"])
@pytest.mark.parametrize("length", [LONGEST_NAME, LONGEST_NAME + 1, 1_500])
def test_long_names_are_cut_between_letters_and_told(letter, length, tmp_path):
    (member,), problems = read(tmp_path, [letter * length])
    letters = list(clusters(member.name))
    assert len(letters) == min(length, LONGEST_NAME) or len(letter * length) > 4_000
    assert set(letters) <= {letter, "…"}
    assert ([p.code for p in problems] == ["W242"]) is (letters[-1] == "…") is (length > LONGEST_NAME)


def test_ledger_rows_do_not_meet_a_name_that_was_a_contact(tmp_path):
    (tmp_path / "ledger.csv").write_text("日期,姓名,动作\n2026-11-17,13912345678,回答\n", "utf-8")
    (tmp_path / "members.csv").write_text("编号,姓名\n1,13812345678\n2,王二\n", "utf-8")
    (tmp_path / "profile.yml").write_text(PROFILE + "ledger: ledger.csv\n", "utf-8")
    done = plan_only(tmp_path / "profile.yml", Options(date(2026, 11, 24)))
    assert done.community and done.community.ledger == ()
    assert "W222" in [p.code for p in done.problems]


def test_the_mark_of_a_contact_is_no_name():
    assert not can_be_seen(MASK)


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u20dd", "\u0489"])
@pytest.mark.parametrize("count", [20, 10_000])
def test_a_tower_of_marks_on_one_letter_is_cut(mark, count):
    assert cut(f"a{mark * count}b", LONGEST_NAME) == f"a{mark * (MOST_MARKS - 1)}b"
