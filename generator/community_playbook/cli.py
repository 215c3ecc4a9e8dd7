"""The command `playbook`. Imports stay inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import __version__
from .cli_diff import diff
from .cli_files import schema, template
from .cli_journal import done, tally
from .cli_options import (
    AS_JSON,
    ENVIRONMENT,
    LANGUAGE,
    PROFILE,
    STRICT,
    TODAY,
    Commands,
    FormatOption,
    Found,
    finish,
    guarded,
    language_of,
    picture_formats,
    problem_data,
)
from .cli_take import take
from .stopping import fill_streams, obey_signals

if TYPE_CHECKING:
    from .outputs.plain import Json
    from .runs import Options, Result
    from .terminal import Screen

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EPILOG = """\b
A first playbook from six lines (save as profile.yml):
  community:
    name: 灯塔会员
    kind: knowledge        # knowledge, selling, interest, local or professional
  operator:
    hours_per_week: 5
Then:  playbook build profile.yml
"""


@click.group(cls=Commands, context_settings=CONTEXT, epilog=EPILOG)
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Turn one community profile into a tailored operations playbook.

    A profile is a YAML file that says what you know about your community: its name, its kind and your hours a
    week are enough. A members table and a points ledger (CSV or XLSX) make the plan sharper. Nothing leaves
    this machine.
    """
    gc.disable()  # a run lives for a second and makes no rubbish in cycles: a tenth of the time saved
    for stream in (sys.stdout, sys.stderr):  # a pipe in another encoding must not end the run
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


@main.command()
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PROFILE...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write (default: out/ beside the profile). Several profiles get a folder each.",
)
@TODAY
@LANGUAGE
@STRICT
@click.option(
    "--pictures",
    type=click.Choice(["all", "boards", "none"]),
    default="all",
    help="all; boards: no pictures of single members; none (default: all).",
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes that draw (default: one a core)."
)
@click.option("--paper/--no-paper", default=True, help="Make the print room and its PDFs (default), or not.")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@AS_JSON
def build(
    profiles: tuple[Path, ...],
    out: Path | None,
    today: date | None,
    lang: str | None,
    strict: bool,
    pictures: str,
    jobs: int | None,
    paper: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the playbook: your site (private), the members' site with its pictures, PDFs to print, a
    calendar, tables, and plan.json.

    Pictures that were drawn already are taken from the last build.

    Example: playbook build examples/lighthouse/profile.yml
    """
    from .at_rest import standing_result
    from .runs import Options, interface
    from .terminal import Screen

    options = Options(
        today, (lang,) if lang else (), strict, force=force, pictures=pictures, jobs=jobs, paper=paper
    )
    answers: list[Json] = []
    worst = 0
    for path, target in zip(profiles, targets(profiles, out), strict=True):
        with guarded(path, as_json, lang, answers) as status:
            language = interface(lang, language_of(path))
            screen = Screen(language, silent=as_json)
            result = standing_result(path, target, options)
            if result is None:
                result = built(path, target, options, screen)
            screen.built(result)
            answers.append(built_answer(path, result, language))
        worst = max(worst, status[0])
    finish(profiles[0], lang, answers, as_json, worst)


def built(path: Path, out: Path, options: Options, screen: Screen) -> Result:
    from . import app

    with screen.progress(path) as progress:
        return app.build(path, out, options, progress)


def targets(profiles: tuple[Path, ...], out: Path | None) -> list[Path]:
    """Where each profile's playbook goes; no two may share a folder, as one would replace the other."""
    several = len(profiles) > 1
    found = [
        (out / path.absolute().parent.name if several else out) if out else path.absolute().parent / "out"
        for path in profiles
    ]
    for i, target in enumerate(found):
        if target in found[:i]:
            raise click.UsageError(
                f"{profiles[found.index(target)]} and {profiles[i]} would both be written to {target}; "
                "build them one by one with --out"
            )
    return found


@main.command()
@PROFILE
@TODAY
@LANGUAGE
@click.option("--all", "everything", is_flag=True, help="Every word of the tables that met nothing, once.")
@click.option(
    "--repair", "repairs", is_flag=True, help="Write these words into repair.xlsx, to say what they mean."
)
@AS_JSON
def check(
    profile: Path, today: date | None, lang: str | None, everything: bool, repairs: bool, as_json: bool
) -> None:
    """Read everything and report every problem; write nothing but, with --repair, repair.xlsx.

    What you fill in there (a member's id, an action, a group, a city, a date, or ignore) holds from the next
    check or build on, for as long as the file lies beside the profile.
    """
    from . import app
    from .runs import Options, interface
    from .terminal import Screen

    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        language = interface(lang, language_of(profile))
        screen = Screen(language, silent=as_json)
        if repairs:
            screen.repaired(app.repair(profile, Options(today), language))
        result = app.check(profile, Options(today))
        if as_json:
            answers.append(checked_answer(result, language))
        else:
            screen.checked(result, everything)
    finish(profile, lang, answers, as_json, status[0])


@main.command()
@PROFILE
@TODAY
@LANGUAGE
@STRICT
@AS_JSON
def plan(profile: Path, today: date | None, lang: str | None, strict: bool, as_json: bool) -> None:
    """Show the plan in the terminal: what to do this week, and why; write nothing."""
    from . import app
    from .runs import Options, interface
    from .terminal import Screen

    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, Options(today, (lang,) if lang else (), strict))
        language = interface(lang, language_of(profile))
        if as_json:
            answers.append(app.plan_as_data(result, language))
        else:
            Screen(language).plan(result)
    finish(profile, lang, answers, as_json, status[0])


