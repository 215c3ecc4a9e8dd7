"""What can the platform do by itself? Whatever needs a bot, or could not be looked up, is not counted on."""

from __future__ import annotations

from dataclasses import dataclass

from ...knowledge.library import OWN, Platform


@dataclass(frozen=True, slots=True)
class Native:
    """By the names of `playbook/facts.yml`: `has_<ability>`."""

    has_packets: bool
    has_friend_step: bool
    has_join_link: bool
    has_quick_replies: bool
    has_welcome: bool
    has_at_all: bool
    has_threads: bool
    has_roles: bool
    has_reactions: bool
    has_chain: bool
    has_polls: bool
    has_events: bool
    has_scheduling: bool
    has_history: bool
    has_slow_mode: bool
    has_automod: bool
    one_notice: bool
    notice_pings: bool
    law: str
    slow: bool
    bans_paid_sharing: bool
    hand_invites: bool
    can_move: bool


def find_native(platform: Platform) -> Native:
    """Raises TypeError where the platform does not say of each ability how it has it."""
    abilities = {f"has_{ability}": how == OWN for ability, how in platform.can.items()}
    return Native(
        one_notice=platform.notice_slots == 1,
        notice_pings=platform.notice_pings,
        law=platform.law,
        slow=platform.slow,
        bans_paid_sharing=platform.bans_paid_sharing,
        hand_invites=platform.hand_invites,
        can_move=platform.can_move,
        **abilities,
    )
