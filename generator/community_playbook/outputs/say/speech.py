"""The facts in one language: names of days and cities, slots for unknown names, words of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ...community.community import Community
from ...community.profile import Profile
from ...knowledge.library import Library
from ...plan.clock import DAYS
from ...plan.facts.newcomers import Newcomers
from ...plan.people.stars import HOSTED
from ...plan.plan import Plan
from ...plan.roster import Person, person
from ...plan.times import job_time, join_day
from ...words import Words
from .actions import action_name
from .calls import called, handle
from .introductions import Introductions
from .people.assignments import Assignments
from .rhythm_facts import dated, lexicon_of, noticed
from .spoken_person import SpokenPerson
from .text import Clock, number
from .topic_facts import sample_of, spoken_topic

NAMED, MOST_REST = 3, 5
"""Lines of work of those who come: so many with their number of people, and so many more without."""


def spoken_facts(
    plan: Plan, community: Community, library: Library, words: Words, day: date | None = None
) -> dict[str, Any]:
    """Everything that `playbook/facts.yml` promises to authors, for one language; `day`: on which it is said,
    where that is known."""
    profile = community.profile
    facts = plan.facts
    platform = library.platforms[profile.community.platform]

    def city(key: str) -> str:
        found = community.cities.get(key)
        return str(words.usage.pick(found.names)) if found else key

    def speak(person: Person | None, slot: str) -> SpokenPerson:
        if person is None:
            return SpokenPerson(words(f"slots.{slot}"), words(f"slots.{slot}"))
        name = person.name or words(f"slots.{slot}")
        done = action_name(person.action, profile, words)
        call = handle(person, platform) or name
        where, there = city(person.city), community.by_id.get(person.id)
        about = (there.city_text, *there.skills, *there.resources) if there else ()
        first = called(name, (where, person.industry, *about), community.tags)
        return SpokenPerson(
            name, call, where, person.industry, person.offer, person.deeds, done, called=first
        )

    def known(member: str) -> Person | None:
        found = community.by_id.get(member)
        return person(found) if found else None

    found, work = facts.newcomers.greeting, facts.carriers.activity
    plain = lexicon_of(plan, words).get("questions", ())
    voice = Introductions(words, community, facts.setting.kind, facts.sizes.new, platform, plain)
    whys = [voice.why(shared) for shared in found.shared]
    matches = [replace(speak(one, ""), why=why) for one, why in zip(found.matches, whys, strict=True)]
    matches += [speak(None, slot) for slot in ("match", "match2")][len(matches) :]
    questions = voice.questions(facts.arrivals)
    newcomer_id = found.newcomer.id if found.newcomer else ""
    stars = [*work.stars, None, None]
    cities = [city(key) for key, _ in facts.meeting.city_list[:2]]
    cities += [words("slots.city")] * (2 - len(cities))
    table = next_table(plan)
    intro = facts.newcomers.intro_list
    local = {f"w_{key}": text for key, text in words.pick(platform.words).items() if key != "name"}
    tonight, sure = number(facts.newcomers.tonight), facts.newcomers.tonight_known
    return dict(facts.flat) | local | clocks(plan, words) | {
        "runs": sorted(plan.agenda.running),
        "language": words.language,
        "timezone": zone_name(profile.community.timezone, words),
        "platform_name": words.pick(platform.words)["name"],
        "lex": lexicon_of(plan, words),
        "topic": spoken_topic(plan, words, day),
        "kind_name": words.pick(library.kinds[profile.community.kind].names),
        "helper": words("who.you" if facts.hands.solo else "who.helper"),
        "evening_days": join_days(facts.newcomers, words),
        "newcomers_pace": pace(facts.newcomers, words),
        "times": times(plan, library, words),
        "intro_fields": list(words.pick(intro) if isinstance(intro, Mapping) else intro),
        "own_sample": sample_of(plan, words, ""),
        "newcomer": speak(found.newcomer, "newcomer"),
        "match": matches[0],
        "match2": matches[1],
        "question": questions.get(newcomer_id) or voice.usual(),
        "introductions": voice.lines(facts.arrivals, questions),
        "tonight_people": tonight if sure else words("slots.about", n=tonight),
        "tonight_said": tonight if sure else words("slots.how_many"),
        "batch": batch_said(facts.newcomers, words),
        "star": speak(stars[0], "star"),
        "star2": speak(stars[1], "star2"),
        "noticed": noticed(plan, words, lexicon_of(plan, words)),
        **desk_topics(plan, profile, words),
        "top_action": action_name(facts.carriers.top_action, profile, words),
        "rules": [rule_words(rule, profile, words) for rule in facts.rewards.rule_list],
        "guest": speak(known(table.guest), "guest"),
        "host": speak(known(table.host), "host"),
        "stops": words.usage.listed([city(key) for key in table.stops]),
        "next_city": city(table.stops[0]) if table.stops else cities[0],
        "city": cities[0],
        "city2": cities[1],
    }  # fmt: skip


def desk_topics(plan: Plan, profile: Profile, words: Words) -> Mapping[str, str | list[str]]:
    """Topics that the desk has for this week's star and for trades of which little was written."""
    desk, topics = plan.people.desk, Assignments(words, profile)
    star = topics.of_deed(desk.stage) if desk.stage else None
    briefs = [topics.of_gap(plan.facts.setting.kind, gap) for gap in desk.gaps[:2]]
    return {
        "star_topic": star.title if star else "",
        "star_parts": list(star.parts) if star else [],
        "brief_topic": briefs[0].title if briefs else "",
        "brief_parts": list(briefs[0].parts) if briefs else [],
        "brief2_topic": briefs[1].title if len(briefs) > 1 else "",
    }


