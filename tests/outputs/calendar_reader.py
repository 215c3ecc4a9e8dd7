"""Reads calendars back with a parser that shares nothing with the writer, as a phone would import them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import vobject

from community_playbook.community.community import Community
from community_playbook.intake.library import load_library
from community_playbook.intake.previous_calendar import read_calendar
from community_playbook.intake.private_cells import OF_THIS_RUN
from community_playbook.outputs.calendar.files import calendar_files
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.words import words

ALL, OWNER, HELPER = "calendar.ics", "calendar-owner.ics", "calendar-assistant.ics"
LIBRARY = load_library()


@dataclass(frozen=True)
class Read:
    uid: str
    sequence: int
    title: str
    text: str
    place: str
    categories: tuple[str, ...]
    busy: bool
    whole_day: bool
    minutes: int
    notice: int
    times: tuple[date, ...]
    """Every occurrence."""
    cancelled: bool = False

    @property
    def key(self) -> str:
        return self.uid.partition("@")[0]


def read(data: bytes) -> list[Read]:
    zones = vars(vobject.icalendar)["__tzidMap"]
    for known in [name for name in zones if name != "UTC"]:  # the zones of this file, not of one read before
        del zones[known]
    calendar = vobject.readOne(data.decode("utf-8"))
    return [read_event(event) for event in calendar.contents.get("vevent", [])]


def read_event(event) -> Read:
    def value(name: str) -> str:
        return getattr(event, name).value if name in event.contents else ""

    start, end = event.dtstart.value, event.dtend.value
    whole = not isinstance(start, datetime)
    times = tuple(event.rruleset) if "rrule" in event.contents else (start,)
    alarms = event.contents.get("valarm", [])
    assert len(alarms) <= 1
    length = end - start if whole else end.astimezone(UTC) - start.astimezone(UTC)
    return Read(
        uid=event.uid.value, sequence=int(event.sequence.value), title=event.summary.value,
        text=value("description"), place=value("location"), categories=tuple(event.categories.value),
        busy=event.transp.value == "OPAQUE", whole_day=whole, minutes=int(length.total_seconds()) // 60,
        notice=int(-alarms[0].trigger.value.total_seconds()) // 60 if alarms else 0, times=times,
        cancelled=value("status") == "CANCELLED",
    )  # fmt: skip


def frame_of(community: Community, today: date, language: str = "zh") -> Frame:
    return Frame(make_plan(community, LIBRARY, today), community, LIBRARY, words(language))


def files_of(frame: Frame, last: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """`last`: the files of the edition before."""
    known = {name: read_calendar(data.decode("utf-8"), OF_THIS_RUN) for name, data in (last or {}).items()}
    return dict(calendar_files(frame, known))


def imported(*editions: bytes) -> dict[str, Read]:
    """What a phone holds that imports one file after another: an event of a known UID is replaced by a newer
    one, and nothing is ever removed."""
    held: dict[str, Read] = {}
    for edition in editions:
        for event in read(edition):
            if event.uid not in held or held[event.uid].sequence <= event.sequence:
                held[event.uid] = event
    return held


def clock(moment: date) -> str:
    assert isinstance(moment, datetime)
    return f"{moment:%H:%M}"


def monday_of(moment: date) -> date:
    day = moment.date() if isinstance(moment, datetime) else moment
    return day - timedelta(days=day.weekday())
