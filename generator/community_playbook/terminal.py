"""What the operator sees in the terminal: progress, the plan, what was read, and every problem."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .app import Result, problem_lines
from .community.community import Community
from .intake.library import load_library
from .outputs.pages.frame import Frame
from .outputs.pages.home import home_view, question_views
from .problems import Problem
from .words import words

MOST_WARNINGS = 8


class Screen:
    """One language of the terminal. Problems go to standard error, results to standard output."""

    def __init__(self, language: str, silent: bool = False) -> None:
        self.words = words(language)
        self.language = language
        self.silent = silent
        width = None if sys.stdout.isatty() else 120
        self.out = Console(highlight=False, soft_wrap=True, quiet=silent, width=width)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)
        self.started = time.monotonic()

    def say(self, key: str, **facts: object) -> str:
        return escape(self.words(f"terminal.{key}", **facts))

    @contextmanager
    def progress(self, path: Path) -> Iterator[Callable[[str], None]]:
        """A spinner that names the step; nothing moves where the output is no terminal."""
        if self.silent or not self.err.is_terminal:
            yield lambda step: None
            return
        with self.err.status(escape(str(path))) as status:
            steps = self.words.get("terminal.steps")
            yield lambda step: status.update(f"{escape(str(path))} · {steps.get(step.split(':')[0], step)}")

    def built(self, result: Result) -> None:
        if self.silent:
            return
        if result.plan is None:
            self.out.print(self.say("unchanged"))
        else:
            self.read(result.community, list(result.problems))
            seconds = f"{time.monotonic() - self.started:.1f}"
            self.questions(result)
            self.out.print(self.say("built", files=result.files, seconds=seconds))
            for kept in result.kept:
                self.out.print(self.say("kept", file=kept))
        self.out.print(f"[bold]{self.say('open')}[/] {escape(str(result.first_page))}")

    def read(self, community: Community | None, problems: list[Problem]) -> None:
        """What was read, mapped and ignored, in a few lines; then the warnings."""
        for reading in community.readings if community else ():
            mapped = [c.header for c in reading.columns if c.fate in ("mapped", "guessed")]
            dropped = [c.header for c in reading.columns if c.fate not in ("mapped", "guessed")]
            skipped = sum(n for _, n in reading.skipped)
            self.out.print(
                self.say(
                    "read",
                    file=reading.file,
                    rows=f"{reading.rows:,}",
                    skipped=skipped,
                    columns=", ".join(mapped),
                )
            )
            if dropped:
                self.out.print("  " + self.say("ignored", columns=", ".join(dropped)))
        warnings = [p for p in problems if not p.is_error]
        for line in problem_lines(warnings[:MOST_WARNINGS], self.language):
            self.err.print(f"[yellow]{escape(line)}[/]")
        if len(warnings) > MOST_WARNINGS:
            self.err.print(self.say("more", n=len(warnings) - MOST_WARNINGS))

    def questions(self, result: Result) -> None:
        """The answers that would improve the data most, as on the import report."""
        asked = question_views(self.frame(result))
        if asked:
            self.out.print(self.say("asked"))
        for i, question in enumerate(asked, 1):
            self.out.print(escape(f"  {i}. {question['q']} {question['gain']}"))

    def frame(self, result: Result) -> Frame:
        if result.plan is None or result.community is None:
            raise ValueError("there is no plan to show")
        return Frame(result.plan, result.community, load_library(), self.words, result.problems)

    def checked(self, result: Result) -> None:
        """What was read and every warning; errors never come this far."""
        for line in problem_lines(result.problems, self.language):
            self.err.print(f"[yellow]{escape(line)}[/]")
        self.read(result.community, [])
        self.questions(result)
        count = len(result.problems)
        self.out.print(self.say("fine" if not count else "fine_warnings", n=count))

    def failed(self, problems: list[Problem]) -> None:
        for problem, line in zip(problems, problem_lines(problems, self.language), strict=True):
            self.err.print(f"[{'red' if problem.is_error else 'yellow'}]{escape(line)}[/]")
        self.err.print(self.say("nothing_one" if len(problems) == 1 else "nothing", n=len(problems)))

    def bug(self, error: BaseException) -> None:
        self.err.print(f"[red]{self.say('bug', error=f'{type(error).__name__}: {error}')}[/]")
        self.err.print(self.say("report", command=" ".join(["playbook", *sys.argv[1:]])))

    def plan(self, result: Result) -> None:
        """The home page as text: verdict, actions, the nine with their reasons, the week's minutes."""
        frame = self.frame(result)
        if result.plan is None:
            return
        home = home_view(frame)
        join = "" if frame.zh else " "
        self.out.print(f"[bold]{escape(join.join(home['phrases']))}[/]  {frame.edition} · {frame.span}")
        self.out.print(escape(home["lead"]))
        self.out.print()
        self.out.print(f"[bold]{escape(home['acts_title'])}[/]")
        for action in home["actions"]:
            line = f"{action['when']}  {action['what']}  ({action['who_name']}, {action['minutes']})"
            self.out.print(f"  [ ] {line}", markup=False)
            self.out.print(f"      {action['why']}", markup=False)
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for _ in range(4):
            table.add_column(overflow="fold")
        for choice in sorted(
            result.plan.choices, key=lambda c: (["now", "next", "later", "no"].index(c.state), c.number)
        ):
            title = f"{choice.number:02d} {frame.title(frame.entries[choice.id])}"
            state = self.words(f"states.{choice.state}")
            table.add_row(
                escape(state), escape(title), frame.minutes(choice.minutes), escape(frame.reason(choice))
            )
        self.out.print()
        self.out.print(table)
        week = result.plan.week
        self.out.print()
        capacity = frame.minutes(week.owner_capacity + week.helper_capacity)
        self.out.print(self.say("week", used=frame.minutes(week.minutes), capacity=capacity))
