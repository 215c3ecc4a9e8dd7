"""The page of incentives: cards with their terms, what they cost, who wins, and whether the game is fair."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from ....knowledge.library import Entry, Item
from ....plan.game.costs import Cost
from ....plan.game.game import OfferState
from ....plan.game.offers import Offer, current
from ....plan.game.periods import after
from ..actions import action_name
from ..agenda import points_off
from ..bubble import Bubble
from ..frame import Frame
from ..proof import ProofLine, proof_line
from ..tactics import StepLine, Trap, message_view, trap_view
from .names import board_name
from .pricing import CostView, RepairView, cost_view, month_name, repair_view
from .winners import FairLine, WinnersView, fairness_lines, winners_view

KIND_FOLDERS = {"exposure": "exposure", "red_packet": "red-packet", "prize": "prize"}


@dataclass(frozen=True, slots=True)
class KindView:
    """How to hand out one kind of incentive."""

    id: str
    title: str
    lead: Markup
    do: list[StepLine]
    messages: list[Bubble]
    traps: list[Trap]
    proof: ProofLine


@dataclass(frozen=True, slots=True)
class IncentivesView:
    phrases: list[str]
    lead: str
    instead: str
    """What to do where the points do not run this week."""
    state: str
    cards: list[OfferCard]
    cost: CostView | None
    repair: RepairView | None
    winners: list[WinnersView]
    fair: list[FairLine]
    kinds: list[KindView]


def incentives_view(frame: Frame) -> IncentivesView:
    game, words, cost = frame.plan.game, frame.words, frame.plan.game.cost
    state = verdict(frame)
    facts = {
        "month": month_name(frame, cost),
        "p90": frame.money(cost.p90),
        "budget": frame.money(cost.budget or 0),
        "hard": frame.money(cost.hard or 0),
        "over": frame.money(max(cost.p90 - (cost.budget or 0), Decimal(0))),
        "weeks": cost.history,
    }
    return IncentivesView(
        phrases=[p.format(**facts) for p in words.get(f"offers.h1.{state}")],
        lead=words(f"offers.lead.{state if state != 'over' else over_lead(cost)}", **facts),
        instead=points_off(frame),
        state=state,
        cards=[card_view(frame, found) for found in game.offers],
        cost=cost_view(frame, cost) if cost.offers else None,
        repair=repair_view(frame, cost, game.repair) if game.repair else None,
        winners=[view for found in game.offers if (view := winners_view(frame, found))],
        fair=fairness_lines(frame),
        kinds=kinds_view(frame),
    )


def verdict(frame: Frame) -> str:
    """none (no offers), free (nothing costs money), open or open_end (no budget given), over, loose or
    loose_end (the likely sum fits, the worst case does not, or has no end), fits."""
    cost = frame.plan.game.cost
    if not cost.offers:
        return "free" if frame.plan.game.offers else "none"
    end = "_end" if cost.hard is None else ""
    if cost.budget is None:
        return f"open{end}"
    if cost.p90 > cost.budget:
        return "over"
    return f"loose{end}" if cost.hard is None or cost.hard > cost.budget else "fits"


def over_lead(cost: Cost) -> str:
    """Exact where everything is paid by rank; a rule of thumb where the ledger is young; else drawn."""
    random = any(p.counts for p in cost.offers)
    return "over" if random and cost.enough else "over_young" if random else "over_exact"


class Term(NamedTuple):
    name: str
    text: str


class Terms(NamedTuple):
    """The eight terms of an offer, always in this order."""

    who: Term
    quantity: Term
    condition: Term
    value: Term
    period: Term
    claim: Term
    organiser: Term
    deadline: Term


class OfferCard(NamedTuple):
    """What every card of an incentive says."""

    kind: str
    name: str
    big: str
    """What can be earned; "" where nobody knows how many will see it."""
    unit: str
    shown: bool
    """Whether `big` says something."""
    terms: Terms


def card_view(frame: Frame, state: OfferState) -> OfferCard:
    offer, words = state.offer, frame.words
    exposure = offer.kind == "exposure"
    reach = frame.number(offer.reach) if offer.reach else ""
    return OfferCard(
        kind=words(f"offers.kinds.{offer.kind}", packet=frame.spoken["w_packet"]),
        name=offer.name,
        big=reach if exposure else worth(frame, offer),
        unit=words("offers.reach_unit") if exposure else "",
        shown=not exposure or offer.reach is not None,
        terms=terms_of(frame, state),
    )


def terms_of(frame: Frame, state: OfferState) -> Terms:
    offer, words = state.offer, frame.words
    worth_ = worth(frame, offer)
    texts = {
        "who": words(f"offers.who.{first_or(offer)}", n=offer.wanted),
        "quantity": quantity(frame, offer),
        "condition": condition(frame, offer),
        "value": worth_ if offer.kind == "exposure" else words("offers.a_piece", money=worth_),
        "period": words(f"offers.period.{'each' if offer.condition == 'each' else offer.period}"),
        "claim": claim(frame, offer),
        "organiser": frame.community.profile.community.name,
        "deadline": deadline(frame, state),
    }
    return Terms(**{key: Term(words(f"offers.terms.{key}"), text) for key, text in texts.items()})


def first_or(offer: Offer) -> str:
    """The condition, apart for the one who comes first."""
    return "rank_one" if offer.condition == "rank" and offer.wanted == 1 else offer.condition


def quantity(frame: Frame, offer: Offer) -> str:
    words = frame.words
    if offer.condition == "rank":
        text = words("offers.each_period" if offer.period != "all" else "offers.in_all", n=offer.places)
    elif offer.quantity:
        text = words("offers.in_all", n=offer.quantity)
    else:
        text = words("offers.as_earned")
    return text + (words("offers.limit", n=offer.limit) if offer.limit else "")


def condition(frame: Frame, offer: Offer) -> str:
    words, profile = frame.words, frame.community.profile
    badge = next((b.name for b in profile.badges if b.id == offer.subject), offer.subject)
    text = words(
        f"offers.condition.{first_or(offer)}", n=frame.number(offer.wanted), badge=badge,
        action=action_name(offer.subject, profile, words) if offer.subject else "",
        board=board_name(frame, "short", offer.board, offer.period),
    )  # fmt: skip
    if offer.condition == "rank":
        text += words("offers.ties_money" if offer.kind == "red_packet" else "offers.ties_thing")
    return text + (words("offers.draw") if offer.draw else "")


def worth(frame: Frame, offer: Offer) -> str:
    if offer.kind != "exposure":
        return frame.money(offer.amount)
    if offer.reach is None:
        return frame.words("offers.reach_unknown")
    return frame.words("offers.reach", n=frame.number(offer.reach))


def claim(frame: Frame, offer: Offer) -> str:
    words = frame.words
    who = words("offers.owner" if frame.facts.hands.solo else "offers.helper")
    if offer.claim_days:
        return words("offers.claim.days", n=offer.claim_days, who=who)
    key = offer.kind if offer.kind != "red_packet" or frame.facts.native.has_packets else "credit"
    return words(f"offers.claim.{key}", packet=frame.spoken["w_packet"], who=who)


def deadline(frame: Frame, state: OfferState) -> str:
    """Of the first period that has not begun yet: terms stand before the start."""
    offer, words, today = state.offer, frame.words, frame.plan.facts.days.today
    if offer.end:
        return frame.full_day(offer.end)
    if offer.period == "all":
        return words("offers.until_gone" if offer.quantity else "offers.open_end")
    season = state.period if state.period.kind == "season" else None
    period = current(offer, frame.plan.week.monday, season)
    if period is None:
        return words("offers.open_end")
    if period.kind != "season" and period.start <= today:
        period = after(period)
    return words("offers.period_end", day=frame.day(period.end), start=frame.day(period.start))


def kinds_view(frame: Frame) -> list[KindView]:
    """What to do and say, for the kinds that are used; for all three where nothing is planned yet."""
    used = {KIND_FOLDERS[found.offer.kind] for found in frame.plan.game.offers}
    return [kind_view(frame, entry) for entry in frame.library.incentives if not used or entry.id in used]


def kind_view(frame: Frame, entry: Entry) -> KindView:
    folder = frame.folder(entry)
    return KindView(
        id=entry.id,
        title=folder.meta["title"],
        lead=folder.lead,
        do=[step_view(frame, entry, item) for item in frame.visible(entry, "do")],
        messages=[message_view(frame, entry, item) for item in frame.visible(entry, "say")],
        traps=[trap_view(folder.paragraphs("traps", item.id)) for item in frame.visible(entry, "traps")],
        proof=proof_line(frame, entry),
    )


def step_view(frame: Frame, entry: Entry, item: Item) -> StepLine:
    parts = frame.folder(entry).paragraphs("do", item.id)
    helper = item.who == "helper" and not frame.facts.hands.solo
    return StepLine(
        at=frame.clock(item.clock),
        who="helper" if helper else "owner",
        text=parts[0],
        note=parts[1] if len(parts) > 1 else Markup(""),
        key=item.key,
    )
