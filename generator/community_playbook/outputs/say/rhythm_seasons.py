"""What a time of the year changes in what people come for, by the name that the profile gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from ...plan.rhythms import Laid
from ...plan.seasons import named_by
from .frame import Frame


@dataclass(frozen=True, slots=True)
class SeasonLine:
    name: str
    days: str
    text: Markup


def season_name(frame: Frame, laid: Laid, season: str) -> str:
    """As the profile calls it, else as the rhythm does."""
    spans = {id_: (first, last) for id_, first, last in laid.seasons}
    own = [big.what for big in frame.facts.days.date_list if (big.start, big.last) == spans.get(season)]
    return own[0] if own else frame.folder(laid.rhythm.entry).label("hooks", season)


def season_line(frame: Frame, laid: Laid, season: str, first: date, last: date) -> SeasonLine:
    """What the rhythm says of a season is not said of a holiday that has another name."""
    folder, name = frame.folder(laid.rhythm.entry), season_name(frame, laid, season)
    called = next(one for one in frame.library.seasons if one.id == season)
    known = (
        name == folder.label("hooks", season)
        or not called.spans
        or any(named_by(name, one) for one in called.names.values())
    )
    text = folder.first("hooks", season) if known else escape(frame.words("near.free"))
    return SeasonLine(name, frame.days(first, last), text)
