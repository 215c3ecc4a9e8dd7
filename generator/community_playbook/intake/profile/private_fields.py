"""Does the form that newcomers fill in in public ask for what nobody should write there?

A street, the age of a child, an income: told with a repair, and left out of the form, or asked for as a
range. The words: `playbook/private.yml`, and `ask_private` in the lexicon of what people come for. The
profile that is handed on holds the form as it may be posted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...assets import asset, parse_yaml
from ...community.profile import Profile
from ...contacts import masked
from ...problems import Place, Problem
from ...usage import usage
from .guard_words import CUT, either, plain
from .yaml_slips import shown
from .yaml_text import Path

APOSTROPHE = re.compile("['\u2019]")
ASIDE = re.compile(r"[(（][^)）]*[)）]")
FIELDS: Path = ("onboarding", "intro_fields")


@dataclass(frozen=True, slots=True)
class Private:
    """One kind of what is private. `instead`: the range to ask for, by language; empty without one."""

    words: re.Pattern[str]
    innocent: re.Pattern[str]
    instead: Mapping[str, str]


@cache
def private_kinds() -> tuple[Private, ...]:
    tree = parse_yaml(asset("playbook", "private.yml").read_text("utf-8"))
    return tuple(
        Private(either(part["words"]), either(part["innocent"]), part.get("instead", {}))
        for part in tree.values()
    )


def private_kind(text: str) -> Private | None:
    """What a field asks for that is private; None where it is harmless."""
    return kind_among(text, private_kinds())


def kind_among(text: str, kinds: Sequence[Private]) -> Private | None:
    asked = APOSTROPHE.sub("", plain(text))
    return next((one for one in kinds if one.words.search(one.innocent.sub(CUT, asked))), None)


def public_form(profile: Profile, places: Mapping[Path, Place]) -> tuple[Profile, list[Problem]]:
    """The profile with the form as it may be posted, and what was changed in it."""
    return form_without(profile, private_kinds(), places)


def form_of_rhythm(
    profile: Profile, kept: Iterable[str], places: Mapping[Path, Place]
) -> tuple[Profile, list[Problem]]:
    """The same for what is asked only in private where people come for this: `kept`, the words of its
    lexicons. Fields may have been left out before, so the whole list is the place."""
    asked = [APOSTROPHE.sub("", ASIDE.sub("", text)).strip() for text in kept]
    own = Private(either(text for text in asked if text), either(()), {})
    return form_without(profile, (own,), {path: place for path, place in places.items() if path == FIELDS})


def form_without(
    profile: Profile, kinds: Sequence[Private], places: Mapping[Path, Place]
) -> tuple[Profile, list[Problem]]:
    told: list[tuple[int, str, Private]] = []
    kept: list[str] = []
    pick = usage(profile.languages[0]).pick
    for number, text in enumerate(profile.onboarding.intro_fields):
        private = kind_among(text, kinds)
        if private is None:
            kept.append(text)
            continue
        told.append((number, text, private))
        if private.instead:
            kept.append(str(pick(private.instead)))
    if not told:
        return profile, []
    kept = list(dict.fromkeys(kept))
    repair = f"intro_fields: [{', '.join(quoted(masked(text)) for text in kept)}]"
    problems = [
        Problem(
            "W186" if private.instead else "W187",
            places.get((*FIELDS, number), places.get(FIELDS, Place(""))),
            {"field": "onboarding.intro_fields", "found": shown(text), "repair": repair}
            | ({"instead": str(pick(private.instead))} if private.instead else {}),
        )
        for number, text, private in told
    ]
    form = profile.onboarding.model_copy(update={"intro_fields": kept})
    return profile.model_copy(update={"onboarding": form}), problems


def quoted(text: str) -> str:
    """As it may stand in a list of YAML."""
    plain_text = not any(mark in text for mark in ",:[]{}#\"'&*!|>%@`")
    return text if plain_text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
