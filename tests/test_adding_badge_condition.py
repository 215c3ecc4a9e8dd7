"""A new condition of a badge takes four files: the field, its reckoning, and its words in each language."""

import os
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from community_playbook.assets import assets_folder

pytestmark = pytest.mark.slow

EDITS = {
    "generator/community_playbook/community/rewards.py": (
        (
            "\n    def conditions(self)",
            '    months: Positive | None = Field(None, description="So many months of membership.")\n'
            "\n    def conditions(self)",
        ),
        ('"years": self.years}', '"years": self.years, "months": self.months}'),
    ),
    "generator/community_playbook/plan/game/badges.py": (
        (
            "\nRECKONED:",
            "\ndef months_together(condition: Condition, evidence: Evidence) -> Counter:\n"
            "    joined = {m.id: date.fromordinal(m.joined.toordinal() + 30 * condition.wanted)\n"
            "              for m in evidence.members if m.joined}\n"
            "    return Counter(0, {}, {m: day for m, day in joined.items() if day <= evidence.today})\n\n"
            "\nRECKONED:",
        ),
        ('    "years": anniversaries,\n', '    "years": anniversaries,\n    "months": months_together,\n'),
    ),
    "templates/words/zh/game.yml": (
        ('    years: "入群满', '    months: "入群 {n} 个月"\n    years: "入群满'),
        ('    years: "同行满', '    months: "同行 {n} 个月"\n    years: "同行满'),
    ),
    "templates/words/en/game.yml": (
        ('    years: "{n} years of', '    months: "{n} months a member"\n    years: "{n} years of'),
        ('    years: "{n} years together', '    months: "{n} months in"\n    years: "{n} years together'),
    ),
}
PROFILE = """
community: {name: 晨读小屋, kind: knowledge, language: [zh, en]}
operator: {hours_per_week: 3}
members: members.csv
ledger: ledger.csv
points: {mode: ledger, rules: [{action: article, points: 5}]}
badges: [{id: half, name: 半年作者, when: {action: article, count: 2, months: 6}}]
"""
MEMBERS = "id,name,joined,consent\n1,小美,2026-01-02,yes\n2,阿强,2026-10-01,yes\n"
LEDGER = "date,id,action\n" + "".join(f"2026-11-1{day},{who},article\n" for day in (0, 1) for who in (1, 2))


def copied(folder: Path) -> Path:
    """The program beside its authored files, as in a checkout; what is not edited stays where it is."""
    package = folder / "generator" / "community_playbook"
    shutil.copytree(
        Path(sys.modules["community_playbook"].__file__ or "").parent, package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )  # fmt: skip
    (folder / "templates").mkdir()
    for path in (
        *assets_folder().glob("templates/*"),
        assets_folder() / "playbook",
        assets_folder() / "mkdocs.yml",
    ):
        target = folder / path.relative_to(assets_folder())
        if path.name == "words":
            shutil.copytree(path, target)
        else:
            target.symlink_to(path)
    return folder


def test_a_condition_is_four_files(tmp_path: Path) -> None:
    program, home = copied(tmp_path / "program"), tmp_path / "home"
    for name, pairs in EDITS.items():
        text = (program / name).read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        (program / name).write_text(text, "utf-8")
    assert len(EDITS) <= 4
    home.mkdir()
    for name, text in (("profile.yml", PROFILE), ("members.csv", MEMBERS), ("ledger.csv", LEDGER)):
        (home / name).write_text(text, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(program / "generator")}
    command = ["build", "profile.yml", "--today", "2026-11-22", "--no-paper"]
    done = subprocess.run(
        [sys.executable, "-m", "community_playbook", *command],
        cwd=home, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for page, words in (("badges.html", "，并且入群 6 个月"), ("en/badges.html", ", and 6 months a member")):
        assert words in unescape((home / "out" / "playbook" / page).read_text("utf-8"))
    holders = {path.parent.name for path in (home / "out" / "share" / "m").glob("*/badge-*.png")}
    assert len(holders) == 1, "one of the two is here for half a year"
