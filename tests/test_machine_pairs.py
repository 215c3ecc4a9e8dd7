"""Data pairs: `tests/faults/machine-<name>/case.yml` says what the machine or a path is like, and beside it stands what
the command says then, in both languages."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from community_playbook.cli import main
from community_playbook.publish.lock import locked

HEAD = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 5}\n"
FOLDERS = sorted((Path(__file__).parent / "faults").glob("machine-*"))
ENVIRONMENT, INPUT = 3, 1


def laid_out(case: dict[str, object], home: Path) -> None:
    (home / "profile.yml").write_text(f"{HEAD}{case.get('profile', '')}\n", "utf-8")
    if case.get("remove"):
        (home / str(case["remove"])).unlink()
    for name in case.get("folders", ()):
        (home / name).mkdir()
    for name, text in case.get("files", {}).items():
        (home / name).write_text(text, "utf-8")
    for name, target in case.get("links", {}).items():
        (home / name).symlink_to(target)


def told(folder: Path, home: Path, language: str) -> tuple[int, str]:
    case = yaml.safe_load((folder / "case.yml").read_text("utf-8"))
    laid_out(case, home)
    line = [case["command"], str(home / "profile.yml"), "--lang", language]
    if case["command"] == "build":
        line += ["--no-paper", "--pictures", "none", "--out", str(home / case.get("out", "out"))]
    before = set(home.rglob("*"))
    other = locked((home / case["locked"]).resolve()) if case.get("locked") else nullcontext()
    with other:
        done = CliRunner(env=case.get("environment")).invoke(main, line)
    after = set(home.rglob("*")) - {home / "share.key"}
    assert after - before == set(), "something was left"
    said = [line for line in done.stderr.splitlines() if line.split("  ")[1:2] != ["W161"]]
    text = "\n".join(said).replace(f"{home.resolve()}/", "").replace(str(home.resolve()), ".")
    return done.exit_code, hidden(text) + "\n"


def hidden(text: str) -> str:
    """Without what is another number in every run."""
    text = re.sub(r"(process |进程号 )\d+", r"\g<1>1", text)
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "2026-11-24 08:00:00", text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_pair(folder: Path, language: str, tmp_path: Path) -> None:
    code, said = told(folder, tmp_path, language)
    assert said == (folder / f"expected.{language}.txt").read_text("utf-8")
    assert code in (0, INPUT, ENVIRONMENT) and "Traceback" not in said


def test_there_are_pairs() -> None:
    assert len(FOLDERS) >= 25
