"""How messages sound: the tone and the form of address of the profile, laid over what is written to be sent.

What a tone does stands in `templates/words/<language>/tone.yml`; pages are never changed by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...community.community import Community
from ...plan.clock import clock_minutes
from ...words import Words

NOON, EVENING = 11 * 60, 18 * 60
"""Minutes of the day at which the morning and the day are over."""
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Voice:
    """One tone in one language. `address`: what all are called; `heard`: False where nothing is changed, as
    the tone is plain and the operator named no address."""

    rules: Mapping[str, Any]
    tone: Mapping[str, Any]
    address: str
    heard: bool
    swap: Callable[[str], str]
    names: frozenset[str]

    def message(
        self, lines: Sequence[str], label: str, *, opens: bool = False, start: str = "", first: bool = True
    ) -> list[str]:
        """`label`: what the message is for; `opens`: it is the first of its job; `start`: its clock; `first`:
        it is the first one to all on its day, the only one of them that greets and thanks."""
        if self.left_alone(lines, label):
            return list(lines)
        made = [self.swap(line) for line in lines]
        private = self.private(made[0], label)
        if not opens or self.bare(made) or not (private or first):
            return made
        return self.closed(self.opened(made, self.called(made[0]), start, private=private), private=private)

    def left_alone(self, lines: Sequence[str], label: str) -> bool:
        return not self.heard or bool(re.search(self.rules["aside"], label)) or not any(map(str.strip, lines))

    def bare(self, lines: Sequence[str]) -> bool:
        """It neither greets nor thanks: somebody is called, or something grave is said."""
        return lines[0].startswith("@") or bool(re.search(self.rules["grave"], "\n".join(lines)))

    def private(self, first: str, label: str) -> bool:
        return bool(self.called(first) or re.search(self.rules["private"], label))

    def to_all(self, lines: Sequence[str], label: str) -> bool:
        """May it greet everybody?"""
        if self.left_alone(lines, label):
            return False
        return not (self.bare(lines) or self.private(lines[0], label))

    def called(self, line: str) -> str:
        """The one person whom a message calls by name before it begins; "" where it calls nobody."""
        who, comma, _ = line.partition(self.rules["comma"])
        return who if comma and (who in self.names or re.fullmatch(self.rules["slot"], who)) else ""

    def opened(self, lines: list[str], one: str, start: str, *, private: bool) -> list[str]:
        """With a greeting, unless it has one."""
        first, *more = lines
        if one:
            rest = first.removeprefix(one + self.rules["comma"])
            return [str(self.tone["called"]).format(who=one) + rest, *more]
        if re.match(self.rules["greets"], first):
            return lines
        if private:
            return [str(self.tone["private"]) + first, *more]
        return [self.greeting(start) + first, *more]

    def greeting(self, start: str) -> str:
        minute = clock_minutes(start) if start else NOON
        part = "morning" if minute < NOON else "day" if minute < EVENING else "evening"
        return str(self.tone["group"][part]).format(address=self.address)

    def closed(self, lines: list[str], *, private: bool) -> list[str]:
        """With one word of thanks, unless it thanks already or waits for an answer."""
        thanks = str(self.tone["thanks_private" if private else "thanks_group"]).format(address=self.address)
        said = re.search(self.rules["thanked"], "\n".join(lines))
        if not thanks or said or not re.search(self.rules["ends"], lines[-1]):
            return lines
        return [*lines[:-1], lines[-1] + thanks]


def voice_of(community: Community, words: Words) -> Voice:
    profile = community.profile
    people = (name for m in (*community.former, *community.members) for name in (m.name, m.alias))
    names = (profile.community.name, *(group.name or "" for group in profile.groups), *people)
    return make_voice(words, profile.tone, profile.address or "", names)


def make_voice(words: Words, tone: str, address: str, names: Iterable[str]) -> Voice:
    """`names`: of people, groups and the community, whose letters are left as they are."""
    rules = words.get("tone")
    chosen = rules[tone]
    pairs = [(str(old), str(new)) for old, new in chosen["swap"]]
    heard = bool(address or tone != PLAIN)
    known = frozenset(name for name in names if name) if heard else frozenset[str]()
    return Voice(
        rules=rules,
        tone=chosen,
        address=address or str(rules["all"]),
        heard=heard,
        swap=swapper(pairs, (rules["slot"], rules["quoted"]), known),
        names=known,
    )


def swapper(
    pairs: Sequence[tuple[str, str]], kept: Sequence[str], names: Iterable[str]
) -> Callable[[str], str]:
    """Replaces the first of each pair by the second, a capital by a capital, outside of what is kept."""
    if not pairs:
        return str
    new = {old.casefold(): text for old, text in pairs}
    old = "|".join(map(whole, dict.fromkeys(old for old, _ in pairs)))
    hit = re.compile(old, re.IGNORECASE)
    own = sorted(
        (re.escape(name) for name in names if len(name) > 1 and hit.search(name)), key=len, reverse=True
    )
    found = re.compile("|".join([*own, f"(?P<new>{old})", *kept]), re.IGNORECASE)

    def put(match: re.Match[str]) -> str:
        written = match["new"]
        if written is None:
            return match[0]
        text = new[written.casefold()]
        return text[:1].upper() + text[1:] if written[:1].isupper() else text

    return lambda line: found.sub(put, line)


def whole(word: str) -> str:
    """A Latin word is found as a whole word only."""
    before = r"\b" if word[:1].isascii() and word[:1].isalnum() else ""
    after = r"\b" if word[-1:].isascii() and word[-1:].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"
