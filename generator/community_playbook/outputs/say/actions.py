"""What do people call an action of the ledger?"""

from __future__ import annotations

from ...community.profile import Profile
from ...words import Words


def action_name(action: str, profile: Profile, words: Words) -> str:
    """The operator's own name of an action, else the usual word for it, else what stood in the ledger."""
    for rule in profile.points.rules:
        if rule.action == action and rule.name:
            return str(rule.name)
    known = words.get("actions")
    return str(known.get(action, action))
