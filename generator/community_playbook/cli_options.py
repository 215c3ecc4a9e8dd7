"""What the commands share: options, exit codes, the guard that no traceback passes, problems as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from click.shell_completion import CompletionItem

from .stopping import UnheardError, exit_code, heard

if TYPE_CHECKING:
    from .outputs.plain import Json
    from .problems import Problem

INPUT, ENVIRONMENT, BUG = 1, 3, 4
"""Exit codes: 0 done, 1 input or an authored file (PlaybookError says so itself), 2 command line (click),
3 disk, 4 our bug."""


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


class Found(click.ParamType[str]):
    """One of the names that are found in the authored files, which are read only when somebody asks: no other
    command waits for them."""

    def __init__(self, name: str, find: Callable[[], Sequence[str]]) -> None:
        self.name = name
        self.find = find

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return click.Choice(self.find()).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return click.Choice(self.find()).get_metavar(param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return click.Choice(self.find()).shell_complete(ctx, param, incomplete)


class FormatOption(click.Option):
    """Tells what each format is for, in the words of `formats.yml`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from .outputs.images.layouts import CARD, format_for, formats

        known = [f"{name} {format_.about}." for name, format_ in formats().items()]
        self.help = " ".join((*known, f"Default: {format_for(CARD)}."))
        return super().get_help_record(ctx)


def picture_formats() -> Sequence[str]:
    from .outputs.images.layouts import known_formats

    return known_formats()


def written_languages() -> Sequence[str]:
    from .usage import languages

    return languages()


PROFILE = click.argument("profile", type=click.Path(path_type=Path))
TODAY = click.option(
    "--today",
    callback=as_date,
    metavar="DATE",
    help="Plan as of this day, e.g. 2026-11-22 (default: today; SOURCE_DATE_EPOCH is obeyed).",
)
LANGUAGE = click.option(
    "--lang",
    type=Found("language", written_languages),
    help="Language of this run (default: as the profile says).",
)
STRICT = click.option("--strict", is_flag=True, help="Treat every warning as an error.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON on standard output.")


class Commands(click.Group):
    """What ends a command before it knows its language, or after, is told in that of the system."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            from .runs import interface
            from .terminal import Screen

            Screen(interface(None)).stopped()
            sys.exit(exit_code(stop))


@contextmanager
def guarded(path: Path, as_json: bool, lang: str | None, answers: list[Json]) -> Iterator[list[int]]:
    """No traceback reaches a user: problems are printed, and a bug says how to report it."""
    from .problems import PlaybookError
    from .runs import interface
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
    except KeyboardInterrupt as stop:
        Screen(language).stopped()
        sys.exit(exit_code(stop))
    except UnheardError as error:
        status[0] = ENVIRONMENT
        Screen(language).unheard(error)
    except BrokenPipeError:  # who reads our output has seen enough
        os._exit(141)
    except click.ClickException:
        raise
    except Exception as error:
        if faults := faults_of_authors():
            status[0] = INPUT
            if as_json:
                answers.append({"profile": str(path), "problems": problem_data(faults, language)})
            Screen(language).failed(faults)
            return
        status[0] = BUG
        if as_json:
            answers.append({"profile": str(path), "bug": f"{type(error).__name__}: {error}"})
        Screen(language).bug(error)


def finish(path: Path, lang: str | None, answers: Sequence[Json], as_json: bool, status: int) -> NoReturn:
    """The last step of a command: its answer as JSON where that was asked for, and its exit code."""
    late = [0]
    if as_json:
        with guarded(path, False, lang, []) as late, heard():
            click.echo(json_text(answers if len(answers) != 1 else answers[0]))
    sys.exit(status or late[0])


def json_text(answer: Json) -> str:
    """What has no shape is escaped, also where JSON would not: a name must not move the cursor of a terminal
    or turn the direction of its line."""
    text = json.dumps(answer, ensure_ascii=False, indent=1)
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text)


def faults_of_authors() -> list[Problem]:
    """What failed may have failed for a broken word or layout: that is said instead of a bug."""
    from .assets import assets_folder
    from .intake.authored.check import authored_faults

    try:
        return authored_faults(assets_folder())
    except Exception:  # then it is our bug all the same
        return []


def problem_data(problems: list[Problem], language: str) -> list[Json]:
    from .words import sentence

    return [
        {
            "code": p.code,
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "sheet": p.place.sheet,
            "cell": p.place.cell,
            "message": sentence(p, language),
            "facts": dict(p.facts),
        }
        for p in problems
    ]


def language_of(path: Path) -> tuple[str, ...]:
    """The first language that the profile asks for, read without judging it."""
    import re

    from .usage import DEFAULT, languages

    try:
        text = path.read_text("utf-8", "replace")[:20_000]
        known = "|".join(sorted(languages(), key=len, reverse=True))
        found = re.search(rf"\blanguage:\s*\[?\s*(?:-\s*)?[\"']?({known})\b", text)
    except OSError:
        return ()
    return (found[1],) if found else (DEFAULT,)
