"""The page of incentives: cards with their terms, what they cost, who wins, and whether the game is fair."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ...knowledge.library import Entry, Item
from ...plan.costs import ENOUGH_WEEKS, Cost
from ...plan.game import OfferState
from ...plan.offers import Offer, Win, current, split_packet
from ...plan.repair import Repair
from ..speech import action_name
from .board_rows import initial, posted_as
from .frame import Frame
from .tactics import message_view, trap_view

SHOWN_WINNERS = 12
SQUEEZE = 2
"""A worst case that is further away than twice the likely sum is drawn as open."""
HALF, FEW_NEW = 0.5, 0.2
KIND_FOLDERS = {"exposure": "exposure", "red_packet": "red-packet", "prize": "prize"}


def incentives_view(frame: Frame) -> dict[str, Any]:
    game, words = frame.plan.game, frame.words
    cost = game.cost
    state = verdict(cost)
    month = month_name(frame, cost)
    facts = {
        "month": month, "p90": frame.money(cost.p90), "budget": frame.money(cost.budget or 0),
        "hard": hard_word(frame, cost.hard),
        "over": frame.money(max(cost.p90 - (cost.budget or 0), Decimal(0))),
    }  # fmt: skip
    return {
        "phrases": [p.format(**facts) for p in words.get(f"offers.h1.{state}")],
        "lead": words(f"offers.lead.{state}", **facts),
        "state": state,
        "cards": [card_view(frame, found) for found in game.offers],
        "cost": cost_view(frame, cost) if cost.offers else None,
        "repair": repair_view(frame, cost, game.repair) if game.repair else None,
        "winners": [view for found in game.offers if (view := winners_view(frame, found))],
        "fair": fairness_lines(frame),
        "kinds": kinds_view(frame),
    }


def verdict(cost: Cost) -> str:
    """none (no offers), open (no budget given), over, loose (only the worst case is too much), or fits."""
    if not cost.offers:
        return "none"
    if cost.budget is None:
        return "open"
    if cost.p90 > cost.budget:
        return "over"
    return "loose" if cost.hard is None or cost.hard > cost.budget else "fits"


def month_name(frame: Frame, cost: Cost) -> str:
    return frame.words("offers.month", month=cost.month.start.month, name=f"{cost.month.start:%B}")


def card_view(frame: Frame, state: OfferState) -> dict[str, Any]:
    """The eight terms, always in the same order."""
    offer, words = state.offer, frame.words
    terms = ("who", "quantity", "condition", "value", "period", "claim", "organiser", "deadline")
    texts = {
        "who": words(f"offers.who.{first_or(offer)}", n=offer.wanted),
        "quantity": quantity(frame, offer),
        "condition": condition(frame, offer),
        "value": worth(frame, offer),
        "period": words(f"offers.period.{'each' if offer.condition == 'each' else offer.period}"),
        "claim": claim(frame, offer),
        "organiser": frame.community.profile.community.name,
        "deadline": deadline(frame, state),
    }
    return {
        "kind": words(f"offers.kinds.{offer.kind}", packet=frame.facts["w_packet"]),
        "name": offer.name,
        "big": frame.number(offer.reach)
        if offer.reach
        else ""
        if offer.kind == "exposure"
        else worth(frame, offer),
        "unit": words("offers.reach_unit") if offer.kind == "exposure" else "",
        "shown": offer.kind != "exposure" or offer.reach is not None,
        "terms": [{"name": words(f"offers.terms.{key}"), "text": texts[key]} for key in terms],
    }


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
        board=words(f"offers.boards.{offer.board}.{offer.period}"),
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
    if offer.claim_days:
        return words("offers.claim.days", n=offer.claim_days)
    key = offer.kind if offer.kind != "red_packet" or frame.facts["has_packets"] else "credit"
    return words(f"offers.claim.{key}", packet=frame.facts["w_packet"])


def deadline(frame: Frame, state: OfferState) -> str:
    offer, words = state.offer, frame.words
    if offer.end:
        return frame.full_day(offer.end)
    if state.period is None:
        return words("offers.until_gone" if offer.quantity else "offers.open_end")
    period = current(offer, frame.plan.week.monday, state.period)
    return words("offers.period_end", day=frame.day((period or state.period).end))


def cost_view(frame: Frame, cost: Cost) -> dict[str, Any]:
    words = frame.words
    rows = [cost_row(frame, p.offer.name, p.fixed, p.p50, p.p90, p.hard) for p in cost.offers]
    if len(rows) > 1:
        rows.append(cost_row(frame, words("offers.total"), cost.fixed, cost.p50, cost.p90, cost.hard))
    likely = max(cost.p90, cost.budget or Decimal(0), *(p.p90 for p in cost.offers))
    worst = max((p.hard for p in cost.offers if p.hard is not None), default=Decimal(0))
    whole = max(likely, worst, cost.hard or Decimal(0))
    scale = float(max(min(whole, SQUEEZE * likely) * Decimal("1.08"), Decimal(1)))

    def at(amount: Decimal | None) -> float | None:
        """In percent of the width; None = beyond it."""
        return None if amount is None or float(amount) > scale else round(100 * float(amount) / scale, 2)

    for row in rows:
        row |= {"x50": at(row["p50"]), "x90": at(row["p90"]), "xhard": at(row["hard"])}
    random = any(p.counts for p in cost.offers)
    key = "known" if not random else "drawn" if cost.enough else "worst"
    return {
        "rows": rows,
        "budget": at(cost.budget),
        "budget_word": words("offers.budget", money=frame.money(cost.budget or 0)),
        "say": words(
            f"offers.cost_say.{key}", weeks=cost.history, month=month_name(frame, cost), n=cost.weeks,
            enough=ENOUGH_WEEKS, worst=frame.money(cost.worst_week),
        ),
        "label": words(
            "offers.cost_label", month=month_name(frame, cost), p50=frame.money(cost.p50),
            p90=frame.money(cost.p90), hard=hard_word(frame, cost.hard),
        ),
        "month": month_name(frame, cost),
    }  # fmt: skip


def cost_row(
    frame: Frame, name: str, fixed: Decimal, p50: Decimal, p90: Decimal, hard: Decimal | None
) -> dict[str, Any]:
    same = p50 == p90 == hard
    key = "exact" if same else "range"
    text = frame.words(
        f"offers.row.{key}", p50=frame.money(p50), p90=frame.money(p90), hard=hard_word(frame, hard)
    )
    return {"name": name, "fixed": fixed, "p50": p50, "p90": p90, "hard": hard, "text": text}


def hard_word(frame: Frame, hard: Decimal | None) -> str:
    return frame.words("offers.no_limit") if hard is None else frame.money(hard)


def repair_view(frame: Frame, cost: Cost, repair: Repair) -> dict[str, Any]:
    """What to change, as sentences and as the lines of the profile."""
    words = frame.words
    changes, lines = [], []
    for change in repair.changes:
        offer = change.offer
        if change.winners is None:
            changes.append(words("offers.repair.keep", name=offer.name, money=frame.money(change.cost)))
            continue
        key = "drop" if change.winners == 0 else "rank" if offer.condition == "rank" else "limit"
        word = "rank_one" if key == "rank" and change.winners == 1 else key
        changes.append(
            words(f"offers.repair.{word}", name=offer.name, n=change.winners, money=frame.money(change.cost))
        )
        field = {"drop": "", "rank": f"rank: {change.winners}", "limit": f"limit: {change.winners}"}[key]
        lines.append(f"{offer.kind} · {offer.name} → {field or words('offers.repair.delete')}")
    over = cost.p90 > (cost.budget or 0)
    return {
        "title": words("offers.repair.title" if over else "offers.repair.title_loose"),
        "say": words(
            "offers.repair.say" if repair.payouts else "offers.repair.nothing",
            money=frame.money(repair.cost), budget=frame.money(cost.budget or 0), n=repair.payouts,
        ),
        "changes": changes,
        "lines": lines,
    }  # fmt: skip


def winners_view(frame: Frame, state: OfferState) -> dict[str, Any] | None:
    """Whom to pay now, and who would win if the running period ended today."""
    words, offer = frame.words, state.offer
    if not state.due and not state.so_far:
        return None
    due = by_member(state.due) if offer.condition == "each" else list(state.due)
    period = state.period
    span = frame.days(period.start, period.end) if period else words("offers.this_month")
    return {
        "name": offer.name,
        "span": words("offers.due", span=span),
        "due": [win_view(frame, offer, win) for win in due[:SHOWN_WINNERS]],
        "more": words("offers.more", n=len(due) - SHOWN_WINNERS) if len(due) > SHOWN_WINNERS else "",
        "so_far": words(
            "offers.so_far",
            names=frame.filters["listed"]([frame.name(w.member) for w in state.so_far[:SHOWN_WINNERS]]),
        )
        if state.so_far
        else "",
    }


def by_member(wins: Sequence[Win]) -> list[Win]:
    """What is earned deed by deed is paid in one sum; the greatest first."""
    sums: dict[str, Win] = {}
    for win in wins:
        old = sums.get(win.member)
        amount, times = (old.amount, old.times) if old else (Decimal(0), 0)
        sums[win.member] = Win(win.day, win.member, amount + win.amount, times + win.times)
    return sorted(sums.values(), key=lambda win: (-win.amount, win.member))


def win_view(frame: Frame, offer: Offer, win: Win) -> dict[str, Any]:
    limit = Decimal(str(frame.facts["packet_max"])) if offer.kind == "red_packet" else Decimal(0)
    packets = split_packet(win.amount, limit)
    name = frame.name(win.member)
    return {
        "name": name,
        "initial": initial(name),
        "amount": (frame.money(win.amount) if offer.amount else "")
        + (frame.words("offers.times", n=win.times) if win.times > 1 else ""),
        "split": frame.words("offers.split", parts=" + ".join(frame.number(p) for p in packets))
        if len(packets) > 1
        else "",
        "public": posted_as(frame, win.member),
    }


def fairness_lines(frame: Frame) -> list[dict[str, str]]:
    """Fact first, then what it means and what to do about it."""
    found, words, lines = frame.plan.game.fairness, frame.words, []

    def add(key: str, good: bool, **facts: object) -> None:
        state = "good" if good else "bad"
        lines.append({
            "fact": words(f"offers.fair.{key}.fact", **facts),
            "meaning": words(f"offers.fair.{key}.{state}", **facts),
            "state": state,
        })  # fmt: skip

    if found.top3 is not None:
        add("top3", found.top3 <= HALF, percent=round(100 * found.top3), people=frame.number(found.people))
    if found.money_top3 is not None:
        add("money", found.money_top3 <= HALF, percent=round(100 * found.money_top3))
    for fresh in found.fresh:
        share = fresh.new / fresh.places if fresh.places else 0
        add(
            "fresh", share >= FEW_NEW, name=fresh.offer.name, periods=fresh.periods, places=fresh.places,
            new=fresh.new, percent=round(100 * share), kind=words(f"offers.units.{fresh.offer.period}"),
        )  # fmt: skip
    if found.reset:
        weeks, weekly, standing = found.reset
        add("reset", weekly > standing, weeks=weeks, weekly=weekly, standing=standing)
    if found.caps:
        none, kept, half = (round(100 * share) for share in found.caps)
        add("caps", kept < none, none=none, kept=kept, half=half)
    return lines


def kinds_view(frame: Frame) -> list[dict[str, Any]]:
    """What to do and say, for the kinds that are used; for all three where nothing is planned yet."""
    used = {KIND_FOLDERS[found.offer.kind] for found in frame.plan.game.offers}
    return [
        kind_view(frame, entry)
        for entry in getattr(frame.library, "incentives", ())
        if not used or entry.id in used
    ]


def kind_view(frame: Frame, entry: Entry) -> dict[str, Any]:
    folder, facts = frame.folder(entry), frame.facts
    return {
        "id": entry.id,
        "title": folder.meta["title"],
        "lead": folder.lead,
        "do": [step_view(frame, entry, item) for item in entry.visible("do", facts)],
        "messages": [message_view(frame, entry, item) for item in entry.visible("say", facts)],
        "traps": [trap_view(folder.paragraphs("traps", item.id)) for item in entry.visible("traps", facts)],
        "evidence": [folder.first("evidence", item.id) for item in entry.visible("evidence", facts)],
    }


def step_view(frame: Frame, entry: Entry, item: Item) -> dict[str, Any]:
    parts = frame.folder(entry).paragraphs("do", item.id)
    helper = item.who == "helper" and not frame.facts["solo"]
    return {
        "at": frame.clock(item.clock),
        "who": "helper" if helper else "owner",
        "text": parts[0],
        "note": parts[1] if len(parts) > 1 else "",
    }
