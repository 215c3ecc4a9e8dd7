"""When does the points game close a season, a month, an incentive, the time to claim (tactic 8)?

The week's closing is a task of the week itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...community.rewards import Season
from ...plan.game.game import OfferState
from ...plan.game.periods import DAY, month_of
from ..say.agenda import POINTS
from ..say.frame import Frame
from ..say.game.incentives import claim
from .event import Event, in_sight, last_day, mark, whole_day


def game_events(frame: Frame) -> Iterator[Event]:
    points, runs = frame.community.profile.points, begins(frame)
    if (
        runs
        and isinstance(points.period, Season)
        and points.mode != "none"
        and in_sight(frame, points.period.end)
    ):
        yield season_event(frame, points.period)
    monthly = points.period == "month" or any(s.offer.period == "month" for s in frame.plan.game.offers)
    if runs and points.mode == "ledger" and monthly:
        yield from (event for event in month_events(frame) if event.start >= runs)
    for state in frame.plan.game.offers:
        yield from offer_events(frame, state)


def begins(frame: Frame) -> date | None:
    """The Monday from which the points run: this one, a later one, or none."""
    agenda = frame.plan.agenda
    return agenda.monday if agenda.runs(POINTS) else agenda.starts(POINTS)


def season_event(frame: Frame, season: Season) -> Event:
    words, span = frame.words, frame.days(season.start, season.end)
    return whole_day(
        f"season-{season.end.isoformat()}", season.end, words("calendar.season"),
        words("calendar.season_text", span=span), words("calendar.kinds.game"),
    )  # fmt: skip


def month_events(frame: Frame) -> Iterator[Event]:
    """The first of each month within the 90 days: the month before it is closed."""
    words = frame.words
    first = month_of(frame.plan.week.monday).end + DAY
    if frame.plan.week.monday.day == 1:
        first = frame.plan.week.monday
    while first <= last_day(frame):
        closed = first - DAY
        span = frame.days(closed.replace(day=1), closed)
        yield whole_day(
            f"month-close-{closed:%Y-%m}", first, words("calendar.month", span=span),
            words("calendar.month_text"), words("calendar.kinds.game"),
        )  # fmt: skip
        first = month_of(first).end + DAY


def offer_events(frame: Frame, state: OfferState) -> Iterator[Event]:
    """The last day of an incentive, and the last day to claim what was won."""
    offer, words = state.offer, frame.words
    kind = words("calendar.kinds.game")
    named = f"{offer.kind}-{mark(offer.name)}"
    if offer.end and begins(frame) and in_sight(frame, offer.end):
        text = words("calendar.offer_end_text", claim=claim(frame, offer))
        title = words("calendar.offer_end", name=offer.name)
        yield whole_day(f"offer-{named}-{offer.end.isoformat()}", offer.end, title, text, kind)
    for closed in closings(state):
        last = announced(closed) + timedelta(days=offer.claim_days or 0)
        if in_sight(frame, last):
            text = words("calendar.claim_text", claim=claim(frame, offer), day=frame.day(announced(closed)))
            title = words("calendar.claim", name=offer.name)
            yield whole_day(f"claim-{named}-{closed.isoformat()}", last, title, text, kind)


def closings(state: OfferState) -> list[date]:
    """Last days of the periods whose winners may claim for a number of days: the one that is due, the end."""
    if not state.offer.claim_days:
        return []
    found = {state.period.end} if state.due else set()
    return sorted(found | ({state.offer.end} if state.offer.end else set()))


def announced(closed: date) -> date:
    """Winners are named on the day after."""
    return closed + DAY
