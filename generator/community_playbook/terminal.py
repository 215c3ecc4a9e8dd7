"""What the operator sees in the terminal: progress, the plan, what was read, and every problem."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .intake.share_key import find_share_key
from .problems import Problem
from .runs import Result, problem_lines
from .spinner import spinner
from .stopping import UnheardError, heard
from .whole import write_whole
from .words import Words, spoken, words

if TYPE_CHECKING:  # what a run that finds nothing new has no need of is loaded where it is asked for
    from .community.community import Community
    from .outputs.plain import Json
    from .outputs.say.frame import Frame
    from .outputs.say.since import SinceLine
    from .plan.plan import Plan
    from .repairing import Repair
    from .single_card import Wish

MOST_WARNINGS = 8
STANDS = "E310"
"""The one problem after which the new output stands all the same."""
NO_KEY = bytes(32)
"""Stands for a key that no build has made yet: a single card is no address."""


class Screen:
    """One language of the terminal. Problems go to standard error, results to standard output."""

    def __init__(self, language: str, silent: bool = False) -> None:
        self.language = language
        self.silent = silent
        self.started = time.monotonic()

    @cached_property
    def words(self) -> Words:
        """Asked for late: what is to be told may be that they are broken."""
        return words(self.language)

    def say(self, key: str, **facts: object) -> str:
        return self.words(f"terminal.{key}", **facts)

    @contextmanager
    def progress(self, path: Path) -> Iterator[Callable[[str], None]]:
        """A spinner that names the step."""
        with spinner(str(path), self.silent) as tell:
            if tell is None:
                yield lambda step: None
                return
            steps, began = self.words.get("terminal.steps"), time.monotonic()

            def show(step: str) -> None:
                nonlocal began
                name, *counts = step.split(":")
                text = f"{path} · {steps.get(name, step)}"
                if len(counts) == 2:  # so many of so many; else what is worked on: "site:zh"
                    text += " " + self.rate(int(counts[0]), int(counts[1]), time.monotonic() - began)
                else:
                    began = time.monotonic()
                tell(text)

            yield show

    def rate(self, done: int, all_: int, seconds: float) -> str:
        """1,200 / 9,450, how many a second, and how long it still takes."""
        speed = max(done / max(seconds, 0.001), 0.001)
        left = round((all_ - done) / speed)
        return self.say("rate", done=f"{done:,}", all=f"{all_:,}", speed=f"{speed:,.0f}", left=left)

    def print(self, text: str = "", **style: bool | str | None) -> None:
        if not self.silent:
            with heard():
                click.secho(printable(text), **style)  # type: ignore[arg-type]

    def warn(self, text: str, colour: str | None = None) -> None:
        click.secho(printable(text), fg=colour, err=True)

    def built(self, result: Result) -> None:
        if self.silent:
            return
        if result.plan is None:
            self.print(self.say("unchanged"))
        else:
            self.read(result.community, list(result.problems))
            seconds = f"{time.monotonic() - self.started:.1f}"
            self.questions(result)
            self.print(self.say("built", files=result.files, seconds=seconds))
            if result.withdrawn:
                shown = ", ".join(result.withdrawn[:MOST_WARNINGS])
                self.print(self.words("gallery.withdrawn", n=len(result.withdrawn), names=shown))
            for kept in result.kept:
                self.print(self.say("kept", file=kept))
        self.as_of(result)
        if (result.out / "print").is_dir():
            self.print(f"{self.say('paper')} {result.out / 'print'}")
        phones = sorted(path for path in result.out.glob("today-*.html"))
        if phones:
            self.print(f"{self.say('phone')} {' '.join(map(str, phones))}")
        self.print(f"{self.say('share')} {result.out / 'share'}")
        self.print(f"{self.say('open')} {result.first_page}", bold=True)

    def as_of(self, result: Result) -> None:
        """Shown as of a day that the profile fixes, not of today."""
        if result.as_of:
            usage = self.words.usage
            self.print(self.say("as_of", day=usage.written(result.as_of, usage.full_day)))

    def read(self, community: Community | None, problems: list[Problem]) -> None:
        """What was read, mapped and ignored, in a few lines; then the warnings."""
        self.shares(community, only_few=True)
        for reading in community.readings if community else ():
            mapped = [c.header for c in reading.columns if c.fate in ("mapped", "guessed")]
            dropped = [c.header for c in reading.columns if c.fate not in ("mapped", "guessed")]
            skipped = sum(n for _, n in reading.skipped)
            self.print(
                self.say(
                    "read",
                    file=reading.file,
                    rows=f"{reading.rows:,}",
                    skipped=skipped,
                    columns=", ".join(mapped),
                )
            )
            if dropped:
                self.print("  " + self.say("ignored", columns=", ".join(dropped)))
        warnings = [p for p in problems if not p.is_error]
        for line in problem_lines(warnings[:MOST_WARNINGS], self.language):
            self.warn(line, "yellow")
        if len(warnings) > MOST_WARNINGS:
            self.warn(self.say("more", n=len(warnings) - MOST_WARNINGS))

    def shares(self, community: Community | None, only_few: bool = False) -> None:
        """How many rows of each table were used; red where they are too few."""
        from .intake.deeds import FEW, share_used

        for reading in community.readings if community else ():
            used, all_ = share_used(reading)
            few = used < FEW * all_
            if all_ and (few or not only_few):
                percent = 100 * used // all_
                text = self.say(
                    "share_used", file=reading.file, used=f"{used:,}", all=f"{all_:,}", percent=percent
                )
                self.print(text, fg="red" if few else None, bold=few)

    def unmet(self, community: Community | None) -> None:
        """Every word of the tables that met nothing, once."""
        for reading in community.readings if community else ():
            for one in reading.unmet:
                near = self.say("unmet_near", near=one.near) if one.near else ""
                where = one.place or reading.file
                text = self.say(
                    "unmet", file=where, column=one.header, word=one.word, count=one.times, near=near
                )
                self.print("  " + text)

    def repaired(self, done: Repair) -> None:
        """What stands in the table to fill in."""
        key = "repair_none" if not done.open + done.kept else "repair" if done.open else "repair_done"
        self.print(self.say(key, file=done.file, n=f"{done.open:,}", kept=f"{done.kept:,}"))

    def earning(self, result: Result) -> None:
        """How many rows of the ledger earn points, which have no rule, and which rules have no row."""
        if result.plan is None or result.community is None or not result.plan.game.points.audit.rows:
            return
        audit = result.plan.game.points.audit
        self.print(
            self.say("earning", used=f"{audit.scored:,}", all=f"{audit.rows:,}", others=f"{audit.staff:,}")
        )
        listed = [f"{action} ({count:,})" for action, count in audit.unruled_actions]
        if listed:
            self.print("  " + self.say("no_rule", actions=", ".join(listed)))
        actions = {entry.action for entry in result.community.ledger}
        rules = dict.fromkeys(rule.action for rule in result.community.profile.points.rules)
        if idle := [action for action in rules if action not in actions]:
            self.print("  " + self.say("no_row", rules=", ".join(idle)))

    def questions(self, result: Result) -> None:
        """The answers that would improve the data most, as on the import report."""
        from .outputs.say.home import question_views

        asked = question_views(self.frame(result))
        if asked:
            self.print(self.say("asked"))
        for i, question in enumerate(asked, 1):
            self.print(f"  {i}. {question.q} {question.gain}")

    def frame(self, result: Result) -> Frame:
        from .app import frame_of

        return frame_of(result, self.language)

    def checked(self, result: Result, everything: bool = False) -> None:
        """What was read and every warning; errors never come this far."""
        for line in problem_lines(result.problems, self.language):
            self.warn(line, "yellow")
        self.read(result.community, [])
        self.as_of(result)
        self.questions(result)
        if everything:
            self.unmet(result.community)
        readings = result.community.readings if result.community else ()
        if (waiting := sum(len(reading.unmet) for reading in readings)) and result.problems:
            self.print(self.say("waiting", n=f"{waiting:,}"))
        self.shares(result.community)
        self.earning(result)
        count = len(result.problems)
        self.print(self.say("fine" if not count else "fine_warnings", n=count))

    def failed(self, problems: list[Problem]) -> None:
        for problem, line in zip(problems, problem_lines(problems, self.language), strict=True):
            self.warn(line, "red" if problem.is_error else "yellow")
        authored = any(problem.is_authored for problem in problems)
        room, count = ("authored" if authored else "terminal"), len(problems)
        key = f"{room}.{'nothing_one' if count == 1 else 'nothing'}"
        if not any(problem.code == STANDS for problem in problems):
            self.warn(spoken(self.language, lambda words: words(key, n=count), ""))
        if authored:
            self.warn(spoken(self.language, lambda words: words("authored.whose"), ""))

    def stopped(self) -> None:
        self.warn(self.say("stopped"))

    def unheard(self, error: UnheardError) -> None:
        self.warn(self.say("unheard", reason=str(error)), "red")

    def bug(self, error: BaseException) -> None:
        self.warn(self.say("bug", error=f"{type(error).__name__}: {error}"), "red")
        self.warn(self.say("report", command=" ".join(["playbook", *sys.argv[1:]])))

    def plan(self, result: Result) -> None:
        """The home page as text: verdict, actions, the nine with their reasons, the week's minutes."""
        from .outputs.say.home import home_view

        frame = self.frame(result)
        if result.plan is None:
            return
        home = home_view(frame)
        join = frame.usage.gap
        self.print(f"{join.join(home.phrases)}  {frame.edition} · {frame.span}", bold=True)
        self.as_of(result)
        self.print(home.lead)
        self.since(frame)
        self.print("\n" + home.acts_title, bold=True)
        for action in home.actions:
            self.print(f"  [ ] {action.when}  {action.what}  ({action.who_name}, {action.minutes})")
            self.print(f"      {action.why}")
        self.print()
        self.choices(result.plan, frame)
        week = result.plan.week
        self.print()
        capacity = frame.minutes(week.owner_capacity + week.helper_capacity)
        self.print(self.say("week", used=frame.minutes(week.minutes), capacity=capacity))

    def since(self, frame: Frame) -> None:
        """What changed since last week, as home tells it; nothing in the first week."""
        from .outputs.say.since import since_view

        found = since_view(frame)
        if found is None:
            return
        self.print("\n" + found.title, bold=True)
        self.since_lines(found.lines)
        self.print("  " + (found.more or found.say))

    def since_lines(self, lines: Sequence[SinceLine]) -> None:
        for line in lines:
            step = " → ".join(filter(None, (line.was, line.now)))
            self.print(f"  · {line.what}  {step}".rstrip())
            self.print(f"    {line.why}")

    def diff(self, result: Result, day: date | None) -> Json:
        """Everything that changed since the newest week up to a day; what `--json` answers."""
        from .outputs.plain import plain
        from .outputs.say.since import changes_since, last_edition, view_of

        frame = self.frame(result)
        before = last_edition(frame, day or date.max)
        if before is None:
            self.print(self.words("since.first"))
            return None
        found = changes_since(frame, before)
        view = view_of(frame, found, found.count + 1)
        self.print(view.title, bold=True)
        self.since_lines(view.lines)
        return plain(found)

    def explain(self, result: Result, who: str, everything: bool) -> tuple[int, Json]:
        """One member's account. (exit code, what --json answers)."""
        from .outputs.account import (
            RECENT_DAYS,
            account,
            account_data,
            account_lines,
            around,
            find_member,
            row_cells,
            shown_lines,
        )

        frame = self.frame(result)
        member, why_not = find_member(frame.community, who, self.words)
        if not member:
            self.warn(why_not, "red")
            return 1, {"member": who, "problem": why_not}
        found = account(frame, member)
        if not self.silent:
            first, *lines = account_lines(frame, found)
            self.print(first, bold=True)
            for line in lines:
                self.print(line)
            rows = shown_lines(found, everything)
            self.table([row_cells(frame, e) for e in rows], self.words.get("explain.columns"))
            if len(rows) < len(found.lines):
                self.print(self.words("explain.more", n=RECENT_DAYS, rows=len(found.lines)))
            if neighbours := around(frame, found):
                self.print("\n" + self.words("explain.around"), bold=True)
                self.table(neighbours)
        return 0, account_data(frame, found)

    def card(self, path: Path, result: Result, who: str, wish: Wish, out: Path | None) -> tuple[int, Json]:
        """One picture of one member. (exit code, what --json answers)."""
        from .outputs.account import find_member
        from .single_card import draw_card, link_of

        frame = self.frame(result)
        member, why_not = find_member(frame.community, who, self.words)
        name, content, key = "", b"", find_share_key(path.parent)
        if member:
            name, content, why_not = draw_card(path, frame, member, wish, key or NO_KEY)
        if not content:
            self.warn(why_not, "red")
            return 1, {"member": who, "problem": why_not}
        target = out or Path(name)
        try:
            write_whole(target, content)
        except OSError as error:
            text = self.words("card.unwritable", file=str(target), reason=error.strerror or "")
            self.warn(text, "red")
            return 3, {"member": who, "problem": text}
        self.print(self.words("card.written", file=str(target), size=f"{len(content) / 1024:,.0f}"))
        link = link_of(frame, member, key)
        self.print(self.words("card.link" if link else "card.no_link", link=link))
        return 0, {"member": member, "file": str(target), "bytes": len(content), "link": link or None}

    def table(self, rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        if not rows:
            return
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(head))
        for i in range(len(rows[0])):
            table.add_column(head[i] if head else "", overflow="fold")
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        with heard():
            Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(table)

    def choices(self, plan: Plan, frame: Frame) -> None:
        """The tactics as a table: state, title, minutes, reason."""
        from .outputs.say.reasons import reason
        from .outputs.say.tactics import STATES

        ordered = sorted(plan.choices, key=lambda c: (STATES.index(c.state), c.number))
        self.table([
            (
                self.words(f"states.{choice.state}"),
                f"{choice.number:02d} {frame.title(frame.entries[choice.id])}",
                frame.minutes(choice.minutes),
                reason(frame, choice),
            )
            for choice in ordered
        ])  # fmt: skip


def printable(text: str) -> str:
    """Without control characters: a name from a table must not move the cursor."""
    return "".join(c for c in text if c == "\n" or c.isprintable())
