"""A second build takes the members' pages that would be the same; nobody can tell it from a first one."""

import re
from datetime import date
from pathlib import Path

import pytest

from community_playbook import app, members_site
from community_playbook.publish import checks

PROFILE = """
community: {name: 灯塔, kind: knowledge, platform: wechat, language: [zh, en]}
operator: {hours_per_week: 5}
members: members.csv
ledger: ledger.csv
publish: {show: consent}
points: {mode: ledger, rules: [{action: article, points: 20, name: '写"文章" & <b>更多</b>'}]}
badges: [{id: three, name: 三篇, when: {action: article, count: 3}}]
"""
NAMES = ("陈望舒", '小满 & "大满"', "O'Neil <x>", "دانا", "Zoë", "七")
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = ["id,name,joined,consent"]
    rows += [f'm{i},"{name.replace(chr(34), chr(34) * 2)}",2024-01-05,yes' for i, name in enumerate(NAMES)]
    (tmp_path / "members.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (tmp_path / "ledger.csv").write_text(
        "date,member_id,action,quantity\n"
        + "".join(f"2026-11-{16 + i},m{i},article,{i + 1}\n" for i in range(len(NAMES))),
        "utf-8",
    )
    (tmp_path / "profile.yml").write_text(PROFILE.lstrip(), "utf-8")
    return tmp_path


def build(folder: Path, name: str) -> dict[str, bytes]:
    out = folder / name
    app.build(folder / "profile.yml", out, app.Options(DAY, pictures="none", paper=False, force=True))
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def add_row(folder: Path) -> None:
    with (folder / "ledger.csv").open("a", encoding="utf-8") as file:
        file.write("2026-11-21,m0,article,9\n")


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.slow
def test_a_second_build_is_as_a_first_one(folder: Path, monkeypatch, apart: bool):
    monkeypatch.setattr(members_site, "MANY", 1 if apart else 10**6)
    first = build(folder, "out")
    add_row(folder)
    again, fresh = build(folder, "out"), build(folder, "fresh")
    assert again == fresh
    changed = [name for name in fresh if fresh[name] != first.get(name) and "/m/" in name]
    assert 2 <= len(changed) < 2 * len(NAMES), "some pages changed in both languages, and some did not"


@pytest.mark.slow
def test_what_is_the_same_is_taken_and_what_was_touched_is_made_again(folder: Path, monkeypatch):
    made: list[str] = []
    make = members_site.Made
    monkeypatch.setattr(members_site, "MANY", 10**6)
    monkeypatch.setattr(
        members_site, "Made", lambda content, source: made.append(source) or make(content, source)
    )
    pages = sorted(name for name in build(folder, "out") if "/m/" in name)
    assert len(made) == len(pages) == 2 * len(NAMES)
    made.clear()
    build(folder, "out")
    assert made == []
    (folder / "out" / pages[0]).write_text("mine", "utf-8")
    assert build(folder, "out")[pages[0]] != b"mine"
    assert len(made) == 1


def test_a_link_that_leads_nowhere_any_more_is_found_on_a_page_that_stands(tmp_path: Path):
    page = b'<title>a</title><h1>a</h1><a href="../b.html#x">b</a>'
    judged = {"m/a.html": checks.Judge().judge_again(page)}
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "a.html").write_bytes(page)
    assert [p.code for p in checks.Check(tmp_path, judged).faults()] == ["E391"]


@pytest.mark.slow
def test_a_page_that_stands_is_judged_by_the_same_links(folder: Path):
    judge = checks.Judge()
    for name, content in build(folder, "out").items():
        if re.fullmatch(r"share/(en/)?m/.*\.html", name):
            whole, again = checks.judge(name, content), judge.judge_again(content)
            links = {part.address for part in whole.parts if isinstance(part, checks.Link)}
            assert {part.address for part in again.parts if isinstance(part, checks.Link)} == links
            assert (again.mark, again.ids) == (whole.mark, whole.ids)
