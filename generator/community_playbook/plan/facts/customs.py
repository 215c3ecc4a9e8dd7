"""What is done here in a way of its own, as the profile says it in so many words: `playbook/customs.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...community.community import Community
from ...community.rhythms import chosen_by
from ...knowledge.countdowns import heard
from ...knowledge.library import Library

MONEY = ("share",)
"""What a profile fills in about who pays what, and when."""


@dataclass(frozen=True, slots=True)
class Customs:
    """False is what nobody said."""

    no_sales: bool
    """Nothing is sold here, nor advertised."""
    hushed: bool
    """It is prized because it is quiet."""
    along: bool
    """What a creator shows is done by everybody at the same time."""
    pays_there: bool
    """A share is collected where people meet."""
    pays_first: bool
    """It is collected before, and who has not paid has no place."""
    pays_own: bool
    """Nothing is collected: it is free, or everybody pays the place for themselves."""
    cases: bool
    """The cases that are brought are people: clients, patients."""
    parents: bool
    """Neighbours who share a school, not a house."""
    plots: bool
    """Or a field."""
    used: bool
    """What is offered has been used, by people, not firms."""
    habit: bool
    """A camp keeps or leaves a habit: nothing can be half done, and it may touch health."""


def find_customs(community: Community, library: Library) -> Customs:
    def said(custom: str, texts: Iterable[str]) -> bool:
        return any(heard(text, library.customs[custom]) for text in texts)

    promise, money = (community.profile.upgrade.core_value or "",), tuple(money_words(community))
    named = (*promise, community.profile.community.name)
    unpriced = [text for text in money if not any(map(str.isdigit, text))]
    own = said("pays_own", money) or said("free", unpriced)
    there = said("pays_there", money) and not own
    return Customs(
        no_sales=said("no_sales", promise),
        hushed=said("hushed", promise),
        along=said("along", named),
        pays_there=there,
        pays_first=said("pays_first", money) and not there and not own,
        pays_own=own,
        cases=said("cases", named),
        parents=said("parents", named),
        plots=said("plots", named),
        used=said("used", named),
        habit=said("habit", named),
    )


def money_words(community: Community) -> Iterator[str]:
    for one in chosen_by(community.profile.rhythms or []):
        yield from (text for id_, text in one.fill.items() if id_ in MONEY)
