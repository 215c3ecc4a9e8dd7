"""A million messages of a made chat, read and summed up, then taken with `take --write`, beside the plainest loop
that a script would have.

python benchmarks/logs.py [messages]     CPU seconds and memory, each in a process of its own; ratio to the rival
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

START = datetime(2024, 1, 1, tzinfo=UTC)
PEOPLE = 5_000
TEXT = "a message of the usual length, as people write them in a chat?"


def at(n: int) -> datetime:
    return START + timedelta(seconds=60 * n)


def discord(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(
            '{"guild": {"id": "1"}, "channel": {"id": "2", "name": "talk", "type": "GuildTextChat"}, "messages": ['
        )
        for n in range(count):
            message = {
                "id": str(10**17 + n), "type": "Reply" if n % 3 else "Default", "timestamp": at(n).isoformat(),
                "content": TEXT, "author": {"id": str(n * 7919 % PEOPLE), "name": f"member {n * 7919 % PEOPLE}", "isBot": False, "roles": []},
                "reactions": [], "reference": {"messageId": str(10**17 + n - 1)},
            }  # fmt: skip
            out.write((",\n" if n else "\n") + json.dumps(message))
        out.write(f'], "messageCount": {count}}}')


def telegram(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write('{"name": "talk", "type": "private_supergroup", "id": 7, "messages": [')
        for n in range(count):
            person = n * 7919 % PEOPLE
            message = {
                "id": n + 1, "type": "message", "date_unixtime": str(int(at(n).timestamp())), "from": f"member {person}",
                "from_id": f"user{person}", "reply_to_message_id": n, "text": TEXT,
            }  # fmt: skip
            out.write((",\n" if n else "\n") + json.dumps(message))
        out.write("]}")


def slack(path: Path, count: int) -> None:
    (path / "talk").mkdir(parents=True)
    people = [{"id": f"U{n}", "profile": {"display_name": f"p{n}"}} for n in range(PEOPLE)]
    (path / "users.json").write_text(json.dumps(people), "utf-8")
    (path / "channels.json").write_text('[{"id": "C1", "name": "talk"}]', "utf-8")
    for first in range(0, count, 1_440):
        days = [
            {
                "type": "message",
                "user": f"U{n * 7919 % PEOPLE}",
                "ts": f"{at(n).timestamp():.6f}",
                "text": TEXT,
            }
            for n in range(first, min(first + 1_440, count))
        ]
        (path / "talk" / f"{at(first):%Y-%m-%d}.json").write_text(json.dumps(days), "utf-8")


def table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"])
        rows.writerows(
            [str(n * 7919 % PEOPLE), f"member {n * 7919 % PEOPLE}", at(n).isoformat(), TEXT, "", ""]
            for n in range(count)
        )


FORMATS = {"discord.json": discord, "telegram.json": telegram, "slack": slack, "discord.csv": table}


def ours(path: Path) -> int:
    from community_playbook.logs.files import sources
    from community_playbook.logs.recognise import recognise
    from community_playbook.logs.sums import Sums

    sums = Sums(UTC, date(2030, 1, 1))
    for log in recognise(list(sources([str(path)])))[0]:
        sums.add(log.records())
    sums.finish()
    return sums.messages


PROFILE = """\
community: {name: Ferry Club, kind: interest, platform: discord, language: en, timezone: Asia/Shanghai}
operator: {hours_per_week: 3}
"""


def taken(path: Path) -> int:
    """`playbook take --write` beside a fresh profile; how many rows the ledger got."""
    from contextlib import redirect_stdout, suppress
    from io import StringIO

    from community_playbook.cli import main as command

    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile.yml"
        profile.write_text(PROFILE, "utf-8")
        words = ["take", str(path), "--profile", str(profile), "--write", "--today", "2030-01-01"]
        with redirect_stdout(StringIO()), suppress(SystemExit):
            command(words, standalone_mode=False)
        with (Path(folder) / "ledger.csv").open("rb") as stream:
            return sum(1 for _ in stream) - 1


def rival(path: Path) -> int:
    """Everything in memory, nothing but counted."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return len({(row[0], row[2][:10]) for row in csv.reader(stream)})
    files = sorted(path.rglob("2*.json")) if path.is_dir() else [path]
    found = set()
    for file in files:
        data = json.loads(file.read_text("utf-8"))
        for item in data["messages"] if isinstance(data, dict) else data:
            found.add((item.get("user") or item.get("from_id") or item["author"]["id"], str(item)[:40]))
    return len(found)


def measured(what: str, path: Path) -> tuple[float, int]:
    """(CPU seconds, MiB) of one process."""
    done = subprocess.run(
        [sys.executable, __file__, what, str(path)], capture_output=True, text=True, check=True
    )
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def main(count: int) -> None:
    print(
        f"{count:,} messages | read: seconds | MiB | taken: seconds | MiB | rival: seconds | MiB | ratio of reading"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, write in FORMATS.items():
            path = Path(folder) / name
            write(path, count)
            (seconds, memory), (whole, all_) = measured("ours", path), measured("taken", path)
            other, theirs = measured("rival", path)
            print(
                f"{name} | {seconds:.1f} | {memory} | {whole:.1f} | {all_} | {other:.1f} | {theirs} | "
                f"{seconds / other:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"ours": ours, "taken": taken, "rival": rival}[sys.argv[1]](Path(sys.argv[2]))
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(f"{used.ru_utime + used.ru_stime:.2f} {used.ru_maxrss // 1024}")
    else:
        os.environ.setdefault("PYTHONHASHSEED", "0")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
