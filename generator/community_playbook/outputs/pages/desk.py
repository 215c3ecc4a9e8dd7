"""What lies ready when the pages of one language are written: the frame, and what other writers have made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...problems import Problem
from ..say.frame import Frame
from ..say.game.nav import game_pages
from ..shelf import PAPER_FOLDERS, Pack, Shown


@dataclass(frozen=True, slots=True)
class PrintRoom:
    """`folder`: where the PDFs stand in the output; `depth`: how many folders above the site lie there."""

    pack: Pack
    folder: str
    depth: int

    @property
    def out(self) -> str:
        """The output's top, as a page of the site reaches it."""
        return "../" * self.depth

    @property
    def up(self) -> str:
        return self.out + self.folder

    def sheet(self, id_: str, paper: str = "") -> str:
        """The address of a sheet's PDF, on the usual paper unless said otherwise."""
        return f"{self.up}{PAPER_FOLDERS[paper or self.pack.papers[0]]}{id_}.pdf"


@dataclass(frozen=True, slots=True)
class Desk:
    frame: Frame
    problems: tuple[Problem, ...] = ()
    """What was odd in the inputs, for the import report."""
    version: str = ""
    shown: Shown | None = None
    room: PrintRoom | None = None
    phones: Mapping[str, str] = field(default_factory=dict)
    """By person, owner or helper: the address of the file with that person's week."""
    members: str = ""
    """The address of the file in which members are looked up; "" where nobody is known."""

    @property
    def game(self) -> tuple[str, ...]:
        """The pages of the game that there are, by key."""
        found = game_pages(self.frame)
        return (*found, "gallery") if self.shown and self.shown.drawn else found


@dataclass(frozen=True, slots=True)
class NavLink:
    title: str
    url: str
    here: bool
