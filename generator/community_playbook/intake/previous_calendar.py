"""What stood in the calendars of the last edition? Read so that the next one can number what it changes.

A file that we did not write, or that somebody changed beyond reading, counts as none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from ..community.last_calendar import LastCalendar, LastEvent
from .private_cells import Privacy

MAX_BYTES = 16 * 2**20
NUMBERING = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
"""Properties that count editions and say nothing of the event."""
CANCELLED = "STATUS:CANCELLED"
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT")
"""What is read by people; all else are days, ids and our own names."""
DAY = timedelta(days=1)


def load_last_calendars(out: Path, names: Sequence[str], privacy: Privacy) -> dict[str, LastCalendar]:
    """The calendars `names` of an output folder; without those that are not there. A contact in an event that
    is older than the look for them is told to no phone once more."""
    found: dict[str, LastCalendar] = {}
    for name in names:
        path = out / name
        try:
            if path.stat().st_size <= MAX_BYTES:
                found[name] = read_calendar(path.read_bytes().decode("utf-8"), privacy)
        except (OSError, ValueError):
            continue
    return found


def read_calendar(text: str, privacy: Privacy) -> LastCalendar:
    """Every event of a calendar that has all that we write. Raises nothing: what is odd is left out."""
    return {event.uid: event for lines in event_lines(text) if (event := read_event(lines, privacy))}


def event_lines(text: str) -> Iterator[tuple[str, ...]]:
    """The unfolded lines of each VEVENT, its first and last one included."""
    inside: list[str] | None = None
    for line in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if line == "BEGIN:VEVENT":
            inside = []
        if inside is not None:
            inside.append(line)
        if line == "END:VEVENT" and inside:
            yield tuple(inside)
            inside = None


def read_event(lines: tuple[str, ...], privacy: Privacy) -> LastEvent | None:
    named = {name(line): line.partition(":")[2] for line in reversed(lines)}  # the first of a name prevails
    try:
        return LastEvent(
            uid=named["UID"],
            sequence=int(named["SEQUENCE"]),
            changed=day_of(named["LAST-MODIFIED"]),
            ends=last_day(named, whole="DTEND;VALUE=DATE:" in "\n".join(lines)),
            cancelled=CANCELLED in lines,
            lines=tuple(
                privacy.words(line) if name(line) in TEXTS else line for line in without_numbering(lines)
            ),
        )
    except (KeyError, ValueError):
        return None


def without_numbering(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if name(line) not in NUMBERING)


def name(line: str) -> str:
    return line.partition(":")[0].partition(";")[0]


def last_day(named: Mapping[str, str], whole: bool) -> date:
    """Of a series its UNTIL; of a whole day the one before its DTEND, which is the first moment after it."""
    rule = dict(part.partition("=")[::2] for part in named.get("RRULE", "").split(";"))
    if "UNTIL" in rule:
        return day_of(rule["UNTIL"])
    return day_of(named["DTEND"]) - (DAY if whole else timedelta(0))


def day_of(value: str) -> date:
    return datetime.strptime(value[:8], "%Y%m%d").date()
