"""Does the profile reward or promise what a law, a platform or the product itself forbids?

Sharing is never paid, nobody is paid for recruits, prizes have their terms before the start, reviews are
honest, nobody is promised an income. Works on converted values, like `profile_checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from ...community.profile import CommunityPart
from ...knowledge.library import OWN
from ..found import fields_of
from .guard_words import guard_words
from .parts import Part, around_faults, offers, tidy
from .values import written
from .walk import Walk
from .yaml_slips import shown
from .yaml_text import Path

Texts = list[tuple[Path, str]]

CONDITIONS = ("rank", "badge", "points", "action")
FORBIDDEN = (("levels", "E173"), ("reviews", "E178"), ("income", "E179"))
FEED = "朋友圈"
BEFORE = ("intro", "share")
"""Red packets before an introduction and before a talk."""
DRAW_MAX = 50_000
"""Yuan: the largest prize of a draw (Anti-Unfair Competition Law)."""


def check_guards(walk: Walk, profile: Part) -> None:
    """Report what must not be rewarded, what cannot be promised, and terms that are missing."""
    platform = setting(walk, profile, "platform", CommunityPart.model_fields["platform"].default)
    banned = bool(platform) and fields_of("platform", platform).get("bans_paid_sharing", False)
    check_rewards(walk, profile, "E170" if banned else "E171")
    check_promises(walk, profile)
    check_commission(walk, profile)
    check_offers(walk, profile)
    check_packets(walk, profile, platform)


def setting(walk: Walk, profile: Part, name: str, default: str) -> str:
    """A value of `community`, "" where it is not sure."""
    unsure = ("community",) in walk.faulty or ("community", name) in walk.faulty
    return "" if unsure else profile.part("community").text(name) or default


def texts(holder: Part, path: Path, *names: str) -> Texts:
    return [((*path, name), text) for name in names if (text := holder.text(name)) is not None]


def rewarded(profile: Part) -> Iterator[Texts]:
    """The texts of everything that earns something. A rule that takes points away rewards nothing."""
    for number, rule in profile.part("points").parts("rules"):
        if rule.says("amount") or rule.number("points", 1) > 0:
            yield texts(rule, ("points", "rules", number), "action", "name")
    for offer, item in offers(profile):
        yield texts(item, offer, "name") + texts(item.part("for"), (*offer, "for"), "action")
    for number, badge in profile.parts("badges"):
        path: Path = ("badges", number)
        yield texts(badge, path, "name") + texts(badge.part("when"), (*path, "when"), "action")
        for order, given in badge.parts("given"):
            yield texts(given, (*path, "given", order), "reason")


def report_word(walk: Walk, code: str, guard: str, found: Texts) -> bool:
    """Report the first text that holds a word of the list: one problem for one thing to delete."""
    for path, text in found:
        word = guard_words().lists[guard].find(text.replace(FEED, "") if is_place(path) else text)
        if word:
            walk.report(code, path, found=shown(text), word=shown(word))
            return True
    return False


def check_rewards(walk: Walk, profile: Part, sharing: str) -> None:
    ruled = {tidy(rule.text("action")) for _, rule in profile.part("points").parts("rules")}
    for found in rewarded(profile):
        if not report_word(walk, sharing, "sharing", found):
            check_unclear(walk, found, ruled)
        for guard, code in FORBIDDEN:
            report_word(walk, code, guard, found)
    for number, tool in enumerate(profile.part("content").items("tools_to_lend")):
        if isinstance(tool, str):
            report_word(walk, "E178", "reviews", [(("content", "tools_to_lend", number), tool)])


def is_place(path: Path) -> bool:
    """The name of an exposure says where a member is shown: the owner's feed is a place, no deed."""
    return path[:2] == ("incentives", "exposure") and path[-1] == "name"


def check_unclear(walk: Walk, found: Texts, ruled: set[str]) -> None:
    """A bare "share": forwarding or a talk? Of a deed that has a rule, the rule is asked."""
    words = guard_words()
    if any(words.is_talk(text) for _, text in found):
        return
    for path, text in found:
        asked = path[0] == "points" or (path[-1] == "action" and tidy(text) not in ruled)
        if asked and words.unclear.find(text):
            walk.report("W171", path, found=shown(text))
            return


