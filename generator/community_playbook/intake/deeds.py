"""Do the ledger and the rules of the profile tell of the same things? Words, units, corrections, rules.

Nothing is read here: `read_ledger` gave the rows, and whatever is decided for the operator is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby

from ..community.people import LedgerEntry, Reading
from ..community.profile import Profile
from ..community.rewards import PointRule
from ..problems import Place, Problem
from .answers import Answers
from .cells import CJK
from .group_words import answered
from .keys import deed_word, loose
from .profile.yaml_slips import shown
from .table_log import joined, place_of, shorten, titles_of, with_unmet

FEW = 0.9
"""Below this share of used rows a table is not what the operator thinks it is."""
PROPOSED = 5
NOTHING_SAID: Mapping[str, str] = {}
NOT_LOST = frozenset({"blank", "title", "total", "example", "merged", "repeat", "aside"})
"""Reasons for which a row is rightly no entry of its own."""


def make_sense(
    entries: tuple[LedgerEntry, ...], reading: Reading, profile: Profile, answers: Answers
) -> tuple[tuple[LedgerEntry, ...], Reading, list[Problem]]:
    """The entries in the words of the rules, with points only where they count, and what is odd about them.

    Order stays (day, member, action ...). Actions without a rule are in the list of repairs.
    """
    place = place_of(reading)
    counted = profile.points.mode == "ledger"
    rules = profile.points.rules if counted else []
    rows = Counter(entry.action for entry in entries if entry.points is None)
    given = answers.of(*titles_of(reading, "action")) if rules else {}
    ways = {loose(word): action for word, action in words_of(rules).items()}
    said = answered(rows, ways, given, answers)
    entries = in_words_of(rules, entries, {word: action for word, action in said.items() if action})
    entries, problems = settle_points(entries, rules, profile.tables.points, place)
    problems += lone_corrections(entries, rules, place)
    if counted and entries:
        aside = {word for word, action in said.items() if not action}
        problems += proposed(entries, place) if not rules else unmet(entries, rules, place, aside)
        reading = with_actions(reading, rules, rows, said) if rules else reading
    if "points" not in profile.model_fields_set:
        problems += proposed(entries, place, "W249")
    return entries, reading, problems


def with_actions(
    reading: Reading, rules: Sequence[PointRule], rows: Mapping[str, int], said: Mapping[str, str]
) -> Reading:
    known = words_of(rules)
    strange = {word: n for word, n in rows.items() if deed_word(word) not in known and word not in said}
    near = {word: next(iter(get_close_matches(word, list(known), 1)), "") for word in strange}
    return with_unmet(reading, strange, near)


def words_of(rules: Sequence[PointRule]) -> dict[str, str]:
    """Action, name or other word as it is compared -> the action; a word of two actions is nobody's, an
    action is one before all."""
    found: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        for word in rule.words:
            found[deed_word(word)].add(rule.action)
    known = {word: next(iter(actions)) for word, actions in found.items() if word and len(actions) == 1}
    own: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        own[deed_word(rule.action)].add(rule.action)
    return known | {word: next(iter(actions)) for word, actions in own.items() if len(actions) == 1}


def in_words_of(
    rules: Sequence[PointRule], entries: tuple[LedgerEntry, ...], said: Mapping[str, str] = NOTHING_SAID
) -> tuple[LedgerEntry, ...]:
    """写文章, where the rule's action is article and its name 写文章, is an article. `said`: by hand."""
    known, actions = words_of(rules), {rule.action for rule in rules}
    renamed = {
        action: known[deed_word(action)]
        for action in {entry.action for entry in entries}
        if action not in actions and deed_word(action) in known
    }
    renamed |= said
    if not renamed:
        return entries
    told = (e._replace(action=renamed[e.action]) if e.action in renamed else e for e in entries)
    return tuple(sorted(told, key=lambda e: e[:3]))


def profile_in_words_of(profile: Profile) -> Profile:
    """Badges and incentives name a deed as the ledger does: by action, name or another word."""
    known, actions = words_of(profile.points.rules), {rule.action for rule in profile.points.rules}

    def said(action: str | None) -> str | None:
        return action if not action or action in actions else known.get(deed_word(action), action)

    badges = [
        badge.model_copy(
            update={"when": badge.when.model_copy(update={"action": said(badge.when.action)})}
        )
        for badge in profile.badges
    ]  # fmt: skip
    given = profile.incentives
    offers = {
        kind: [
            offer.model_copy(
                update={"earned": offer.earned.model_copy(update={"action": said(offer.earned.action)})}
            )
            for offer in getattr(given, kind)
        ]
        for kind in ("exposure", "red_packet", "prize")
    }  # fmt: skip
    return profile.model_copy(update={"badges": badges, "incentives": given.model_copy(update=offers)})


def settle_points(
    entries: tuple[LedgerEntry, ...], rules: Sequence[PointRule], wanted: str | None, place: Place
) -> tuple[tuple[LedgerEntry, ...], list[Problem]]:
    """Points in a row are points. Where a rule gives other ones, the operator says which of the two count."""
    if wanted == "rows" or not any(entry.points is not None for entry in entries):
        return entries, []
    if wanted == "rules":
        return tuple(entry._replace(points=None) for entry in entries), []
    ruled = 0
    other: list[tuple[LedgerEntry, Decimal]] = []
    told: list[LedgerEntry] = []
    for entry in entries:
        rule = rule_for(rules, entry) if entry.points is not None else None
        if rule is None or rule.points is None:
            told.append(entry)
            continue
        ruled += 1
        by_rule = rule.points * Decimal(entry.quantity)
        if entry.points not in (by_rule, -by_rule):
            other.append((entry, by_rule))
        sign = -1 if entry.points == -by_rule and by_rule > 0 else 1
        told.append(entry._replace(points=None, quantity=sign * entry.quantity))
    if not other:
        return tuple(told), []
    entry, by_rule = other[0]
    facts = {
        "count": str(len(other)), "all": str(ruled), "action": shorten(entry.action),
        "day": entry.day.isoformat(), "points": f"{Decimal(entry.points or 0):f}", "rule": f"{by_rule:f}",
    }  # fmt: skip
    return entries, [Problem("E236", place, facts)]


