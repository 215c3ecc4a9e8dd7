"""Commands that write a file to begin with: tables to fill in, and the schema of the profile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import ENVIRONMENT, LANGUAGE, guarded
from .stopping import heard
from .whole import write_whole

if TYPE_CHECKING:
    from .outputs.plain import Json
    from .terminal import Screen


@click.command()
@click.argument("what", required=False, default="all", type=click.Choice(["members", "ledger", "all"]))
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Offer what this profile knows: its groups, tiers and actions.",
)
@click.option(
    "--format", "format_", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True,
    help="xlsx keeps long ids and offers choices; csv is plain text.",
)  # fmt: skip
@LANGUAGE
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
    help="Where to write (default: here).",
)  # fmt: skip
@click.option(
    "--encoding", type=click.Choice(["utf-8", "gb18030"]),
    help="Of a CSV file (default: utf-8 with a mark, as Excel wants it).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace files that are there.")
def template(
    what: str,
    profile: Path | None,
    format_: str,
    lang: str | None,
    out: Path,
    encoding: str | None,
    force: bool,
) -> None:
    """Write the members table and the ledger as empty tables to fill in, with an example row.

    WHAT is members, ledger or all (default). The example row is skipped when the table is read.

    Example: playbook template members --profile examples/lighthouse/profile.yml --out /tmp
    """
    from . import app
    from .outputs.sheets.forms import KINDS, form_bytes, make_form
    from .runs import interface
    from .terminal import Screen
    from .words import words

    if encoding and format_ != "csv":
        raise click.UsageError("--encoding is for --format csv; a workbook needs none")
    answers: list[Json] = []
    with guarded(profile or Path(), False, lang, answers) as status:
        known = app.read_profile(profile)[0] if profile else None
        language = interface(lang, known.languages if known else ())
        files = {}
        for kind in KINDS:
            if what in (kind, "all"):
                form = make_form(kind, words(language), known)
                content = form_bytes(form, format_, words(language), encoding or "utf-8")
                files[out / f"{kind}.{format_}"] = content
        status[0] = write_new(files, Screen(language), force)
    sys.exit(status[0])


def write_new(files: dict[Path, bytes], screen: Screen, force: bool) -> int:
    """All of the files or none of them: what is there stays, unless `force` says otherwise. The exit code."""
    there = [path for path in files if path.exists()]
    if there and not force:
        for path in there:
            screen.warn(screen.words("forms.exists", file=str(path)), "red")
        return ENVIRONMENT
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            reason = error.strerror or ""
            screen.warn(screen.words("forms.unwritable", file=str(path), reason=reason), "red")
            return ENVIRONMENT
        screen.print(screen.words("forms.written", file=str(path), key=path.stem, name=path.name))
    return 0


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
def schema(target: Path | None) -> None:
    """Write the JSON Schema of the profile, so that an editor completes and checks it.

    Without FILE it is printed. To use it, begin the profile with:
    # yaml-language-server: $schema=./profile.schema.json
    """
    from .intake.profile.schema import schema_text

    if target is None:
        with guarded(Path(), False, None, []) as status, heard():
            click.echo(schema_text(), nl=False)
        sys.exit(status[0])
    try:
        write_whole(target, schema_text().encode())
    except OSError as error:
        click.echo(f"{target}: {error.strerror}", err=True)
        sys.exit(ENVIRONMENT)
