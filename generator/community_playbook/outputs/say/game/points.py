"""The page of points: how they are counted, what became of every row, and what looks odd."""

from __future__ import annotations

from dataclasses import dataclass

from ....community.rewards import PointRule
from ....plan.game.health import MOST_RULES, Flag
from ..actions import action_name
from ..frame import Frame
from ..speech import rule_words
from .charts import remedy

MOST_UNRULED = 6
HALF = 0.5


@dataclass(frozen=True, slots=True)
class RuleView:
    text: str
    start: str
    end: str
    state: str
    holds: bool


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What became of rows of the ledger; `sum`: all of them."""

    name: str
    n: str
    say: str
    sum: bool


@dataclass(frozen=True, slots=True)
class FlagView:
    what: str
    ask: str


@dataclass(frozen=True, slots=True)
class TraceRow:
    day: str
    action: str
    deeds: str
    counted: str
    points: str


@dataclass(frozen=True, slots=True)
class Trace:
    title: str
    command: str
    total: str
    rows: list[TraceRow]


@dataclass(frozen=True, slots=True)
class PointsView:
    phrases: list[str]
    rules: list[RuleView]
    audit: list[AuditLine]
    unruled: str
    warnings: list[str]
    flags: list[FlagView]
    has_givers: bool
    explain: Trace | None


def points_view(frame: Frame) -> PointsView:
    words, game, profile = frame.words, frame.plan.game, frame.community.profile
    rules = profile.points.rules
    flags = [flag_view(frame, flag) for flag in game.health.flags]
    warned = warnings(frame)
    key = "h1" if flags else "h1_warned" if warned else "h1_fine"
    return PointsView(
        phrases=[
            p.format(rules=game.health.rules, rows=frame.number(game.points.audit.scored), flags=len(flags))
            for p in words.get(f"points.{key}")
        ],
        rules=[rule_view(frame, rule) for rule in rules],
        audit=audit_view(frame),
        unruled=unruled(frame),
        warnings=warned,
        flags=flags,
        has_givers=game.health.has_givers,
        explain=trace(frame),
    )


def rule_view(frame: Frame, rule: PointRule) -> RuleView:
    """One rule with its dates: a rule that ended stays on the page, as what it earned stays."""
    words, until = frame.words, frame.plan.game.until
    if rule.end and rule.end < until:
        state = "ended"
    elif rule.start and rule.start > until:
        state = "coming"
    else:
        state = "holds"
    start = frame.full_day(rule.start) if rule.start else words("points.ever")
    end = frame.full_day(rule.end) if rule.end else words("points.open")
    return RuleView(
        text=rule_words(rule, frame.community.profile, words),
        start=start,
        end=end,
        state=words(f"points.states.{state}"),
        holds=state == "holds",
    )


def audit_view(frame: Frame) -> list[AuditLine]:
    """Every row of the ledger stands in exactly one of the first four lines."""
    audit, words = frame.plan.game.points.audit, frame.words
    lines = [
        ("scored", audit.scored),
        ("unruled", audit.unruled),
        ("staff", audit.staff),
        ("future", audit.future),
        ("rows", audit.rows),
        ("corrections", audit.corrections),
        ("over_cap", audit.over_cap),
        ("no_amount", audit.no_amount),
    ]
    return [
        AuditLine(
            name=words(f"points.audit.{key}"),
            n=frame.number(n),
            say=words(f"points.audit_say.{key}"),
            sum=key == "rows",
        )
        for key, n in lines
        if n or key in ("rows", "scored")
    ]


def unruled(frame: Frame) -> str:
    found = frame.plan.game.points.audit.unruled_actions
    profile, words = frame.community.profile, frame.words
    ruled = {rule.action for rule in profile.points.rules}
    names = [
        words("points.unruled_item", action=action_name(a, profile, words), n=frame.number(n))
        for a, n in found[:MOST_UNRULED]
        if a not in ruled
    ]
    early = sum(n for a, n in found if a in ruled)
    text = words("points.unruled", names=frame.listed(names)) if names else ""
    return text + (words("points.before_rules", n=frame.number(early)) if early else "")


def warnings(frame: Frame) -> list[str]:
    game, words = frame.plan.game, frame.words
    found = []
    if game.health.crowded:
        found.append(words("points.warn.crowded", n=game.health.rules, most=MOST_RULES))
    if game.fairness.top3 is not None and game.fairness.top3 > HALF and game.fairness.people > 3:
        say = words("points.warn.top3", percent=round(100 * game.fairness.top3))
        found.append(say + remedy(frame, "points"))
    return found


def flag_view(frame: Frame, flag: Flag) -> FlagView:
    words = frame.words
    facts = {
        "name": frame.name(flag.member),
        "other": frame.name(flag.other) if flag.other else "",
        "percent": round(100 * flag.share),
        "back": round(100 * flag.back),
        "times": frame.number(round(flag.share, 1)),
        "points": frame.number(flag.value),
    }
    return FlagView(
        what=words(f"points.flags.{flag.kind}.what", **facts),
        ask=words(f"points.flags.{flag.kind}.ask", **facts),
    )


def trace(frame: Frame) -> Trace | None:
    """How the leader's sum comes about, row by row: anybody's can be shown by `playbook explain`."""
    game, words = frame.plan.game, frame.words
    main = game.board("points", game.edition.kind)
    if main is None or not main.rows:
        return None
    leader = main.rows[0].member
    rows = [e for e in game.points.earned if e.member == leader and e.day in main.period and e.points]
    profile = frame.community.profile
    return Trace(
        title=words("points.trace", name=frame.name(leader), total=frame.number(main.rows[0].value)),
        command=f"playbook explain {leader} profile.yml",
        total=frame.number(main.rows[0].value),
        rows=[
            TraceRow(
                day=frame.day(e.day),
                action=action_name(e.action, profile, words),
                deeds=frame.number(e.deeds),
                counted=frame.number(e.counted),
                points=frame.number(e.points),
            )
            for e in rows
        ],
    )
