"""Does a test fail where a guard is taken out? `python benchmarks/guards.py [WORDS]` takes out each guard of
`tests/guards.yml` in a copy of the project and runs its test there: one that passes sees nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[1]
COPIED = ("generator", "playbook", "templates", "tests", "pyproject.toml", "mkdocs.yml")


def seen(home: Path, guard: dict[str, str]) -> bool:
    """Does the test fail without the guard?"""
    path = home / "generator" / "community_playbook" / guard["file"]
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(guard["text"], guard["without"]), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    words = guard["test"].split(" ")
    try:
        done = subprocess.run(
            [*command, f"tests/{words[0]}", *words[1:]],
            cwd=home, env=os.environ | {"PYTHONPATH": str(home / "generator")}, capture_output=True, check=False,
        )  # fmt: skip
    finally:
        path.write_text(whole, "utf-8")
    return done.returncode == 1


def main() -> None:
    wanted = " ".join(sys.argv[1:])
    guards = yaml.safe_load((PROJECT / "tests" / "guards.yml").read_text("utf-8"))
    blind = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for part in COPIED:
            source = PROJECT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, home / part)
        for guard in guards:
            if wanted in guard["of"]:
                found = seen(home, guard)
                blind += [] if found else [guard["of"]]
                print(f"{'seen' if found else 'NOT SEEN'}: {guard['of']}", flush=True)
    sys.exit(bool(blind))


if __name__ == "__main__":
    main()
