"""Each repair repairs: what is proposed for lists, files and other things than a profile is tried out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.intake.profile.profile import load_profile, read_profile
from community_playbook.words import words
from sheet_xml import sheet_of, workbook_of
from tries import tries

HEAD = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 10}\n"
IDS = st.one_of(st.none(), st.sampled_from(["g01", "g02", "g03", "g2", "一群", "a", "b01"]))


def with_entries(part: str, ids: list[str | None]) -> str:
    more = "when: {years: 1}, " if part == "badges" else ""
    entries = [f"{{{f'id: {id_}, ' if id_ else ''}{more}name: 第{n}}}" for n, id_ in enumerate(ids)]
    return f"{HEAD}{part}: [{', '.join(entries)}]\n"


@settings(max_examples=tries(150))
@given(st.sampled_from(["groups", "badges"]), st.lists(IDS, min_size=1, max_size=8))
def test_missing_and_double_ids_are_gone_once_all_repairs_are_made(part: str, ids: list[str | None]) -> None:
    _, problems = read_profile(with_entries(part, ids), "profile.yml")
    wanted = [p for p in problems if p.code in ("E130", "E160", "E161")]
    mended = list(ids)
    for problem in wanted:
        number = int(re.findall(r"\[(\d+)\]", problem.facts["field"])[0]) - 1
        mended[number] = problem.facts["repair"].removeprefix("id: ")
        for language in ("zh", "en"):
            assert problem.facts["repair"] in words(language).problem(problem)
    assert len(wanted) == len(ids) - len({id_ for id_ in ids if id_})
    again, problems = read_profile(with_entries(part, mended), "profile.yml")
    assert again is not None, problems


WORKBOOK = workbook_of(sheet_of(["编号|姓名", "1|甲"]))
OTHERS = [
    ("名册.xlsx", WORKBOOK, "E108", "members: 名册.xlsx"),
    ("积分流水.xlsx", WORKBOOK, "E108", "ledger: 积分流水.xlsx"),
    ("members.csv", "编号,姓名\n1,甲\n".encode(), "E108", "members: members.csv"),
    ("deeds.csv", b"date,member,action\n2026-11-17,ann,answer\n", "E108", "ledger: deeds.csv"),
    ("导出.csv", "日期;编号;动作\n2026-11-17;1;回答\n".encode("gb18030"), "E108", "ledger: 导出.csv"),
    ("a.tsv", "\ufeffid\tname\tcity\n1\tAnn\tBerlin\n".encode(), "E108", "members: a.tsv"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "E108", "members: old.xls"),
    ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "E109", ""),
    ("plan.pdf", b"%PDF-1.7\n\0\x01\x02", "E109", ""),
    ("a.sqlite", b"SQLite format 3\0\x10\0", "E109", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code", "repair"), OTHERS)
def test_what_is_no_profile_is_called_what_it_is(
    name: str, content: bytes, code: str, repair: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    _, _, (problem,) = load_profile(tmp_path / name)
    assert (problem.code, problem.facts.get("repair", "")) == (code, repair)
    if repair:
        (tmp_path / "profile.yml").write_text(f"{HEAD}{repair}\n", "utf-8")
        profile, _, problems = load_profile(tmp_path / "profile.yml")
        assert profile is not None, problems


@pytest.mark.parametrize(
    "text",
    [HEAD, "# 编号,姓名\n" + HEAD, "community:\n  name: a, b, c\n  kind: local\noperator: {hours_per_week: 1}\n",
     "---\n" + HEAD],
)  # fmt: skip
def test_a_profile_is_no_table(text: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yml").write_text(text, "utf-8")
    assert load_profile(tmp_path / "profile.yml")[0] is not None


def test_a_folder_and_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, code in (("in", "E101"), (".", "E101"), ("gone.yml", "E100")):
        assert [p.code for p in load_profile(tmp_path / name)[2]] == [code]


@pytest.mark.parametrize(
    ("key", "named", "beside", "code", "repair"),
    [
        ("members", "积分名单.xlsx", "积分流水.xlsx", "E158", ""),
        ("members", "积分成员.csv", "积分.csv", "E158", ""),
        ("members", "ledger_people.csv", "ledger.csv", "E158", ""),
        ("ledger", "成员流水.csv", "成员.csv", "E158", ""),
        ("members", "名册.csv", "名册.xlsx", "E159", "members: 名册.xlsx"),
        ("ledger", "流水11月.csv", "流水10月.csv", "E159", "ledger: 流水10月.csv"),
        ("members", "memebrs.csv", "members.csv", "E159", "members: members.csv"),
    ],
)
def test_a_file_of_the_other_kind_is_never_proposed(
    key: str, named: str, beside: str, code: str, repair: str, tmp_path: Path
) -> None:
    (tmp_path / beside).write_text("编号,姓名\n1,甲\n", "utf-8")
    (tmp_path / "profile.yml").write_text(f"{HEAD}{key}: {named}\n", "utf-8")
    _, _, problems = load_profile(tmp_path / "profile.yml")
    told = [p for p in problems if p.code in ("E158", "E159")]
    assert [(p.code, p.facts.get("repair", "")) for p in told] == [(code, repair)]
