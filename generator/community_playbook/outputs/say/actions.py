"""What do people call an action of the ledger?"""

from __future__ import annotations

import re

from ...community.profile import Profile
from ...words import Words


def action_name(action: str, profile: Profile, words: Words) -> str:
    """The operator's own name of an action, else the usual word for it, else what stood in the ledger."""
    for rule in profile.points.rules:
        if rule.action == action and rule.name:
            return str(rule.name)
    known = words.get("actions")
    return str(known.get(action, action))


def deed_name(action: str, profile: Profile, words: Words) -> str:
    """How an action is called where it is told how often: the usual word, as the name of a rule may hold a
    price or a cap; else that name without the number in it: "晒单一次" was done "晒单 5 次"."""
    known = words.get("actions").get(action)
    return str(known) if known else countable(action_name(action, profile, words), words)


def countable(name: str, words: Words) -> str:
    """A name without the number that would stand beside the count; all of it where nothing else is left."""
    return re.sub(words("action_number"), "", name).strip() or name


def did(action: str, times: int, words: Words) -> str:
    """What somebody did so often, as a letter to them says it: answered 5 questions; "" for an action of
    which only the name is known."""
    form = "one" if times == 1 else "other"  # what was done once is told otherwise in every language
    return words(f"did.{action}.{form}", n=times) if action in words.get("did") else ""
