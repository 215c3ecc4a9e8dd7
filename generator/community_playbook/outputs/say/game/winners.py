"""Whom to pay now, and whether the incentives are fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ....plan.game.game import OfferState
from ....plan.game.offers import Offer, Win, split_packet
from ....plan.game.periods import SETTLED_DAYS
from ..frame import Frame
from .charts import remedy
from .names import board_name
from .rows import initial, posted_as

SHOWN_WINNERS, MOST_WINNERS = 10, 300
HALF, FEW_NEW, MANY_NEW = 0.5, 0.2, 0.4
PEOPLE = 3


@dataclass(frozen=True, slots=True)
class WinLine:
    """Whom to pay; `split`: the packets, where one is too small; `public`: what others read."""

    name: str
    initial: str
    amount: str
    split: str
    public: str
    flag: bool
    tick: str


@dataclass(frozen=True, slots=True)
class WinnersView:
    name: str
    span: str
    due: list[WinLine]
    rest: list[WinLine]
    rest_word: str
    month: str
    so_far: str


@dataclass(frozen=True, slots=True)
class FairLine:
    fact: str
    meaning: str
    state: str


def winners_view(frame: Frame, state: OfferState) -> WinnersView | None:
    """Whom to pay now, and who would win if the running period ended today."""
    words, offer = frame.words, state.offer
    if not state.due and not state.so_far:
        return None
    due = by_member(state.due) if offer.condition == "each" else list(state.due)
    views = [win_view(frame, offer, win) for win in due[:MOST_WINNERS]]
    span = frame.days(state.period.start, state.period.end)
    old = (frame.plan.game.today - state.period.end).days > SETTLED_DAYS  # paid: the last result
    key = "running" if state.so_far and not state.due else "past" if old else "due"
    names = frame.listed([frame.name(w.member) for w in state.so_far[:SHOWN_WINNERS]])
    return WinnersView(
        name=offer.name,
        span=words(f"offers.{key}", span=span),
        due=views[:SHOWN_WINNERS],
        rest=views[SHOWN_WINNERS:],
        rest_word=words("offers.more", n=len(due) - SHOWN_WINNERS),
        month=words("offers.month_so_far", n=frame.number(state.this_month)) if state.this_month else "",
        so_far=words("offers.so_far", names=names) if state.so_far else "",
    )


def by_member(wins: Sequence[Win]) -> list[Win]:
    """What is earned deed by deed is paid in one sum; the greatest first."""
    sums: dict[str, Win] = {}
    for win in wins:
        old = sums.get(win.member)
        amount, times = (old.amount, old.times) if old else (Decimal(0), 0)
        sums[win.member] = Win(win.day, win.member, amount + win.amount, times + win.times)
    return sorted(sums.values(), key=lambda win: (-win.amount, win.member))


def win_view(frame: Frame, offer: Offer, win: Win) -> WinLine:
    limit = Decimal(str(frame.facts.packets.packet_max)) if offer.kind == "red_packet" else Decimal(0)
    packets = split_packet(win.amount, limit)
    name = frame.name(win.member)
    return WinLine(
        name=name,
        initial=initial(name),
        amount=(frame.money(win.amount) if offer.amount else "")
        + (frame.words("offers.times", n=win.times) if win.times > 1 else ""),
        split=frame.words("offers.split", parts=" + ".join(frame.number(p) for p in packets))
        if len(packets) > 1
        else "",
        public=posted_as(frame, win.member),
        flag=win.member in frame.flagged,
        tick=frame.tick("win", offer.id, win.day.isoformat(), win.member),
    )


def fairness_lines(frame: Frame) -> list[FairLine]:
    """Fact first, then what it means and what to do about it."""
    found, words = frame.plan.game.fairness, frame.words
    lines: list[FairLine] = []

    def add(key: str, state: str, **facts: object) -> None:
        lines.append(FairLine(
            fact=words(f"offers.fair.{key}.fact", **facts),
            meaning=words(f"offers.fair.{key}.{state}", **facts),
            state="bad" if state == "bad" else "good",
        ))  # fmt: skip

    board = board_name(frame, "short", "points", frame.plan.game.edition.kind)
    if found.top3 is not None and found.people > PEOPLE:
        bad = found.top3 > HALF
        add("top3", "bad" if bad else "good", percent=round(100 * found.top3), board=board,
            people=frame.number(found.people), remedy=remedy(frame, "points") if bad else "")  # fmt: skip
    if found.money_top3 is not None:
        add("money", "bad" if found.money_top3 > HALF else "good", percent=round(100 * found.money_top3))
    for fresh in found.fresh:
        share = fresh.new / fresh.places if fresh.places else 0
        state = "good" if share >= MANY_NEW else "some" if share >= FEW_NEW else "bad"
        add(
            "fresh", state, name=fresh.offer.name, periods=fresh.periods,
            places=fresh.places, new=fresh.new, kind=words(f"offers.units.{fresh.offer.period}"),
        )  # fmt: skip
    if found.reset:
        weeks, weekly, standing = found.reset
        add("reset", "good" if weekly > standing else "bad", weeks=weeks, weekly=weekly, standing=standing)
    if found.caps:
        none, kept, half = (round(100 * share) for share in found.caps)
        add("caps", "good" if found.capped else "none", none=none, kept=kept, half=half,
            n=frame.number(found.capped))  # fmt: skip
    return lines
