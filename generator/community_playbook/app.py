"""The whole program from top to bottom: read, plan, write, publish. `today` and `seed` are arguments."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .community.community import Community
from .community.profile import Profile
from .digests import inputs_digest, pages_digest, table_paths
from .intake.authored.check import require_sound
from .intake.journal import NAME as JOURNAL
from .intake.library import load_library
from .intake.private_cells import Privacy
from .intake.profile.profile import (
    Places,
    load_profile,
    tables_only,
    unknown_tactics,
)
from .intake.profile.yaml_slips import shown
from .intake.share_key import NAME as KEY_FILE
from .intake.share_key import load_share_key
from .knowledge.library import Library
from .problems import Place, PlaybookError, Problem, sorted_problems
from .reading import read_all, read_tables
from .usage import DEFAULT, languages
from .words import sentence, words

if TYPE_CHECKING:  # a run that finds nothing new does neither plan nor write, so it loads neither
    from .outputs.plain import Json
    from .outputs.say.frame import Frame
    from .outputs.shelf import Pack
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


def quiet(_step: str) -> None:
    """Progress that nobody watches."""


def build(path: Path, out: Path | None, options: Options, progress: Callable[[str], None] = quiet) -> Result:
    """Profile in, published playbook out. Raises PlaybookError with every problem where there is one."""
    from .publish.build import publish
    from .publish.marker import unchanged
    from .publish.sites import SiteSpec
    from .publish.swap import recover

    profile, places, problems = read_profile(path, options.languages)
    out = (out or path.parent / "out").absolute()
    languages = options.languages or profile.languages
    today = day_of(profile, options)
    first_page = out / "playbook" / "index.html"
    recover(out)
    key = load_share_key(path.parent)
    chosen = (options.seed, options.strict, options.pictures, options.paper)
    digest = inputs_digest(path, out, profile, today, languages, chosen)
    if not options.force and unchanged(out, digest):
        return Result(out, first_page, problems=tuple(problems), as_of=as_of(profile, today))

    from .plan.plan import make_plan

    progress("read")
    read = read_all(path, out, profile, places, problems, today)
    checked(read.problems, options.strict)
    progress("plan")
    library = load_library()
    plan = make_plan(read.community, library, today, options.seed)
    progress("pages")
    from .members_site import PORTIONS, make_members_site
    from .outputs.site import make_frames, sites
    from .workers import Portions

    frames = make_frames(plan, read.community, library, languages)
    shared = make_members_site(
        path, out, frames, key, read.photos, options.pictures, known=pages_digest(path, plan, languages)
    )
    packs, lost = paper(path, frames, options.jobs, progress) if options.paper else ({}, [])
    said = checked([*read.problems, *shared.problems, *lost], options.strict)
    specs = [
        SiteSpec(site.language, site.path, site.settings, site.docs)
        for site in sites(frames, said, __version__, shared.shown, packs)
    ]
    portions = Portions(PORTIONS)
    files = chain(
        operators_files(out, frames, said, packs, shared.links, read.privacy),
        shared.files(frames, portions, options.jobs, progress),
    )
    inputs = [path, path.parent / KEY_FILE, path.parent / JOURNAL, *table_paths(path, profile)]
    done = publish(
        out,
        files,
        specs,
        digest,
        __version__,
        progress,
        inputs=inputs,
        more=shared.member_pages(frames, portions),
        apart=shared.is_large(options.jobs),
        allowed=shared.allowed,
    )
    gone = shared.shown.withdrawn
    return Result(
        out, first_page, done.files, done.kept, plan, read.community, library, said, gone,
        as_of(profile, today),
    )  # fmt: skip


def paper(
    path: Path, frames: Mapping[str, Frame], jobs: int | None, progress: Callable[[str], None]
) -> tuple[Mapping[str, Pack], list[Problem]]:
    """The print pack of each language, and what no font of ours could print."""
    from .outputs.printing.pack import lost_on_paper, make_packs

    packs = make_packs(path, frames, jobs, progress)
    return packs, lost_on_paper(path, packs)


def operators_files(
    out: Path,
    frames: Mapping[str, Frame],
    problems: tuple[Problem, ...],
    packs: Mapping[str, Pack],
    links: Mapping[str, str],
    privacy: Privacy,
) -> Iterator[tuple[str, bytes]]:
    """What the operator gets beside the site; `out`: where the last edition stands; `links`: of the members'
    own pages. Writers are loaded when the first file is asked for: then another process is at work on the
    sites already."""
    from .intake.previous_calendar import load_last_calendars
    from .outputs.calendar.files import calendar_files
    from .outputs.sheets.files import sheet_files
    from .outputs.shelf import CALENDARS
    from .outputs.site import phone_files, plan_files

    first = next(iter(frames.values()))
    yield from plan_files(frames, problems, __version__)
    yield from phone_files(frames)
    if packs:
        from .outputs.printing.pack import pack_files

        yield from pack_files(packs)
    yield from calendar_files(first, load_last_calendars(out, tuple(CALENDARS.values()), privacy))
    yield from sheet_files(first, problems, links)


def plan_only(path: Path, options: Options, out: Path | None = None) -> Result:
    """The plan without a site: for the terminal and for trying things out. `out`: where the last build
    stands, whose rules are compared with today's."""
    from .plan.plan import make_plan

    profile, places, problems = read_profile(path, options.languages)
    today = day_of(profile, options)
    read = read_all(path, out or path.parent / "out", profile, places, problems, today)
    said = checked(read.problems, options.strict)
    library = load_library()
    plan = make_plan(read.community, library, today, options.seed)
    return Result(
        path, path, plan=plan, community=read.community, library=library, problems=said,
        as_of=as_of(profile, today),
    )  # fmt: skip