def check_promises(walk: Walk, profile: Part) -> None:
    for holder, name in (("community", "name"), ("upgrade", "core_value")):
        report_word(walk, "W172", "income", texts(profile.part(holder), (holder,), name))


def check_commission(walk: Walk, profile: Part) -> None:
    levels = profile.part("upgrade", "partner").items("commission")
    if len(levels) > 1:
        path: Path = ("upgrade", "partner", "commission")
        first = written(levels[0]) if isinstance(levels[0], Decimal) else "0.1"
        walk.report("E172", path, found=str(len(levels)), repair=walk.repair(path, f"[{first}]"))


def check_offers(walk: Walk, profile: Part) -> None:
    yuan = setting(walk, profile, "currency", "CNY").strip() == "CNY"
    unsure = around_faults(walk)
    has_season = bool(profile.part("points").part("period").values)
    for path, item in offers(profile):
        earned, condition = item.part("for"), (*path, "for")
        name = {"found": shown(item.text("name") or "")}
        sure = condition not in unsure
        if sure and not any(key in earned for key in CONDITIONS):
            walk.report("E177", condition, **name)
        if sure and earned.says("each") and "action" not in earned:
            walk.report("W178", (*condition, "each"))
        if sure:
            check_condition(walk, condition, earned, name, ends="to" in item, has_season=has_season)
        if path[1] != "prize":
            continue
        if yuan and item.says("draw") and item.number("value") > DRAW_MAX:
            value = (*path, "value")
            walk.report(
                "E174", value, found=written(item.number("value")), repair=walk.repair(value, str(DRAW_MAX))
            )
        if "claim_days" not in item and (*path, "claim_days") not in unsure:
            walk.report("E175", (*path, "claim_days"), **name)
        timed = earned.text("period") in ("week", "month", "season") or "to" in item
        if sure and not timed and (*path, "to") not in unsure:
            walk.report("E176", condition, **name)


def check_condition(
    walk: Walk, path: Path, earned: Part, name: dict[str, str], *, ends: bool, has_season: bool
) -> None:
    """What would be passed over in silence: a rank without a day of settlement, a second condition, a season
    that nobody has set."""
    stated = [key for key in CONDITIONS if key in earned]
    if stated[:1] == ["rank"] and earned.text("period") == "all" and not ends:
        walk.report("W182", path, **name)
    if len(stated) > 1:
        walk.report("W183", path, **name, first=stated[0], others=", ".join(stated[1:]))
    if earned.text("period") == "season" and not has_season:
        walk.report("W184", path, **name)


def packets_of(platform: str) -> tuple[bool, Decimal]:
    """(are there red packets on this platform?, the largest one; 0 = not known)"""
    if not platform:
        return False, Decimal(0)
    known = fields_of("platform", platform)
    most = next((limit["value"] for limit in known["limits"] if limit["id"] == "packet_max"), 0)
    return known["can"]["packets"] == OWN, Decimal(str(most))


def check_packets(walk: Walk, profile: Part, platform: str) -> None:
    has_packets, most = packets_of(platform)
    if not has_packets:
        return
    limit = profile.part("limits").number("packet_max", most)
    path: Path = ("onboarding", "red_packet")
    packets = profile.part("onboarding", "red_packet")
    amounts = [((*path, name), packets.number(name)) for name in BEFORE]
    amounts += [
        ((*at, "amount"), item.number("amount")) for at, item in offers(profile) if at[1] == "red_packet"
    ]
    if profile.part("operator").text("legal_form") == "company" and any(amount > 0 for _, amount in amounts):
        walk.report("W173", ("operator", "legal_form"))
    for path, amount in amounts:
        if amount > limit > 0:
            facts = {"found": written(amount), "limit": written(limit)}
            walk.report("W174", path, **facts, count=str(ceil(amount / limit)))
