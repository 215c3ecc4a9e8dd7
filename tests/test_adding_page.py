"""A page is a row of the table, a view, a template and its words: nothing else knows of it."""

import json
import os
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from community_playbook.assets import OWN_FOLDER, asset, assets_folder
from community_playbook.outputs.pages.settings import GROUPS
from community_playbook.outputs.pages.table import DESTINATIONS, PAGES
from community_playbook.words import words

pytestmark = pytest.mark.slow

PROFILE = "community: {name: 灯塔, kind: knowledge, language: zh}\noperator: {hours_per_week: 5}\n"
ROW = """
import sys
from community_playbook.outputs.pages import table

def thanks(desk):
    return {"hours": desk.frame.number(desk.frame.facts.hands.hours)}

table.PAGES += (table.Page("thanks", "thanks.title", thanks, "weekly", above="today"),)
from community_playbook.cli import run
sys.exit(run())
"""
TEMPLATE = '<div class="page" markdown="0"><h1>{{ t("thanks.title") }}</h1><p>{{ t("thanks.say", n=hours) }}</p></div>'
WORDS = "thanks: {title: 谢谢这些人, say: '{n} 小时里最值得的三分钟。'}\n"


def test_a_page_is_built_and_linked(tmp_path: Path):
    authored = tmp_path / "authored"
    for name in ("playbook", "templates"):
        shutil.copytree(assets_folder() / name, authored / name)
    shutil.copy(assets_folder() / "mkdocs.yml", authored)
    templates = authored / "templates"
    (templates / "pages" / "thanks.md.j2").write_text(TEMPLATE, "utf-8")
    for language in (path.name for path in (templates / "words").iterdir() if path.is_dir()):
        (templates / "words" / language / "thanks.yml").write_text(WORDS, "utf-8")
        site = templates / "words" / language / "site.yml"
        if site.exists():
            site.write_text(site.read_text("utf-8").replace("nav: {", "nav: {thanks: 谢谢, ", 1), "utf-8")
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    here = {**os.environ, OWN_FOLDER: str(authored), "PYTHONPATH": os.pathsep.join(sys.path)}
    call = ["build", "profile.yml", "--today", "2026-11-22", "--pictures", "none", "--no-paper"]
    done = subprocess.run(
        [sys.executable, "-c", ROW, *call],
        cwd=tmp_path,
        env=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "out" / "playbook"
    page = (site / "thanks.html").read_text("utf-8")
    assert "谢谢这些人" in page and "5 小时里最值得的三分钟" in page
    assert 'href="thanks.html"' in (site / "index.html").read_text("utf-8"), "linked from the directory"
    week = unescape((site / "week.html").read_text("utf-8"))
    assert 'href="thanks.html"' in week.split("<h1")[0], "beside its relatives"
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert any("最值得的三分钟" in found["text"] for found in index["docs"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_has_its_words_and_its_template(language):
    said = words(language)
    for page in PAGES:
        assert said(page.title) and said(f"site.nav.{page.key}")
        assert not page.group or page.group in GROUPS
        assert asset("templates", "pages", f"{page.template or page.name}.md.j2").is_file()
        assert not page.above or page.above in DESTINATIONS
