"""Is the playbook the same to the byte whatever the hash seed, the number of processes and the time zone?

`python benchmarks/same_bytes.py` builds the smallest example sixty times (seeds 0 to 9, one and two processes, three
zones) with its paper and pictures, and counts the hashes. The suite tries four combinations.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from itertools import product
from pathlib import Path

NEWBORN = Path(__file__).resolve().parents[1] / "examples" / "newborn" / "profile.yml"
ZONES = ("UTC", "Asia/Shanghai", "America/New_York")


def digest(out: Path) -> str:
    found = sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(out)}\0".encode() + sha256(path.read_bytes()).digest())
    return found.hexdigest()


def main() -> None:
    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile.yml")
        shutil.copy(NEWBORN, profile)
        for seed, jobs, zone in product(range(10), ("1", "2"), ZONES):
            out = Path(folder, "out")
            shutil.rmtree(out, ignore_errors=True)
            command = [sys.executable, "-m", "community_playbook", "build", str(profile), "--jobs", jobs]
            environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone}
            subprocess.run(
                [*command, "--today", "2026-11-24"], env=environment, check=True, capture_output=True
            )
            name = digest(out)
            found[name] = found.get(name, 0) + 1
    print(f"{sum(found.values())} builds, {len(found)} hash: {', '.join(name[:16] for name in found)}")
    if len(found) != 1:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
