"""Do contacts leave a whole build? 2,000 generated rosters with contacts in random cells, in every written output.

`python benchmarks/contacts.py [ROSTERS] [BUILDS]` makes rosters and ledgers as the tests do, each contact another one,
puts them together into few communities, builds each (site, members' pages, workbook, calendar, JSON, the first with
paper too), and looks in every file, packed ones unpacked, for each contact however it is written or encoded.
"""

from __future__ import annotations

import csv
import io
import random
import string
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "tests")]
import contact_samples  # noqa: E402
from community_playbook.app import Options, build  # noqa: E402
from community_playbook.contacts import private_kind  # noqa: E402
from contact_samples import COLUMNS, CONTACTS, DEED, DEED_COLUMNS, PLAIN, seen_by_a_reader, table  # noqa: E402
from test_canaries import PLAINLY_READ, PROFILE, files_of, read_plainly  # noqa: E402

SHORTEST = 8
"""Letters of a contact that cannot stand in a page by chance."""
FIXED = ("identity", "bank")
"""Kinds that end in a digit of proof."""


def other(chance: random.Random, kind: str, text: str) -> str:
    """The same kind with other letters and digits, as long as it still is a contact."""
    places = [n for n, letter in enumerate(text) if letter.isascii() and letter.isalnum()]
    made = list(text)
    for n in places[:3] if kind == "mail" else places[-4:]:
        letters = string.digits if made[n].isdigit() else string.ascii_lowercase
        made[n] = chance.choice(letters)
    changed = "".join(made)
    return changed if kind not in FIXED and private_kind(changed) == private_kind(text) else text


def put_together(chance: random.Random, first: int, count: int, hidden: list[str]) -> tuple[str, str]:
    """Members and ledger of so many rosters, whose people are told apart by the number of theirs."""
    tables = []
    for columns, plain in ((COLUMNS, PLAIN), (DEED_COLUMNS, DEED)):
        rows: list[list[str]] = [columns]
        for number in range(first, first + count):
            contact_samples.ALL = [(k, other(chance, k, t)) for k, texts in CONTACTS.items() for t in texts]
            cells = [cell.replace("{n}", f"r{number}m{{n}}") for cell in plain]
            rows += list(csv.reader(io.StringIO(table(chance, columns, cells, 5, hidden))))[1:]
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        tables.append(out.getvalue())
    return tables[0], tables[1]


def main() -> None:
    rosters, builds = (int(word) for word in (*sys.argv[1:], "2000", "4")[:2])
    began, worked = time.perf_counter(), time.process_time()
    looked = size = 0
    met: list[tuple[str, str]] = []
    searched = 0
    for number in range(builds):
        chance, hidden = random.Random(number), list[str]()
        count = rosters // builds
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            members, ledger = put_together(chance, number * count, count, hidden)
            (home / "profile.yml").write_text(PROFILE, "utf-8")
            (home / "members.csv").write_text(members, "utf-8")
            (home / "ledger.csv").write_text(ledger, "utf-8")
            done = build(home / "profile.yml", None, Options(pictures="none", paper=not number))
            files = files_of(done.out)
        files["problems"] = repr(done.problems).encode()
        seen = {name: read_plainly(text) for name, text in files.items() if name.endswith(PLAINLY_READ)}
        whole = "\n".join(seen.values())
        given = seen_by_a_reader(members + ledger)  # some stand on others
        wanted = {w for text in hidden if len(w := seen_by_a_reader(text)) >= SHORTEST and w in given}
        for text in sorted(wanted):
            if text in whole:
                met += [(name, text) for name, said in seen.items() if text in said]
        looked, size, searched = looked + len(seen), size + len(whole), searched + len(wanted)
        people = len(done.community.members) if done.community else 0
        print(
            f"build {number + 1}: {people} members, {len(wanted)} contacts, {len(seen)} files, found {len(met)}",
            flush=True,
        )
    print(
        f"{rosters} rosters, {searched} contacts, {looked} files, {size / 1e6:.0f} MB of text: {len(met)} found"
    )
    print(f"{time.perf_counter() - began:.0f} s, {time.process_time() - worked:.0f} s of a processor")
    for name, text in met[:20]:
        print(name, text)
    sys.exit(bool(met))


if __name__ == "__main__":
    main()
