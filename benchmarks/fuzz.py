"""Is there an input that brings a reader down? Looked for by coverage: what reaches new code is changed further.

`python benchmarks/fuzz.py [--seconds N] [READER ...]` gives each reader so many seconds (300), one after another.
It needs atheris (`pip install atheris`), which is no dependency of the project. Inputs that reached something new
stay in `.cache/fuzz/<reader>/`, so that the next run begins there; an input that raised, or took longer than two
seconds, is written to `tests/intake/found/<reader>/`, where the suite reads it from then on.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CORPUS = PROJECT / ".cache" / "fuzz"
MOST_SECONDS = 2.0
"""Of work for one input; what the suite's readers need is a thousandth of it."""
LONGEST = 16_384
"""Bytes of an input."""
sys.path[:0] = [str(PROJECT / "tests" / "intake"), str(PROJECT / "generator")]


def fuzz(name: str, seconds: int) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["community_playbook.intake", "community_playbook.contacts"]):
        import fuzzed_readers

    read = fuzzed_readers.READERS[name]
    corpus = CORPUS / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in fuzzed_readers.SEEDS[name]:
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    told: set[str] = set()

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            read(data)
            fault = "slow" if time.process_time() - began > MOST_SECONDS else ""
        except Exception as error:
            fault = place_of(error)
        if fault and fault not in told:
            told.add(fault)
            keep(fuzzed_readers.FOUND / name, data, fault)

    limits = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-rss_limit_mb=1500",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, "-verbosity=0", str(corpus)], one)
    atheris.Fuzz()


def place_of(error: BaseException) -> str:
    """What was raised, and the last line of ours on the way: one fault is kept once."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "community_playbook" in f.filename] or [
        *traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def keep(folder: Path, data: bytes, fault: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    print(f"found: {fault}\n  {path.relative_to(PROJECT)}", flush=True)


def run(name: str, seconds: int) -> tuple[int, str]:
    """(inputs that were tried, what was found) of one reader, in a process of its own."""
    command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stdout + done.stderr)
    if count is None:
        raise SystemExit(f"{name} ended before its time:\n{done.stdout}{done.stderr[-4000:]}")
    return int(count[1]), "\n".join(re.findall(r"found: .*\n.*", done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("readers", nargs="*")
    wish = parser.parse_args()
    if wish.one:
        fuzz(wish.one, wish.seconds)
    from fuzzed_readers import READERS

    if hasattr(os, "nice"):
        os.nice(10)
    for name in wish.readers or READERS:
        count, found = run(name, wish.seconds)
        print(f"{name}: {count:,} inputs in {wish.seconds} s, {found or 'nothing found'}", flush=True)


if __name__ == "__main__":
    main()
