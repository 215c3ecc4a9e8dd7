"""The command that takes exports: chat logs and lists become the tables that every later build reads."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import AS_JSON, LANGUAGE, TODAY, as_date, finish, guarded, language_of
from .community.file_names import OBSERVED

if TYPE_CHECKING:
    from .community.observed import Observed
    from .logs.meter import Step
    from .outputs.plain import Json
    from .problems import Problem
    from .taking.chains import Signed
    from .taking.deed_tables import Deeds
    from .taking.entrants import Entrants
    from .taking.taking import Taken
    from .terminal import Screen

MOST_NAMES = 12
MOST_FAULTS = 5


@click.command()
@click.argument("files", nargs=-1, metavar="FILE|FOLDER|ZIP|-...")
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    default=Path("profile.yml"),
    show_default=True,
    metavar="PROFILE",
    help="The profile beside which the tables lie.",
)
@click.option(
    "--write", is_flag=True, help="Write it. Without, what would be written is told, and nothing is."
)
@click.option("--me", default="", metavar="NAME", help="Who you are, where an export calls you 我.")
@click.option(
    "--dates",
    type=click.Choice(["ymd", "dmy", "mdy"]),
    help="The order of day, month and year, where a chat as text (WhatsApp, Discord) leaves it open.",
)
@click.option(
    "--as",
    "action",
    default="",
    metavar="ACTION",
    help="What an entry of a sign-up list (接龙) counts as: ordered, came, signed_up, or an action of yours.",
)
@click.option(
    "--on",
    "day",
    callback=as_date,
    metavar="DAY",
    help="The day for which a 接龙, or tickets and orders taken with --as, count, as 2026-11-21.",
)
@click.option("--undo", is_flag=True, help="Put back what was there before the last taking.")
@TODAY
@LANGUAGE
@AS_JSON
def take(
    files: tuple[str, ...],
    profile: Path,
    write: bool,
    me: str,
    dates: str | None,
    action: str,
    day: date | None,
    undo: bool,
    today: date | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Turn exports into members.csv, ledger.csv and groups beside the profile.

    Chat logs (Discord, Telegram, Slack, WhatsApp, WeChat, QQ, 知识星球, 飞书, ChatLab) and lists of
    members (forms, WeCom, Slack, Skool, Discourse and others) are recognised by what is in them; give as many
    as you like, as files, folders or zips. From a log come people, joins, groups and dated
    deeds: days with a message, answers to questions, first answers to newcomers, reactions received, and
    those given where the log says whose. What people wrote is never kept.

    A 接龙, pasted, in a file or in a log, becomes a row for each who stands in it, with how many; names that
    nobody can be sure of wait in review.csv for an answer in its last column.

    Nothing is written without --write. The same export twice changes nothing; a later one adds what is new.

    \b
    playbook take "WhatsApp Chat.zip"                look
    playbook take export/ --write                    take a folder
    playbook take members.csv chat.json --write
    zsxq-cli group +topics --group-id 123 --json | playbook take -
    playbook take - --as ordered                     paste a 接龙, then Ctrl-D
    playbook take --undo

    \b
    把导出文件变成名册和流水：先看一眼，再加 --write 写入；群里说的话一个字也不留。
    """
    if undo == bool(files):
        raise click.UsageError("name what to take, or write --undo; playbook take --help shows examples")
    answers: list[Json] = []
    with guarded(profile, as_json, lang, answers) as status:
        from .app import read_profile
        from .runs import Options, day_of, interface
        from .spinner import spinner
        from .taking.taking import Wish
        from .taking.taking import take as taken_of
        from .taking.taking import undo as put_back
        from .terminal import Screen

        known = read_profile(profile)[0]
        screen = Screen(interface(lang, language_of(profile)), silent=as_json)
        if undo:
            names = put_back(profile.absolute().parent)
            say = screen.words
            screen.print(say("take.undone", files=", ".join(names)) if names else say("take.nothing_to_undo"))
            answers.append({"undone": list(names)})
        else:
            wish = Wish(
                files,
                day_of(known.today, known.community.timezone, Options(today=today)),
                me,
                dates or "",
                action.strip(),
                day,
            )
            with spinner(str(profile), as_json) as line:
                progress = teller(screen, line)
                taken = taken_of(profile, known, wish, screen.words, progress, write=write)
            tell(screen, taken, write)
            answers.append(as_data(taken, write))
    finish(profile, lang, answers, as_json, status[0])


