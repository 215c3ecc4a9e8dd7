"""This week: the grid of days, hours and people, where the time goes and what did not fit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ...plan.clock import DAYS
from ...plan.roadmap.roadmap import EXERCISE
from ...plan.week import Slot
from .frame import Frame
from .tactics import message_view


def week_view(frame: Frame) -> dict[str, Any]:
    week, words = frame.plan.week, frame.words
    phrases = words.get("week.h1" if week.slots else "week.h1_none")
    filled = [p.format(n=len(week.slots), t=frame.minutes(week.minutes)) for p in phrases]
    return {
        "phrases": filled,
        "people": people(frame),
        "days": [day_view(frame, i) for i in range(7)],
        "where": where(frame),
        "owner_minutes": week.owner_minutes,
        "helper_minutes": week.helper_minutes,
        "helped": week.helper_capacity > 0,
        "left": left_views(frame),
        "say": duty_views(frame),
    }


def people(frame: Frame) -> list[dict[str, str]]:
    week, rows = frame.plan.week, []
    for who, used, capacity in (
        ("owner", week.owner_minutes, week.owner_capacity),
        ("helper", week.helper_minutes, week.helper_capacity),
    ):
        if who == "helper" and not capacity:
            continue
        key = "you" if who == "owner" else "helper"
        full = "" if capacity > used else "_full"
        text = frame.words(
            f"week.key_{key}{full}", used=frame.minutes(used), left=frame.minutes(capacity - used)
        )
        rows.append({"who": who, "text": text})
    if not week.helper_capacity:
        rows[0]["text"] += ("。" if frame.zh else ". ") + frame.words("week.for_assistant_none")
    return rows


def day_view(frame: Frame, index: int) -> dict[str, Any]:
    day = frame.plan.week.monday + timedelta(days=index)
    slots = frame.plan.week.on(index)
    minutes = sum(s.task.minutes for s in slots)
    rest = frame.words("week.rest")
    return {
        "name": frame.weekday(day),
        "date": frame.day(day),
        "minutes": minutes,
        "total": frame.words("week.minutes", m=minutes) if minutes else rest,
        "join": DAYS[index] in frame.facts.newcomers.evening_list,
        **{
            part: [job_view(frame, s) for s in slots if s.part_of_day == part]
            for part in ("morning", "noon", "evening")
        },
    }


def job_view(frame: Frame, slot: Slot) -> dict[str, Any]:
    task = slot.task
    return {
        "start": slot.start,
        "text": frame.task_text(task),
        "who": slot.who,
        "minutes": task.minutes,
        "key": task.key,
        "tick": frame.tick(slot.day.weekday(), task.entry, task.job, task.part),
    }


def where(frame: Frame) -> list[dict[str, Any]]:
    """Minutes by tactic and duty, the largest first."""
    rows: dict[str, dict[str, Any]] = {}
    for slot in frame.plan.week.slots:
        entry = frame.entries[slot.task.entry]
        note = frame.tactic_link(entry) if entry.drawing else frame.words(duty_key(slot))
        fresh = {"title": frame.title(entry), "note": note, "url": frame.page(entry), "owner": 0, "helper": 0}
        row = rows.setdefault(entry.id, fresh)
        row[slot.who] += slot.task.minutes
    return sorted(rows.values(), key=lambda r: (-(r["owner"] + r["helper"]), r["title"]))


def duty_key(slot: Slot) -> str:
    return "roadmap.title" if slot.task.job == EXERCISE else "week.duties"


def duty_views(frame: Frame) -> list[dict[str, Any]]:
    """The ready messages of this week's standing duties; those of a tactic stand on its own page."""
    due = {slot.task.entry for slot in frame.plan.week.slots}
    views = []
    for duty in frame.library.duties:
        items = frame.visible(duty, "say") if duty.id in due else ()
        if items:
            meta = frame.folder(duty).meta
            said = [message_view(frame, duty, item) for item in items]
            views.append({"title": meta["title"], "why": meta["why"], "messages": said})
    return views


def left_views(frame: Frame) -> list[dict[str, str]]:
    """Duties that were cut or dropped, and tactics that wait for hours."""
    views = []
    for slot in frame.plan.week.slots:
        if slot.task.trimmed_from:
            facts = {"whole": frame.minutes(slot.task.trimmed_from), "kept": frame.minutes(slot.task.minutes)}
            what = frame.task_text(slot.task)
            views.append({"icon": "i-next", "what": what, "why": frame.words("week.trimmed", **facts)})
    for task in frame.plan.left_out:
        why = frame.words("week.dropped", whole=frame.minutes(task.minutes))
        views.append({"icon": "i-no", "what": frame.task_text(task), "why": why})
    for choice in frame.plan.state("later"):
        views.append({
            "icon": "i-later", "what": frame.title(frame.entries[choice.id]), "why": frame.refusal(choice),
        })  # fmt: skip
    return views
