"""Which number does an event carry, and what is told of one that is no longer planned?

SEQUENCE counts the changes of an event: it rises where the event says something else than in the last
edition, and stays where it says the same. What was still to come and is gone is written once more as
cancelled, in the editions of that day, so that a phone takes it off; then it vanishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time

from icalendar import Event as Entry
from icalendar import vText

from ...community.last_calendar import LastCalendar, LastEvent

EPOCH = date(2020, 1, 1)
CHANGES_A_DAY = 100
"""A new event starts at so many a day since `EPOCH`. One that vanished and comes again, or whose last edition
was lost, is then still newer than what a phone holds of it."""
NUMBERING = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


def numbered(made: Entry, uid: str, known: LastCalendar, today: date) -> Entry:
    """The event with its number and the day of its last change."""
    last = known.get(uid)
    if last is None:
        return stamped(made, (today - EPOCH).days * CHANGES_A_DAY, today)
    if last.lines == content(made):
        return stamped(made, last.sequence, last.changed)
    return stamped(made, last.sequence + 1, today)


def content(made: Entry) -> tuple[str, ...]:
    """The unfolded lines of an event that has no number yet."""
    text = made.to_ical().decode("utf-8")
    return tuple(text.replace("\r\n ", "").rstrip("\r\n").split("\r\n"))


def stamped(made: Entry, sequence: int, changed: date) -> Entry:
    moment = datetime.combine(changed, time(), UTC)
    for name in NUMBERING:
        made.pop(name, None)
    made.add("SEQUENCE", sequence)
    made.add("DTSTAMP", moment)
    made.add("LAST-MODIFIED", moment)
    return made


def cancelled(
    known: LastCalendar, planned: Iterable[str], first: date, today: date, title: Callable[[str], str]
) -> Iterator[Entry]:
    """What the last edition held from `first` on and this one no longer plans; `planned`: UIDs of this one.

    `title` makes the title of what is cancelled: many phones show nothing of a status.
    """
    still = frozenset(planned)
    for last in sorted(known.values(), key=lambda event: event.uid):
        if last.uid in still or (last.cancelled and last.changed != today):
            continue
        if not last.cancelled and last.ends < max(first, today):
            continue  # it has happened
        made = parsed(last)
        if made is None:
            continue
        if last.cancelled:
            yield stamped(made, last.sequence, last.changed)
        else:
            yield stamped(crossed_out(made, title), last.sequence + 1, today)


def parsed(last: LastEvent) -> Entry | None:
    """None where somebody wrote into the file what no calendar can say."""
    try:
        made = Entry.from_ical("\r\n".join(last.lines) + "\r\n")
        sound = isinstance(made, Entry) and all(is_moment(made, name) for name in ("DTSTART", "DTEND"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return made if sound and isinstance(made, Entry) and not made.errors else None


def is_moment(made: Entry, name: str) -> bool:
    """Written as we write it: a day, or a time in a zone that is named."""
    known: Mapping[str, str] = made[name].params
    whole = dict(known) == {"VALUE": "DATE"}
    return isinstance(made.decoded(name), date) and (whole or set(known) == {"TZID"})


def crossed_out(made: Entry, title: Callable[[str], str]) -> Entry:
    """Takes no time, calls nobody, and says so."""
    summary = str(made.get("SUMMARY", ""))
    for name in ("SUMMARY", "STATUS", "TRANSP"):
        made.pop(name, None)
    made.subcomponents.clear()
    made["SUMMARY"] = vText(title(summary))
    made.add("STATUS", "CANCELLED")
    made.add("TRANSP", "TRANSPARENT")
    return made


def zones_of(made: Iterable[Entry]) -> set[str]:
    """Names of the zones in which the events stand."""
    found = set()
    for event in made:
        for name in ("DTSTART", "DTEND"):
            parameters: Mapping[str, str] = getattr(event.get(name), "params", {})
            found.add(parameters.get("TZID", ""))
    return found - {""}
