"""Lines of a command into the journal beside a profile, or the last ones out of it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import sleep

from .community.calendar import BigDate
from .community.journal import Journal, Line
from .contacts import NOTHING
from .intake.journal import NAME, read_journal
from .intake.journal_file import ENVIRONMENT, appended, load_source, quoted, save, without_last, written
from .intake.journal_names import Names, names_of
from .intake.library import load_library
from .problems import Place, PlaybookError, Problem, sorted_problems
from .publish.lock import locked

Placed = tuple[Line, Place]
TRIES, PAUSE = 30, 0.1
"""How often, and after how many seconds each, a journal is tried that another command holds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the journal: each line as it stands in the file."""

    file: Path
    added: tuple[str, ...] = ()
    known: tuple[str, ...] = field(default=())
    gone: tuple[str, ...] = ()


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """No other command writes into the journal meanwhile. Raises PlaybookError where one does for long, or
    where nothing can be written here."""
    with ExitStack() as held:
        for tries_left in reversed(range(TRIES)):
            try:
                held.enter_context(locked(file))
                break
            except PlaybookError:
                if not tries_left:
                    raise
                sleep(PAUSE)
            except OSError as error:
                facts = {"reason": error.strerror or ""}
                raise PlaybookError([Problem("E520", Place(str(file)), facts)], ENVIRONMENT) from error
        yield


def keep(folder: Path, wanted: Sequence[Placed], today: date, allowed: frozenset[str] = NOTHING,
         dates: Sequence[BigDate] = ()) -> Kept:  # fmt: skip
    """Write the lines that do not stand there yet: all of them, or none. `allowed`: contacts that everybody
    may read; `dates`: what else a line may be about. Raises PlaybookError."""
    file = folder / NAME
    with alone(file):
        new, known = add(file, wanted, today, allowed, dates)
    return Kept(file, tuple(map(written, new)), tuple(map(written, known)))


def add(
    file: Path, wanted: Sequence[Placed], today: date, allowed: frozenset[str], dates: Sequence[BigDate]
) -> tuple[list[Line], list[Line]]:
    """(what was written, what stood there). What is saved was read back first."""
    names, source = names_of(load_library(), dates), load_source(file.parent)
    journal = sound(source, file, names, today, allowed)
    new, known = split(journal, wanted)
    if new:
        content = appended(source, new)
        after, problems = read_journal(content, str(file), names, today, allowed)
        if any(p.is_error for p in problems) or after != Journal.of([*journal.lines, *new]):
            lines = "; ".join(f"- {written(line)}" for line in new)
            raise PlaybookError([Problem("E521", Place(str(file)), {"lines": lines})])
        save(file.parent, content)
    return new, known


def split(journal: Journal, wanted: Sequence[Placed]) -> tuple[list[Line], list[Line]]:
    """(what is new, what stands there). Raises PlaybookError where the same was counted otherwise."""
    counted = {(x.what, x.day): x for x in journal.lines if x.kind == "tally"}
    stands, new, known, problems = set(journal.lines), list[Line](), list[Line](), list[Problem]()
    for line, place in wanted:
        other = counted.get((line.what, line.day)) if line.kind == "tally" else None
        if line in stands:
            known.append(line)
        elif other:
            found = f"{other.count}" if other.of is None else f"{other.count} / {other.of}"
            facts = {"field": "tally", "what": line.what, "day": line.day.isoformat(), "found": found}
            problems.append(Problem("E522", place, facts))
        else:
            new.append(line)
            stands.add(line)
            if line.kind == "tally":
                counted[line.what, line.day] = line
    if problems:
        raise PlaybookError(sorted_problems(problems))
    return new, known


def take_back(folder: Path, today: date, dates: Sequence[BigDate] = ()) -> Kept:
    """Without the last line that a command wrote (or all lines of one table). Raises PlaybookError."""
    file, names = folder / NAME, names_of(load_library(), dates)
    with alone(file):
        source = load_source(folder)
        sound(source, file, names, today)
        content, gone = without_last(source)
        if not gone:
            raise PlaybookError([Problem("E523", Place(str(file)))])
        sound(content, file, names, today)
        save(folder, content)
    return Kept(file, gone=tuple(text.removeprefix("- ") for text in gone))


def sound(source: bytes, file: Path, names: Names, today: date, allowed: frozenset[str] = NOTHING) -> Journal:
    """A journal with a fault is not written into: it may not say what it seems to say."""
    journal, problems = read_journal(source, str(file), names, today, allowed)
    if any(p.is_error for p in problems):
        raise PlaybookError(sorted_problems(problems))
    return journal


def line_of(
    event: str,
    what: str,
    day: date,
    today: date,
    *,
    job: str = "",
    note: str = "",
    count: str = "",
    of: str = "",
    allowed: frozenset[str] = NOTHING,
    dates: Sequence[BigDate] = (),
) -> Placed:
    """A line from the words of a command, judged as if it stood in the file. Raises PlaybookError."""
    parts = [f"date: {day.isoformat()}"]
    parts += [f"{event}: {quoted(what)}"] if event != "note" else []
    given = (("job", job), ("note", note), ("count", count), ("of", of))
    parts += [f"{key}: {quoted(text)}" for key, text in given if text]
    place = Place("playbook done" if event != "tally" else "playbook tally")
    names, text = names_of(load_library(), dates), f"- {{{', '.join(parts)}}}"
    journal, problems = read_journal(text, place.file, names, today, allowed)
    if problems:
        told = [Problem("E518" if p.code == "W507" else p.code, place, bare(p, day, today)) for p in problems]
        raise PlaybookError(sorted_problems(told))
    return journal.lines[0], place


def bare(problem: Problem, day: date, today: date) -> dict[str, str]:
    """A command has no entries to count: `[1].done` is `done` there."""
    facts = dict(problem.facts) | {"found": problem.facts.get("found", day.isoformat())}
    facts["field"] = problem.facts.get("field", "").partition(".")[2] or "playbook"
    return facts | ({"today": today.isoformat()} if problem.code == "W507" else {})
