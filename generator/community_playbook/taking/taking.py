"""The order of a taking: recognise, read, sum up, meet the tables, and write all of it or nothing.

The text of a message is never kept: what leaves a reader are times, ids, kinds and counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from ..community.file_names import OBSERVED, PEOPLE
from ..community.observed import Observed
from ..community.profile import Profile
from ..contacts import allowed_in
from ..intake.answers import Answers
from ..intake.keys import loose
from ..intake.private_cells import Privacy
from ..intake.share_key import find_share_key, load_share_key
from ..logs import layouts
from ..logs.edges import Edges
from ..logs.files import Source, sources
from ..logs.meter import Meter, Step
from ..logs.recognise import CHAIN, Log, Preset, recognise
from ..logs.records import LogError, Message, Record
from ..logs.sums import Sums
from ..problems import Place, PlaybookError, Problem
from ..whole import write_whole
from ..words import Words
from .chains import (
    REVIEW,
    Copy,
    Signed,
    of_lists,
    read_review,
    roster_of,
    write_review,
)
from .chains import Wanted as Meant
from .clocks import Clock
from .deed_tables import Deeds, DeedTable, find_deeds
from .deed_tables import Wanted as Counts
from .entrants import Entrants
from .filling import fill_chains, fill_deeds, fill_deeds_of_log, fill_members, of_log
from .lists import Listed, is_list, read_list
from .merge import Table, open_table
from .observe import newer, observe, replaced
from .orders import header_cells, is_orders, with_names
from .people import Maybe, identify, known_people, of_row, proposals, write_people
from .profile_lines import with_lines
from .rows import (
    LedgerRows,
    LeftOut,
    chat_name,
    counted,
    member_row,
)
from .seen import NAME as SEEN
from .seen import read_seen, write_seen
from .totals import NAME as TOTALS
from .totals import Grown, read_snapshots
from .unlisted import chat_table, told

MEMBERS, LEDGER = "members.csv", "ledger.csv"
BEFORE = "before-take"
"""The folder beside the profile in which what was there before the last taking stands."""
NEW = ".new"
"""Behind the name of a file that was not there."""
ENVIRONMENT = 3
PIECE = 2**20
TOLD = 10_000
"""Records between two words of progress."""
NO_KEY = bytes(32)
"""For a look alone: the stand-ins of another key are never written."""


@dataclass(frozen=True)
class Wish:
    """What the operator asks for. `me`: the id or name of whoever exported; `dates`: ymd, dmy, mdy."""

    paths: Sequence[str]
    today: date
    me: str = ""
    dates: str = ""
    action: str = ""
    """What an entry of a 接龙 counts as."""
    day: date | None = None
    """The day for which a 接龙, totals without a day, or what `action` says of tickets and orders, count."""

    @property
    def counts(self) -> Counts:
        return Counts(self.action, self.day or self.today, self.today, self.day is not None)


@dataclass
class Given:
    """Everything that was read, before it meets the tables."""

    sums: Sums
    logs: list[Log] = field(default_factory=list)
    lists: list[Listed] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    deeds: list[DeedTable] = field(default_factory=list)


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
    signed: list[Signed]
    entrants: Entrants
    deeds: list[Deeds]
    grown: list[Grown]
    maybe: list[Maybe]
    """Who could be one person with another row."""
    left_out: LeftOut
    """Of the ledger."""
    observed: Observed | None
    unheard: tuple[str, ...] = ()
    """Groups of which the last taking told, and this one does not."""
    window: str = ""
    """In which newcomers are let in now."""
    files: dict[str, bytes | Table] = field(default_factory=dict)
    """What would be written, by name."""


def take(
    path: Path, profile: Profile, wish: Wish, words: Words, progress: Callable[[Step], None], *, write: bool
) -> Taken:
    """Everything that `wish` names, read and merged. Raises PlaybookError for whatever cannot be read as a
    whole: nothing is half-taken. `words`: those of the list of names that wait for an answer."""
    folder = path.absolute().parent
    key = load_share_key(folder) if write else find_share_key(folder)
    privacy = Privacy(key or NO_KEY, allowed_in(profile.public_contacts))
    edges = Edges(privacy.key, read_seen(there(folder / SEEN)))
    names = {"members": profile.members or MEMBERS, "ledger": profile.ledger or LEDGER}
    tables = {
        kind: open_table(kind, there(folder / name), name, profile.tables)  # type: ignore[arg-type]
        for kind, name in names.items()
    }  # before the logs: reading a table takes several times its size
    answers = read_review(there(folder / REVIEW))
    given = read_all(profile, wish, privacy, edges, of_lists(answers), progress)
    sums, lists = given.sums, given.lists
    known = known_people(there(folder / PEOPLE))
    people = sums.members()
    listed_rows = [row for listed in lists for row in listed.rows]
    somebody = [*(of_log(p, privacy) for p in people), *map(of_row, listed_rows)]
    found, met = identify(somebody, tables["members"], known, privacy)
    keys = {p.id: found[privacy.id(p.id)] for p in people}
    observed = observe(sums, lambda p: privacy.id(keys[p.id]), lambda c: chat_name(sums, c, privacy))
    sums.let_go()
    fill_members(tables["members"], [member_row(p, keys[p.id], sums, privacy) for p in people], privacy)
    fill_members(tables["members"], [{**row, "id": found[row["id"]]} for row in listed_rows], privacy)
    maybe = proposals(somebody, found, tables["members"], known, privacy)
    fresh = counted(sums.counted(sums.fresh), sums, keys, privacy)
    snapshots = read_snapshots(there(folder / TOTALS))
    deeds, totals = fill_deeds(given.deeds, tables, snapshots, profile, wish.counts, privacy)
    entrants = roster_of(tables["members"], known, privacy)
    meant = Meant(wish.action or profile.tables.chain or "", wish.day, wish.today)
    accounts = {privacy.id(person): key for person, key in keys.items()}
    signed = fill_chains(
        given.copies,
        entrants,
        tables,
        {loose(a.word): a for a in answers.all()},
        meant,
        privacy,
        dict(known.members) | accounts,
    )
    left_out = fill_deeds_of_log(tables["ledger"], LedgerRows(sums, keys, privacy), privacy, fresh)
    source = path.read_text("utf-8")
    used = {kind: name for kind, name in names.items() if tables[kind].rows or tables[kind].added}
    groups = {chat_name(sums, chat, privacy) for person in people for chat in person.chats}
    groups |= {name for listed in lists for name in listed.groups}
    text, lines = with_lines(source, used, sorted(groups - {""}))
    taken = Taken(
        given.logs, lists, sums, tables["members"], tables["ledger"], met,
        sum(p.bot for p in sums.people.values()), [sums.chats[c].name for c in sums.no_communities()],
        lines, bool(lines) and text == source, signed, entrants, deeds, totals, maybe, left_out, observed,
    )  # fmt: skip
    for kind, name in names.items():
        if tables[kind].added or tables[kind].changed:
            taken.files[name] = tables[kind]
    accounts |= {one.account: one.account for one in maybe}
    if accounts.keys() - known.members.keys():
        called = {one.account: one.name for one in somebody} | dict(known.names)
        taken.files[PEOPLE] = write_people(accounts | dict(known.members), called, known)
    if given.logs and edges.kept() != edges.before:
        taken.files[SEEN] = write_seen(edges.kept())
    if totals and snapshots.content() != there(folder / TOTALS):
        taken.files[TOTALS] = snapshots.content()
    doubles = [one for listed in lists for one in listed.doubles]
    review = write_review(signed, doubles, answers, entrants, words) if given.copies or doubles else None
    if review is not None and review != there(folder / REVIEW):
        taken.files[REVIEW] = review
    if text != source:
        taken.files[path.name] = text.encode()
    taken.window = profile.onboarding.join_window
    if taken.observed:
        before = there(folder / OBSERVED)
        taken.unheard = replaced(taken.observed, before)
        if content := newer(taken.observed, before):
            taken.files[OBSERVED] = content
    if write and taken.files:
        save(folder, taken.files)
    return taken


def read_all(
    profile: Profile,
    wish: Wish,
    privacy: Privacy,
    edges: Edges,
    answers: Answers,
    progress: Callable[[Step], None],
) -> Given:
    """Raises PlaybookError with every fault of every file."""
    given = Given(Sums(ZoneInfo(profile.community.timezone), wish.today, wish.me, edges=edges))
    problems: list[Problem] = []
    try:
        given.logs, rest = recognise(list(sources(list(wish.paths), lambda n: progress(Step("-", 0, n, 0)))))
    except LogError as error:
        raise PlaybookError([error.problem]) from error
    tables = {source: chat_table(source) for source, preset in rest if preset is None}
    given.logs += [log for log in tables.values() if log]
    meter = Meter(source for log in given.logs for source in log.sources)
    for log in given.logs:
        try:
            clock = Clock(log, given.sums.zone, wish.dates)
            records = log._replace(sources=tuple(map(meter.watched, log.sources))).records(wish.dates, clock)
            given.sums.add(with_chains(shown(records, meter, progress), log, given))
            given.sums.undated += clock.undated()
        except LogError as error:
            problems.append(error.problem)
    for source, preset in rest:
        if not tables.get(source):
            problems += read_rest(source, preset, given, profile, wish, privacy, answers)
    if problems:
        raise PlaybookError(problems)
    if given.logs:
        progress(Step("", meter.messages, meter.all_, meter.all_))
    given.sums.finish()
    private = set(given.sums.no_communities())
    given.copies = [copy for copy in given.copies if copy.chat not in private]
    some = given.copies or given.deeds or any(listed.rows or listed.groups for listed in given.lists)
    if not given.sums.members() and not some:
        raise PlaybookError([Problem("E616", Place(wish.paths[0]))])
    return given


def read_rest(
    source: Source,
    preset: Preset | None,
    given: Given,
    profile: Profile,
    wish: Wish,
    privacy: Privacy,
    answers: Answers,
) -> list[Problem]:
    """What is no log: a 接龙, deeds, a list. Every fault of it where it is none."""
    source = with_names(source) if preset is None else source
    deeds = find_deeds(source, profile, wish.counts) if preset is None or preset.reader == CHAIN else None
    if preset and preset.reader == CHAIN and not deeds and not is_list(source, profile):
        try:
            given.copies += [Copy(copy, "", None, source.shown) for copy in layouts.read(source)]
        except LogError as error:
            return [error.problem]
        return []
    if deeds:
        given.deeds.append(deeds)
        return []
    if not (preset and preset.reader != CHAIN) and is_orders(header_cells(source)):
        return [Problem("E626", Place(source.shown))]
    preset = preset if preset and preset.reader != CHAIN else None
    found = read_list(source, preset, profile, privacy, answers)
    if not isinstance(found, Listed):
        return found if preset else told(source, found)
    given.lists.append(found)
    return []


def with_chains(records: Iterator[Record], log: Log, given: Given) -> Iterator[Record]:
    """The records; the 接龙 among them are put aside with their day."""
    for record in records:
        if isinstance(record, Message) and record.chain:
            at = record.at.astimezone(given.sums.zone) if record.at.tzinfo else record.at
            day = at.date()
            if day <= given.sums.today:
                given.copies.append(Copy(record.chain, record.chat, day, log.sources[0].shown))
        yield record


def shown(records: Iterator[Record], meter: Meter, progress: Callable[[Step], None]) -> Iterator[Record]:
    """The records of a log; tells every so often how far it is."""
    for count, record in enumerate(records):
        if not count % TOLD:
            progress(meter.step())
        meter.messages += isinstance(record, Message)
        yield record


def there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PlaybookError([Problem("E603", Place(str(path)), {"reason": error.strerror or ""})]) from error


def save(folder: Path, files: Mapping[str, bytes | Table]) -> None:
    """All files, each whole; what was there stands in `before-take` first. Raises PlaybookError E617."""
    before = folder / BEFORE
    try:
        shutil.rmtree(before, ignore_errors=True)
        before.mkdir()
        for name in files:
            if (folder / name).exists():
                write_whole(before / name, pieces(folder / name))
            else:
                write_whole(before / f"{name}{NEW}", b"")
        for name, content in files.items():
            write_whole(folder / name, content.content() if isinstance(content, Table) else content)
    except OSError as error:
        facts = {"reason": error.strerror or ""}
        raise PlaybookError([Problem("E617", Place(str(folder)), facts)], ENVIRONMENT) from error


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while data := stream.read(PIECE):
            yield data


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
