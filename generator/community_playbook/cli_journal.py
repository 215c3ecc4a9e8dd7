"""Commands that keep the journal beside a profile: what was done, and what was counted."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import AS_JSON, LANGUAGE, PROFILE, as_date, finish, guarded, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .community.calendar import BigDate
    from .journal_keeping import Kept, Placed
    from .outputs.plain import Json
    from .terminal import Screen

DATE = click.option(
    "--date", "day", callback=as_date, metavar="DATE", help="When it was, e.g. 2026-11-22 (default: today)."
)
UNDO = click.option(
    "--undo", is_flag=True, help="Take back the last line that a command wrote (a table: all of its lines)."
)


@click.command()
@PROFILE
@click.argument("what", required=False)
@DATE
@click.option("--job", default="", metavar="JOB", help="Only one of its jobs, or setup.")
@click.option("--start", "event", flag_value="started", help="It began: from now on it runs.")
@click.option("--change", "event", flag_value="changed", help="It was changed: its counts begin anew.")
@click.option("--skip", "event", flag_value="skipped", help="It was left out this time.")
@click.option("--stop", "event", flag_value="stopped", help="It was ended.")
@click.option("--note", default="", metavar="TEXT", help="A word to it; without WHAT a note by itself.")
@UNDO
@LANGUAGE
@AS_JSON
def done(
    profile: Path,
    what: str | None,
    day: date | None,
    job: str,
    event: str | None,
    note: str,
    undo: bool,
    lang: str | None,
    as_json: bool,
) -> None:
    """Write into journal.yml that something was done, or started, changed, skipped, stopped.

    WHAT is a tactic (its name, number or title), a duty or a step of the roadmap; a dot names one job of it.
    What the plan asked for counts as done anyway: write down what went otherwise. The file is yours, a dated
    line each; commands only add lines at its end, and the next build goes on from them.

    \b
    playbook done profile.yml rotation --skip --note "everybody at the fair"
    playbook done profile.yml 8.setup
    playbook done profile.yml welcome-chain --stop --date 2026-11-29
    playbook done profile.yml --undo

    \b
    记一笔：没按方案来的才要记，照做的不用。
    playbook done profile.yml rotation --skip --note 都去展会了
    """
    if undo == bool(what or note):
        raise click.UsageError("name what was done, or write --undo; playbook done --help shows examples")
    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        from .journal_keeping import line_of

        screen, today, allowed, dates = begin(profile, lang, as_json)

        def wanted() -> list[Placed]:
            kind = (event or "done") if what else "note"
            given = {"job": job, "note": note}
            return [line_of(kind, what or "", day or today, today, **given, allowed=allowed, dates=dates)]

        answers.append(write_or_undo(screen, profile, [] if undo else wanted(), today, undo, allowed, dates))
    finish(profile, lang, answers, as_json, status[0])


@click.command()
@PROFILE
@click.argument("what", required=False)
@click.argument("count", required=False)
@click.argument("of", required=False, default="")
@DATE
@click.option(
    "--from",
    "table",
    metavar="FILE",
    help="A table (CSV, XLSX) of week or date, tactic, count, of; - reads lines.",
)
@UNDO
@LANGUAGE
@AS_JSON
def tally(
    profile: Path,
    what: str | None,
    count: str | None,
    of: str,
    day: date | None,
    table: str | None,
    undo: bool,
    lang: str | None,
    as_json: bool,
) -> None:
    """Write down what was counted, or (without WHAT) show what waits to be counted.

    WHAT is a tactic by name or number, COUNT what the pencil says, OF how many were looked at (newcomers,
    messages, tables). Each tactic's page says what to count and when to stop; from these counts the next
    build keeps, changes or stops it. A week without a count is unknown, not zero.

    \b
    playbook tally profile.yml                      what waits
    playbook tally profile.yml self-intro 7 10      seven of ten
    playbook tally profile.yml --from counts.xlsx
    echo 2026-W49,04,7,10 | playbook tally profile.yml --from -

    \b
    记个数：第 2 招，10 位里 7 位。不写数，就列出等着数的。
    playbook tally profile.yml 2 7 10
    """
    if sum([undo, bool(what), bool(table)]) > 1:
        raise click.UsageError("one at a time: WHAT with COUNT, --from or --undo")
    if what and count is None:
        raise click.UsageError(f"how many? For example: playbook tally {profile} {what} 7 10")
    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        from .journal_keeping import line_of

        screen, today, allowed, dates = begin(profile, lang, as_json)
        if not (undo or what or table):
            answers.append(waiting(screen, profile))
        else:
            wanted = rows_of(profile, table, today) if table else []
            if what:
                wanted = [line_of("tally", what, day or today, today, count=count or "", of=of)]
            answers.append(write_or_undo(screen, profile, wanted, today, undo, allowed, dates))
            tell_unheard(screen, profile, {line.what for line, _ in wanted})
    finish(profile, lang, answers, as_json, status[0])


def begin(
    profile: Path, lang: str | None, as_json: bool
) -> tuple[Screen, date, frozenset[str], Sequence[BigDate]]:
    """The screen, which day it is in the community, the contacts that everybody may read, and the dates that
    are counted back."""
    from . import app
    from .contacts import allowed_in
    from .runs import Options, day_of, interface
    from .terminal import Screen

    known = app.read_profile(profile)[0]
    screen = Screen(interface(lang, language_of(profile)), silent=as_json)
    today = day_of(known.today, known.community.timezone, Options())
    return screen, today, allowed_in(known.public_contacts), known.dates


def rows_of(profile: Path, table: str, today: date) -> list[Placed]:
    from . import app
    from .intake.dates import zone_of
    from .intake.journal_names import names_of
    from .intake.library import load_library
    from .intake.tables import load_bytes
    from .intake.tally_table import read_tallies
    from .problems import PlaybookError, Problem

    data = sys.stdin.buffer.read() if table == "-" else load_bytes(Path(table), table)
    if isinstance(data, Problem):
        raise PlaybookError([data])
    zone = zone_of(app.read_profile(profile)[0].community.timezone)
    lines, problems = read_tallies(data, table, names_of(load_library()), today, zone)
    if problems:
        raise PlaybookError(problems)
    return lines


def write_or_undo(
    screen: Screen,
    profile: Path,
    wanted: list[Placed],
    today: date,
    undo: bool,
    allowed: frozenset[str],
    dates: Sequence[BigDate],
) -> Json:
    """Write or take back, and say what became of it."""
    from .journal_keeping import keep, take_back

    folder = profile.absolute().parent
    kept = take_back(folder, today, dates) if undo else keep(folder, wanted, today, allowed, dates)
    tell(screen, kept)
    return {
        "profile": str(profile),
        "journal": str(kept.file),
        "added": list(kept.added),
        "known": list(kept.known),
        "undone": list(kept.gone),
    }


def tell(screen: Screen, kept: Kept) -> None:
    for key, lines in (("added", kept.added), ("known", kept.known), ("undone", kept.gone)):
        if lines:
            screen.print(screen.words(f"journal.{key}", file=str(kept.file)))
            for line in lines:
                screen.print(f"  - {line}")
    if not (kept.added or kept.known or kept.gone):
        screen.print(screen.words("journal.empty"))


def tell_unheard(screen: Screen, profile: Path, counted: set[str]) -> None:
    """Which of these tactics have no number of their own, because what people come for changes them."""
    from . import app
    from .runs import Options

    if screen.silent or not counted or not app.read_profile(profile)[0].rhythms:
        return
    frame = app.frame_of(app.plan_only(profile, Options()), screen.language)
    for entry in frame.library.tactics:
        if entry.id in counted & frame.plan.reached.uncounted:
            main = frame.title(frame.entries[frame.plan.reached.by[entry.id][0]])
            facts = {"n": f"{entry.number:02d}", "what": frame.title(entry), "main": main}
            screen.print(screen.words("learned.unheard", **facts))


def waiting(screen: Screen, profile: Path) -> Json:
    """What waits to be counted, as the page "What we learned" tells it."""
    from . import app
    from .outputs.say.learned import example, waiting_data, waiting_entries, waiting_rows
    from .runs import Options

    result = app.plan_only(profile, Options())
    frame = app.frame_of(result, screen.language)
    if not screen.silent:
        like = example(frame, waiting_entries(frame))
        screen.print(screen.words("learned.waits"), bold=True)
        screen.table(waiting_rows(frame), screen.words.get("learned.columns"))
        screen.print(screen.words("learned.how", command=f"playbook tally {profile} {like}"))
    return {"profile": str(profile), "waiting": waiting_data(frame)}