def check(path: Path, options: Options) -> Result:
    """As `plan_only`; of a faulty profile, the tables are read all the same, so that all is told at once."""
    try:
        read_profile(path, options.languages)
    except PlaybookError as error:
        profile = tables_only(path)
        if profile is None:
            raise
        _, found = read_tables(path, profile, options.today or today_in(profile.community.timezone))
        raise PlaybookError(sorted_problems([*error.problems, *found]), error.exit_code) from None
    return plan_only(path, options)


def frame_of(result: Result, language: str) -> Frame:
    """A plan in one language, for the terminal. Raises ValueError where the run made none."""
    from .outputs.say.frame import Frame

    if result.plan is None or result.community is None or result.library is None:
        raise ValueError("there is no plan to show")
    return Frame(result.plan, result.community, result.library, words(language))


def plan_as_data(result: Result, language: str) -> Mapping[str, Json]:
    """`plan.json` without a build."""
    from .outputs.plan_json import plan_data

    return plan_data({language: frame_of(result, language)}, result.problems, __version__)


def read_profile(path: Path, languages: tuple[str, ...] = ()) -> tuple[Profile, Places, list[Problem]]:
    """Profiles are held against authored files, so these must be sound first; then the words of the languages
    that are asked for."""
    require_sound(languages)
    profile, places, problems = load_profile(path)
    if profile is None:
        raise PlaybookError(sorted_problems(problems))
    require_sound(languages or profile.languages)
    known = tuple(tactic.id for tactic in load_library().tactics)
    return profile, places, [*problems, *unknown_tactics(profile, places, known)]


def checked(problems: Sequence[Problem], strict: bool) -> tuple[Problem, ...]:
    """The problems in order; stops where one is an error (with `strict`, also where one is a warning)."""
    ordered = tuple(sorted_problems(problems))
    if any(p.is_error or strict for p in ordered):
        raise PlaybookError(list(ordered))
    return ordered


def day_of(profile: Profile, options: Options) -> date:
    """The command line, else the profile, else the clock."""
    return options.today or profile.today or today_in(profile.community.timezone)


def as_of(profile: Profile, today: date) -> date | None:
    """The day of the plan, where it is the one that the profile fixes: it may be long ago, so it is said."""
    return today if profile.today == today else None


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
