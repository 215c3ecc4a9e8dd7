"""What people talk about is a folder: another one is heard in a name, asked about in the week, and has its page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from community_playbook.assets import OWN_FOLDER, assets_folder, parse_yaml

pytestmark = pytest.mark.slow

PROFILE = """\
today: 2026-11-22
community: {name: Windy Hill Kite Flyers, kind: interest, language: en}
operator: {hours_per_week: 3}
groups: [{id: hill, name: Hill, members: 40}]
"""
FACTS = "number: 901\nguess: {zh: [风筝], en: [kite]}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With one topic more, whose words are those of another one under its own name."""
    root, home = tmp_path_factory.mktemp("assets"), tmp_path_factory.mktemp("home")
    shutil.copytree(assets_folder() / "playbook", root / "playbook")
    for name in ("templates", "mkdocs.yml"):
        (root / name).symlink_to(assets_folder() / name)
    topics = root / "playbook" / "topics"
    shutil.copytree(min(topics.iterdir()), topics / "901-kites")
    (topics / "901-kites" / "topic.yml").write_text(FACTS, "utf-8")
    english = topics / "901-kites" / "en.yml"
    own = parse_yaml(english.read_text("utf-8"))["name"]
    english.write_text(english.read_text("utf-8").replace(f"name: {own}", "name: flying kites", 1), "utf-8")
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    command = [
        sys.executable,
        "-m",
        "community_playbook",
        "build",
        "profile.yml",
        "--pictures",
        "none",
        "--no-paper",
    ]
    done = subprocess.run(
        command,
        cwd=home,
        env=os.environ | {OWN_FOLDER: str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "out" / "playbook"


def text_of(page: Path) -> str:
    body = LexborHTMLParser(page.read_text("utf-8")).body
    assert body
    return " ".join(body.text(separator=" ").split())


def test_it_is_heard_in_the_name_and_has_a_page(built: Path) -> None:
    page = text_of(built / "topic.html")
    assert "flying kites" in page
    assert "“Kite”" in page or "“kite”" in page


def test_its_question_stands_in_the_week(built: Path) -> None:
    first = parse_yaml(
        (min((assets_folder() / "playbook" / "topics").iterdir()) / "en.yml").read_text("utf-8")
    )
    today = text_of(built / "today.html")
    assert any(one["ask"] in today for one in first["questions"])
