"""The tables on the duty sheets: names where the plan knows them, empty rows for the hand where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ...community.profile import Meetup
from ...plan.agenda import Step
from ...plan.arrivals import Arrival
from ...plan.clock import clock_minutes
from ...plan.game.periods import SETTLED_DAYS
from ...plan.roster import Person
from ..say.agenda import change_said
from ..say.frame import Frame
from ..say.game.winners import by_member
from ..say.people.desk import gap_lines
from ..say.people.moves import group_name
from ..say.people.outreach import letter_lines
from ..say.people.second import came_on
from ..say.text import strip
from .ink import Ink
from .paper import Box, Cell, Described, Part, TableData

BOX: Final = "box"
MOST_ROWS, BLANK_ROWS = 120, 6
MOST_EXPECTED = 12
"""Empty rows for newcomers whose names are not known yet."""
ARRIVALS = ("", "introduce-newcomers", "red-packet-first", "self-intro", "")
"""The tactic of each column of the arrivals: it stands there where that one runs."""
MOST_SECOND = 15
"""Of an evening before; more than these nobody asks for one by one."""
MOST_MOVES = 10
"""As many as one page holds; for more it is printed twice."""
PAUSE = 5
"""Minutes between two parts of one sitting, at most."""
LOW, HIGH = 7.0, 9.0
"""Heights of a row in mm: with a printed name, and to write in."""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[tuple[str, float], ...]
    """Heading and share of the width; 0 = as wide as its heading."""
    rows: tuple[tuple[Cell, ...], ...]
    height: float = LOW

    def data(self) -> TableData:
        return {
            "cols": [{"label": label, "width": width} for label, width in self.columns],
            "rows": [list(row) for row in self.rows],
            "height": self.height,
        }


def make_table(frame: Frame, ink: Ink, name: str, meetup: Meetup | None = None) -> Table | None:
    """None for a sheet without one. Raises KeyError for a table that there is none of."""
    if not name or name.startswith("week-"):
        return None
    if name == "seats":
        return seats(frame, ink, meetup)
    return TABLES[name](frame, ink)


def columns(frame: Frame, name: str, widths: Sequence[float]) -> tuple[tuple[str, float], ...]:
    packet = frame.spoken["w_packet"]
    window = frame.words(f"print.replies.{'slow' if frame.platform.slow else 'fast'}")
    labels = [str(label).format(packet=packet[:1].upper() + packet[1:], window=window)
              for label in frame.words.get(f"print.tables.{name}")]  # fmt: skip
    return tuple(zip(labels, widths, strict=True))


def blank(width: int, boxes: Sequence[int], count: int) -> list[tuple[Cell, ...]]:
    return [tuple(BOX if i in boxes else None for i in range(width)) for _ in range(count)]


def described(frame: Frame, ink: Ink, person: Person) -> Described:
    about = " · ".join(part for part in (frame.city(person.city), person.industry) if part)
    return person_of(ink, frame.name(person.id), about)


def arrivals(frame: Frame, ink: Ink) -> Table:
    """Who waits for the next evening, then empty rows up to the number that is expected."""
    found = frame.plan.facts.arrivals
    kept = [n for n, of in enumerate(ARRIVALS) if not of or frame.plan.agenda.runs(of)]
    rows: list[tuple[Cell, ...]] = [
        (
            described(frame, ink, arrival.newcomer),
            named(frame, ink, arrival),
            BOX,
            BOX,
            None,
        )
        for arrival in found
    ]
    expected = min(int(frame.facts.newcomers.newcomers_evening), MOST_EXPECTED)
    rows += blank(5, (2, 3), max(expected - len(rows), 2 if rows else expected))
    heads = columns(frame, "arrivals", (2.5, 3.5, 0, 0, 1.7))
    return Table(tuple(heads[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows))


def named(frame: Frame, ink: Ink, arrival: Arrival) -> Described:
    """Whom to mention, and below it why; one reason for both is said once."""
    why = dict.fromkeys(frame.introductions.why(one) for one in arrival.shared)
    names = frame.words("print.names_join").join(frame.name(match.id) for match in arrival.matches)
    return {"main": ink.text(names), "small": ink.text(frame.words("print.reasons_join").join(why))}


def second(frame: Frame, ink: Ink) -> Table:
    """For each coming evening those of the evening before, with whom else to ask."""
    said = frame.introductions
    rows: list[tuple[Cell, ...]] = [
        (
            person_of(ink, frame.name(one.newcomer.id), came),
            person_of(ink, frame.name(one.matches[0].id), said.why(one.shared[0]))
            if one.matches
            else ink.text(frame.words("print.second_alone")),
            BOX,
            BOX,
        )
        for batch in frame.plan.facts.newcomers.batches
        if batch.second
        for came in [
            frame.words(
                "print.second_came", day=came_on(frame, batch), evening=frame.weekday(batch.day, "full")
            )
        ]
        for one in batch.second.arrivals[:MOST_SECOND]
    ]
    return Table(columns(frame, "second", (2.4, 3.4, 0, 0)), tuple(rows))


def person_of(ink: Ink, name: str, about: str) -> Described:
    return {"main": ink.text(name, bold=True), "small": ink.text(about)}


def packets(frame: Frame, ink: Ink) -> Table:
    name = "packets" if frame.facts.native.has_packets else "credits"
    return Table(columns(frame, name, (1.2, 2.4, 1.2, 1.2, 0)), tuple(blank(5, (4,), BLANK_ROWS)), HIGH)


def chain(frame: Frame, ink: Ink) -> Table:
    return Table(columns(frame, "chain", (1.6, 1, 2.4)), tuple(blank(3, (), BLANK_ROWS)), HIGH)


def moves(frame: Frame, ink: Ink) -> Table:
    """Who moves this week, squad by squad; empty rows where nobody is listed."""
    found = frame.plan.people.rotation
    rows: list[tuple[Cell, ...]] = []
    if found and found.wave and found.running:
        for move in found.wave.moves[:MOST_ROWS]:
            start, to = group_name(frame, found, move.start), group_name(frame, found, move.to)
            name = ink.text(frame.name(move.member), bold=True)
            rows.append((name, ink.text(start), ink.text(to), BOX, BOX))
    count = min(max(int(frame.facts.rotation.rotation_week), BLANK_ROWS), MOST_MOVES)
    rows = rows or blank(5, (3, 4), count)
    return Table(columns(frame, "moves", (2.2, 1.4, 1.4, 0, 0)), tuple(rows), LOW)


def groups(frame: Frame, ink: Ink) -> Table:
    """Each group by its name; one row where there is only one."""
    known = [group.name or group.id for group in frame.community.profile.groups]
    names = known or sorted({g for m in frame.community.members for g in frame.community.groups_of(m)})
    names = names[:MOST_ROWS] or [frame.community.profile.community.name]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (ink.text(name, bold=True), BOX, BOX, BOX, BOX, None) for name in names
    )
    return Table(columns(frame, "groups", (2, 0, 0, 0, 0, 3)), rows, LOW)


def seats(frame: Frame, ink: Ink, meetup: Meetup | None) -> Table:
    going = meetup.going if meetup else []
    total = meetup.seats if meetup else int(frame.facts.meeting.table_size)
    rows: list[tuple[Cell, ...]] = [
        (described(frame, ink, as_person(frame, member)), BOX, BOX, None) for member in going[:total]
    ]
    rows += blank(4, (1, 2), max(total - len(rows), 0))
    return Table(columns(frame, "seats", (3, 0, 0, 3)), tuple(rows), LOW)


def as_person(frame: Frame, member: str) -> Person:
    found = frame.people.get(member)
    return (
        Person(member, member) if found is None else Person(member, found.shown, found.city, found.industry)
    )


def outreach(frame: Frame, ink: Ink) -> Table:
    """The letters of the week, as the desk has them; what it cannot name is for the hand."""
    count = min(int(frame.facts.rewards.messages_week), 20)
    rows: list[tuple[Cell, ...]] = [
        (
            described(frame, ink, as_person(frame, one.member)), ink.text(one.facts), ink.text(one.title),
            BOX, BOX,
        )
        for one in letter_lines(frame)[:count]
    ]  # fmt: skip
    rows += blank(5, (3, 4), max(count - len(rows), 0))
    return Table(columns(frame, "outreach", (2.6, 1.8, 2.6, 0, 0)), tuple(rows), 8)


def briefs(frame: Frame, ink: Ink) -> Table:
    """Topics on trades of which little was written, with whom to ask; the rest is for the hand."""
    count = min(max(int(float(frame.facts.rewards.articles_week) + 0.99), 3), 12)
    gaps = gap_lines(frame, frame.plan.people.desk.gaps)[:count]
    rows: list[tuple[Cell, ...]] = [
        (ink.text(gap.title, bold=True), ink.text(gap.writer), None, BOX, BOX) for gap in gaps
    ]
    rows += blank(5, (3, 4), count - len(rows))
    return Table(columns(frame, "briefs", (3, 1.6, 1.2, 0, 0)), tuple(rows), HIGH)


def payouts(frame: Frame, ink: Ink) -> Table:
    """What is due now by the incentives; empty rows where nothing is, or more comes."""
    today = frame.plan.game.today
    rows: list[tuple[Cell, ...]] = []
    for state in frame.plan.game.offers:
        offer = state.offer
        if (today - state.period.end).days > SETTLED_DAYS:
            continue
        wins = by_member(state.due) if offer.condition == "each" else state.due
        for win in wins:
            last = win.day + timedelta(days=offer.claim_days) if offer.claim_days else None
            rows.append((
                ink.text(frame.name(win.member), bold=True),
                ink.text(offer.name),
                ink.text(frame.money(win.amount) if offer.amount else ""),
                ink.text(frame.day(last) if last else ""),
                BOX,
            ))  # fmt: skip
    rows = rows[:MOST_ROWS]
    rows += blank(5, (4,), 3 if rows else BLANK_ROWS)
    return Table(columns(frame, "payouts", (2, 2.4, 1.2, 1.2, 0)), tuple(rows), LOW)


TABLES: Mapping[str, Callable[[Frame, Ink], Table]] = {
    "arrivals": arrivals, "packets": packets, "chain": chain, "moves": moves, "groups": groups,
    "outreach": outreach, "second": second, "briefs": briefs, "payouts": payouts,
}  # fmt: skip


def sittings(steps: Sequence[Step]) -> list[list[Step]]:
    """What is done in one go has one box: parts of a job that follow each other."""
    found: list[list[Step]] = []
    for step in steps:
        last = next((one for one in found if one[-1].beat and one[-1].job == step.job), [])
        same = last and (last[-1].entry, last[-1].who) == (step.entry, step.who)
        if same and clock_minutes(step.start) - clock_minutes(last[-1].end) <= PAUSE:
            last.append(step)
        else:
            found.append([step])
    return found


def sitting_note(frame: Frame, sitting: Sequence[Step]) -> str:
    """Its minutes, what it belongs to, what is to be changed, and its other clocks."""
    minutes = sum(step.minutes for step in sitting)
    changes = [one for one in (change_said(frame, step) for step in sitting) if one]
    return " · ".join(
        [
            frame.minutes(minutes),
            frame.title(frame.entries[sitting[0].entry]),
            *(f"{one.label}{strip(one.text)}" for one in changes),
            *(f"{frame.clock(step.start)} {frame.task_text(step)}" for step in sitting[1:]),
        ]
    )


def week_parts(frame: Frame, ink: Ink, who: str) -> list[Part]:
    """The steps of one person by day, as parts of a sheet; none for a sheet that is nobody's week."""
    parts: list[Part] = []
    for number in range(7):
        day = frame.plan.agenda.monday + timedelta(days=number)
        items: list[Box] = [
            {
                "at": frame.clock(sitting[0].start),
                "text": ink.text(frame.task_text(sitting[0])),
                "note": ink.text(sitting_note(frame, sitting)),
            }
            for sitting in sittings([step for step in frame.plan.agenda.on(day) if step.who == who])
        ]
        if items:
            head = ink.text(f"{frame.weekday(day, 'full')} · {frame.day(day)}")
            parts.append({"head": head, "items": items, "table": False})
    return parts