def teller(
    screen: Screen, tell: Callable[[str], None] | None, clock: Callable[[], float] = time.monotonic
) -> Callable[[Step], None]:
    """Says how far the reading is, how fast, and how long it still takes; nothing where nobody looks."""
    began = clock()

    def show(step: Step) -> None:
        if tell is None:
            return
        speed = max(step.done / max(clock() - began, 0.001), 1)
        facts: dict[str, object] = {"file": step.file, "messages": f"{step.messages:,}"}
        for name, many in (("done", step.done), ("all", step.all_), ("speed", speed)):
            facts[name] = f"{many / 1_000_000:,.1f}"
        key = "merging" if not step.file else "left" if step.all_ else "pipe"
        tell(screen.words(f"take.progress.{key}", left=round((step.all_ - step.done) / speed), **facts))

    return show


def tell(screen: Screen, taken: Taken, write: bool) -> None:
    """What was recognised, what it is made of, what changes, what was left out, and what to do next."""
    say, usage, sums = screen.words, screen.words.usage, taken.sums
    for log in taken.logs:
        files = len(log.sources)
        name = usage.pick(log.preset.names)
        first = log.sources[0].shown
        screen.print(say(f"take.log.{'one' if files == 1 else 'other'}", n=files, file=first, format=name))
    for listed in taken.lists:
        name = usage.pick(listed.preset.names) if listed.preset else say("take.list")
        rows = len(listed.rows) or len(listed.groups)
        screen.print(say.counted("take.rows", rows, n=f"{rows:,}", file=listed.shown, format=name))
        tell_faults(screen, listed.problems)
    for deeds in taken.deeds:
        tell_deeds(screen, deeds)
    for more in taken.grown:
        key = "grown" if more.since else "first"
        facts = {"title": more.title, "n": f"{len(more.rows):,}", "since": more.since, "down": more.down}
        screen.print("  " + say(f"take.totals.{key}", **facts))
        if more.since and more.new:
            screen.print("  " + say.counted("take.totals.new", more.new, n=more.new))
    if sums.messages:
        days = sorted(sums.days)
        first, last = (usage.written(day, usage.full_day) for day in (days[0], days[-1]))
        screen.print(
            say(
                "take.sums",
                messages=f"{sums.messages:,}",
                people=f"{len(sums.members()):,}",
                first=first,
                last=last,
            )
        )
    for key, count in left_out(taken).items():
        if count:
            screen.print("  " + say.counted(f"take.left.{key}", count, n=f"{count:,}"))
    for name in taken.refused[:MOST_NAMES]:
        screen.print("  " + say("take.left.chat", name=name))
    for name, key in taken.met[:MOST_NAMES]:
        screen.print("  " + say("take.met", name=name, id=key))
    for signed in taken.signed:
        tell_chain(screen, signed, taken.entrants)
    for one in taken.maybe[:MOST_NAMES]:
        facts = {"account": one.account, "name": one.name, "id": one.id, "other": one.other}
        screen.print("  " + say("take.same", yes=one.line(True), no=one.line(False), **facts))
    if (others := len(taken.maybe) - MOST_NAMES) > 0:
        screen.print("  " + say.counted("take.more_same", others, n=f"{others:,}"))
    screen.print(say("take.members", added=taken.members.added, changed=taken.members.changed))
    screen.print(say("take.ledger", added=taken.ledger.added, changed=taken.ledger.changed))
    if taken.left_out.rows:
        facts = {"n": f"{taken.left_out.rows:,}", "day": taken.left_out.before}
        screen.print("  " + say("take.too_old", **facts))
    if sums.messages:
        screen.print("  " + say("take.lurkers"))
    if taken.observed:
        tell_observed(screen, taken.observed, taken.window)
        if taken.unheard:
            key = "replaced" if OBSERVED in taken.files else "kept"
            screen.print(
                "  " + say(f"take.talk.{key}", groups=say("forms.join").join(taken.unheard[:MOST_NAMES]))
            )
    if taken.lines:
        screen.print(say("take.by_hand" if taken.by_hand else "take.lines"))
        for line in taken.lines:
            screen.print(f"  {line}")
    if not taken.files:
        screen.print(say("take.nothing"))
    elif write:
        screen.print(say("take.written", files=", ".join(taken.files)), bold=True)
    else:
        screen.print(say("take.look"), bold=True)


def tell_deeds(screen: Screen, deeds: Deeds) -> None:
    """How many of its rows are used, and the first of what is odd in it."""
    n, all_ = f"{deeds.used:,}", f"{deeds.all_:,}"
    colour = None if 10 * deeds.used >= 9 * deeds.all_ else "red"
    screen.print(screen.words("take.deeds", file=deeds.shown, n=n, all=all_), fg=colour)
    tell_faults(screen, deeds.problems)


