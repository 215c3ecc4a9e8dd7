"""Walks through what is said of a plan and names everything that the agenda does not hold this week."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from paper_samples import flat, plain

from community_playbook.outputs.calendar.dates import start_events
from community_playbook.outputs.calendar.game import game_events
from community_playbook.outputs.calendar.week import week_events
from community_playbook.outputs.printing.cutouts import cut_out_sheets
from community_playbook.outputs.printing.duties import Writer, coming_meetups, composer_of, sheet_facts
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.tables import sittings
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.incentives import kinds_view
from community_playbook.outputs.say.game.posting import platform_message, platform_steps
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.tactics import columns_view, tactic_view
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.say.week import week_view
from community_playbook.outputs.sheets.week_sheets import week_sheet
from community_playbook.plan.agenda import Step
from community_playbook.plan.clock import clock_minutes

POINTS, PACKETS = "points-and-teams", "red-packet-first"
HANDED_OUT = ("incentive-cards", "incentive-cards-small")
PARTS = ("before", "run", "after", "say")


class Pencil(Ink):
    """Texts as they are: which font has a letter is asked elsewhere."""

    def text(self, value: str, bold: bool = False):
        return [{"t": " ".join(value.split())}] if value.strip() else []


INK = Pencil()


def faults(frame: Frame) -> list[str]:
    """Of all views of one plan in one language."""
    walks = (week, today, tables, calendar, paper, rhythms, tactics, game, home)
    return [f"{walk.__name__}: {fault}" for walk in walks for fault in walk(frame)]


def held(frame: Frame) -> Counter[tuple[object, ...]]:
    """(step, clock, minutes, person) of each step of the agenda."""
    return Counter((s.id, frame.clock(s.start), s.minutes, s.who) for s in frame.plan.agenda.steps)


def differ(frame: Frame, shown: Counter[tuple[object, ...]]) -> Iterator[str]:
    agenda = held(frame)
    yield from (f"not in the agenda: {found}" for found in shown - agenda)
    yield from (f"missing: {found}" for found in agenda - shown)


def week(frame: Frame) -> Iterator[str]:
    view = week_view(frame)
    jobs = [job for day in view.days for cell in day.cells for job in cell.jobs]
    yield from differ(frame, Counter((j.step, j.start, j.minutes, j.who) for j in jobs))
    if view.owner_minutes + view.helper_minutes != sum(s.minutes for s in frame.plan.agenda.steps):
        yield "the minutes are not those of the steps"
    hidden = {frame.title(frame.entries[e]) for e, s in frame.plan.agenda.standings.items()
              if s.state == "hidden"}  # fmt: skip
    yield from (f"hidden, and listed: {line.what}" for line in view.left if line.what in hidden)


def today(frame: Frame) -> Iterator[str]:
    cues = [cue for day in today_view(frame).days for cue in day.cues]
    yield from differ(frame, Counter((c.step, c.at, c.minutes, c.who) for c in cues))
    money = {step.id: step.money for step in frame.plan.agenda.steps}
    yield from (f"money for {c.step}" for c in cues if bool(c.money) != bool(money.get(c.step)))


def tables(frame: Frame) -> Iterator[str]:
    sheet = week_sheet(frame)
    names = [column.title for column in sheet.columns]
    at = {key: names.index(frame.words(f"sheets.columns.{key}")) for key in ("step", "start", "minutes")
          if frame.words(f"sheets.columns.{key}") in names}  # fmt: skip
    rows = (
        Counter((r[at["step"]], r[at["start"]], r[at["minutes"]]) for r in sheet.rows) if sheet.rows else {}
    )
    wanted = Counter((s.id, s.start, s.minutes) for s in frame.plan.agenda.steps)
    if rows != wanted:
        yield f"rows {rows} instead of {wanted}"


def calendar(frame: Frame) -> Iterator[str]:
    agenda = frame.plan.agenda
    found: Counter[tuple[object, ...]] = Counter()
    steps = {step.id: step for step in agenda.steps}
    for event in week_events(frame):
        if event.busy:  # of one step, or of the steps of one sitting
            found.update((id_, event.who) for id_ in event.step.split())
            sitting = [steps[id_] for id_ in event.step.split() if id_ in steps]
            minutes = round((event.end.timestamp() - event.start.timestamp()) / 60)
            if sitting and minutes != lasts(sitting[0], sitting[-1]):
                yield f"{event.step} takes {minutes} minutes"
    wanted = Counter((s.id, (s.who,)) for s in agenda.steps)
    if found != wanted:
        yield f"events {found - wanted} too many, {wanted - found} missing"
    begun = {f"start-{e}" for e, s in agenda.standings.items() if s.starts and s.starts > agenda.monday}
    yield from (f"{e.key} never starts" for e in start_events(frame) if e.key not in begun)
    if agenda.runs(POINTS) or agenda.starts(POINTS):
        return
    closing = ("month-close", "season", "offer")
    yield from (f"{e.key}, and no points run" for e in game_events(frame) if e.key.startswith(closing))


def lasts(first: Step, last: Step) -> int:
    return clock_minutes(last.start) - clock_minutes(first.start) + last.minutes


def paper(frame: Frame) -> Iterator[str]:
    ink, agenda = INK, frame.plan.agenda
    sheets = {s.entry.number: s for s in frame.library.sheets}
    duties = [duty for duty in Writer(frame, ink).duties() if not duty.id.startswith("rhythm-")]
    printed = {duty.number for duty in duties}
    weeks: Counter[str] = Counter()
    for duty in duties:
        sheet, text = sheets[duty.number], flat(words_of(duty.data))
        steps = [s for s in agenda.steps if (s.entry, s.job) in sheet.covers]
        owed = sheet.table == "payouts" and any(state.due for state in frame.plan.game.offers)
        announced = sheet.table == "seats" and bool(coming_meetups(frame))
        if sheet.covers and not (steps or owed or announced):
            yield f"{duty.id} has no step this week"
        if not sheet.covers:
            who = duty.who
            mine = [s for s in agenda.steps if s.who == who]
            weeks.update(s.id for s in mine)
            boxes = [item for part in duty.data["parts"] for item in part["items"]]
            lines = Counter((item["at"], plain(item["text"]), plain(item["note"]).split(" · ")[0])
                            for item in boxes)  # fmt: skip
            days = (agenda.on(day) for day in sorted({s.day for s in mine}))
            rows = [row for day in days for row in sittings([s for s in day if s.who == who])]
            missing = Counter((frame.clock(row[0].start), plain(ink.text(frame.task_text(row[0]))),
                               frame.minutes(sum(s.minutes for s in row))) for row in rows) - lines  # fmt: skip
            for step in (s for row in rows for s in row[1:]):
                inside = flat(f"{frame.clock(step.start)} {frame.task_text(step)}")
                if not any(inside in flat(plain(item["note"])) for item in boxes):
                    yield f"{duty.id} lacks {step.id}"
            yield from (f"{duty.id} lacks {line}" for line in missing)
            if flat(frame.minutes(sum(s.minutes for s in mine))) not in flat(plain(duty.data["sub"])):
                yield f"{duty.id}: the sum is not that of the steps"
        elif steps and not announced:
            for minutes in {sum(s.minutes for s in steps if s.day == day) for day in {s.day for s in steps}}:
                if not re.search(
                    rf"(?<![\d时h]){flat(frame.minutes(minutes))}", flat(plain(duty.data["sub"]))
                ):
                    yield f"{duty.id}: not {minutes} minutes"
        yield from (f"{duty.id}: {line}" for line in idle_lines(frame, sheet, text))
    if weeks != Counter(s.id for s in agenda.steps):
        yield "the weeks of owner and assistant are not the agenda"
    for sheet in sheets.values():
        due = any((s.entry, s.job) in sheet.covers for s in agenda.steps)
        if due and sheet.entry.number not in printed and sheet.entry.when(sheet_facts(frame, sheet)):
            yield f"{sheet.entry.id} is not printed"
    cards = {sheet["id"] for sheet in cut_out_sheets(frame, ink)}
    if not agenda.runs(POINTS) and cards & set(HANDED_OUT):
        yield "cards of incentives that nobody hands out"


def rhythms(frame: Frame) -> Iterator[str]:
    """What people come for has each of its steps on its page, and a sheet in a week that has any."""
    printed = {duty.id: duty for duty in Writer(frame, INK).duties()}
    for view in rhythm_views(frame):
        steps = frame.plan.agenda.of(view.id)
        shown = Counter(id_ for beat in view.beats for id_ in beat.steps.split())
        if shown != Counter(step.id for step in steps):
            yield f"{view.id}: its page has {shown}"
        sheet = printed.get(f"rhythm-{view.id}")
        if bool(sheet) != bool(steps):
            yield f"{view.id}: a sheet without steps, or steps without one"
        if sheet and flat(frame.minutes(sum(s.minutes for s in steps))) not in flat(plain(sheet.data["sub"])):
            yield f"{view.id}: the minutes on paper are not those of the steps"


def idle_lines(frame: Frame, sheet, text: str) -> Iterator[str]:
    """What stands on a sheet of a tactic that does not run."""
    facts, agenda = sheet_facts(frame, sheet), frame.plan.agenda
    folder = composer_of(frame, facts).folder(sheet.entry)
    for band in PARTS:
        items = sheet.entry.visible(band, facts)
        shown = {said(folder, band, i.id) for i in items if not i.of or any(map(agenda.runs, i.of))}
        for item in items:
            line = said(folder, band, item.id)
            if item.of and not any(map(agenda.runs, item.of)) and line not in shown and flat(line) in text:
                yield f"{item.id} stands on it, and none of {item.of} runs"
    money = frame.facts.flat["packet_intro"] * frame.facts.flat["tonight"]
    granted = frame.facts.flat["packet_mode"] == "each" and sheet.table == "arrivals"
    if granted and not agenda.runs(PACKETS) and flat(frame.money(money)) in text:
        yield f"{frame.money(money)}, and no packets run"


def said(folder, band: str, id_: str) -> str:
    return folder.message(id_) if band == "say" else folder.plain(band, id_)


def words_of(sheet) -> str:
    lines = [
        plain(item[key]) for part in sheet["parts"] for item in part["items"] for key in ("text", "note")
    ]
    lines += [plain(line) for one in sheet["says"] for line in one["lines"]]
    return "\n".join(lines)


def tactics(frame: Frame) -> Iterator[str]:
    agenda = frame.plan.agenda
    listed = {card.number for column in columns_view(frame) for card in column.cards}
    ids = {step.id for step in agenda.steps}
    sent = {(s.entry, id_) for s in agenda.steps for id_ in (*s.messages, *s.cases)}
    for choice in frame.plan.choices:
        view, runs = tactic_view(frame, choice), agenda.runs(choice.id)
        state = agenda.standings[choice.id].state
        if (choice.number in listed) == (state == "hidden"):
            yield f"{choice.id} is {state}, and {'' if choice.number in listed else 'not '}listed"
        if view.off == runs:
            yield f"{choice.id}: runs {runs}, off {view.off}"
        for message in view.messages:
            if bool(message.off) == runs or (message.off and message.at):
                yield f"{choice.id}: {message.label} at {message.at!r}, off {message.off!r}, runs {runs}"
            if message.step and message.step not in ids:
                yield f"{choice.id}: {message.label} is sent by {message.step}"
        named = sum(bool(message.step) for message in view.messages)
        visible = {(choice.id, item.id) for item in frame.visible(frame.entries[choice.id], "say")}
        if runs and named != len(sent & visible):
            yield f"{choice.id}: {named} messages know their step"
        for step in view.steps:
            if not set(step.steps.split()) <= ids or (not runs and step.at):
                yield f"{choice.id}: {step.text} at {step.at} of {step.steps}"
        if (state == "ending") != (view.ending is not None):
            yield f"{choice.id} is {state}, and its end is {view.ending}"


def game(frame: Frame) -> Iterator[str]:
    agenda = frame.plan.agenda
    runs, board = agenda.runs(POINTS), agenda.of(POINTS, "board")
    message = platform_message(frame)
    wanted = f"{frame.weekday(board[0].day)} {frame.clock(board[0].start)}" if board else ""
    if message.at != wanted or bool(message.off) == runs:
        yield f"the board is posted at {message.at!r} (off: {message.off!r}), not at {wanted!r}"
    ids = {step.id for step in agenda.steps}
    for step in platform_steps(frame):
        if (step.step and step.step not in ids) or (":" in step.at and not step.step):
            yield f"{step.text} at {step.at} of {step.step!r}"
    for kind in kinds_view(frame):
        yield from (f"{kind.id}: {m.label} can be sent" for m in kind.messages if bool(m.off) == runs)


def home(frame: Frame) -> Iterator[str]:
    view, agenda = home_view(frame), frame.plan.agenda
    for number in (len(agenda.things), len(agenda.fresh)):
        if number and str(number) not in view.things:
            yield f"{view.things}, not {number}"
    if len(view.ended) != sum(s.state == "ending" for s in agenda.standings.values()):
        yield f"{len(view.ended)} ends are told"
    ids = {step.id for step in agenda.steps}
    for action in frame.plan.actions:
        if action.minutes != sum(s.minutes for s in agenda.of(action.entry)):
            yield f"{action.entry}: {action.minutes} minutes"
        if frame.entries[action.entry] in frame.library.duties:
            yield f"{action.entry} fills a place"
    yield from (
        f"{a.what} of {a.steps!r}" for a in view.actions if not set(a.steps.split()) <= ids or not a.steps
    )
    if sum(clock_minutes(row.used) for row in view.meter) != sum(s.minutes for s in agenda.steps):
        yield "the hours are not those of the steps"
