"""Everything that a profile names, read in its order, with every problem of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from .community.community import Community
from .community.editions import Edition
from .community.people import LedgerEntry, Member, Reading
from .community.profile import Profile
from .contacts import allowed_in
from .intake.editions import load_editions
from .intake.journal import load_journal
from .intake.journal_names import names_of
from .intake.library import load_library
from .intake.observed import load_observed
from .intake.previous import load_previous_rules
from .intake.private_cells import OF_THIS_RUN, Privacy
from .intake.profile.profile import Places, place_at, unknown_holders
from .intake.profile.wishes import odd_wishes
from .intake.profile.yaml_slips import shown
from .intake.share_key import find_share_key
from .plan.clock import planned_monday
from .problems import PlaybookError, Problem, sorted_problems
from .runs import output_of

MOST_HEADERS = 12


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read of one community. `problems`: whatever is odd in it, in order, errors included."""

    profile: Profile
    community: Community
    photos: Mapping[str, str]
    """Digest of each avatar that can be drawn."""
    problems: tuple[Problem, ...]
    privacy: Privacy


def read_all(
    path: Path, out: Path, profile: Profile, places: Places, problems: Sequence[Problem], today: date
) -> Read:
    """Everything that the profile names, and every problem of it; `problems`: those of the profile."""
    privacy, _ = privacy_of(path.parent, profile)
    editions = load_editions(out, privacy)
    community, found = read_tables(path, profile, today, last_of(editions, today))
    if profile.ledger:  # whether rules are missing is told of the ledger, with rules to paste
        problems = [p for p in problems if p.code != "W161"]
    journal, odd = load_journal(path.parent, names_of(load_library(), profile.dates), today, privacy.allowed)
    observed, unread = load_observed(path.parent)
    community = replace(community, journal=journal, editions=editions, observed=observed)
    found += [
        *odd,
        *unread,
        *unknown_holders(profile, places, ids_of(community)),
        *odd_wishes(community, places),
        *unmet_headers(profile, places, community.readings),
        *rewritten(community.profile, places, out),
    ]
    community, photos, unusable = with_avatars(path, community)
    return Read(profile, community, photos, tuple(sorted_problems([*problems, *found, *unusable])), privacy)


def last_of(editions: Sequence[Edition], today: date) -> Edition | None:
    """The edition before this week's."""
    before = [edition for edition in editions if edition.monday < planned_monday(today)]
    return before[-1] if before else None


def tables_beside(path: Path, profile: Profile, today: date) -> tuple[Community, list[Problem]]:
    """As `read_tables`, where no more of the profile can be read: whoever vanished from the roster is known
    by the edition beside it."""
    privacy, _ = privacy_of(path.parent, profile)
    editions = load_editions(output_of(path, None), privacy)
    return read_tables(path, profile, today, last_of(editions, today))


def read_tables(
    path: Path, profile: Profile, today: date, last: Edition | None = None
) -> tuple[Community, list[Problem]]:
    """Members and ledger, where the profile names them; rows after `today` are told. `last`: the edition
    before this week's: whoever stood in the table then, and stands there no more, is known by it."""
    from .intake.answers import load_answers
    from .intake.cities import load_cities
    from .intake.deeds import few_used, make_sense, profile_in_words_of, words_of
    from .intake.group_words import meet_groups
    from .intake.ledger import load_ledger
    from .intake.members import load_members
    from .intake.one_person import names_for, one_day_each, one_each, same_people
    from .intake.people_file import load_people
    from .intake.vanished import vanished
    from .plan.game.spending import without_spending

    privacy, problems = privacy_of(path.parent, profile)
    answers, found = load_answers(path.parent)
    problems += found
    members: tuple[Member, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    readings: list[Reading] = []
    same: dict[str, str] = {}
    cities = load_cities()
    zone = profile.community.timezone
    if profile.members:
        members, reading, found = load_members(
            path.parent / profile.members, profile.members, profile.tables, zone, cities, privacy, answers
        )
        problems += found
        if reading:
            members, reading, found = meet_groups(members, profile.groups, reading, answers)
            problems += found
            readings.append(reading)
        known, found = load_people(path.parent)
        same, odd = same_people(members, known)
        problems += [*found, *odd]
        gone, found = vanished(profile.members, members, same, last)
        members = (*members, *gone)
        problems += found
    file = profile.ledger
    if file:
        profile = profile_in_words_of(profile)
        ledger, reading, found = load_ledger(
            path.parent / file, file, profile.tables, zone, names_for(members, same), today, privacy, answers,
            words_of(profile.points.rules),
        )  # fmt: skip
        problems += found
        if reading:
            ledger, reading, found = make_sense(ledger, reading, profile, answers)
            problems += found
            readings.append(reading)
    members, ledger = one_each(members, same), one_day_each(ledger, same)
    readings = [answers.noted(reading) for reading in readings]
    for reading in readings:
        problems += few_used(reading)
    problems += answers.problems(len(readings) == bool(profile.members) + bool(profile.ledger))
    former = tuple(m for m in members if m.state)
    members = tuple(m for m in members if not m.state)
    used = {key: cities.cities[key] for key in sorted({m.city for m in members if m.city})}
    community = Community(profile, members, ledger, tuple(readings), used, former=former)
    return without_spending(called(community)), problems


def privacy_of(folder: Path, profile: Profile) -> tuple[Privacy, list[Problem]]:
    """What keeps contacts out of the tables, and what is wrong with the key; a look writes none."""
    allowed = allowed_in(profile.public_contacts)
    try:
        key, problems = find_share_key(folder), list[Problem]()
    except PlaybookError as error:
        key, problems = None, list(error.problems)
    return Privacy(key or OF_THIS_RUN.key, allowed), problems


def called(community: Community) -> Community:
    """The members as others may read of them, called as the profile wants it."""
    from .plan.game.public import as_others_see

    members = as_others_see(community.members, community.profile.publish.name == "name")
    return replace(community, members=members)


def ids_of(community: Community) -> frozenset[str]:
    return frozenset(member.id for member in community.members)


def unmet_headers(profile: Profile, places: Places, readings: Sequence[Reading]) -> list[Problem]:
    """Headers of `tables.columns` that no table has: what they were meant to say is not read."""
    from .intake.headers import fold
    from .intake.table_log import joined

    titles = [column.header for reading in readings for column in reading.columns]
    there = set(map(fold, titles))
    facts = {"known": joined((title for title in titles if title), MOST_HEADERS)}
    return [
        Problem("W194", place_at(places, "tables", "columns", header), {"found": shown(header), **facts})
        for header in (profile.tables.columns if readings else ())
        if fold(header) not in there
    ]


def rewritten(profile: Profile, places: Places, out: Path) -> list[Problem]:
    """Rules that give other points for days that the last edition has counted already."""
    from .plan.game.history import rewrites

    previous = load_previous_rules(out) if profile.points.mode == "ledger" else None
    if previous is None or not previous[0]:
        return []
    rules, day = previous
    place = place_at(places, "points", "rules")
    return [
        Problem("W181", place, {
            "action": found.action,
            "day": day.isoformat(),
            "next": (day + timedelta(days=1)).isoformat(),
        })
        for found in rewrites(rules, profile.points.rules, day)
    ]  # fmt: skip


def with_avatars(path: Path, community: Community) -> tuple[Community, dict[str, str], list[Problem]]:
    """The community with the avatars that can be drawn, and the digest of each."""
    table = community.profile.members or ""
    from .intake.avatars import usable_avatars

    members, marks, problems = usable_avatars(community.members, path.parent, table)
    return replace(community, members=members), marks, problems
