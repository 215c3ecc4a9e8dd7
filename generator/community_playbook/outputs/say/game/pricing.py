"""What the incentives cost next month, drawn as ranges, and how to make them fit the budget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ....plan.game.costs import ENOUGH_WEEKS, Cost
from ....plan.game.repair import Repair
from ..frame import Frame

SQUEEZE = 2
"""A worst case that is further away than twice the likely sum is drawn as open."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """Amounts, and where they stand in percent of the chart's width; None = beyond it."""

    name: str
    fixed: Decimal
    p50: Decimal
    p90: Decimal
    hard: Decimal | None
    text: str
    x50: float | None = None
    x90: float | None = None
    xhard: float | None = None


@dataclass(frozen=True, slots=True)
class CostView:
    rows: list[CostRow]
    budget: float | None
    budget_word: str
    say: str
    legend: bool
    label: str
    month: str


@dataclass(frozen=True, slots=True)
class RepairView:
    title: str
    say: str
    changes: list[str]
    lines: list[str]


def cost_view(frame: Frame, cost: Cost) -> CostView:
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

    drawn = [replace(row, x50=at(row.p50), x90=at(row.p90), xhard=at(row.hard)) for row in rows]
    random = any(p.counts for p in cost.offers)
    key = "known" if not random else "drawn" if cost.enough else "worst"
    return CostView(
        rows=drawn,
        budget=at(cost.budget),
        budget_word=words("offers.budget", money=frame.money(cost.budget or 0)),
        say=words(
            f"offers.cost_say.{key}", weeks=cost.history, month=month_name(frame, cost), n=cost.weeks,
            enough=ENOUGH_WEEKS, worst=frame.money(cost.worst_week),
        ),
        legend=random and cost.enough,
        label=words(
            "offers.cost_label", month=month_name(frame, cost), p50=frame.money(cost.p50),
            p90=frame.money(cost.p90),
            hard=words("offers.no_limit") if cost.hard is None else frame.money(cost.hard),
        ),
        month=month_name(frame, cost),
    )  # fmt: skip


def cost_row(
    frame: Frame, name: str, fixed: Decimal, p50: Decimal, p90: Decimal, hard: Decimal | None
) -> CostRow:
    key = (
        "exact" if p50 == p90 == hard else "set_aside" if p50 == p90 else "open" if hard is None else "range"
    )
    facts = {"p50": frame.money(p50), "p90": frame.money(p90), "hard": frame.money(hard or 0)}
    text = frame.words(f"offers.row.{key}", **facts)
    return CostRow(name=name, fixed=fixed, p50=p50, p90=p90, hard=hard, text=text)


def month_name(frame: Frame, cost: Cost) -> str:
    return frame.month("offers.month", cost.month.start)


def repair_view(frame: Frame, cost: Cost, repair: Repair) -> RepairView:
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
    return RepairView(
        title=words("offers.repair.title" if over else "offers.repair.title_loose"),
        say=words(
            "offers.repair.say" if repair.payouts else "offers.repair.nothing",
            money=frame.money(repair.cost), budget=frame.money(cost.budget or 0), n=repair.payouts,
        ),
        changes=changes,
        lines=lines,
    )  # fmt: skip
