"""What is done before a date is a folder: another one is heard in the name of a date and stands in the week."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from community_playbook.assets import OWN_FOLDER, assets_folder

pytestmark = pytest.mark.slow

PROFILE = """\
today: 2026-11-23
community: {name: Windy Hill Kite Flyers, kind: interest, language: en}
operator: {hours_per_week: 3}
groups: [{id: hill, name: Hill, members: 40}]
dates: [{what: Regatta of kites, from: 2026-12-12, kind: event}]
"""
FACTS = """\
number: 901
kinds: [event]
guess: {zh: [风筝], en: [kites]}
steps:
  - {id: wind, days: -14, clock: "20:30", who: owner, minutes: 15}
  - {id: line, days: -1, clock: "20:00", who: helper, minutes: 5}
drop: [line]
say:
  - {id: wind, job: wind, who: owner}
"""
WORDS = """\
---
title: "{{ big.what }}, counted back"
---
## steps
### wind · Look up the wind
Three days of it.
### line · Bring the spare line
Two reels.

## say
### wind · Wind
{{ big.what }} is on {{ big.day }}, and on {{ on.line }} I pack. {{ left.wind }} days to go.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With one countdown more."""
    root, home = tmp_path_factory.mktemp("assets"), tmp_path_factory.mktemp("home")
    shutil.copytree(assets_folder() / "playbook", root / "playbook")
    for name in ("templates", "mkdocs.yml"):
        (root / name).symlink_to(assets_folder() / name)
    own = root / "playbook" / "countdowns" / "kites"
    own.mkdir()
    (own / "countdown.yml").write_text(FACTS, "utf-8")
    for language in ("zh", "en"):
        (own / f"{language}.md").write_text(WORDS, "utf-8")
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    command = [
        sys.executable, "-m", "community_playbook", "build", "profile.yml", "--pictures", "none", "--no-paper",
    ]  # fmt: skip
    env = os.environ | {OWN_FOLDER: str(root)}
    done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "out"


def text_of(page: Path) -> str:
    body = LexborHTMLParser(page.read_text("utf-8")).body
    assert body
    return " ".join(body.text(separator=" ").split())


def test_it_is_heard_and_stands_in_the_week_on_home_and_in_the_calendar(built: Path) -> None:
    week = text_of(built / "playbook" / "week.html")
    assert "Regatta of kites: 19 days left" in week
    assert "Regatta of kites is on 12 December, and on Friday 11 December I pack. 14 days to go." in week
    assert "This week: Look up the wind." in text_of(built / "playbook" / "index.html")
    assert "Regatta of kites: Look up the wind" in text_of(built / "playbook" / "today.html")
    calendars = "".join(path.read_text("utf-8") for path in sorted(built.rglob("*.ics")))
    assert "Look up the wind" in calendars.replace("\r\n ", "")
