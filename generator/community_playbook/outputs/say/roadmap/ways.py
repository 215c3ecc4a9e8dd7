"""The scenarios of the roadmap: three ways with inputs beside outputs, the bars of the fees, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ....plan.roadmap.scenario_draws import Way
from ....plan.roadmap.scenario_inputs import Input, presence
from ....plan.roadmap.scenarios import Comparison
from ..frame import Frame
from .stage import about, gate_todo, percent, reason_text, told

MOST_TICKS, ROW = 5, 86
LEFT, RIGHT = 8.0, 86.0
"""Where 0 and the largest value of the bars stand, in percent."""
TEN_THOUSAND = Decimal(10_000)
HAIR = 0.001
NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class InputRow:
    """A number that went in: its span, who said it, and the field that holds it."""

    name: str
    text: str
    known: str
    where: str


@dataclass(frozen=True, slots=True)
class WayView:
    id: str
    name: str
    say: str
    rows: Sequence[tuple[str, str]] = ()
    inputs: Sequence[InputRow] = ()
    big_label: str = ""
    big: str = ""
    range: str = ""
    over: str = ""
    caution: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """One fee: x in percent, `w` carried by the hours, `hw` beyond them."""

    y: int
    name: str
    current: str
    x: float
    w: float
    hx: float
    hw: float
    beyond: bool
    x_low: float
    x_split: float
    x_high: float
    low: str
    split: str
    high: str


@dataclass(frozen=True, slots=True)
class AxisTick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class RangeChart:
    rows: list[BarRow]
    height: int
    zero: float
    names: float
    ticks: list[AxisTick]
    unit: str
    limit: str
    label: str
    texts: list[str]
    say: str


@dataclass(frozen=True, slots=True)
class SoLine:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class WaysView:
    say: str
    ways: list[WayView]
    chart: RangeChart | None
    so: list[SoLine]


def short_money(frame: Frame, value: Decimal) -> str:
    """An amount for a chart: 万元 in Chinese yuan, else short; exact ones stand in the tables."""
    currency = frame.community.profile.community.currency
    if abs(value) < TEN_THOUSAND and currency not in frame.usage.short_by:
        return frame.money(value)
    return frame.usage.short_money(value, currency)


def value_text(frame: Frame, value: Decimal, unit: str) -> str:
    if unit == "money":
        return frame.money(value)
    if unit == "share":
        return percent(value)
    units = frame.words.get("roadmap.units")
    text = frame.number(value)
    return str(units[unit]).format(n=text) if unit in units else text


def span_text(frame: Frame, values: Sequence[Decimal], unit: str) -> str:
    shown = [value_text(frame, value, unit) for value in values]
    if len(shown) == 1 or len(set(shown)) == 1:
        return shown[0]
    return frame.words("roadmap.span", low=shown[0], likely=shown[1], high=shown[2])


def ways_view(frame: Frame) -> WaysView | None:
    result = frame.plan.roadmap.scenarios.result
    if result is None:
        return None
    words = frame.words
    made = [none_view(frame, result), way_view(frame, result, result.partner)]
    if result.lego:
        made.append(way_view(frame, result, result.lego))
    else:
        lacks = frame.listed([words(f"roadmap.ways.lacks.{key}") for key in result.lego_lacks])
        say = words("roadmap.ways.lacks_say", list=lacks)
        made.append(
            WayView(
                id="lego",
                name=words("roadmap.ways.lego"),
                say=say,
            )
        )
    if result.verdict.advice == "upgrade":
        made = [replace(view, best=view.id == result.verdict.way) for view in made]
    return WaysView(
        say=words("roadmap.ways.say", draws=frame.number(result.draws)),
        ways=made,
        chart=chart_view(frame, result),
        so=so_view(frame, result),
    )


def none_view(frame: Frame, result: Comparison) -> WayView:
    words, way = frame.words, result.none
    hours = words("roadmap.ways.hours_now", mid=frame.number(way.hours.p50))
    rows = [(words("roadmap.ways.hours"), hours)]
    if way.net_per_hour and result.fees:
        rows.append((words("roadmap.ways.hourly_none"), frame.money(way.net_per_hour.p50)))
    return WayView(
        id="none", name=words("roadmap.ways.none"), say=words("roadmap.ways.none_say"),
        big_label=words("roadmap.ways.fees"), big=frame.money(result.fees), range="",
        rows=rows, over="", caution="", inputs=[input_view(frame, i) for i in way.inputs],
    )  # fmt: skip


def input_view(frame: Frame, found: Input) -> InputRow:
    """One number of a way; fees have the name of their tier."""
    words, (name, _, tier) = frame.words, found.name.partition(":")
    shown = words(f"roadmap.inputs.{name}")
    if tier:
        known = frame.community.profile.tiers.get(tier)
        shown = f"{shown} · {(known.name if known else None) or tier}"
    return InputRow(name=shown, text=span_text(frame, found.span, found.unit),
            known=words(f"roadmap.ways.known.{found.known}"), where=found.where)  # fmt: skip


def way_view(frame: Frame, result: Comparison, way: Way) -> WayView:
    words, money, number = frame.words, frame.money, frame.number
    count = number(way.count.p50)
    rows = [(
        words("roadmap.ways.hours"),
        words("roadmap.ways.hours_range", low=number(way.hours.p10), mid=number(way.hours.p50),
              high=number(way.hours.p90)),
    )]  # fmt: skip
    if way.net_per_hour:
        rows.append((
            words("roadmap.ways.hourly"),
            words("roadmap.span_mid", low=about(frame, way.net_per_hour.p10),
                  mid=about(frame, way.net_per_hour.p50), high=about(frame, way.net_per_hour.p90)),
        ))  # fmt: skip
    rows.append((words("roadmap.ways.loss"), loss_text(frame, way)))
    caution = ""
    if way.id == "partner":
        likely = next((b for b in result.bars if b.current), result.bars[len(result.bars) // 2])
        even = [even_text(frame, bar.break_even) for bar in result.bars]
        fees = [money(bar.price) for bar in result.bars]
        if len(even) > 1 and len(set(even)) > 1:
            parts = [f"{fee} · {text}" for fee, text in zip(fees, even, strict=True)]
            rows.append((words("roadmap.ways.even"), "\n".join(parts)))
        else:
            rows.append((words("roadmap.ways.even"), even_text(frame, likely.break_even)))
        worst = max((b.break_even for b in result.bars if b.break_even is not None), default=None)
        if not way.chance_of_loss and worst is not None and likely.low >= worst > 0:
            caution = words("roadmap.ways.caution", low=number(likely.low), even=number(worst))
    if way.most is not None:
        key = "carry_partners" if way.id == "partner" else "carry_projects"
        rows.append((words("roadmap.ways.carry"), words(f"roadmap.ways.{key}", n=number(way.most))))
    drivers = [
        words("roadmap.ways.driver", name=words(f"roadmap.inputs.{d.name}"), r=f"{d.correlation:.2f}")
        for d in way.drivers[:2]
    ]
    if drivers:
        rows.append((words("roadmap.ways.drives"), "\n".join(drivers)))
    over = words(f"roadmap.ways.over.{way.over}", free=number(result.hours_free)) if way.over else ""
    return WayView(
        id=way.id, name=words(f"roadmap.ways.{way.id}"),
        say=words(f"roadmap.ways.{way.id}_say", n=count),
        big_label=words("roadmap.ways.net"), big=about(frame, way.net.p50),
        range=words("roadmap.ways.range", low=about(frame, way.net.p10), high=about(frame, way.net.p90)),
        rows=rows, over=over, caution=caution,
        inputs=[input_view(frame, i) for i in way.inputs],
    )  # fmt: skip


def loss_text(frame: Frame, way: Way) -> str:
    if 0 < way.chance_of_loss < HAIR:
        return frame.words("roadmap.ways.loss_low")
    return percent(round(way.chance_of_loss, 3))


def even_text(frame: Frame, even: int | None) -> str:
    if even is None:
        return frame.words("roadmap.ways.even_none")
    return frame.words("roadmap.ways.even_n", n=frame.number(even))


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from at most `low` to at least `high`; 0 is always one."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    size = max(high - low, Decimal(1))
    power = Decimal(10) ** (size.adjusted() - 1)
    step = next(p * f for p in (power, 10 * power, 100 * power) for f in NICE if size / (p * f) <= MOST_TICKS)
    first = int((low / step).to_integral_value(rounding="ROUND_FLOOR"))
    last = int((high / step).to_integral_value(rounding="ROUND_CEILING"))
    return [step * n for n in range(first, max(last, first + 1) + 1)]


def chart_view(frame: Frame, result: Comparison) -> RangeChart | None:
    """One bar a fee: net from the fewest to the most joins, hatched beyond the hours."""
    bars, words = result.bars, frame.words
    if not bars:
        return None
    marks = ticks(min(b.net_low for b in bars), max(b.net_high for b in bars))
    low, size = marks[0], marks[-1] - marks[0]

    def at(value: Decimal) -> float:
        return round(LEFT + (RIGHT - LEFT) * float((value - low) / size), 2)

    rows = []
    for place, bar in enumerate(bars):
        y = place * ROW
        # the bar that hours carry ends at the split; a falling bar (fee below cost) runs to the left
        x_low, x_split, x_high = at(bar.net_low), at(bar.net_split), at(bar.net_high)
        low_text = "" if bar.beyond and x_low == x_split else short_money(frame, bar.net_low)
        rows.append(BarRow(
            y=y, name=words("roadmap.chart.price", money=frame.money(bar.price)),
            current=words("roadmap.chart.current") if bar.current else "",
            x=min(x_low, x_split), w=round(abs(x_split - x_low), 2),
            hx=min(x_split, x_high), hw=round(abs(x_high - x_split), 2), beyond=bar.beyond,
            x_low=x_low, x_split=x_split, x_high=x_high,
            low=low_text, split=short_money(frame, bar.net_split),
            high=short_money(frame, bar.net_high),
        ))  # fmt: skip
    likely = {i.name: i.likely for i in result.partner.inputs}
    there, most = presence(likely["partners_stay"]), result.partner.most
    carry = words("roadmap.chart.no_hours")
    if most is not None:
        carry = words(
            "roadmap.chart.carry", free=frame.number(result.hours_free),
            each=frame.number(likely["hours_each"] * there), most=frame.number(most),
        )  # fmt: skip
    texts = [
        words("roadmap.chart.row", money=frame.money(b.price), low=frame.money(b.net_low),
              high=frame.money(b.net_high), even=even_text(frame, b.break_even))
        for b in bars
    ]  # fmt: skip
    if there < 1:
        stay = percent(likely["partners_stay"])
        leavers = words("roadmap.chart.stay", stay=stay, part=percent(there))
        carry = f"{leavers}{frame.usage.gap}{carry}"
    height = len(bars) * ROW + 6
    limit = words("roadmap.chart.limit", n=frame.number(most or 0))
    return RangeChart(
        rows=rows,
        height=height,
        zero=at(Decimal(0)),
        names=at(Decimal(0)) if low == 0 else LEFT,
        ticks=[AxisTick(x=at(v), text=short_money(frame, v) if n % 2 == 0 or v == 0 else "")
                  for n, v in enumerate(marks, int(low / (marks[1] - marks[0])))],
        unit=words("roadmap.chart.unit") if result.currency in frame.usage.short_by else "",
        limit=limit if any(b.beyond for b in bars) else "",
        label=frame.usage.semicolon.join(texts),
        texts=texts,
        say=words(
            "roadmap.chart.say", low=frame.number(bars[0].low), high=frame.number(bars[0].high),
            cost=frame.money(likely["cost_each"] + likely["lost_each"]), give=frame.money(likely["give_up"]),
            carry=carry,
        ),
    )  # fmt: skip


def so_view(frame: Frame, result: Comparison) -> list[SoLine]:
    """What follows: the verdict of the two tests with its reasons, a limit, the driver, the next gate."""
    words, verdict = frame.words, result.verdict
    ways = {"partner": result.partner, "lego": result.lego, "none": result.none}
    way = ways[verdict.way]
    name = words(f"roadmap.ways.{verdict.way}")
    reasons = [reason_text(frame, reason) for reason in told(result)]
    found = [SoLine(what=words(f"roadmap.so.{verdict.passed}", way=name), why="")]
    found += [split_first(text) for text in reasons]
    if verdict.advice == "upgrade" and way:
        if verdict.way == "partner" and way.most is not None and any(b.beyond for b in result.bars):
            found.append(split_first(words("roadmap.reasons.most", most=frame.number(way.most))))
        if way.drivers:
            driver = words(f"roadmap.inputs.{way.drivers[0].name}")
            found.append(split_first(words("roadmap.reasons.driver", driver=driver, name=driver)))
        for gate in frame.plan.roadmap.open_gates[:1]:
            found.append(split_first(words("roadmap.reasons.gate", todo=gate_todo(frame, gate))))
    return found


def split_first(text: str) -> SoLine:
    """The part before the first colon is set bold."""
    for colon in ("：", ": "):
        head, found, tail = text.partition(colon)
        if found:
            return SoLine(what=head + colon.strip(), why=tail)
    return SoLine(what="", why=text)
