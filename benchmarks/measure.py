"""Times whole processes in turn with their rival in the same run, and prints a table with ratios.

`python benchmarks/measure.py [--runs N]`. Every figure is a median; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import yaml

from community_playbook import app, reading
from community_playbook.assets import asset
from community_playbook.intake.library import load_library
from community_playbook.outputs.site import make_frames, sites
from community_playbook.plan.plan import make_plan

ROOT = Path(__file__).resolve().parents[1]
PROFILE = ROOT / "examples" / "lighthouse" / "profile.yml"
TODAY = date(2026, 11, 22)
OPTIONS = ["--today", str(TODAY), "--pictures", "none", "--no-paper"]
NEW_ROWS = 100
PLAYBOOK = [sys.executable, "-m", "community_playbook"]
BARE_CLICK = "import click\n@click.group()\ndef main(): 'Bare.'\n@main.command()\ndef a(): 'A.'\nmain()\n"


def once(command: list[str], **environment: str) -> tuple[float, float]:
    """(seconds, MiB at the peak) of one whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment}
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{command} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return seconds, usage.ru_maxrss / 1024


def paired(commands: list[list[list[str]]], runs: int) -> list[list[tuple[float, float]]]:
    """Runs the programs in turn (each a list of commands run one after another), after one warm-up."""
    found: list[list[tuple[float, float]]] = [[] for _ in commands]
    for run in range(runs + 1):
        for i, program in enumerate(commands):
            parts = [once(command) for command in program]
            if run:
                found[i].append((sum(s for s, _ in parts), max(m for _, m in parts)))
    return found


def docs_trees(folder: Path) -> list[list[str]]:
    """The docs trees of lighthouse on the disk, and the bare `mkdocs build` of each."""
    profile, _, problems = app.read_profile(PROFILE)
    community, found = reading.read_tables(PROFILE, profile, TODAY)
    library = load_library()
    plan = make_plan(community, library, TODAY)
    said = tuple(app.checked([*problems, *found], False))
    commands = []
    for site in sites(make_frames(plan, community, library, profile.languages), said, "0"):
        root = folder / site.language
        for name, content in site.docs:
            path = root / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        base = yaml.safe_load(asset("mkdocs.yml").read_text("utf-8"))
        theme = base["theme"] | dict(site.settings["theme"])
        theme["custom_dir"] = str(asset("templates", "site", "overrides"))
        extra = base["extra"] | dict(site.settings["extra"])
        settings = {
            **base,
            **site.settings,
            "theme": theme,
            "extra": extra,
            "docs_dir": "docs",
            "strict": False,
        }
        (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        commands.append(
            [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "-f",
                str(root / "mkdocs.yml"),
                "-d",
                str(folder / "site" / site.language),
            ]
        )
    return commands


def copied(folder: Path) -> Path:
    """The profile of a copy of the example, whose ledger may grow."""
    shutil.copytree(PROFILE.parent, folder, ignore=shutil.ignore_patterns("out"))
    return folder / "profile.yml"


def add_rows(ledger: Path, count: int, seed: int) -> None:
    """Deeds of the day before by members of the ledger, as an operator adds them."""
    dice = random.Random(seed)
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        known = sorted({row["member_id"] for row in csv.DictReader(file)})
    with ledger.open("a", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for _ in range(count):
            action = dice.choice(("answer", "answer", "answer", "article", "help"))
            out.writerow([TODAY - timedelta(days=1), dice.choice(known), action, 1, "", ""])


def whole_builds(
    folder: Path, bare: list[list[str]], runs: int
) -> tuple[list[list[tuple[float, float]]], list[float]]:
    """What a first build, a build after 100 new rows and one with nothing new take, run by run after a
    warm-up; and how often the bare builds of the same docs trees fit into each first one."""
    profile, out = copied(folder / "copy"), folder / "out"
    build = [*PLAYBOOK, "build", str(profile), *OPTIONS, "--out", str(out)]
    found: list[list[tuple[float, float]]] = []
    ratios = []
    for run in range(runs + 1):
        shutil.rmtree(out, ignore_errors=True)
        first = once(build)
        rival = sum(once(command)[0] for command in bare)
        add_rows(profile.with_name("ledger.csv"), NEW_ROWS, run)
        timed = [first, once(build), once(build)]
        if run:
            found.append(timed)
            ratios.append(first[0] / rival)
    return found, ratios


def median(values: list[float]) -> float:
    return statistics.median(values)


def row(name: str, value: str, bound: str, ok: bool) -> None:
    print(f"| {name} | {value} | {bound} | {'yes' if ok else '**no**'} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # who uses it has its modules compiled
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builds, ratios = whole_builds(folder, docs_trees(folder), runs)
        (plan,) = paired([[[*PLAYBOOK, "plan", str(PROFILE), "--today", str(TODAY)]]], runs)
        script = folder / "bare.py"
        script.write_text(BARE_CLICK)
        helped, click = paired([[[*PLAYBOOK, "--help"]], [[sys.executable, str(script), "--help"]]], runs * 3)
    first, again, same = (median([run[n][0] for run in builds]) for n in range(3))
    memory, ratio = max(run[0][1] for run in builds), median(ratios)
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    row(
        "lighthouse, zh and en, 5,200 members, 50,000 rows, 6,240 member pages, no pictures, no paper, first build",
        f"{first:.2f} s",
        "5 s",
        first <= 5,
    )
    row("the peak memory of its largest process", f"{memory:.0f} MiB", "200 MiB", memory <= 200)
    row("again after 100 new rows in the ledger", f"{again:.2f} s", "3 s", again <= 3)
    row("again with nothing changed", f"{same:.2f} s", "0.6 s", same <= 0.6)
    row(
        "the first build against bare `mkdocs build` of its two docs trees",
        f"{ratio:.2f} x",
        "4.5 x",
        ratio <= 4.5,
    )
    row(
        "planning alone, tables read, printed",
        f"{median([s for s, _ in plan]):.2f} s",
        "2 s",
        median([s for s, _ in plan]) <= 2,
    )
    ratio = median([a[0] / b[0] for a, b in zip(helped, click, strict=True)])
    row(
        f"`playbook --help` against a bare click program ({median([s for s, _ in click]):.3f} s)",
        f"{ratio:.2f} x",
        "1.5 x",
        ratio <= 1.5,
    )
    print(
        f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs, medians of whole processes."
    )
    print(
        f"This measuring process itself peaked at {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB."
    )


if __name__ == "__main__":
    main()
