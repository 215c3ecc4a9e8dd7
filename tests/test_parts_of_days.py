"""One chat in parts, taken one after the other: a day that is cut in two counts as if it had come in one piece."""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main
from community_playbook.logs.edges import Edges
from community_playbook.taking.seen import read_seen, write_seen

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import one_chat as written

PROFILE = "community: {name: Ferry Club, kind: interest, language: en}\noperator: {hours_per_week: 3}\n"
# ten times as many on each day, so that every cut goes through a day, and everybody likes
CHAT = [
    replace(
        said,
        at=written.chat(5)[0].at + timedelta(minutes=said.number * 37),
        to=0,
        likers=tuple((said.who + 1 + n) % 8 for n in range(1 + said.number % 3)),
    )
    for said in written.chat(5)
]
PARTS = {
    "next to each other": [(0, 50), (50, 101), (101, 160)],
    "overlapping": [(0, 70), (55, 120), (90, 160)],
    "in another order": [(101, 160), (0, 50), (50, 101)],
    "the whole after a part": [(0, 77), (0, 160)],
    "a part after the whole": [(0, 160), (40, 90)],
    "the whole around a part": [(0, 160), (40, 90), (0, 160)],
    "the same twice": [(0, 77), (0, 77), (77, 160), (77, 160)],
}
Writer = Callable[[list[written.Said]], bytes]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def take(home: Path, data: bytes, ending: str) -> None:
    (home / f"chat.{ending}").write_bytes(data)
    done = CliRunner().invoke(main, ["take", f"chat.{ending}", "--write", "--today", "2027-06-01"])
    assert done.exit_code == 0, done.output


def deeds(home: Path) -> Counter[tuple[str, str, str]]:
    with (home / "ledger.csv").open(encoding="utf-8-sig", newline="") as stream:
        return Counter(
            {(r["date"], r["member_id"], r["action"]): int(r["quantity"]) for r in csv.DictReader(stream)}
        )


def whole(action: str = "liked") -> Counter[tuple[str, str]]:
    """Reactions received, or given, by day and person, counted here."""
    found: Counter[tuple[str, str]] = Counter()
    for said in CHAT:
        day = said.local.date().isoformat()
        if action == "reacted" and not said.joins:
            found.update((day, written.key(who)) for who in said.likers if who != said.who)
        elif not said.bot and not said.joins:
            found[day, written.key(said.who)] += said.likes
    return found


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize(
    ("writer", "ending"),
    [(written.discord_json, "json"), (written.telegram, "json"), (written.discord_csv, "csv")],
)
def test_days_in_parts(parts: str, writer: Writer, ending: str, home: Path) -> None:
    for first, last in PARTS[parts]:
        take(home, writer(CHAT[first:last]), ending)
    for wanted in ("liked", "reacted") if ending == "json" else ("liked",):
        found = Counter(
            {
                (day, who.removeprefix("user")): n
                for (day, who, action), n in deeds(home).items()
                if action == wanted
            }
        )
        assert found == whole(wanted)
    kept = (home / "taken.csv").read_text("utf-8")
    assert not any(name in kept for name in (*written.NAMES, written.key(0), "talk", written.CANARY))


def test_lines_in_any_order(home: Path) -> None:
    shuffled = CHAT[:90]
    random.Random(3).shuffle(shuffled)
    take(home, written.telegram(shuffled), "json")
    take(home, written.telegram(CHAT[90:]), "json")
    assert sum(n for (_, _, action), n in deeds(home).items() if action == "liked") == whole().total()


def test_undo_forgets_what_was_seen(home: Path) -> None:
    take(home, written.telegram(CHAT[:90]), "json")
    before = (home / "taken.csv").read_bytes(), deeds(home)
    take(home, written.telegram(CHAT[90:]), "json")
    assert CliRunner().invoke(main, ["take", "--undo"]).exit_code == 0
    assert ((home / "taken.csv").read_bytes(), deeds(home)) == before


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n",
        b"chat,day,until,messages\nx,y,,z\n",
        b"chat,day,until,messages\nx,2026-01-01,,AAAA\n",
        b"\xff",
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_that_somebody_changed_is_told(data: bytes, language: str, home: Path) -> None:
    (home / "taken.csv").write_bytes(data)
    (home / "chat.json").write_bytes(written.telegram(CHAT))
    done = CliRunner().invoke(main, ["take", "chat.json", "--write", "--lang", language])
    assert done.exit_code == 1 and "E620" in done.output
    assert not (home / "ledger.csv").exists()


def test_a_day_that_is_whole_is_forgotten() -> None:
    """And what is kept reads back as it was."""
    edges = Edges(b"k")
    for day in (1, 2, 3):
        edges.meet("chat", day, day * 10, "ann")
    kept = edges.kept()
    assert sorted(day for _, day in kept.seen) == [1, 3]
    assert list(kept.whole.values()) == [((2, 2),)]
    assert read_seen(write_seen(kept)) == kept
    later = Edges(b"k", kept)
    assert (
        not later.meet("chat", 3, 30, "ann")
        and later.meet("chat", 3, 31, "ann")
        and later.meet("chat", 3, 30, "bo")
    )
    for day in (1, 4):
        later.meet("chat", day, 1, "ann")
    assert sorted(day for _, day in later.kept().seen) == [1, 4]
    assert not Edges(b"other", kept).meet("chat", 3, 30, "ann")
