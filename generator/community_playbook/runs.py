"""What is asked of a run, and what does it answer? Without loading what does the work."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .intake.profile.yaml_slips import shown
from .problems import Place, PlaybookError, Problem
from .usage import DEFAULT, languages
from .words import sentence

if TYPE_CHECKING:  # a run that finds nothing new does neither plan nor write, so it loads neither
    from .community.community import Community
    from .knowledge.library import Library
    from .plan.plan import Plan

SEED = 1
EPOCH = "SOURCE_DATE_EPOCH"
ENVIRONMENT = 3
LAST_EPOCH = 7_258_118_400  # 2200-01-01


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line adds to a profile."""

    today: date | None = None
    languages: tuple[str, ...] = ()
    strict: bool = False
    seed: int = SEED
    force: bool = False
    pictures: str = "all"
    """all, boards (no pictures of single members), or none."""
    jobs: int | None = None
    """Processes that draw; None = as many as there are cores."""
    paper: bool = True
    """Make the print room and its PDFs."""

    @property
    def chosen(self) -> tuple[object, ...]:
        """What of it decides the bytes of an output, beside the day and the languages."""
        return (self.seed, self.strict, self.pictures, self.paper)


@dataclass(frozen=True, slots=True)
class Result:
    """A finished run; `plan` is None where the output was up to date already."""

    out: Path
    first_page: Path
    files: int = 0
    kept: tuple[str, ...] = ()
    plan: Plan | None = None
    community: Community | None = None
    library: Library | None = None
    problems: tuple[Problem, ...] = field(default=())
    withdrawn: tuple[str, ...] = ()
    """Members whose page and pictures went with this build."""
    as_of: date | None = None
    """The day of the plan, where the profile fixes it."""


def output_of(path: Path, out: Path | None) -> Path:
    """Where a profile's playbook stands."""
    return (out or path.parent / "out").absolute()


def first_page(out: Path) -> Path:
    return out / "playbook" / "index.html"


def day_of(fixed: date | None, timezone: str, options: Options) -> date:
    """The command line, else the day that the profile fixes, else the clock."""
    return options.today or fixed or today_in(timezone)


def as_of(fixed: date | None, today: date) -> date | None:
    """The day of the plan, where it is the one that the profile fixes: it may be long ago, so it is said."""
    return today if fixed == today else None


def today_in(timezone: str) -> date:
    """SOURCE_DATE_EPOCH where it is set (reproducible builds), else the clock in the community's zone."""
    from zoneinfo import ZoneInfo

    epoch = os.environ.get(EPOCH)
    now = datetime.fromtimestamp(seconds_of(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo(timezone)).date()


def seconds_of(epoch: str) -> int:
    """Raises PlaybookError: who fixes the day by a number that is none would get another one every day."""
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12 and int(epoch) < LAST_EPOCH:
        return int(epoch)
    raise PlaybookError([Problem("E311", Place(EPOCH), {"found": shown(epoch)})], ENVIRONMENT)


def interface(language: str | None, profile_languages: tuple[str, ...] = ()) -> str:
    """The language of the terminal: asked for, else the profile's, else the system's, else Chinese."""
    if language:
        return language
    if profile_languages:
        return profile_languages[0]
    system = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    spoken = re.split("[_.@-]", system.lower())[0]
    return spoken if spoken in languages() else DEFAULT


def problem_lines(problems: tuple[Problem, ...] | list[Problem], language: str) -> list[str]:
    """Place first, so that editors jump to it; then code and sentence."""
    return [f"{p.place}  {p.code}  {sentence(p, language)}" for p in problems]
