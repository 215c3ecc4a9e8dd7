"""Who is in an example community: invented people with names, cities and tags as in real lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from make_dice import Dice, Odds, falling

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)
EMPTY = ("", "", "", "无", "-", "暂无")
SEPARATORS = ("、", "、", "、", "，", "，", ",", ",", ";", "；", "/", "/", "|", " ", " ", "\n")


@dataclass
class Person:
    id: str
    joined: date
    name: str = ""
    alias: str = ""
    city: str = ""
    pickup: str = ""
    industry: str = ""
    skills: str = ""
    resources: str = ""
    groups: list[str] = field(default_factory=list)
    squad: str = ""
    team: str = ""
    role: str = ""
    tier: str = ""
    consent: bool = False
    last_message: date | None = None
    weight: float = 0
    """How much this person does; 0 = never active."""
    pull: Mapping[str, float] = field(default_factory=dict)
    """Weight for single actions, where it differs."""
    curve: str = "steady"


class Namer:
    """Chinese full names, nicknames and cards; most of them once, a few shared by two people."""

    def __init__(self, dice: Dice) -> None:
        words = WORDS["names"]
        self.dice, self.used, self.long = dice, {""}, list(words["long"])
        self.lists = {key: text.split() for key, text in words.items() if isinstance(text, str)}
        self.surnames = falling(self.lists["surnames"], 8)

    def full_name(self) -> str:
        dice, lists = self.dice, self.lists
        surname = dice.draw(self.surnames)
        if dice.chance(0.012):
            return surname + dice.pick(lists["rare"])
        if dice.chance(0.14):
            return surname + dice.pick(lists["single"])
        return surname + dice.pick(lists["first"]) + dice.pick(lists["second"])

    def draft(self, city: str, industry: str) -> str:
        dice, pick = self.dice, {key: (lambda key=key: self.dice.pick(self.lists[key])) for key in self.lists}
        surname = dice.draw(self.surnames)
        forms = (
            (44, self.full_name),
            (
                9,
                lambda: (
                    dice.pick("阿小") + pick["small"]() + dice.pick(("", "", pick["small"](), "儿", "呀"))
                ),
            ),
            (7, lambda: "老" + surname + pick["trade"]()),
            (5, lambda: "小" + pick["small"]() + "在" + (city or "路上")),
            (11, lambda: pick["latin"]() + dice.pick(("", pick["tail"](), "." + surname, pick["tail"]()))),
            (12, lambda: pick["mood_a"]() + dice.pick(("", "的")) + pick["mood_b"]()),
            (8, lambda: "-".join(part for part in (city, self.full_name(), industry) if part)),
            (4, lambda: city + surname + dice.pick(("姐", "哥", "老师", "总"))),
        )
        name = dice.draw(Odds((make, share) for share, make in forms))()
        return name + pick["emoji"]() if dice.chance(0.05) else name

    def name(self, city: str, industry: str) -> str:
        """A blank one now and then: real lists are full of them."""
        if self.dice.chance(0.012):
            return ""
        if self.long and self.dice.chance(0.004):
            return str(self.long.pop())
        name = ""
        for _ in range(5):
            name = self.draft(city, industry)
            fresh = name not in self.used or self.dice.chance(0.02)
            if fresh and not any(known in name for known in self.lists["avoid"]):
                break
        self.used.add(name)
        return name


def split_bar(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def city_odds(table: Mapping[str, str]) -> Odds[list[str]]:
    """Each item: the city's plain name, then its other spellings."""
    rows = [(name, split_bar(line)) for name, line in table.items()]
    return Odds(([name, *forms], float(weight)) for name, (weight, *forms) in rows)


def write_tags(dice: Dice, tags: list[str], separators: tuple[str, ...] = SEPARATORS) -> str:
    spaced = any(" " in tag for tag in tags)
    return dice.pick([mark for mark in separators if not (spaced and mark == " ")]).join(tags)


