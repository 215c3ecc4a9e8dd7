"""The order of a taking: recognise, read, sum up, meet the tables, and write all of it or nothing.

The text of a message is never kept: what leaves a reader are times, ids, kinds and counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from ..community.profile import Profile
from ..contacts import allowed_in
from ..intake.private_cells import Privacy
from ..intake.share_key import find_share_key, load_share_key
from ..logs.files import sources
from ..logs.recognise import Log, recognise
from ..logs.records import LogError, Record
from ..logs.sums import Sums
from ..problems import Place, PlaybookError, Problem
from ..whole import write_whole
from .lists import Listed, read_list
from .merge import Row, Table, open_table
from .people import NAME as PEOPLE
from .people import identify, read_people, write_people
from .profile_lines import with_lines
from .rows import chat_name, ledger_change, ledger_rows, member_change, member_row, name_of

MEMBERS, LEDGER = "members.csv", "ledger.csv"
BEFORE = "before-take"
"""The folder beside the profile in which what was there before the last taking stands."""
NEW = ".new"
"""Behind the name of a file that was not there."""
ENVIRONMENT = 3
TOLD = 20_000
"""Messages between two words of progress."""
NO_KEY = bytes(32)
"""For a look alone: the stand-ins of another key are never written."""


@dataclass(frozen=True)
class Wish:
    """What the operator asks for. `me`: the id or name of whoever exported; `dates`: ymd, dmy, mdy."""

    paths: Sequence[str]
    today: date
    me: str = ""
    dates: str = ""


@dataclass
class Taken:
    """What a taking does, before anything is written."""

    logs: list[Log]
    lists: list[Listed]
    sums: Sums
    members: Table
    ledger: Table
    met: list[tuple[str, str]]
    bots: int
    refused: list[str]
    """Names of chats that are no community."""
    lines: list[str]
    """Added to the profile, or to be added by hand (`by_hand`)."""
    by_hand: bool
    files: dict[str, bytes] = field(default_factory=dict)
    """What would be written, by name."""


def take(path: Path, profile: Profile, wish: Wish, progress: Callable[[str], None], *, write: bool) -> Taken:
    """Everything that `wish` names, read and merged. Raises PlaybookError for whatever cannot be read as a
    whole: nothing is half-taken."""
    folder = path.absolute().parent
    key = load_share_key(folder) if write else find_share_key(folder)
    privacy = Privacy(key or NO_KEY, allowed_in(profile.public_contacts))
    sums, logs, lists = read_all(profile, wish, privacy, progress)
    names = {"members": profile.members or MEMBERS, "ledger": profile.ledger or LEDGER}
    tables = {
        kind: open_table(kind, there(folder / name), name, profile.tables)  # type: ignore[arg-type]
        for kind, name in names.items()
    }
    known = read_people(there(folder / PEOPLE), PEOPLE)
    people = sums.members()
    keys, met = identify(people, tables["members"], known, privacy)
    fill_members(tables["members"], [member_row(p, keys[p.id], sums, privacy) for p in people], privacy)
    fill_members(tables["members"], [row for listed in lists for row in listed.rows], privacy)
    fill_ledger(tables["ledger"], [*ledger_rows(sums, keys, privacy)], privacy)
    source = path.read_text("utf-8")
    used = {kind: name for kind, name in names.items() if tables[kind].rows}
    groups = {chat_name(sums, chat, privacy) for person in people for chat in person.chats}
    groups |= {name for listed in lists for name in listed.groups}
    text, lines = with_lines(source, used, sorted(groups - {""}))
    taken = Taken(
        logs, lists, sums, tables["members"], tables["ledger"], met,
        sum(p.bot for p in sums.people.values()), [sums.chats[c].name for c in sums.no_communities()],
        lines, by_hand=bool(lines) and text == source,
    )  # fmt: skip
    for kind, name in names.items():
        if tables[kind].added or tables[kind].changed:
            taken.files[name] = tables[kind].content()
    accounts = {privacy.id(person): key for person, key in keys.items()}
    if dict(known.members) | accounts != known.members:
        called = dict(known.names) | {privacy.id(p.id): name_of(p, privacy) for p in people}
        taken.files[PEOPLE] = write_people(accounts | dict(known.members), called)
    if text != source:
        taken.files[path.name] = text.encode()
    if write and taken.files:
        save(folder, taken.files)
    return taken


def read_all(
    profile: Profile, wish: Wish, privacy: Privacy, progress: Callable[[str], None]
) -> tuple[Sums, list[Log], list[Listed]]:
    """Raises PlaybookError with every fault of every file."""
    sums = Sums(ZoneInfo(profile.community.timezone), wish.today, wish.me)
    problems: list[Problem] = []
    lists: list[Listed] = []
    logs: list[Log] = []
    try:
        logs, rest = recognise(list(sources(list(wish.paths))))
    except LogError as error:
        raise PlaybookError([error.problem]) from error
    for log in logs:
        try:
            sums.add(shown(log, wish.dates, progress))
        except LogError as error:
            problems.append(error.problem)
    for source, preset in rest:
        found = read_list(source, preset, profile, privacy)
        if isinstance(found, Listed):
            lists.append(found)
        else:
            problems += found
    if problems:
        raise PlaybookError(problems)
    sums.finish()
    if not sums.members() and not any(listed.rows or listed.groups for listed in lists):
        raise PlaybookError([Problem("E616", Place(wish.paths[0]))])
    return sums, logs, lists


def shown(log: Log, dates: str, progress: Callable[[str], None]) -> Iterator[Record]:
    """The records of a log; tells every so often how many there were."""
    for count, record in enumerate(log.records(dates)):
        if not count % TOLD:
            progress(f"{log.sources[0].shown} {count:,}")
        yield record


def there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PlaybookError([Problem("E603", Place(str(path)), {"reason": error.strerror or ""})]) from error


def fill_members(table: Table, rows: Sequence[Row], privacy: Privacy) -> None:
    """By id; in a table without ids, by name."""
    named = "id" not in table.index and bool(table.rows)

    def key(row: int) -> tuple[str, ...]:
        return (privacy.id(table.cell(row, "name" if named else "id")),)

    table.find(key)
    for row in rows:
        wanted = {name: text for name, text in row.items() if name != "id"} if named else row
        table.merge((row["id"],), wanted, member_change)


def fill_ledger(table: Table, rows: Sequence[Row], privacy: Privacy) -> None:
    def key(row: int) -> tuple[str, ...]:
        who = table.cell(row, "member_id") or table.cell(row, "member")
        return table.cell(row, "date"), privacy.id(who), table.cell(row, "action"), table.cell(row, "note")

    table.find(key)
    for row in rows:
        table.merge((row["date"], row["member_id"], row["action"], row["note"]), row, ledger_change)


def save(folder: Path, files: dict[str, bytes]) -> None:
    """All files, each whole; what was there stands in `before-take` first. Raises PlaybookError E617."""
    before = folder / BEFORE
    try:
        shutil.rmtree(before, ignore_errors=True)
        before.mkdir()
        for name in files:
            old = there(folder / name)
            write_whole(before / f"{name}{'' if old is not None else NEW}", old or b"")
        for name, content in files.items():
            write_whole(folder / name, content)
    except OSError as error:
        facts = {"reason": error.strerror or ""}
        raise PlaybookError([Problem("E617", Place(str(folder)), facts)], ENVIRONMENT) from error


def undo(folder: Path) -> list[str]:
    """What stood there before the last taking stands there again. The names of the files; none where nothing
    was taken. Raises PlaybookError E617."""
    before = folder / BEFORE
    try:
        kept = sorted(before.iterdir()) if before.is_dir() else []
        for file in kept:
            if file.name.endswith(NEW):
                (folder / file.name.removesuffix(NEW)).unlink(missing_ok=True)
            else:
                write_whole(folder / file.name, file.read_bytes())
        shutil.rmtree(before, ignore_errors=True)
    except OSError as error:
        facts = {"reason": error.strerror or ""}
        raise PlaybookError([Problem("E617", Place(str(folder)), facts)], ENVIRONMENT) from error
    return [file.name.removesuffix(NEW) for file in kept]
