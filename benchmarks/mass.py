"""Thousands of cards at once, and again with a few changed: whole processes, their memory sampled.

`python benchmarks/mass.py press|again OUT` is one such process; `pictures.py` starts and watches them.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cards import STYLE, jobs

PAUSE = 0.25
"""Seconds between two looks at the memory."""


class Watched(NamedTuple):
    """`seconds` of the whole process and of CPU with its children, MiB at the peak of its largest process;
    `said` is its last line."""

    seconds: float
    cpu: float
    pss: float
    rss: float
    processes: int
    said: str


def press_all(out: Path, count: int) -> None:
    """Every card new, on all cores, written as it comes."""
    from community_playbook.outputs.images.press import press

    made = set()
    for name, content in press(STYLE, jobs(count)):
        path = out / "share" / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)


def again(old: Path, new: Path, count: int, changed: int) -> None:
    """As a build does it with the output of the last one: decide by name and digest what stands, draw the
    rest, put all of it into a new folder. Says how many were drawn and the seconds of that."""
    from unittest.mock import patch

    from community_playbook import members_site
    from community_playbook.outputs.images.gallery import Gallery
    from community_playbook.plan.game.periods import week_of
    from community_playbook.plan.game.share import Share
    from community_playbook.publish.marker import Marker, read_marker
    from community_playbook.publish.stage import write_files

    start, drawn = time.perf_counter(), [0]
    gallery = Gallery(jobs=jobs(count, changed))
    members_site.lost_characters(STYLE, gallery.jobs, Path("profile.yml"))
    today = date(2026, 3, 1)
    share = Share(week_of(today), today, (), (), (), "", ())
    drawings = members_site.Drawings(gallery, STYLE)
    site = members_site.MembersSite(share, drawings, gallery.shown, (), (), old, read_marker(old) or Marker())
    with patch.object(members_site, "common_files", return_value=()):  # the pages are no pictures
        written = write_files(new, site.files({}, None, lambda step: drawn.append(int(step.split(":")[1]))))
    seconds = time.perf_counter() - start
    if written != count + 1 or drawn[-1] != changed:
        raise SystemExit(f"{written} files, {drawn[-1]} drawn: expected {count + 1} and {changed}")
    print(json.dumps({"drawn": drawn[-1], "seconds": seconds}))


def mark(out: Path) -> None:
    """Lists what stands in `out`, as the end of a build does."""
    from community_playbook.publish.marker import write_marker

    write_marker(out, "", "", ("zh",))


def watch(*arguments: str, script: str = __file__, pause: float = PAUSE) -> Watched:
    """Runs a file as a process of its own and looks at the memory of it and its children. PSS shares what
    several processes map (the font file) out among them, RSS counts it in each."""
    from drawers import tree

    start, used = time.perf_counter(), children_cpu()
    process = subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True)
    found = Watched(0, 0, 0, 0, 0, "")
    while process.poll() is None:
        rolls = [roll for pid in tree(process.pid) if (roll := memory(pid))]
        for pss, rss in rolls:
            found = found._replace(pss=max(found.pss, pss), rss=max(found.rss, rss))
        found = found._replace(processes=max(found.processes, len(rolls)))
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            continue
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{arguments} failed")
    said = process.stdout.read().strip() if process.stdout else ""
    return found._replace(seconds=seconds, cpu=children_cpu() - used, said=said)


def children_cpu() -> float:
    """Seconds of all child processes that have ended, with theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def memory(pid: int) -> tuple[float, float] | None:
    """(PSS, RSS) in MiB; None for a process that has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    sizes = dict(re.findall(r"^(Pss|Rss): +(\d+) kB", text, re.M))
    return (int(sizes["Pss"]) / 1024, int(sizes["Rss"]) / 1024) if sizes else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("press", "again", "mark"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cards", type=int, default=5000)
    parser.add_argument("--changed", type=int, default=50)
    asked = parser.parse_args()
    if asked.what == "press":
        press_all(asked.folders[0], asked.cards)
    elif asked.what == "mark":
        mark(asked.folders[0])
    else:
        again(asked.folders[0], asked.folders[1], asked.cards, asked.changed)


if __name__ == "__main__":
    main()
