"""Who reacted to a message? Every log counts reactions; some name who gave them, often not all of them."""

from __future__ import annotations

from collections.abc import Iterable

from .records import Account


def reactions(each: Iterable[tuple[object, list[Account]]], sender: str) -> tuple[int, tuple[Account, ...]]:
    """(how many others reacted, those of them who are named). `each`: of one sign its count and whom the file
    names; where it names more than it counts, the names are right. Who likes their own words is nobody."""
    many, named = 0, list[Account]()
    for count, accounts in each:
        others = [one for one in accounts if one.id and one.id != sender]
        told = count if type(count) is int and count > 0 else 0
        many += max(told, len(accounts)) - (len(accounts) - len(others))
        named += others
    return max(many, 0), tuple(named)