def join_dates(
    dice: Dice, count: int, founded: date, per_week: int, days: tuple[int, ...], skew: float = 0.6
) -> list[date]:
    """Growing since the start; in the last 52 weeks `per_week` each, only on `days` (Monday = 0)."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    recent: list[date] = []
    for week in range(52):
        total = per_week if week < 4 else round(per_week * (0.85 + 0.3 * dice.roll()))
        recent += [
            min(monday + timedelta(days=days[place % len(days)] - 7 * week), TODAY - timedelta(days=1))
            for place in range(total)
            if len(recent) + place < count * 0.75
        ]
    span = (monday - timedelta(weeks=52) - founded).days
    early = [founded + timedelta(days=int(span * dice.roll() ** skew)) for _ in range(count - len(recent))]
    return sorted(early + recent)


def make_people(dice: Dice, words: Mapping[str, Any], ids: list[str], joined: list[date]) -> list[Person]:
    """Chinese members: name, city as somebody typed it, industry, tags, consent. About 60 % say yes."""
    namer, cities = Namer(dice), city_odds(words.get("cities", WORDS["cities"]))
    industries, skills = words.get("industries", "").split(), words["skills"].split()
    resources = words.get("resources", "").split()
    by_industry = {
        trade: falling(skills[turn * 5 % len(skills) :] + skills[: turn * 5 % len(skills)], 2)
        for turn, trade in enumerate(industries or [""])
    }
    trades, common, offers = falling(industries or [""], 6), falling(skills, 6), falling(resources or [""])
    people = []
    for key, day in zip(ids, joined, strict=True):
        forms = [""] if dice.chance(0.08) else dice.draw(cities)
        trade = dice.draw(trades)
        tags = dice.draw_some(by_industry[trade], dice.between(1, 3)) + dice.draw_some(
            common, dice.between(0, 2)
        )
        people.append(
            Person(
                id=key,
                joined=day,
                name=namer.name(forms[0], trade),
                city=forms[0] if dice.chance(0.6) else dice.pick(forms),
                industry="" if dice.chance(0.07) else trade,
                skills=dice.pick(EMPTY) if dice.chance(0.12) else write_tags(dice, list(dict.fromkeys(tags))),
                resources=write_tags(dice, dice.draw_some(offers, dice.between(1, 2)))
                if resources and dice.chance(0.3)
                else dice.pick(EMPTY),
                consent=dice.chance(0.6),
            )
        )
    return people


def make_world_people(
    dice: Dice, words: Mapping[str, Any], ids: list[str], joined: list[date]
) -> list[Person]:
    """International members: a name and a city of the same part of the world, a handle as alias."""
    parts, whole = words["world"], split_bar(words["whole"])
    shares = Odds(zip(range(len(parts)), (40, 34, 20, 18, 10, 14, 12), strict=True))
    cities = [
        Odds(
            (entry.rpartition(" ")[0], float(entry.rpartition(" ")[2])) for entry in split_bar(part["cities"])
        )
        for part in parts
    ]
    trades, skills = falling(split_bar(words["industries"])), falling(split_bar(words["skills"]), 6)
    offers, firsts, seconds = (
        split_bar(words["resources"]),
        words["handle_a"].split(),
        words["handle_b"].split(),
    )
    people = []
    for key, day in zip(ids, joined, strict=True):
        part = dice.draw(shares)
        given, family = (dice.pick(parts[part][half].split()) for half in ("given", "family"))
        name = dice.pick(whole) if dice.chance(0.02) else f"{given} {family}"
        people.append(
            Person(
                id=key,
                joined=day,
                name=""
                if dice.chance(0.03)
                else dice.pick((given, f"{given} {family[0]}.", name, name, name)),
                alias=f"{dice.pick(firsts)}_{dice.pick(seconds)}{dice.pick(('', '', dice.between(2, 99)))}"
                if dice.chance(0.6)
                else "",
                city="" if dice.chance(0.09) else dice.draw(cities[part]),
                industry="" if dice.chance(0.1) else dice.draw(trades),
                skills=write_tags(
                    dice, dice.draw_some(skills, dice.between(1, 5)), (", ", "; ", " | ", " / ")
                ),
                resources=dice.pick(offers) if dice.chance(0.2) else "",
                consent=dice.chance(0.6),
            )
        )
    return people


def seat_people(dice: Dice, people: list[Person], sizes: Mapping[str, float]) -> None:
    """Fill groups in these proportions, exactly."""
    scale, total, seats = len(people) / sum(sizes.values()), 0.0, list[str]()
    for group, size in sizes.items():
        total += size * scale
        seats += [group] * (round(total) - len(seats))
    for person, group in zip(people, dice.shuffled(seats), strict=True):
        person.groups.append(group)


def wake_people(dice: Dice, people: list[Person], share: float) -> None:
    """Give `share` of the people a weight; the others never do anything that a ledger would hold."""
    sleeping = dice.shuffled(p for p in people if not p.weight)
    for person in sleeping[: round(share * len(people)) - (len(people) - len(sleeping))]:
        person.weight = dice.heavy()


def cast_people(people: list[Person], parts: list[dict[str, Any]]) -> None:
    """Give named parts to people: `at` is the place in the list, the rest are fields of `Person`."""
    for part in parts:
        for key, value in part.items():
            if key != "at":
                setattr(people[part["at"]], key, value)
