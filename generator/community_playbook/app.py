"""The whole program from top to bottom: read, plan, write, publish. `today` and `seed` are arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .community.profile import Profile
from .digests import BESIDE, inputs_digest, pages_digest, program_digest
from .intake.authored.check import require_sound
from .intake.library import load_library
from .intake.outline import outline_of, remember_outline, source_of
from .intake.private_cells import Privacy
from .intake.profile.private_fields import form_of_rhythm
from .intake.profile.profile import (
    Places,
    load_profile,
    tables_only,
    unknown_rhythms,
    unknown_tactics,
    unknown_topic,
)
from .intake.share_key import load_share_key
from .knowledge.library import Library
from .parsed import keep_parsed
from .problems import PlaybookError, Problem, sorted_problems
from .reading import read_all, tables_beside
from .reading_apart import read_apart
from .runs import Options, Result, as_of, day_of, first_page, output_of, today_in
from .words import words

if TYPE_CHECKING:  # a run that finds nothing new does neither plan nor write, so it loads neither
    from .members_site import MembersSite
    from .outputs.plain import Json
    from .outputs.say.frame import Frame
    from .outputs.shelf import Pack
    from .repairing import Repair


def quiet(_step: str) -> None:
    """Progress that nobody watches."""


def build(path: Path, out: Path | None, options: Options, progress: Callable[[str], None] = quiet) -> Result:
    """Profile in, published playbook out. Raises PlaybookError with every problem where there is one."""
    from .publish.build import opened, publish
    from .publish.marker import unchanged
    from .publish.sites import SiteSpec
    from .publish.swap import recover

    source = source_of(path)
    profile, places, problems = read_profile(path, options.languages)
    outline = outline_of(profile)
    if not problems:
        remember_outline(path, program_digest(), options.languages, source, outline)
    out = output_of(path, out)
    languages = options.languages or profile.languages
    today = day_of(profile.today, profile.community.timezone, options)
    recover(out)
    key = load_share_key(path.parent)
    digest = inputs_digest(path, out, outline, today, languages, options.chosen)
    if not options.force and unchanged(out, digest):
        return Result(out, first_page(out), problems=tuple(problems), as_of=as_of(profile.today, today))

    progress("read")
    reads = partial(read_all, path, out, profile, places, problems, today)
    read = read_apart(reads, (path.parent / name for name in outline.tables), options.jobs)
    checked(read.problems, options.strict)
    from .members_site import PORTIONS, folders_meanwhile, make_members_site
    from .outputs.site import make_frames, sites
    from .plan.plan import make_plan
    from .workers import Portions

    community, library = read.community, load_library()
    inputs = [path, *(path.parent / name for name in (*BESIDE, *outline.tables))]
    with opened(out, inputs) as stage:
        with folders_meanwhile(stage.tree, community, languages, key, options.jobs):
            progress("plan")
            plan = make_plan(community, library, today, options.seed)
            progress("pages")
            frames = make_frames(plan, community, library, languages)
            known = pages_digest(path, plan, languages)
            shared = make_members_site(path, out, frames, key, read.photos, options.pictures, known)
        packs, lost = paper(path, frames, options.jobs, progress) if options.paper else ({}, [])
        said = checked([*read.problems, *shared.problems, *lost], options.strict)
        specs = [
            SiteSpec(site.language, site.path, site.settings, site.docs)
            for site in sites(frames, said, __version__, shared.shown, packs)
        ]
        portions = Portions(PORTIONS)
        files = chain(
            operators_files(out, frames, said, packs, shared, read.privacy),
            shared.files(frames, portions, options.jobs, progress),
        )
        done = publish(
            stage,
            files,
            specs,
            digest,
            __version__,
            progress,
            more=chain(files_like_pages(frames, said), shared.member_pages(frames, portions)),
            apart=shared.is_large(options.jobs),
            allowed=shared.allowed,
        )
    keep_parsed()
    gone = shared.shown.withdrawn
    return Result(
        out, first_page(out), done.files, done.kept, plan, community, library, said, gone,
        as_of(profile.today, today),
    )  # fmt: skip


def paper(
    path: Path, frames: Mapping[str, Frame], jobs: int | None, progress: Callable[[str], None]
) -> tuple[Mapping[str, Pack], list[Problem]]:
    """The print pack of each language, and what no font of ours could print."""
    from .outputs.printing.pack import lost_on_paper, make_packs

    packs = make_packs(path, frames, jobs, progress)
    return packs, lost_on_paper(path, packs)


def files_like_pages(
    frames: Mapping[str, Frame], problems: tuple[Problem, ...]
) -> Iterator[tuple[str, bytes]]:
    """What says again what pages of the site say: whoever makes both makes their views once."""
    from .outputs.site import phone_files, plan_files

    yield from plan_files(frames, problems, __version__)
    yield from phone_files(frames)


def operators_files(
    out: Path,
    frames: Mapping[str, Frame],
    problems: tuple[Problem, ...],
    packs: Mapping[str, Pack],
    shared: MembersSite,
    privacy: Privacy,
) -> Iterator[tuple[str, bytes]]:
    """What else the operator gets; `out`: where the last edition stands; `shared`: the members' own pages.
    Writers are loaded when the first file is asked for: then another process is at work on the sites
    already."""
    from .intake.previous_calendar import load_last_calendars
    from .outputs.calendar.files import calendar_files
    from .outputs.sheets.files import sheet_files
    from .outputs.shelf import CALENDAR
    from .outputs.site import member_files

    first = next(iter(frames.values()))
    yield from member_files(frames, shared.links)
    if packs:
        from .outputs.printing.pack import pack_files

        yield from pack_files(packs)
    last = sorted(path.name for path in out.glob(f"{CALENDAR}*.ics"))
    yield from calendar_files(first, load_last_calendars(out, last, privacy))
    yield from sheet_files(first, problems, shared.links, shared.news(first))


def plan_only(path: Path, options: Options, out: Path | None = None) -> Result:
    """The plan without a site: for the terminal and for trying things out. `out`: where the last build
    stands, whose rules are compared with today's."""
    from .plan.plan import make_plan

    profile, places, problems = read_profile(path, options.languages)
    today = day_of(profile.today, profile.community.timezone, options)
    read = read_all(path, out or path.parent / "out", profile, places, problems, today)
    said = checked(read.problems, options.strict)
    library = load_library()
    plan = make_plan(read.community, library, today, options.seed)
    keep_parsed()
    return Result(
        path, path, plan=plan, community=read.community, library=library, problems=said,
        as_of=as_of(profile.today, today),
    )  # fmt: skip


