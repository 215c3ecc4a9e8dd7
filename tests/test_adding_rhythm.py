"""What people come for is a folder: a thirteenth is found by reader, plan, pages, paper, calendar and question."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from community_playbook.assets import OWN_FOLDER, assets_folder
from community_playbook.intake.library import load_library
from rhythm_samples import add_rhythm

pytestmark = pytest.mark.slow

PROFILE = """\
community: {name: Courtyard, kind: interest, language: en}
operator: {hours_per_week: 3}
groups: [{id: yard, name: Courtyard, members: 40}]
"""
CHOSEN = PROFILE + "rhythms: [{id: pitch-pot, anchors: {play: thu 19:00}}]\n"


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our authored files with one rhythm more, and nothing else touched."""
    folder = tmp_path_factory.mktemp("assets")
    shutil.copytree(assets_folder() / "playbook", folder / "playbook")
    for name in ("templates", "mkdocs.yml"):
        (folder / name).symlink_to(assets_folder() / name)
    add_rhythm(folder)
    return folder


def run(assets: Path, home: Path, profile: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (home / "profile.yml").write_text(profile, "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "community_playbook", *arguments, "profile.yml", "--today", "2026-11-22"],
        cwd=home, env=os.environ | {OWN_FOLDER: str(assets)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def text_of(page: Path) -> str:
    body = LexborHTMLParser(page.read_text("utf-8")).body
    assert body
    return " ".join(body.text(separator=" ").split())


@pytest.fixture(scope="module")
def built(assets: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    done = run(assets, home, CHOSEN, "build", "--pictures", "none", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "out"


def test_it_is_one_of_thirteen(assets: Path) -> None:
    ours, more = load_library(), load_library(assets / "playbook")
    assert {r.id for r in more.rhythms} - {r.id for r in ours.rhythms} == {"pitch-pot"}


def test_its_page_counts_from_the_day_of_the_profile(built: Path) -> None:
    page = text_of(built / "playbook" / "rhythm.html")
    assert "A weekly game" in page
    assert "beats of court · Greet, on Thursday." in page
    assert "Thu" in page
    assert "say of list" in page
    assert "A weekly game" in text_of(built / "playbook" / "index.html")


def test_the_week_holds_its_beats_and_its_form_asks_its_questions(built: Path) -> None:
    plan = json.loads((built / "plan.json").read_text("utf-8"))
    found = json.dumps(plan)
    assert "pitch-pot.court.thu" in found
    assert "pitch-pot.list.sun" in found
    assert "Level:" in text_of(built / "playbook" / "tactic-self-intro.html")


def test_its_sheet_is_printed_and_its_calendar_is_kept(built: Path) -> None:
    sheets = [path.name for path in (built / "print").rglob("*.pdf")]
    assert any("pitch-pot" in name for name in sheets), sheets
    calendar = (built / "calendar.ics").read_text("utf-8").replace("\r\n ", "")
    assert "X-PLAYBOOK-STEP:pitch-pot.court.thu" in calendar
    assert "Greet" in calendar


def test_it_is_one_of_the_answers_where_nobody_said_what_people_come_for(
    assets: Path, tmp_path: Path
) -> None:
    done = run(assets, tmp_path, PROFILE, "check")
    assert done.returncode == 0
    assert "pitch-pot" in done.stdout
    heard = run(
        assets, tmp_path, PROFILE.replace("Courtyard, kind", "Pitch-pot friends, kind"), "plan", "--json"
    )
    assert json.loads(heard.stdout)["rhythms"], heard.stdout[:400]
