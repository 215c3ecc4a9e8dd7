"""How the members' site speaks in one language: names of boards, places on them, spans and values.

Reads words, formats and the profile of a `Frame`; what it says about people comes from `plan/share.py` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVarTuple
from urllib.parse import quote

from ...community.rewards import Badge
from ...plan.game.periods import Period
from ...plan.game.points import Number
from ...plan.game.public import STARS, PublicMember
from ...plan.game.share import Share, Source, Standing
from ..say.actions import action_name, countable
from ..say.address import members_address
from ..say.frame import Frame
from ..say.game.badges import badge_rule
from ..say.game.names import board_name
from ..say.game.rows import initial
from ..say.motif import motif_of
from ..say.text import isolate

About = TypeVarTuple("About")


def home_of(language: str, languages: Sequence[str]) -> str:
    """The folder of a language below `share/`: "" or "en/"."""
    return "" if language == languages[0] else f"{language}/"


def kept(say: Callable[[Voice, *About], str]) -> Callable[[Voice, *About], str]:
    """A saying that a voice remembers: thousands of pages name the same few boards, spans and badges."""

    @wraps(say)
    def said(voice: Voice, *about: *About) -> str:
        key = (say, *about)
        if key not in voice.said:
            voice.said[key] = say(voice, *about)
        return voice.said[key]

    return said


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A row of a board as anybody may read it."""

    rank: int
    name: str
    initial: str
    face: int
    detail: str
    up: int
    fresh: bool
    value: str


@dataclass(frozen=True)
class Voice:
    frame: Frame
    share: Share
    languages: tuple[str, ...]
    """All that are built; the first stands at the root."""
    said: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False, compare=False)

    def t(self, key: str, **facts: object) -> Any:
        """A sentence, or the list or mapping below a key where no facts are given."""
        key = f"share.{key}"
        return self.frame.words.say(key, **facts) if facts else self.frame.words.get(key)

    def counted(self, key: str, count: int, **facts: object) -> str:
        """A sentence with a number of things in it, `n`."""
        return self.frame.words.counted(f"share.{key}", count, **({"n": count} | facts))

    @cached_property
    def language(self) -> str:
        return self.frame.words.language

    @cached_property
    def home(self) -> str:
        return home_of(self.language, self.languages)

    @cached_property
    def name(self) -> str:
        return self.frame.community.profile.community.name

    @property
    def motif(self) -> str:
        return motif_of(self.name, self.frame.community.profile.brand.motif)

    @cached_property
    def base_url(self) -> str:
        """Where `share/` will stand, without a slash at the end; "" where nobody said."""
        return members_address(self.frame)

    def url(self, path: str) -> str:
        """The absolute address of a path below `share/`; "" where it will not be published."""
        return f"{self.base_url}/{quote(path)}" if self.base_url else ""

    def way_up(self, path: str) -> str:
        """From a page below the folder of this language to `share/`."""
        return "../" * (self.home + path).count("/")

    def way_home(self, path: str) -> str:
        """From a page below the folder of this language to its first page."""
        return "../" * path.count("/") + "index.html"

    def sentence(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    @kept
    def span(self, period: Period) -> str:
        """The days that are counted; for all time, how far."""
        last = min(period.end, self.share.until)
        if period.kind == "all":
            return str(self.t("span_all", day=self.frame.day(last)))
        return self.frame.days(period.start, max(last, period.start))

    def span_of(self, standing: Standing) -> str:
        """The days of a place; where the period runs on, it says so."""
        span = self.span(standing.period)
        return str(self.t("span_open", span=span)) if standing.open_until else span

    @kept
    def board(self, measure: str, period: Period) -> str:
        return board_name(self.frame, "said", measure, period.kind, period.start)

    @kept
    def value(self, measure: str, value: Number) -> str:
        if measure == "sales":
            return self.frame.money(value)
        return self.frame.words.counted("boards.points", float(value), n=self.frame.number(value))

    def place(self, standing: Standing) -> str:
        """积分周榜第 3 名, or the share of members that one is ahead of."""
        rank = standing.rank if standing.by_rank else 0
        return self.placed(standing.measure, standing.period, rank, 0 if rank else standing.ahead)

    @kept
    def placed(self, measure: str, period: Period, rank: int, ahead: int) -> str:
        key = "place.rank" if rank else "place.ahead"
        return str(self.t(key, board=self.board(measure, period), rank=rank, ahead=ahead))

    @kept
    def action(self, action: str) -> str:
        name = action_name(action, self.frame.community.profile, self.frame.words)
        return countable(name, self.frame.words)

    def deeds(self, sources: tuple[Source, ...]) -> str:
        """回答一个问题 66 次、写一篇文章 4 次"""
        return self.frame.listed([self.deed(source) for source in sources])

    def deed(self, source: Source) -> str:
        return self.done(source.action, source.count)

    @kept
    def done(self, action: str, count: Number) -> str:
        return self.frame.words("board_deed", action=self.action(action), n=self.frame.number(count))

    @kept
    def day(self, day: date) -> str:
        """The year only where it is not the one of the edition."""
        return self.frame.day(day) if day.year == self.share.until.year else self.frame.full_day(day)

    def badge(self, id_: str) -> Badge | None:
        return next((b for b in self.frame.community.profile.badges if b.id == id_), None)

    @kept
    def rule(self, id_: str) -> str:
        """When a badge is earned, in words."""
        found = self.badge(id_)
        return badge_rule(self.frame, found) if found else ""

    def public(self, member: PublicMember, measure: str = "") -> PublicRow:
        """One row of a board, with its value where a measure is named; who has no name is said so. Nobody
        falls: only new and up are shown."""
        nameless = member.shown_name == STARS
        place = [self.frame.city(member.city), member.industry]
        moved = member.movement
        return PublicRow(
            rank=member.rank,
            name=self.frame.words("boards.nameless") if nameless else member.shown_name,
            initial=initial(member.shown_name),
            face=member.face,
            detail=" · ".join(part for part in place if part),
            up=moved if moved is not None and moved > 0 else 0,
            fresh=moved is None,
            value=self.value(measure, member.value) if measure else "",
        )

    def title(self, *parts: str) -> str:
        """Parts of a title; a name that runs from right to left is held together."""
        return " · ".join(isolate(part) for part in parts if part)
