"""Reads `playbook/platforms/` (a folder each: facts, and how things are done there) and `playbook/laws/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..knowledge.library import Entry, Platform, Rule


def rule_of(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        id=str(raw["id"]),
        say=raw["say"],
        strength=str(raw["strength"]),
        source=raw["source"],
        day=str(raw.get("day", "")),
        value=float(raw.get("value", 0)),
        of=tuple(raw.get("of", ())),
    )


def platform_of(path: Path, data: Mapping[str, Any], entry: Entry, law: tuple[Rule, ...]) -> Platform:
    """`entry`: its texts, empty where it takes those of another one. Raises KeyError, TypeError or ValueError
    where `fields.yml` is not followed."""
    id_ = path.parent.name
    return Platform(
        id=id_,
        entry=entry,
        can={ability: str(how) for ability, how in data["can"].items()},
        handles=bool(data.get("handles", False)),
        bold=tuple(map(str, data["bold"])),
        notice_slots=int(data["notice"]["slots"]),
        notice_pings=bool(data["notice"]["pings"]),
        hand_invites=bool(data["hand_invites"]),
        can_move=bool(data["can_move"]),
        overlap=bool(data.get("overlap", False)),
        limits={rule.id: rule for rule in map(rule_of, data["limits"])},
        rules=(*map(rule_of, data["rules"]), *law),
        law=str(data.get("law", "")),
        bans_paid_sharing=bool(data.get("bans_paid_sharing", False)),
        words=data["words"],
        checked=str(data["checked"]),
        like=str(data.get("like", id_)),
        slow=bool(data.get("slow", False)),
    )


def with_texts(found: Mapping[str, Platform]) -> dict[str, Platform]:
    """Whoever has no texts has those of the platform that it is like, under its own name."""
    return {id_: one if one.entry.texts else lent(one, found[one.like]) for id_, one in found.items()}


def lent(one: Platform, other: Platform) -> Platform:
    texts = {
        language: replace(text, meta={**text.meta, "title": one.words[language]["name"]})
        for language, text in other.entry.texts.items()
        if language in one.words
    }
    return replace(one, entry=replace(one.entry, texts=texts))
