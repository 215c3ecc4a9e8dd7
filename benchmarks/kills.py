"""Does a build that is killed at any moment leave the old output or the new one whole?

`python benchmarks/kills.py [MOMENTS]` kills 80 builds (or so many) with signal 9 at seeded moments; after each
it looks at what stands there, and builds once more. The suite does ten, and one before every change of a file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

DRIVER = Path(__file__).resolve().parents[1] / "tests" / "publish" / "kill_driver.py"
MOMENTS = "80"


def main() -> None:
    moments = sys.argv[1] if len(sys.argv) > 1 else MOMENTS
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(DRIVER), "random", folder, moments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    found = Counter(done.stdout.split())
    if found.total() != int(moments) or set(found) - {"old", "new"}:
        raise SystemExit(f"not every build left one whole output: {found}")
    print(f"{moments} kills: {found['old']} left the old output whole, {found['new']} the new one.")


if __name__ == "__main__":
    main()
