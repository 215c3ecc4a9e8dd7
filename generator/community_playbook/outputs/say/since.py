"""Since last week: what is different, the fact behind it, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...community.editions import Edition
from ...plan.changes import Changes, Figure, Moved, compare
from ...plan.editions import make_edition
from .frame import Frame

ICONS = {"started": "i-plus", "changed": "i-half", "ended": "i-no", "planned": "i-next", "dropped": "i-no",
         "later": "i-later", "sooner": "i-up"}  # fmt: skip
NAMED = 3
"""So many people by name; the others are counted."""
SHOWN = 4
"""Lines on home."""


@dataclass(frozen=True, slots=True)
class SinceLine:
    """`was` and `now` may be empty; `why`: the fact behind it; `url`: where more of it stands."""

    icon: str
    what: str
    was: str
    now: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class SinceView:
    title: str
    say: str
    """What was planned counts as done; how to say that it was not."""
    lines: list[SinceLine]
    more: str
    """What else there is, in one sentence; "" where all is shown."""


def last_edition(frame: Frame, until: date = date.max) -> Edition | None:
    """The newest edition of an earlier week, of one that had begun on a day."""
    monday = frame.plan.agenda.monday
    known = [e for e in frame.community.editions if e.monday < monday and e.monday <= until]
    return max(known, key=lambda e: e.monday, default=None)


def changes_since(frame: Frame, before: Edition) -> Changes:
    return compare(before, make_edition(frame.plan, frame.community))


def since_view(frame: Frame, most: int = SHOWN) -> SinceView | None:
    """None in the first week: there is nothing to compare with."""
    before = last_edition(frame)
    return None if before is None else view_of(frame, changes_since(frame, before), most)


def view_of(frame: Frame, found: Changes, most: int) -> SinceView:
    words, lines = frame.words, since_lines(frame, found)
    key = "none" if not lines else "one" if len(lines) == 1 else "some"
    left = len(lines) - most
    return SinceView(
        title=words(f"since.title.{key}", n=frame.count(len(lines)), day=frame.day(found.monday)),
        say=words("since.done"),
        lines=lines[:most],
        more=words("since.more", n=left) if left > 0 else "",
    )


def since_lines(frame: Frame, found: Changes) -> list[SinceLine]:
    lines = [moved_line(frame, moved) for moved in found.moved]
    lines += [figure_line(frame, figure) for figure in found.figures]
    lines += people_lines(frame, found)
    return lines


def moved_line(frame: Frame, moved: Moved) -> SinceLine:
    words, entry = frame.words, frame.entries[moved.entry]
    was = frame.day(moved.was) if moved.was and moved.kind in ("later", "sooner", "dropped") else ""
    now = frame.day(moved.now) if moved.now and moved.kind in ("later", "sooner", "planned") else ""
    why = words(f"since.cause.{moved.cause}") if moved.cause else words(f"since.why.{moved.kind}")
    return SinceLine(
        icon=ICONS[moved.kind],
        what=words(f"since.moved.{moved.kind}", what=frame.title(entry), n=entry.number),
        was=was, now=now, why=why, url=frame.page(entry),
    )  # fmt: skip


def figure_line(frame: Frame, figure: Figure) -> SinceLine:
    unit = frame.words.get("since.figures")[figure.name]
    return SinceLine(
        icon="i-up" if figure.now > figure.was else "i-half",
        what=str(unit["what"]),
        was=shown(frame, figure.was, unit), now=shown(frame, figure.now, unit),
        why=str(unit["why"]), url="",
    )  # fmt: skip


def shown(frame: Frame, value: float, unit: dict[str, str]) -> str:
    number = f"{round(100 * value)}%" if unit.get("percent") else frame.number(round(value, 1))
    return str(unit["value"]).format(n=number)


def people_lines(frame: Frame, found: Changes) -> list[SinceLine]:
    words, lines = frame.words, []
    lists = (
        ("joined", "i-plus", found.joined, ""),
        ("left", "i-half", found.left, ""),
        ("vanished", "i-half", found.vanished, ""),
        ("offline", "i-no", found.offline, ""),
        ("withdrawn", "i-no", found.withdrawn, ""),
        ("badges", "i-plus", tuple(dict.fromkeys(m for _, m in found.badges)), "badges.html"),
    )
    for key, icon, people, url in lists:
        if people:
            names = named(frame, people)
            lines.append(SinceLine(
                icon=icon, what=words(f"since.people.{key}.what", n=len(people)), was="", now="",
                why=words(f"since.people.{key}.why", names=names), url=url,
            ))  # fmt: skip
    if found.board_of:
        key = "new" if found.board else "same"
        names = named(frame, found.board)
        lines.append(SinceLine(
            icon="i-up", what=words("since.people.board.what"), was="", now="",
            why=words(f"since.people.board.{key}", names=names), url="boards.html",
        ))  # fmt: skip
    return lines


def named(frame: Frame, people: tuple[str, ...]) -> str:
    """The first few by name; whose row is gone is known by id alone."""
    shown_names = [frame.name(member) for member in people[:NAMED]]
    listed = frame.listed(shown_names)
    rest = len(people) - NAMED
    return frame.words("since.and_more", names=listed, n=rest) if rest > 0 else listed