@dataclass(frozen=True, slots=True)
class NextTable:
    """`guest`, `host`: ids, "" where nobody is known; `stops`: keys of cities."""

    guest: str = ""
    host: str = ""
    stops: tuple[str, ...] = ()


def next_table(plan: Plan) -> NextTable:
    """Who is written to for the next table; as on the page of tables."""
    meetups, meeting = plan.people.meetups, plan.facts.meeting
    if meetups is None or not meeting.city_list:
        return NextTable()
    stops = tuple(place.city.key for place in meetups.trip.stops) if meetups.trip else ()
    cities = [key for key, count in meeting.city_list[:2] if count >= HOSTED]
    there = meetups.local(stops[0] if stops else meeting.city_list[0][0])
    hosting = meetups.local(cities[0 if meeting.one_city else -1]) if cities else None
    guest = there.guests[0] if there and there.guests else ""
    return NextTable(guest, hosting.host if hosting else "", stops)


def batch_said(found: Newcomers, words: Words) -> str:
    """What those who come do, all of them: "3 in retail, 2 in design, the rest in music"; "" where nobody
    knows."""
    trades = found.batch_list
    if len(trades) <= 1 and found.tonight != 1:
        return ""
    said = words("batch.join").join(words("batch.some", n=n, trade=trade) for trade, n in trades[:NAMED])
    left = found.tonight - sum(n for _, n in trades[:NAMED])
    rest = [trade for trade, _ in trades[NAMED:]]
    if not said or left <= 0:
        return said
    if left == sum(n for _, n in trades[NAMED:]) and len(rest) <= MOST_REST:
        return said + words("batch.rest", trades=words("batch.join").join(rest))
    return said + words("batch.more", n=left)


def join_days(found: Newcomers, words: Words) -> str:
    """Tuesday and Thursday; every other Tuesday."""
    days = words.usage.listed([words(f"days.{day}.full") for day in found.evening_list])
    return words("pace.every_other", days=days) if days and found.fortnightly else days


def pace(found: Newcomers, words: Words) -> str:
    """How many come: 20 newcomers a week."""
    if found.fortnightly:
        return str(words("pace.fortnight"))
    return words("pace.week_one" if found.newcomers == 1 else "pace.week", n=number(found.newcomers))


def clocks(plan: Plan, words: Words) -> dict[str, str]:
    """The clocks of the join window and before it, as this language writes them, and what the window is
    called on its own day, on the day on which it is announced, and on that on which the form goes out."""
    found = plan.facts.newcomers
    ahead, part, start = found.window.ahead, found.window.part, words.usage.time(found.join_start)
    names = (*found.window.inside, "join_end", *ahead)

    def when(step: str, at: str) -> str:
        if day := join_day(plan.week, step, found.evening_list, ahead[step]):
            return words(f"join.later{at}", day=words(f"days.{day}.full"), clock=start)
        return words(f"join.{'tomorrow' if ahead[step] else 'today'}{at}.{part}", clock=start)

    pattern = words.get("join.ahead")
    return {
        **{name: Clock.of(getattr(found, name), words.usage, pattern if ahead.get(name) else "{clock}")
           for name in names},
        "join_when": words(f"join.today.{part}"),
        "tell_when": when("tell_clock", ""),
        "tell_at": when("tell_clock", "_at"),
        "form_at": when("form_clock", "_at"),
        "join_title": words(f"join.title.{part}"),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """When a job of the week is done: times.talk.day is 周五, times.talk.clock is 20:00."""

    day: str
    clock: Clock
    next: str
    """The date of that day in the week after, to which people can be invited this week."""


def times(plan: Plan, library: Library, words: Words) -> dict[str, SpokenTime]:
    """By id of the job: those of the tactics that have weekdays."""
    hands = plan.facts.hands
    found = {
        job.id: job_time(plan.week, tactic, job, hands)
        for tactic in library.tactics
        for job in tactic.jobs
        if job.on[0] in DAYS
    }
    after = plan.facts.days.monday + timedelta(days=len(DAYS))
    return {
        job: SpokenTime(
            words(f"days.{day}.full"),
            Clock.of(clock, words.usage),
            dated(after + timedelta(days=DAYS.index(day)), words),
        )
        for job, (day, clock) in found.items()
    }


def zone_name(zone: str, words: Words) -> str:
    """A time zone as people say it: 北京时间, Berlin time."""
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    known = words.get("zones")
    return str(known[zone]) if zone in known else words("zone", place=place)


def rule_words(rule: Any, profile: Any, words: Words) -> str:
    """A points rule as members read it: "写文章 20 分，每天最多 1 次"."""
    name = action_name(rule.action, profile, words)
    if rule.amount:
        return words("rules.amount", action=name)
    points = rule.points if rule.points is not None else 1
    text = words("rules.point" if points == 1 else "rules.points", action=name, points=points)
    return text + (words("rules.cap", cap=rule.daily_cap) if rule.daily_cap else "")