def check(path: Path, options: Options) -> Result:
    """As `plan_only`; of a faulty profile, the tables are read all the same, so that all is told at once."""
    try:
        read_profile(path, options.languages)
    except PlaybookError as error:
        profile = tables_only(path)
        if profile is None:
            raise
        _, found = tables_beside(path, profile, options.today or today_in(profile.community.timezone))
        raise PlaybookError(sorted_problems([*error.problems, *found]), error.exit_code) from None
    return plan_only(path, options)


def repair(path: Path, options: Options, language: str) -> Repair:
    """Writes `repair.xlsx` beside the profile, also where the profile or the tables have faults."""
    from .repairing import write_repair

    try:
        profile = read_profile(path, options.languages)[0]
    except PlaybookError:
        known = tables_only(path)
        if known is None:
            raise
        profile = known
    return write_repair(
        path.parent, profile, day_of(profile.today, profile.community.timezone, options), language
    )


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
    from .plan.countdown import known_dates

    library = load_library()
    known = tuple(tactic.id for tactic in library.tactics)
    unknown = [
        *unknown_tactics(profile, places, known),
        *unknown_rhythms(profile, places, library),
        *unknown_topic(profile, places, library),
    ]
    profile, private = form_of_rhythm(profile, kept_private(profile, library), places)
    profile = profile.model_copy(update={"dates": known_dates(profile, library)})
    return profile, places, [*problems, *unknown, *private]


def kept_private(profile: Profile, library: Library) -> Iterator[str]:
    """What is asked only in private where people come for this, in every language."""
    from .community.community import Community
    from .plan.purpose import find_rhythms

    for chosen in find_rhythms(Community(profile), library):
        for lexicon in library.rhythm(chosen.id).lexicons.values():
            yield from lexicon["ask_private"]


def checked(problems: Sequence[Problem], strict: bool) -> tuple[Problem, ...]:
    """The problems in order; stops where one is an error (with `strict`, also where one is a warning)."""
    ordered = tuple(sorted_problems(problems))
    if any(p.is_error or strict for p in ordered):
        raise PlaybookError(list(ordered))
    return ordered