@main.command()
@click.argument("member")
@click.argument("profile", required=False, default="profile.yml", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Every line, not only those of the last month.")
@TODAY
@LANGUAGE
@AS_JSON
def explain(
    member: str, profile: Path, everything: bool, today: date | None, lang: str | None, as_json: bool
) -> None:
    """Show where a member's points come from, row by row, and who stands around; write nothing.

    MEMBER is an id, or a name that only one member has. PROFILE is profile.yml unless said otherwise.
    Example: playbook explain 10265 examples/lighthouse/profile.yml
    """
    from . import app
    from .runs import Options, interface
    from .terminal import Screen

    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, Options(today, (lang,) if lang else ()))
        language = interface(lang, language_of(profile))
        status[0], answer = Screen(language, silent=as_json).explain(result, member, everything)
        answers.append(answer)
    finish(profile, lang, answers, as_json, status[0])


@main.command()
@click.argument("member")
@click.argument("profile", required=False, default="profile.yml", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["rank", "points", "badge", "welcome"]),
    help="Which card (default: the proudest one that there is).",
)
@click.option(
    "--format",
    "format_",
    cls=FormatOption,
    type=Found("format", picture_formats),
)
@click.option("--qr/--no-qr", default=True, help="With the community's QR code (default), or without.")
@click.option("--badge", metavar="ID", help="Which badge, with --kind badge (default: the newest).")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the PNG.")
@click.option("--grid", is_flag=True, help="Draw the boxes of the layout, to adjust templates/images/.")
@TODAY
@LANGUAGE
@AS_JSON
def card(
    member: str,
    profile: Path,
    kind: str | None,
    format_: str | None,
    qr: bool,
    badge: str | None,
    out: Path | None,
    grid: bool,
    today: date | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Draw one card of one member, as the build would, and write the PNG.

    MEMBER is an id, or a name that only one member has; only members who agreed to be shown have cards.
    Example: playbook card 10265 examples/lighthouse/profile.yml --kind rank --format 3:4
    """
    from . import app
    from .runs import Options, interface
    from .single_card import Wish
    from .terminal import Screen

    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, Options(today, (lang,) if lang else ()))
        screen = Screen(interface(lang, language_of(profile)), silent=as_json)
        wish = Wish(kind, format_, qr, badge, grid)
        status[0], answer = screen.card(profile, result, member, wish, out)
        answers.append(answer)
    finish(profile, lang, answers, as_json, status[0])


def checked_answer(result: Result, language: str) -> Json:
    readings = result.community.readings if result.community else ()
    unmet = [one._asdict() | {"file": reading.file} for reading in readings for one in reading.unmet]
    return {"problems": problem_data(list(result.problems), language), "unmet": unmet}


def built_answer(path: Path, result: Result, language: str) -> Json:
    return {
        "profile": str(path),
        "out": str(result.out),
        "open": str(result.first_page),
        "unchanged": result.plan is None,
        "files": result.files,
        "share": str(result.out / "share"),
        "withdrawn": list(result.withdrawn),
        "kept": list(result.kept),
        "problems": problem_data(list(result.problems), language),
    }


for command in (template, schema, done, tally, diff, take):
    main.add_command(command)


def run() -> None:
    """The program: as `main`, but a finished process ends at once. Taking a hundred thousand rows apart again
    would cost as much as reading the ledger. What libraries warn their users of is nothing to ours."""
    warnings.simplefilter("ignore")
    fill_streams()
    obey_signals()
    try:
        main()
    except SystemExit as stop:
        if stop.code is not None and not isinstance(stop.code, int):
            raise
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # what could not be said was told by then
                stream.flush()
        os._exit(stop.code or 0)
    except OSError as error:  # help that cannot be written either; commands tell their own faults
        click.echo(f"playbook: {error.strerror}", err=True)
        os._exit(ENVIRONMENT)
