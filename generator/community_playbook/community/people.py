"""Members, ledger entries and groups as read from tables: cheap, frozen, 100,000 at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .letters import can_be_seen


class Trait(NamedTuple):
    """A cell of a column that is no field of ours: what the header calls it, and what stands there."""

    header: str
    value: str


VANISHED = "vanished"
"""The state of whoever stood in the table of an earlier week, and stands there no more."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the members table. Only `id` identifies: names may be blank or shared."""

    id: str
    name: str = ""
    alias: str = ""
    city: str = ""
    """Key of the city table ("chengdu"), or "" where unknown."""
    city_text: str = ""
    """What stood in the cell."""
    industry: str = ""
    skills: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    squad: str = ""
    role: str = ""
    """"owner", "staff", "member" or what stood in the cell."""
    tier: str = ""
    team: str = ""
    joined: date | None = None
    avatar: str = ""
    consent: bool = False
    refused: bool = False
    """Said no, where others said nothing."""
    last_message: date | None = None
    paid_until: date | None = None
    """The last day that is paid for."""
    estate: str = ""
    """The residential estate or neighbourhood, as the row writes it."""
    pickup: str = ""
    """Where the member collects orders."""
    traits: tuple[Trait, ...] = ()
    """Of other columns by which people can be introduced: subject, school, stack."""
    state: str = ""
    """"" who is there; "left", "bot", or "vanished" (their row is gone): on no board, in no list."""
    public: str = ""
    """What to call the member where others read it, where the profile decides; see `nickname`."""
    veil: str = ""
    """What others see of the member without consent, where the first letter would betray: a number."""

    @property
    def shown(self) -> str:
        """What to call the member on the operator's own pages."""
        return next(filter(can_be_seen, (self.name, self.alias)), self.id)

    @property
    def nickname(self) -> str:
        """What others may read of who agreed: what the profile decides, else the nickname; never the id."""
        return self.public or self.alias or self.name


class LedgerEntry(NamedTuple):
    """One deed. `amount` is money in the profile's currency; corrections are rows with negative values."""

    day: date
    member: str
    """The member's id."""
    action: str
    quantity: Decimal | int
    amount: Decimal | None
    note: str
    giver: str = ""
    """Who gave the points: a member's id, or what stood in the cell; "" where nobody is named."""
    points: Decimal | int | None = None
    """Points that stand in the row itself and count as they stand; None = by the rules."""
    second: int | None = None
    """Of the day, in the community's zone; None where the row has no time."""


class City(NamedTuple):
    """One line of the city table: coordinates in degrees, source in `playbook/cities.csv`."""

    key: str
    names: Mapping[str, str]
    """By language."""
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Column:
    """What became of one column of a table: `field` is ours, "" where the header is not one of ours."""

    header: str
    field: str = ""
    """With the fate "ignored": the field of an earlier column, of which this one is a double."""
    fate: str = "mapped"
    """mapped | guessed (by its content) | ignored (not ours) | private (contact data, never read)"""
    filled: int = 0
    """Cells with a value."""


class Unmet(NamedTuple):
    """A word of a table that met no member, no city: to be repaired once, wherever it stands."""

    header: str
    word: str
    times: int
    """Cells in which it stands."""
    near: str = ""
    """What may be meant."""
    place: str = ""
    """Where it stands first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one table: the import report's raw material."""

    file: str
    encoding: str
    """"utf-8", "gb18030", ... or "xlsx"."""
    delimiter: str
    sheet: str
    header_row: int
    """Counts from 1; 0 where there was none."""
    rows: int
    """Rows that became a member or an entry."""
    skipped: tuple[tuple[str, int], ...]
    """(reason, count); the reasons are keys of `import.skipped`: "blank", "total", "duplicate" ..."""
    columns: tuple[Column, ...]
    notes: tuple[tuple[str, str], ...] = ()
    """(key of a word in `import.notes`, fact): what was decided, for example ("day_first", "入群时间")."""
    unmet: tuple[Unmet, ...] = ()
    """Every word that meant nobody and nothing that we know, most frequent first."""
    words: tuple[Unmet, ...] = ()
    """Groups or actions, once each, in their order: whether they meet anything, the profile decides."""

    def in_any_order(self) -> Reading:
        """What is the same however the rows stand."""
        return replace(self, unmet=tuple(one._replace(place="") for one in self.unmet), words=())
