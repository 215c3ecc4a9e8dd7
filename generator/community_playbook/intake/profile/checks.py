"""Do the fields of a profile agree with each other, and do the files that it names exist?

Works on converted values instead of a `Profile`, so that it also runs while other fields are faulty.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path as DiskPath
from pathlib import PurePosixPath, PureWindowsPath

from ...community.hours import DAY, WEEKDAYS, length, merged, week_spans, window_minutes
from ...community.profile import Onboarding
from ..cells import table_words
from ..headers import is_private, wanted_field
from .guards import check_guards
from .new_ids import new_ids
from .other_files import sounds_like_ledger, sounds_like_roster
from .parts import Part, around_faults, offers, tidy
from .rewards import check_badges, check_rules, check_teams
from .rounds import check_rounds
from .values import is_zone, mend_zone, written
from .walk import Value, Walk
from .yaml_slips import shown
from .yaml_text import Path

USUAL_WINDOW = str(Onboarding.model_fields["join_window"].default)
FILES: tuple[Path, ...] = (("members",), ("ledger",), ("brand", "logo"))


def check_across(walk: Walk, profile: Part) -> None:
    """Report what only several fields together show."""
    check_zone(walk, profile.part("community"))
    for path in named_files(profile):
        check_path(walk, profile, path)
    check_doubles(walk, profile.parts("groups"), "groups", "E160")
    check_doubles(walk, profile.parts("badges"), "badges", "E161")
    check_tiers(walk, profile)
    check_points(walk, profile)
    check_earned(walk, profile)
    check_partner(walk, profile.part("upgrade"))
    check_commission(walk, profile.part("upgrade"))
    check_tools(walk, profile)
    check_columns(walk, profile.part("tables"))
    check_hours(walk, profile)
    check_free(walk, profile)
    check_window(walk, profile)
    for number, big in profile.parts("dates"):
        check_days(walk, big, ("dates", number))
    check_rounds(walk, profile)
    check_rules(walk, profile.part("points"))
    check_teams(walk, profile.part("points"))
    check_badges(walk, profile)
    check_guards(walk, profile)


def check_zone(walk: Walk, community: Part) -> None:
    zone = community.text("timezone")
    path = ("community", "timezone")
    if zone is not None and zone.strip() and len(zone) <= 120 and not is_zone(tidy(zone)):
        walk.report("E155", path, found=shown(zone), repair=walk.repair(path, mend_zone(zone)))


def check_doubles(walk: Walk, items: list[tuple[int, Part]], name: str, code: str) -> None:
    seen: dict[str, Path] = {}
    for number, item in items:
        if "id" not in item:
            continue
        path, key = (name, number, "id"), tidy(item.text("id"))
        if key in seen:
            first = walk.place(seen[key])
            repair = walk.repair(path, new_ids(walk, (name,))[number])
            walk.report(code, path, found=shown(key), first=f"{first.line}:{first.column}", repair=repair)
        seen.setdefault(key, path)


def check_tiers(walk: Walk, profile: Part) -> None:
    tiers = [tidy(key) for key in profile.part("tiers").values]
    if not tiers:
        return
    named: list[tuple[Path, str | None]] = [
        (("groups", number, "tier"), group.text("tier")) for number, group in profile.parts("groups")
    ]
    named.append((("events", "tier"), profile.part("events").text("tier")))
    for path, tier in named:
        if tier is not None and tidy(tier) not in tiers:
            walk.report("W160", path, found=shown(tier), known=shown(", ".join(tiers), 120))


def check_points(walk: Walk, profile: Part) -> None:
    points = profile.part("points")
    rules, mode = points.parts("rules"), points.text("mode") or "none"
    written_rules = points.says("rules") or ("points", "rules") in walk.faulty
    if mode == "ledger" and not written_rules:
        walk.report("W161", ("points", "mode"))
    if mode == "ledger" and "ledger" not in profile and ("ledger",) not in walk.faulty:
        walk.report("W163", ("points", "mode"))
    if mode == "none" and written_rules and ("points", "mode") not in walk.faulty:
        walk.report("W162", ("points", "rules"))
    check_days(walk, points.part("period"), ("points", "period"))
    for number, rule in rules:
        path: Path = ("points", "rules", number)
        check_days(walk, rule, path)
        faulty = {(*path, "points"), (*path, "amount")} & walk.faulty
        if not faulty and "points" not in rule and not rule.says("amount"):
            walk.report("E163", path, found=shown(rule.text("action") or ""))
        if "by" in rule and not faulty and not rule.says("amount"):
            walk.report("W190", (*path, "by"), found=shown(rule.text("action") or ""))
        if "points" in rule and rule.says("amount") and rule.text("by") != "buyer":
            walk.report("W166", path, found=shown(rule.text("action") or ""))


def check_days(walk: Walk, span: Part, path: Path) -> None:
    start, end = span.day("from"), span.day("to")
    if start and end and end < start:
        walk.report("E162", (*path, "to"), found=end.isoformat(), start=start.isoformat())


def check_earned(walk: Walk, profile: Part) -> None:
    """An incentive ends after it begins; the badge that its condition names has to exist."""
    badges = {tidy(badge.text("id")) for _, badge in profile.parts("badges") if "id" in badge}
    for path, item in offers(profile):
        check_days(walk, item, path)
        badge = item.part("for").text("badge")
        if badge is not None and tidy(badge) not in badges:
            known = shown(", ".join(sorted(badges)), 120) or "—"
            walk.report("W164", (*path, "for", "badge"), found=shown(badge), known=known)


def check_partner(walk: Walk, upgrade: Part) -> None:
    partner = upgrade.part("partner")
    price, joins = partner.values.get("price"), partner.values.get("joins")
    if isinstance(price, list) and isinstance(joins, list) and len(price) != len(joins):
        path = ("upgrade", "partner", "joins")
        walk.report("E164", path, prices=str(len(price)), joins=str(len(joins)))


def check_tools(walk: Walk, profile: Part) -> None:
    """Tools are offered in the letter to members: where nobody is written to, nobody hears of them."""
    content, path = profile.part("content"), ("content", "tools_to_lend")
    unsure = {path, ("content", "messages_per_week")} & around_faults(walk)
    if content.items("tools_to_lend") and not content.number("messages_per_week") and not unsure:
        walk.report("W188", path)


def check_columns(walk: Walk, tables: Part) -> None:
    """A column is called as ours are, in either table; what may not be read cannot be named."""
    columns = tables.values.get("columns")
    for header, word in (columns if isinstance(columns, dict) else {}).items():
        fits = any(wanted_field(str(word), kind) for kind in ("members", "ledger"))
        if not fits or is_private(header):
            known = ", ".join((*table_words()["members"], *table_words()["ledger"]))
            code = "W192" if is_private(header) else "W191"
            walk.report(code, ("tables", "columns", header), found=shown(str(word)), known=shown(known, 300))


def check_commission(walk: Walk, upgrade: Part) -> None:
    """A commission of one level is allowed, and nothing is reckoned with it: that is said."""
    path = ("upgrade", "partner", "commission")
    if len(upgrade.part("partner").items("commission")) == 1 and path not in around_faults(walk):
        walk.report("W189", path)


def check_hours(walk: Walk, profile: Part) -> None:
    """Helpers without hours, or hours without helpers: one of the two numbers was forgotten. Where each of
    them is written down, other numbers count for nothing."""
    operator, each = profile.part("operator"), profile.part("assistants").parts("people")
    people, hours = operator.number("assistants"), operator.number("assistant_hours_per_week")
    if each:
        there = len(each), sum(one.number("hours") for _, one in each)
        if (people or there[0], hours or there[1]) != there and not around_faults(walk):
            walk.report("W153", ("assistants", "people"), people=str(there[0]), hours=written(there[1]))
        return
    if people and not hours and ("operator", "assistant_hours_per_week") not in walk.faulty:
        walk.report("W167", ("operator", "assistants"), found=str(people))
    if hours and not people and ("operator", "assistants") not in walk.faulty:
        walk.report("W168", ("operator", "assistant_hours_per_week"), found=f"{hours:f}")


def check_free(walk: Walk, profile: Part) -> None:
    """Windows that hold less than the hours that are promised: the plan then counts the windows."""
    operator, assistants = profile.part("operator"), profile.part("assistants")
    helpers, each = max(operator.number("assistants"), 1), assistants.parts("people")
    promised: list[tuple[Path, Part, Path, Decimal | int, Decimal | int]] = [
        (("operator", "free"), operator, ("operator", "hours_per_week"), operator.number("hours_per_week"), 1)
    ]
    for number, one in each:
        path: Path = ("assistants", "people", number)
        promised.append(((*path, "free"), one, (*path, "hours"), one.number("hours"), 1))
    if not each:
        hours = operator.number("assistant_hours_per_week")
        of = ("operator", "assistant_hours_per_week")
        promised.append((("assistants", "free"), assistants, of, hours, helpers))
    for where, part, other, hours, people in promised:
        free = free_windows(part)
        held = Decimal(length(week_spans(free)) * int(people)) / 60
        if free and held < hours and not {where, other} & around_faults(walk):
            shown_hours = {"hours": written(hours), "held": written(round(held, 2))}
            walk.report("W169", where, **shown_hours, other=".".join(map(str, other)))


def free_windows(part: Part) -> dict[str, list[str]]:
    """By day, as they are written."""
    free = part.part("free")
    return {day: [w for w in free.items(day) if isinstance(w, str)] for day in free.values}


def check_window(walk: Walk, profile: Part) -> None:
    """A join window on days on which whoever lets people in is not free: it stays where members know it."""
    operator, onboarding = profile.part("operator"), profile.part("onboarding")
    assistants = profile.part("assistants")
    each = assistants.parts("people")
    part = "assistants" if operator.number("assistant_hours_per_week") or each else "operator"
    own = [one for _, one in each if one.part("free").values]
    alike = [profile.part(part)] if len(own) < len(each) or not each else []
    spans = [week_spans(free_windows(one)) for one in (*own, *alike)]
    window = onboarding.text("join_window") or USUAL_WINDOW
    faulty = {("onboarding", "join_window"), ("onboarding", "evenings"), (part, "free")} & around_faults(walk)
    if faulty or not all(spans):
        return
    held = merged([span for one in spans for span in one])
    start, end = window_minutes(window)
    away = [
        str(day)
        for day in onboarding.items("evenings")
        if not any(
            a <= start + at and end + at <= b for a, b in held for at in [WEEKDAYS.index(str(day)) * DAY]
        )
    ]
    if away:
        walk.report(
            "W193", ("onboarding", "evenings"), days=", ".join(away), window=window, free=f"{part}.free"
        )


def named_files(profile: Part) -> list[Path]:
    """Where a profile names files: single ones, and the list of fonts."""
    fonts = profile.part("brand").items("fonts")
    return [*FILES, *(("brand", "fonts", n) for n in range(len(fonts)))]


def named_file(profile: Part, path: Path) -> str:
    """The file named at a path of the converted data, "" where there is none."""
    value: Value | Mapping[str, Value] = profile.values
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return tidy(value) if isinstance(value, str) else ""


def check_path(walk: Walk, profile: Part, path: Path) -> None:
    """Paths are beside the profile, written with `/`, so that a folder can move to another machine."""
    name = named_file(profile, path)
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or "\\" in name or leaves(name):
        repair = windows.name if windows.name not in ("", "..", ".") else "members.csv"
        walk.report("E157", path, found=shown(name), repair=walk.repair(path, shown(repair)))


def leaves(name: str) -> bool:
    depth = 0
    for step in PurePosixPath(name).parts:
        depth += -1 if step == ".." else 1
        if depth < 0:
            return True
    return False


def check_files(walk: Walk, profile: Part, folder: DiskPath) -> None:
    """Report files that are not there, and links that lead out of the profile's folder."""
    for path in named_files(profile):
        name = named_file(profile, path)
        if not name or path in walk.faulty or "\0" in name:
            continue
        facts = {"found": shown(name)}
        try:
            there = (folder / name).resolve()
            if not there.is_relative_to(folder.resolve()):
                walk.report("E157", path, **facts, repair=walk.repair(path, shown(there.name)))
            elif there.is_dir():
                walk.report("E165", path, **facts)
            elif not there.exists():
                report_absent(walk, path, name, folder)
        except (OSError, RuntimeError):  # a name too long for the disk; links in a circle
            report_absent(walk, path, name, folder)


def report_absent(walk: Walk, path: Path, name: str, folder: DiskPath) -> None:
    beside: list[str] = []
    with contextlib.suppress(OSError, ValueError):
        there = (p for p in (folder / name).parent.iterdir() if p.exists())  # a link may lead nowhere
        beside = sorted(p.relative_to(folder).as_posix() for p in there)
    beside = [other for other in beside if may_be(path, other)]
    same_stem = [other for other in beside if PurePosixPath(other).stem == PurePosixPath(name).stem]
    near = same_stem or difflib.get_close_matches(name, beside, 1)
    if near:
        repair = walk.repair(path, shown(near[0]))
        walk.report("E159", path, found=shown(name), near=shown(near[0]), repair=repair)
    else:
        walk.report("E158", path, found=shown(name))


def may_be(path: Path, name: str) -> bool:
    """May a file be the one that is missed? A ledger is no roster, whatever its name has in common."""
    if path == ("members",):
        return not sounds_like_ledger(name)
    return path != ("ledger",) or sounds_like_ledger(name) or not sounds_like_roster(name)
