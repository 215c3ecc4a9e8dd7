"""What is wrong with an input, and where: the only way in which bad input is reported.

Readers return `(value, problems)` and never raise on user data. The sentence of a problem is found by
its code in `templates/words/<language>/*.yml`, so that code and language stay apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands. `line` and `column` count from 1 (0 = unknown); `cell` is "C14" in a sheet."""

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}  {self.sheet}!{self.cell}"
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `code` begins with E (nothing is written) or W (written, but worth a look)."""

    code: str
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    @property
    def is_authored(self) -> bool:
        """A fault of a file in `playbook/` or `templates/`, not of what the operator gave."""
        return self.code.startswith("E4")

    def sort_key(self) -> tuple[Place, str]:
        return (self.place, self.code)


def sorted_problems(problems: Sequence[Problem]) -> list[Problem]:
    """The same problems in reading order, errors and warnings mixed, doubles dropped."""
    unique = {(p.code, p.place, tuple(sorted(p.facts.items()))): p for p in problems}
    return sorted(unique.values(), key=Problem.sort_key)


class PlaybookError(Exception):
    """An expected failure that stops the run. `exit_code`: 1 input (authored files too), 3 environment
    (disk, rights, lock)."""

    def __init__(self, problems: list[Problem], exit_code: int = 1) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type[PlaybookError], tuple[list[Problem], int]]:
        """How it comes home from another process."""
        return type(self), (self.problems, self.exit_code)
