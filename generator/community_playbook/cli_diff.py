"""`playbook diff`: what changed since an earlier week."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import AS_JSON, LANGUAGE, PROFILE, TODAY, as_date, finish, guarded, language_of

if TYPE_CHECKING:
    from .outputs.plain import Json


@click.command()
@PROFILE
@click.option(
    "--since",
    metavar="DATE",
    callback=as_date,
    help="Compare with the week of this day or the newest one before it (default: the last week built).",
)
@TODAY
@LANGUAGE
@AS_JSON
def diff(profile: Path, since: date | None, today: date | None, lang: str | None, as_json: bool) -> None:
    """Show what changed since last week: in the plan and why, who is new or gone, boards, badges.

    Each build leaves a file of its week in out/editions/; this compares with one of them and writes nothing.
    """
    from . import app
    from .runs import Options, interface
    from .terminal import Screen

    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        result = app.plan_only(profile, Options(today, (lang,) if lang else ()))
        screen = Screen(interface(lang, language_of(profile)), silent=as_json)
        answers.append(screen.diff(result, since))
    finish(profile, lang, answers, as_json, status[0])