def tell_faults(screen: Screen, problems: Sequence[Problem]) -> None:
    """The first of what is odd in a table."""
    for problem in problems[:MOST_FAULTS]:
        screen.print(f"  {problem.place}  {problem.code}  {screen.words.problem(problem)}")


def tell_chain(screen: Screen, signed: Signed, entrants: Entrants) -> None:
    """Who stands in a 接龙, who waits for an answer, and who of the list stands in it nowhere."""
    say, usage = screen.words, screen.words.usage
    facts = {"title": signed.title, "action": signed.action, "day": usage.written(signed.day, usage.full_day)}
    people = len(signed.rows)
    screen.print(say.counted("take.chain.found", people, n=people, entries=signed.entries, **facts))
    for key, count in (("new", len(signed.new)), ("withdrawn", signed.withdrawn)):
        if count:
            screen.print("  " + say.counted(f"take.chain.{key}", count, n=count))
    if waiting := len(signed.open):
        screen.print("  " + say.counted("take.chain.open", waiting, n=waiting))
    for one in signed.open[:MOST_NAMES]:
        near = " / ".join(f"{entrants.shown(key)} ({key})" for key in one.like or one.ids)
        screen.print("    " + (say("take.chain.near", name=one.name, near=near) if near else one.name))
    if missing := len(signed.missing):
        names = say("forms.join").join(map(entrants.shown, signed.missing[:MOST_NAMES]))
        key = "take.chain.missing" if missing <= MOST_NAMES else "take.chain.many_missing"
        screen.print("  " + say(key, n=missing, names=names))


def tell_observed(screen: Screen, found: Observed, window: str) -> None:
    """Reactions, who waits, and at which hours newcomers might better be let in: a proposal, no more."""
    from .plan.awake import find_awake

    say, awake = screen.words, find_awake(found.hours, window)
    if found.reactions:
        facts = {"reactions": f"{found.reactions:,}", "given": f"{found.given:,}"}
        screen.print("  " + say("take.reactions", **facts))
    for key, some in (("waiting", found.sure), ("perhaps", found.perhaps)):
        if some:
            screen.print("  " + say.counted(f"take.{key}", len(some), n=len(some)))
    if awake.few:
        return
    facts = {"best": awake.best.text, "now": awake.now.text}
    if awake.proposes:
        times = f"{awake.best.seen / max(awake.now.seen, 1):.1f}"
        screen.print("  " + say("take.window.proposed", times=times, **facts))
        screen.print(f'    onboarding: {{join_window: "{awake.best.text}"}}')
    else:
        screen.print("  " + say("take.window.kept", **facts))


def left_out(taken: Taken) -> dict[str, int]:
    sums = taken.sums
    counts = {"twice": sums.twice, "undated": sums.undated, "later": sums.later, "own": sums.own}
    return counts | {"bots": taken.bots}


def as_data(taken: Taken, write: bool) -> Json:
    sums = taken.sums
    return {
        "logs": [{"file": log.sources[0].shown, "format": log.preset.id} for log in taken.logs],
        "lists": [{"file": listed.shown, "rows": len(listed.rows)} for listed in taken.lists],
        "deeds": [{"file": deeds.shown, "used": deeds.used, "rows": deeds.all_} for deeds in taken.deeds],
        "chains": [chain_as_data(signed) for signed in taken.signed],
        "messages": sums.messages,
        "people": len(sums.members()),
        "left_out": left_out(taken),
        "members": {"added": taken.members.added, "changed": taken.members.changed},
        "ledger": {
            "added": taken.ledger.added,
            "changed": taken.ledger.changed,
            "too_old": taken.left_out.rows,
        },
        "maybe_one_person": [{"account": one.account, "member": one.id} for one in taken.maybe],
        "profile_lines": list(taken.lines),
        "observed": json.loads(taken.observed.model_dump_json()) if taken.observed else None,
        "not_in_this_export": list(taken.unheard),
        "files": sorted(taken.files),
        "written": write and bool(taken.files),
    }


def chain_as_data(signed: Signed) -> Json:
    return {
        "title": signed.title,
        "action": signed.action,
        "day": signed.day.isoformat(),
        "entries": signed.entries,
        "members": dict(signed.rows),
        "new": list(signed.new),
        "withdrawn": signed.withdrawn,
        "open": [one.name for one in signed.open],
        "missing": list(signed.missing),
    }
