"""The week as tables: tasks, messages, the nine tactics, the next newcomer, what was odd in the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ...plan.agenda import step_id
from ...problems import Problem
from ..say.address import page_address
from ..say.bubble import Bubble
from ..say.frame import Frame
from ..say.game.badges import messages as badge_messages
from ..say.game.nav import game_pages
from ..say.game.posting import message as board_message
from ..say.game.posting import platform_message
from ..say.hands import who_name
from ..say.reasons import reason
from ..say.tactics import message_view, said_of
from ..shelf import NO_NEWS, News
from .table import Cell, Kind, Sheet
from .words import called, city_of, make_sheet


def week_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            slot.day, frame.weekday(slot.day), slot.start, who_name(frame, slot.who), slot.task.minutes,
            frame.task_text(slot.task), frame.title(frame.entries[slot.task.entry]), step_id(slot),
        )
        for slot in frame.plan.week.slots
    ]  # fmt: skip
    return make_sheet(
        frame, "week",
        [("day", "date"), ("weekday", "text"), ("start", "text"), ("who", "text"), ("minutes", "number"),
         ("what", "long"), ("entry", "text"), ("step", "typed")],
        rows,
    )  # fmt: skip


def messages_sheet(frame: Frame) -> Sheet:
    """The messages of whatever stands in the week, in its order, then what the game has to tell."""
    rows: list[tuple[Cell, ...]] = []
    for key in dict.fromkeys(slot.task.entry for slot in frame.plan.week.slots):
        entry = frame.entries[key]
        views = [message_view(frame, entry, item) for item in said_of(frame, entry)]
        rows += [message_row(frame, frame.title(entry), view) for view in views]
    pages, main = game_pages(frame), frame.plan.game.main
    title = frame.words("boards.title")
    if "boards" in pages and frame.community.profile.points.mode == "platform":
        rows.append(message_row(frame, title, platform_message(frame)))
    elif "boards" in pages and main:
        rows.append(message_row(frame, title, board_message(frame, main)))
    if "badges" in pages:
        title = frame.words("badges.title")
        rows += [message_row(frame, title, view) for view in badge_messages(frame)]
    return make_sheet(
        frame, "messages",
        [("entry", "text"), ("message", "text"), ("at", "text"), ("who", "text"), ("text", "long")],
        rows,
    )  # fmt: skip


def message_row(frame: Frame, title: str, said: Bubble) -> tuple[Cell, ...]:
    return title, said.label, said.at, who_name(frame, said.who), "\n".join(said.lines)


def tactics_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            choice.number, frame.title(frame.entries[choice.id]), frame.words(f"states.{choice.state}"),
            choice.minutes, choice.setup_minutes, Decimal(str(choice.cost_per_month)), choice.starts,
            reason(frame, choice),
        )
        for choice in frame.plan.choices
    ]  # fmt: skip
    return make_sheet(
        frame, "tactics",
        [("number", "number"), ("tactic", "text"), ("state", "text"), ("minutes_a_week", "number"),
         ("setup", "number"), ("cost_a_month", "money"), ("starts", "date"), ("reason", "long")],
        rows,
    )  # fmt: skip


def newcomer_sheet(frame: Frame) -> Sheet:
    """Who waits for the next evening, and whom to mention beside."""
    join = frame.words("print.names_join")
    rows = [
        (
            called(frame, person.id), person.id, city_of(frame, person.id), person.industry, person.offer,
            join.join(called(frame, match.id) for match in arrival.matches),
        )
        for arrival in frame.plan.facts.arrivals for person in (arrival.newcomer,)
    ]  # fmt: skip
    return make_sheet(
        frame, "newcomer",
        [("name", "text"), ("id", "typed"), ("city", "text"), ("industry", "text"), ("offer", "text"),
         ("introduce", "text")],
        rows,
    )  # fmt: skip


def links_sheet(frame: Frame, links: Mapping[str, str], news: Mapping[str, News]) -> Sheet:
    """The private page of each member who has one, with the message that sends it; first those on whose page
    a picture is new, with the words to post it with."""
    rows = []
    for member, path in links.items():
        link, name = page_address(frame, path), called(frame, member)
        new = news.get(member, NO_NEWS)
        send = frame.words("sheets.links.message", name=name, link=link)
        rows.append((name, member, link, new.picture, new.caption, send, ""))
    rows.sort(key=lambda row: not row[3])
    return make_sheet(
        frame, "links",
        [("name", "text"), ("id", "typed"), ("link", "text"), ("new_picture", "text"), ("caption", "long"),
         ("send", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def repair_sheet(frame: Frame) -> Sheet:
    """Each word of the tables that met nothing, once: how often, and what may be meant. The table to fill in
    is another one: `repair.py`."""
    columns: list[tuple[str, Kind]] = [
        ("file", "text"), ("column", "text"), ("word", "typed"), ("cells", "number"), ("near", "text"),
    ]  # fmt: skip
    rows = [
        (reading.file, one.header, one.word, one.times, one.near)
        for reading in frame.community.readings
        for one in reading.unmet
    ]
    return make_sheet(frame, "repair", columns, rows)


def notes_sheet(frame: Frame, problems: Sequence[Problem]) -> Sheet:
    """Every problem of the tables, also those for which the page has no room."""
    rows = [(str(p.place), p.code, frame.words.problem(p)) for p in problems]
    return make_sheet(frame, "notes", [("place", "text"), ("code", "text"), ("problem", "long")], rows)
