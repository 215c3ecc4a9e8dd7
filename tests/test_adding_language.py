"""A third language by data alone: one file of how it writes, a few words, a column of the table of cities."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from community_playbook.assets import OWN_FOLDER, assets_folder

pytestmark = pytest.mark.slow

JAPANESE = """
based_on: en
name: 日本語
alike: [japanese, 日语]
locale: ja_JP
tag: ja
theme: ja
preview: ja_JP
print: {lang: ja}
wide: true
gap: ""
comma: "、"
semicolon: "；"
stop: "。"
day: M月d日
full_day: y年M月d日
span: [M月d日, 〜d日]
span_months: [M月d日, 〜M月d日]
money_locale: ja_JP
"""
WORDS = """
week: {title: 今週}
"""
PROFILE = """
community: {name: 茶の会, kind: local, language: LANGUAGE, platform: telegram, timezone: Asia/Tokyo, currency: JPY}
operator: {hours_per_week: 6, assistants: 1, assistant_hours_per_week: 3}
members: members.csv
onboarding: {newcomers_per_week: 4, evenings: [tue, thu, sat]}
"""
MEMBERS = "id,name,city,joined\n" + "".join(f"m{n},会員{n},成都,2026-0{n % 9 + 1}-01\n" for n in range(60))


def commanded(folder: Path, assets: Path, *words: str) -> str:
    """What the program prints with the authored files of `assets`; a process of its own, as it keeps them."""
    made = subprocess.run(
        [sys.executable, "-m", "community_playbook", *words],
        cwd=folder, env={**os.environ, OWN_FOLDER: str(assets)}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def assets(tmp_path_factory) -> Path:
    """A copy of the authored files with Japanese in it."""
    folder = tmp_path_factory.mktemp("assets")
    for name in ("playbook", "templates"):
        shutil.copytree(assets_folder() / name, folder / name)
    shutil.copy(assets_folder() / "mkdocs.yml", folder)
    japanese = folder / "templates" / "words" / "ja"
    japanese.mkdir()
    (japanese / "language.yml").write_text(JAPANESE, "utf-8")
    (japanese / "site.yml").write_text(WORDS, "utf-8")
    table = folder / "playbook" / "cities.csv"
    head, *rows = csv.reader(table.read_text("utf-8").splitlines())
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*head, "ja"])
        writer.writerows([*row, "セイト" if row[0] == "chengdu" else ""] for row in rows)
    return folder


@pytest.fixture(scope="module")
def site(assets, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tea")
    (folder / "profile.yml").write_text(PROFILE.replace("LANGUAGE", "[en, ja]"), "utf-8")
    (folder / "members.csv").write_text(MEMBERS, "utf-8")
    commanded(folder, assets, "build", "profile.yml", "--today", "2026-11-22", "--pictures", "boards")
    return folder / "out"


def read(page: Path) -> str:
    """The text of a page, without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", page.read_text("utf-8")).replace("&#58;", ":").split())


def test_days_lists_and_gaps_are_japanese(site):
    week = read(site / "playbook" / "ja" / "week.html")
    assert "11月23日〜29日" in week
    assert "今週" in week
    assert "11月26日" in week
    assert "November" not in week
    assert "Tuesday、Thursday、Saturday" in read(site / "playbook" / "ja" / "tactic-join-window.html")


def test_words_and_texts_that_are_missing_come_from_english(site):
    ours, english = (read(site / "playbook" / name / "tactics.html") for name in ("ja", "."))
    assert "Nine tactics" in ours
    assert "Nine tactics" in english
    assert (site / "playbook" / "ja" / "tactic-rotation.html").is_file()
    assert (site / "print" / "ja").is_dir()


def test_the_switch_and_the_page_name_the_language(site):
    page = (site / "playbook" / "index.html").read_text("utf-8")
    assert re.search(r'<a class="top__lang"[^>]*lang="ja"[^>]*>日本語</a>', page)
    assert '<html lang="ja"' in (site / "playbook" / "ja" / "index.html").read_text("utf-8")


def test_cities_have_their_column(site):
    pages = [read(page) for page in sorted((site / "playbook" / "ja").glob("tactic-*.html"))]
    assert any("セイト" in page for page in pages)
    assert not any("セイト" in read(page) for page in (site / "playbook").glob("*.html"))


def test_it_is_an_answer_everywhere(assets, tmp_path):
    (tmp_path / "profile.yml").write_text(PROFILE.replace("LANGUAGE", "ja"), "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    planned = commanded(tmp_path, assets, "plan", "profile.yml", "--today", "2026-11-22")
    assert "11月23日〜29日" in planned
    assert planned == commanded(
        tmp_path, assets, "plan", "profile.yml", "--lang", "ja", "--today", "2026-11-22"
    )
    assert '"ja"' in commanded(tmp_path, assets, "schema")
    assert "ja" in commanded(tmp_path, assets, "plan", "--help")
