"""Do the points rules, the teams and the badges do anything? What has no effect was meant otherwise."""

from __future__ import annotations

from datetime import date

from ...community.rewards import BadgeRule
from .guard_words import guard_words, plain
from .parts import Part, around_faults, tidy
from .values import nearest
from .walk import Walk
from .yaml_slips import shown
from .yaml_text import Path

FEW_RULES = 5
"""The source: many paths lower participation."""


def check_rules(walk: Walk, points: Part) -> None:
    """Only where points are counted from the ledger do the rules decide anything."""
    if points.text("mode") != "ledger":
        return
    seen: dict[tuple[str, date], Path] = {}
    rules = [(("points", "rules", n), r) for n, r in points.parts("rules") if "action" in r]
    for path, rule in rules:
        action, start = tidy(rule.text("action")), rule.day("from") or date.min
        if rule.says("amount"):
            if "daily_cap" in rule:
                walk.report("W177", (*path, "daily_cap"), found=shown(action))
        elif (*path, "from") not in walk.faulty:
            if (action, start) in seen:
                first = walk.place(seen[action, start])
                walk.report("W176", path, found=shown(action), first=f"{first.line}:{first.column}")
            seen.setdefault((action, start), path)
    newest = max((rule.day("from") or date.min for _, rule in rules), default=date.min)
    in_force = {
        (tidy(rule.text("action")), rule.says("amount"))
        for _, rule in rules
        if (rule.day("to") or date.max) >= newest
    }
    if len(in_force) > FEW_RULES:
        walk.report("W175", ("points", "rules"), found=str(len(in_force)), limit=str(FEW_RULES))


def check_teams(walk: Walk, points: Part) -> None:
    path: Path = ("points", "teams")
    if "teams" not in points or path in walk.faulty:
        return
    found, known = tidy(points.text("teams")), guard_words().teams
    if found in known:
        return
    meant = [choice for choice, words in known.items() if plain(found) in words]
    near = meant[0] if meant else nearest(found, tuple(known))
    facts = {"found": shown(found), "choices": ", ".join(known)}
    if near:
        walk.report("E144", path, **facts, near=near, repair=walk.repair(path, near))
    else:
        walk.report("E145", path, **facts)


def check_badges(walk: Walk, profile: Part) -> None:
    unsure = around_faults(walk)
    for number, badge in profile.parts("badges"):
        path: Path = ("badges", number)
        earned = any(key in badge.part("when") for key in BadgeRule.model_fields if key != "count")
        if not earned and not badge.says("given") and not {(*path, "when"), (*path, "given")} & unsure:
            walk.report("W179", path, found=shown(badge.text("name") or badge.text("id") or ""))
