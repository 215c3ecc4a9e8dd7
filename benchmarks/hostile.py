"""How long, and in how much memory, does the program bear with inputs that are made to bring it down?

`python benchmarks/hostile.py [WORDS]` gives each of `tests/hostile_inputs.py` (or those whose name has the words)
to the whole command, and says what was told, how long it took (by a processor's time, which others on the machine
stretch little, and by the clock) and how much memory its largest process had. Bound: 5 s of a processor and 300 MB;
a million honest rows 120 s and 1 GiB.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests"))
from hostile_inputs import HEAD, HOSTILE, Hostile  # noqa: E402

SECONDS, MEGABYTES = 5, 300
LONG_SECONDS, LONG_MEGABYTES = 120, 1_074
ROWS, PEOPLE = 1_000_000, 5_000


def million_rows(folder: Path) -> None:
    rules = "points:\n  mode: ledger\n  rules: [{action: 分享, points: 5}, {action: 签到, points: 1}]\n"
    (folder / "profile.yml").write_text(f"{HEAD}members: members.csv\nledger: ledger.csv\n{rules}", "utf-8")
    people = "".join(f"{n},成员{n},上海\n" for n in range(PEOPLE))
    (folder / "members.csv").write_text("编号,昵称,城市\n" + people, "utf-8")
    with (folder / "ledger.csv").open("w", encoding="utf-8") as file:
        file.write("日期,成员,事项\n")
        for n in range(ROWS):
            action = "签到" if n % 3 else "分享"
            file.write(f"2026-{n % 10 + 1:02d}-{n // 7 % 28 + 1:02d},{n * 37 % PEOPLE},{action}\n")


HONEST = Hostile("1,000,000 honest rows", million_rows, "")


def measured(case: Hostile, folder: Path) -> tuple[int, float, float, int, str]:
    """(exit code, a processor's seconds, seconds, megabytes, what was said) of the whole command."""
    case.make(folder)
    command = [sys.executable, "-m", "community_playbook", "build" if case.build else "check"]
    command += [str(folder / "profile.yml"), "--today", "2026-11-24", *(["--no-paper"] if case.build else [])]
    said = folder / "said.txt"
    began = time.perf_counter()
    child = os.fork()
    if not child:
        file = os.open(said, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.execv(command[0], command)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    return (
        os.waitstatus_to_exitcode(status),
        used.ru_utime + used.ru_stime,
        seconds,
        used.ru_maxrss * 1024 // 1_000_000,
        said.read_text("utf-8"),
    )


def main() -> None:
    wanted = " ".join(sys.argv[1:])
    print("| input | told | CPU seconds | seconds | MB | kept |\n|---|---|---|---|---|---|")
    for case in (*HOSTILE, HONEST):
        if wanted not in case.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            code, worked, seconds, size, said = measured(case, Path(folder))
        long = case is HONEST
        codes = set(re.findall(r"\b(?:E\d{3}|W343)\b", said))
        kept = worked <= (LONG_SECONDS if long else SECONDS) and size <= (
            LONG_MEGABYTES if long else MEGABYTES
        )
        right = case.code in codes if case.code else not codes and code == int(case.code.startswith("E"))
        shown = ", ".join(sorted(codes)) or "read"
        verdict = "yes" if kept and right else "**no**" + ("" if right else f" (exit {code})")
        print(f"| {case.name} | {shown} | {worked:.1f} | {seconds:.1f} | {size} | {verdict} |", flush=True)


if __name__ == "__main__":
    main()