def rule_for(rules: Sequence[PointRule], entry: LedgerEntry) -> PointRule | None:
    """The rule for points that holds on the day, the one that began last."""
    fitting = [
        rule
        for rule in rules
        if rule.action == entry.action and not rule.amount and rule.points is not None
        and (rule.start is None or rule.start <= entry.day) and (rule.end is None or entry.day <= rule.end)
    ]  # fmt: skip
    return max(fitting, key=lambda rule: (rule.start is not None, rule.start), default=None)


def lone_corrections(
    entries: Sequence[LedgerEntry], rules: Sequence[PointRule], place: Place
) -> list[Problem]:
    """Negative rows that take more than their deed had brought: there is no deed, or it stands on another
    day, of which only a part counted under the daily cap."""
    doers = {about(e)[1:] for e in entries if e.quantity < 0 or (e.amount or 0) < 0 or (e.points or 0) < 0}
    if not doers:
        return []
    total: dict[tuple[str, str], list[Decimal]] = {who: [Decimal(0)] * 3 for who in doers}
    capped: set[tuple[str, str]] = set()
    alone: list[tuple[date, str, str]] = []
    caps = {rule.action: rule.daily_cap for rule in rules if rule.daily_cap}
    for (day, *who), group in groupby(sorted(entries, key=about), key=about):
        doer = (who[0], who[1])
        if doer not in doers:
            continue
        own = list(group)
        sums = [
            Decimal(sum(entry.quantity for entry in own)),
            Decimal(sum(entry.amount or 0 for entry in own)),
            Decimal(sum(entry.points or 0 for entry in own)),
        ]
        before = total[doer]
        total[doer] = [a + b for a, b in zip(before, sums, strict=True)]
        if min(sums) < 0 and (min(total[doer]) < min(Decimal(0), *before) or doer in capped):
            alone.append((day, *doer))
        if sums[0] > caps.get(doer[1], sums[0]):
            capped.add(doer)
    if not alone:
        return []
    listed = joined(f"{day.isoformat()} {member} {action}".rstrip() for day, member, action in alone)
    return [Problem("W233", place, {"count": str(len(alone)), "rows": listed})]


def about(entry: LedgerEntry) -> tuple[date, str, str]:
    """What a correction belongs to: the deed of that day; points in rows under any name."""
    return (entry.day, entry.member, "" if entry.points is not None else entry.action)


def unmet(
    entries: Iterable[LedgerEntry], rules: Sequence[PointRule], place: Place, aside: Collection[str] = ()
) -> list[Problem]:
    """Rules that meet no row, and rows that meet no rule: told where the two may be one. Deeds that are meant
    to earn nothing are told by `check` alone, and those that the operator set aside not at all."""
    rows = Counter(e.action for e in entries if e.points is None and e.action not in aside)
    actions = dict.fromkeys(rule.action for rule in rules)
    without = Counter({action: n for action, n in rows.items() if action not in actions})
    idle = [action for action in actions if action not in rows]
    lost, all_ = without.total(), rows.total()
    if not lost or not idle or lost <= (1 - FEW) * all_:
        return []
    facts = {
        "count": str(lost), "all": str(all_), "idle": joined(idle),
        "actions": joined(f"{action} ({n})" for action, n in without.most_common()),
        "repair": shown(", ".join(f"{action}" for action, _ in without.most_common(1)), 60),
    }  # fmt: skip
    return [Problem("W234", place, facts)]


def proposed(entries: Iterable[LedgerEntry], place: Place, code: str = "W236") -> list[Problem]:
    """A ledger without rules: rules from its own actions, ready to paste; the points are for the operator.
    W249 where the profile does not speak of points at all; `mode: none` is the word of who wants none."""
    rows = Counter(e.action for e in entries if e.points is None)
    if not rows:
        return []
    rules = ", ".join(
        f"{{action: {quoted(action)}, points: {points}}}"
        for (action, _), points in zip(rows.most_common(PROPOSED), worth(rows), strict=False)
    )
    facts = {"count": str(rows.total()), "repair": f"rules: [{rules}]", "kinds": str(len(rows))}
    return [Problem(code, place, facts)]


def worth(rows: Mapping[str, int]) -> list[int]:
    """What is done often is worth 1, what is done half as often about twice as much; at most 20."""
    counts = sorted(rows.values(), reverse=True)
    return [max(1, min(20, round(counts[0] / count))) for count in counts]


def quoted(text: str) -> str:
    plain = text.replace(" ", "").isalnum() and CJK.search(text)  # "null" and "on" are none
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def share_used(reading: Reading) -> tuple[int, int]:
    """(rows that became something, rows that should have)."""
    merged = sum(count for reason, count in reading.skipped if reason in ("merged", "repeat"))
    lost = sum(count for reason, count in reading.skipped if reason not in NOT_LOST)
    return reading.rows + merged, reading.rows + merged + lost


def few_used(reading: Reading) -> list[Problem]:
    """The first thing to say of a table of which less than nine tenths could be used."""
    used, all_ = share_used(reading)
    if used >= FEW * all_:
        return []
    place = replace(place_of(reading), line=0, cell="")
    return [Problem("W200", place, {"used": str(used), "all": str(all_), "percent": str(100 * used // all_)})]
