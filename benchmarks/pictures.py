"""What does a picture cost, beside takumi and a Chromium screenshot of the same card in the same run?

`python benchmarks/pictures.py [--runs N] [--cards N] [--look FOLDER]`. CPU is user and system time of whoever
draws, with all its processes and threads, PNG included, warm; every figure is a median. In each run all draw in
turn. The rivals get the shapes, and every text with its place and size; `--look` keeps a card of each.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from cards import STYLE, names, poster, rank_card, scene, shapes
from drawers import TAKUMI, Chromium, Cost, Takumi, ours
from mass import Watched, watch
from measure import median, row

from community_playbook.outputs.images.drawing import draw
from community_playbook.outputs.images.picture import Picture
from community_playbook.outputs.images.studio import Studio

NEW, POSTERS, SHOTS = 2000, 150, 40
"""Pictures over all runs: cards with new names (takumi draws the same ones), posters, screenshots."""
WARM, KNOWN = 10, 10
"""Pictures before the first measured one; names that come again and again."""
CHANGED = 50
Costs = dict[str, list[list[Cost]]]
Rivals = dict[str, Takumi | Chromium]


def cards(some: list[str]) -> list[Picture]:
    return [rank_card(name, 2 + number % 98) for number, name in enumerate(some)]


def open_rivals(studio: Studio, notes: list[str]) -> Rivals:
    """Those that this machine has; `notes` says which it has not."""
    found: Rivals = {}
    for kind in (Takumi, Chromium):
        try:
            found[kind.__name__] = kind(shapes(studio))
        except (OSError, ImportError) as error:
            notes.append(f"{kind.__name__} was left out: {error}.")
    return found


def measured(runs: int, look: Path | None, rivals: Rivals, studio: Studio) -> Costs:
    """By drawer, one list of costs a run. The scenes come after our own cards: no name is drawn before."""
    fresh = iter(names(NEW + 10 * (POSTERS + WARM) + WARM + KNOWN))

    def take(count: int) -> list[str]:
        return [next(fresh) for _ in range(count)]

    warm, known = cards(take(WARM)), take(KNOWN)
    ours(studio, [*warm, *cards(known), *(poster(take(10)) for _ in range(WARM))])
    for name, rival in rivals.items():
        rival.draw([scene(studio, picture) for picture in warm], look and look / f"{name.lower()}.png")
    if look:
        (look / "ours.png").write_bytes(draw(studio, warm[-1]).png())
    found: Costs = defaultdict(list)
    for _ in range(runs):
        again = cards(known * max(NEW // runs // KNOWN // 2, 1))
        new = cards(take(NEW // runs))
        found["known"].append(ours(studio, again))
        found["new"].append(ours(studio, new))
        found["poster"].append(ours(studio, [poster(take(10)) for _ in range(max(POSTERS // runs, 1))]))
        scenes = [scene(studio, picture) for picture in new]
        for name, rival in rivals.items():
            some = scenes if name == "Takumi" else scenes[: max(SHOTS // runs, 1)]
            found[name].append(rival.draw(some))
    return found


def cpu(runs: list[list[Cost]]) -> float:
    return median([cost.cpu for run in runs for cost in run])


def kilobytes(runs: list[list[Cost]]) -> float:
    return median([cost.bytes for run in runs for cost in run]) / 1000


def times(found: Costs, name: str) -> float:
    """How often our card with a new name fits into a rival's: the median of the runs' ratios of medians."""
    return median([cpu([a]) / cpu([b]) for a, b in zip(found[name], found["new"], strict=True)])


def print_pictures(found: Costs) -> None:
    for key, what, bound in (
        ("known", "rank card 1080 x 1080, names that were drawn before", 10),
        ("new", "rank card 1080 x 1080, every name new", 14),
        ("poster", "poster 1080 x 1440, ten rows, every name new", 30),
    ):
        value = cpu(found[key])
        row(what, f"{value:.1f} ms", f"{bound} ms", value <= bound)
    size = kilobytes(found["new"])
    row("bytes of a rank card", f"{size:.1f} kB", "60 kB", size <= 60)
    for name, what, bound in (
        ("Takumi", f"takumi ({TAKUMI}), the same card", 2),
        ("Chromium", "Chromium, a screenshot of the same card", 10),
    ):
        if name in found:
            shown, ratio = f"{cpu(found[name]):.1f} ms, {kilobytes(found[name]):.0f} kB", times(found, name)
            row(what, f"{shown}: {ratio:.2f} x ours", f"{bound} x", ratio >= bound)


def print_mass(count: int, runs: int) -> None:
    size = ["--cards", str(count), "--changed", str(CHANGED)]
    with tempfile.TemporaryDirectory() as name:
        old, new = Path(name, "old"), Path(name, "new")
        old.mkdir()
        first = watch("press", str(old), *size)
        watch("mark", str(old), *size)
        found: list[Watched] = []
        for _ in range(runs):
            found.append(watch("again", str(old), str(new), *size))
            shutil.rmtree(new)
    what = f"{count:,} cards on {os.cpu_count()} cores, every name new, the whole run ({first.cpu:.0f} s CPU)"
    row(what, f"{first.seconds:.1f} s", "40 s", first.seconds <= 40)
    row(
        f"memory of its largest process, PSS (RSS {first.rss:.0f} MiB; {first.processes} processes)",
        f"{first.pss:.0f} MiB",
        "300 MB",
        first.pss * 1.048576 <= 300,
    )
    seconds = median([again.seconds for again in found])
    inside = median([float(json.loads(again.said)["seconds"]) for again in found])
    what = (
        f"again, {CHANGED} of {count:,} members changed, the whole run ({inside:.2f} s deciding and drawing)"
    )
    row(what, f"{seconds:.2f} s", "3 s", seconds <= 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cards", type=int, default=5000)
    parser.add_argument("--look", type=Path)
    asked = parser.parse_args()
    if asked.look:
        asked.look.mkdir(parents=True, exist_ok=True)
    notes: list[str] = []
    studio = Studio(STYLE)
    rivals = open_rivals(studio, notes)
    try:
        found = measured(asked.runs, asked.look, rivals, studio)
    finally:
        for rival in rivals.values():
            rival.close()
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    print_pictures(found)
    print_mass(asked.cards, asked.runs)
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, {asked.runs} runs, medians.")
    for note in notes:
        print(note)


if __name__ == "__main__":
    main()
