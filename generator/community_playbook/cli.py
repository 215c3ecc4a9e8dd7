"""The command `playbook`. Imports stay inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__

if TYPE_CHECKING:
    from .problems import Problem

ENVIRONMENT, BUG = 3, 4
"""Exit codes: 0 done, 1 input (PlaybookError says so itself), 2 command line (click), 3 disk, 4 our bug."""

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


def as_date(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-11-22") from None
    if not 1970 <= day.year < 2200:
        raise click.BadParameter(f"{value} is out of range; a day between 1970 and 2199 is wanted")
    return day


PROFILE = click.argument("profile", type=click.Path(path_type=Path))
TODAY = click.option(
    "--today",
    callback=as_date,
    metavar="DATE",
    help="Plan as of this day, e.g. 2026-11-22 (default: today; SOURCE_DATE_EPOCH is obeyed).",
)
LANGUAGE = click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of this run (default: as the profile says)."
)
STRICT = click.option("--strict", is_flag=True, help="Treat every warning as an error.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON on standard output.")


@click.group(context_settings=CONTEXT, epilog=EPILOG)
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
    force: bool,
    as_json: bool,
) -> None:
    """Write the playbook: your site (private), the members' site with its pictures, and plan.json.

    Pictures that were drawn already are taken from the last build.

    Example: playbook build examples/lighthouse/profile.yml
    """
    from . import app
    from .terminal import Screen

    options = app.Options(today, (lang,) if lang else (), strict, force=force, pictures=pictures, jobs=jobs)
    answers: list[dict[str, Any]] = []
    worst = 0
    for path, target in zip(profiles, targets(profiles, out), strict=True):
        with guarded(path, as_json, lang, answers) as status:
            language = app.interface(lang, language_of(path))
            screen = Screen(language, silent=as_json)
            with screen.progress(path) as progress:
                result = app.build(path, target, options, progress)
            screen.built(result)
            answers.append(built_answer(path, result, language))
        worst = max(worst, status[0])
    if as_json:
        click.echo(json.dumps(answers if len(answers) != 1 else answers[0], ensure_ascii=False, indent=1))
    sys.exit(worst)


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
@LANGUAGE
@AS_JSON
def check(profile: Path, lang: str | None, as_json: bool) -> None:
    """Read everything and report every problem; write nothing."""
    from . import app
    from .terminal import Screen

    answers: list[dict[str, Any]] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, app.Options())
        language = app.interface(lang, language_of(profile))
        if as_json:
            answers.append({"problems": problem_data(list(result.problems), language)})
        else:
            Screen(language).checked(result)
    if as_json:
        click.echo(json.dumps(answers[0], ensure_ascii=False, indent=1))
    sys.exit(status[0])


@main.command()
@PROFILE
@TODAY
@LANGUAGE
@STRICT
@AS_JSON
def plan(profile: Path, today: date | None, lang: str | None, strict: bool, as_json: bool) -> None:
    """Show the plan in the terminal: what to do this week, and why; write nothing."""
    from . import app
    from .terminal import Screen

    answers: list[dict[str, Any]] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, app.Options(today, (lang,) if lang else (), strict))
        language = app.interface(lang, language_of(profile))
        if as_json:
            answers.append(app.plan_as_data(result, language))
        else:
            Screen(language).plan(result)
    if as_json:
        click.echo(json.dumps(answers[0], ensure_ascii=False, indent=1))
    sys.exit(status[0])


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
    from .terminal import Screen

    answers: list[dict[str, Any]] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, app.Options(today, (lang,) if lang else ()))
        language = app.interface(lang, language_of(profile))
        status[0], answer = Screen(language, silent=as_json).explain(result, member, everything)
        answers.append(answer)
    if as_json:
        click.echo(json.dumps(answers[0], ensure_ascii=False, indent=1))
    sys.exit(status[0])


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
    type=click.Choice(["3:4", "1:1", "9:16", "1.91:1"]),
    default="1:1",
    show_default=True,
    help="3:4 poster, 1:1 square, 9:16 story, 1.91:1 link preview.",
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
    format_: str,
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
    from .single_card import Wish
    from .terminal import Screen

    answers: list[dict[str, Any]] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, app.Options(today, (lang,) if lang else ()))
        screen = Screen(app.interface(lang, language_of(profile)), silent=as_json)
        wish = Wish(kind, format_, qr, badge, grid)
        status[0], answer = screen.card(profile, result, member, wish, out)
        answers.append(answer)
    if as_json:
        click.echo(json.dumps(answers[0], ensure_ascii=False, indent=1))
    sys.exit(status[0])


@main.command()
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
def schema(target: Path | None) -> None:
    """Write the JSON Schema of the profile, so that an editor completes and checks it.

    Without FILE it is printed. To use it, begin the profile with:
    # yaml-language-server: $schema=./profile.schema.json
    """
    from .intake.schema import schema_text

    if target is None:
        click.echo(schema_text(), nl=False)
        return
    try:
        target.write_text(schema_text(), "utf-8")
    except OSError as error:
        click.echo(f"{target}: {error.strerror}", err=True)
        sys.exit(ENVIRONMENT)


@contextmanager
def guarded(
    path: Path, as_json: bool, lang: str | None, answers: list[dict[str, Any]]
) -> Iterator[list[int]]:
    """No traceback reaches a user: problems are printed, and a bug says how to report it."""
    from .app import interface
    from .problems import PlaybookError
    from .terminal import Screen

    status = [0]
    language = interface(lang, language_of(path))
    try:
        yield status
    except PlaybookError as error:
        status[0] = error.exit_code
        if as_json:
            answers.append({"profile": str(path), "problems": problem_data(error.problems, language)})
        else:
            Screen(language).failed(error.problems)
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(130)
    except BrokenPipeError:  # who reads our output has seen enough
        os._exit(141)
    except click.ClickException:
        raise
    except Exception as error:
        status[0] = BUG
        if as_json:
            answers.append({"profile": str(path), "bug": f"{type(error).__name__}: {error}"})
        Screen(language).bug(error)


def problem_data(problems: list[Problem], language: str) -> list[dict[str, Any]]:
    from .words import words

    return [
        {
            "code": p.code,
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "sheet": p.place.sheet,
            "cell": p.place.cell,
            "message": words(language).problem(p),
            "facts": dict(p.facts),
        }
        for p in problems
    ]


def built_answer(path: Path, result: Any, language: str) -> dict[str, Any]:
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


def language_of(path: Path) -> tuple[str, ...]:
    """The first language that the profile asks for, read without judging it."""
    import re

    try:
        text = path.read_text("utf-8", "replace")[:20_000]
        found = re.search(r"\blanguage:\s*\[?\s*(?:-\s*)?[\"']?(zh|en)\b", text)
    except OSError:
        return ()
    return (found[1],) if found else ("zh",)


def run() -> None:
    """The program: as `main`, but a finished process ends at once. Taking a hundred thousand rows apart again
    would cost as much as reading the ledger."""
    try:
        main()
    except SystemExit as stop:
        if stop.code is not None and not isinstance(stop.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(stop.code or 0)
