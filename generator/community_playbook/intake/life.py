"""Is somebody still there, and is it a person? From status and role columns of any tool.

A role cell is a list ("Admin, Member"); a status column may hold roles, a role column states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..community.people import Trait
from .cells import SEPARATORS, cell_vocabulary, clean, folded, read_role, read_yes_no, says

Row = dict[str, Any]
"""The values of one row by field; fields without a value are missing."""
Standing = tuple[str, str, tuple[Trait, ...]]
"""Role, state, and the tags that stood beside them; "" where nothing is said."""
NUMBERED = re.compile(r"\s*[0-9一二三四五六七八九十]*\s*(?:号|版)?$")
WORDS = re.compile(r"[a-z0-9]+", re.ASCII)
ASIDE = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]$")
"""管理员（轮值）, Moderator (EU)."""
AND = re.compile(r"(?<=[主员理人])兼(?=\w)|(?<=[\u3400-\u9fff])\s*[&＆+＋]\s*(?=[\u3400-\u9fff])|\s[&+]\s")
"""群主兼管理员, Owner & Admin."""
ROLES = ("owner", "staff", "seller", "member")
"""Of several the first of these."""
STATES = ("bot", "left", "active")
FLAGS = {"gone": ("left", ""), "present": ("", "left"), "bot": ("bot", "")}
"""Columns that are answered by yes or no: the state of a yes, and of a no."""


def read_life(text: str) -> tuple[str, str, tuple[str, ...]]:
    """(role, state, words that are neither); "" where nothing is said."""
    words = [
        word
        for part in AND.sub(",", SEPARATORS.sub(",", text)).split(",")
        if (word := without_aside(clean(part.strip().lstrip("@"))))
    ]
    states = {state for word in words for state in STATES if says(state, word)}
    others = [word for word in words if not any(says(state, word) for state in STATES)]
    roles = [read_role(word) for word in others]
    known = [role for role in ROLES if role in roles]
    state = next((state for state in STATES if state in states), "")
    rest = tuple(word for word, role in zip(others, roles, strict=True) if role not in ROLES)
    return (known[0] if known else ""), state, rest


def without_aside(word: str) -> str:
    """A role or state without what stands behind it in brackets; any other word as it is."""
    bare = ASIDE.sub("", word)
    known = bare != word and (read_role(bare) in ROLES or any(says(state, bare) for state in STATES))
    return bare if known else word


def names_a_role(word: str) -> bool:
    """Is a word for owner or helper a part of it: 群主本人, Head Admin?"""
    text, known = folded(word), cell_vocabulary()["owner"] | cell_vocabulary()["staff"]
    return any(part in text for part in known if not part.isascii()) or bool(known & {*WORDS.findall(text)})


def among_tags(tags: Iterable[str]) -> tuple[str, str, tuple[str, ...]]:
    """(role, state, tags that are left), where roles stand among tags: by words that mean nothing else."""
    sure: dict[str, None] = {}
    rest: dict[str, None] = {}
    for tag in tags:
        (sure if is_sure(tag) else rest)[tag] = None
    role, state, _ = read_life("、".join(sure))
    return role, state, tuple(rest)


def is_sure(tag: str) -> bool:
    return says("sure", tag.lstrip("@"))


def may_lead(tag: str) -> bool:
    """A word for somebody who leads, left or is a bot, that may be a trade as well: 运营, founder, 机器人."""
    role, state, rest = read_life(tag)
    return not rest and (role in ("owner", "staff") or state in ("left", "bot"))


def is_life(text: str) -> bool:
    """A cell of nothing but roles and states that we know, whatever stands above its column."""
    role, state, rest = read_life(text)
    return bool(role or state) and not rest


def read_flag(name: str, text: str) -> str | None:
    """The state that a column of yes or no gives; None where the cell says neither."""
    answer = read_yes_no(text)
    if answer is None:
        return None
    return FLAGS[name][0 if answer else 1]


def alive(row: Row, labels: bool, traits: str) -> Row:
    """A row with its role and state from all columns that tell of them; `labels`: from its tags as well;
    `traits`: the field of what stood beside a role."""
    found: list[Standing] = [row.pop(name) for name in ("role", "state") if name in row]
    if labels and "skills" in row:
        role, state, rest = among_tags(row.pop("skills"))
        found.append((role, state, ()))
        row |= {"skills": rest} if rest else {}
    states = [state for _, state, _ in found] + [row.pop(flag) for flag in FLAGS if flag in row]
    states += ["left"] if row.pop("left_on", None) else []
    roles = [role for role, _, _ in found if role]
    beside = (*row.get(traits, ()), *(trait for _, _, more in found for trait in more))
    told = {"role": next((role for role in roles if role != "member"), "".join(roles[:1])), traits: beside}
    return row | {name: value for name, value in (told | {"state": state_of(states)}).items() if value}


def state_of(found: Iterable[str]) -> str:
    """Of all columns together: a bot, else whoever left in any of them, else "" for whoever is there."""
    said = set(found)
    return next((state for state in ("bot", "left") if state in said), "")


def looks_like_a_bot(name: str) -> bool:
    """A name as bots are called: "Carl-bot", "Bot Anna", "小冰机器人 2 号"; not "Talbot", "机器人爱好者"."""
    text = NUMBERED.sub("", folded(name))
    words = cell_vocabulary()["bot_name"]
    return text.endswith(tuple(w for w in words if not w.isascii())) or bool(words & {*WORDS.findall(text)})
