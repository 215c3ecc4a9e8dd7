"""The whole build of 100,000 members, each with a page, from a million rows; no pictures, no paper.

`python benchmarks/crowd.py [--runs N] [--people N]`. The tables are those of `boards.py`, from one seed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from boards import make_tables
from measure import OPTIONS, PLAYBOOK, median, once, row

PEOPLE = 100_000
ROWS_EACH = 10
BOUND = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--people", type=int, default=PEOPLE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_tables(folder, ROWS_EACH * given.people, given.people)
        out = folder / "out"
        build = [*PLAYBOOK, "build", str(folder / "profile.yml"), *OPTIONS, "--out", str(out)]
        found = []
        for _ in range(given.runs):
            shutil.rmtree(out, ignore_errors=True)
            found.append(once(build))
        pages = sum(1 for _ in out.glob("share/m/*/index.html"))
    seconds = median([s for s, _ in found])
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    row(f"{given.people:,} members, {pages:,} pages", f"{seconds:.1f} s", f"{BOUND:.0f} s", seconds <= BOUND)
    print(f"\nPeak memory of the largest process: {max(m for _, m in found):.0f} MiB.")


if __name__ == "__main__":
    main()
