"""How does a language write days, clocks, lists and amounts? The usage of each stands in its `language.yml`.

What CLDR knows comes from babel (`locale`); what it does not, or writes otherwise than we do, is a pattern of
that file. A language may be based on another one and then says only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from .assets import asset
from .parsed import parse_authored

if TYPE_CHECKING:
    from babel import Locale

FILE, DEFAULT = "language.yml", "zh"
KEPT = r"\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}|\]\([^)\s]*\)|<[^<>]*>|`[^`]*`"
"""Parts of an authored text that are no words: what is filled in, targets of links, tags, code."""
OWN = ("name", "alike")
"""What a language never has from the one that it is based on."""
CLOCK = r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?!:?\d)"
LATE = r"(2[4-9]|[34]\d):([0-5]\d)"
"""After midnight, counted on from the day before: 24:15. Midnight itself is 24:00."""


@dataclass(frozen=True)
class Usage:
    """The fields of a `language.yml`, and what is written by them."""

    id: str
    chain: tuple[str, ...]
    """This language, then those that it is based on: where its words and texts are looked for."""
    name: str
    """What the language calls itself."""
    locale: str
    """Of CLDR: names of months, lists, units, and which form a number takes."""
    tag: str
    """BCP 47, for browsers."""
    theme: str
    """Id of Material's own words for it."""
    preview: str
    """og:locale, for link previews."""
    print: Mapping[str, str]
    """`lang` and, where it matters to the shape of letters, `region`: for the typesetter."""
    holidays: tuple[str, ...]
    """Names of days off are wanted in these languages of the library `holidays`, the first that it has."""
    gap: str
    """Between two sentences."""
    comma: str
    semicolon: str
    """Both with the blank that follows."""
    stop: str
    day: str
    full_day: str
    span: tuple[str, str]
    span_months: tuple[str, str]
    """Patterns of CLDR: of the first day and of the last, in one month or in two."""
    money_locale: str
    alike: tuple[str, ...] = ()
    """Other names under which people ask for this language."""
    wide: bool = False
    """Letters are as wide as they are high."""
    tally: str = "bars"
    """How a pencil counts: bars, or strokes (正)."""
    list: str = ""
    """Between the parts of a list, where CLDR does otherwise."""
    units: Mapping[str, str] = field(default_factory=dict)
    """`hour` and `month`, where CLDR does otherwise."""
    clock: Mapping[str, str] = field(default_factory=dict)
    """`hour` and `minute` over h and m, with the halves of the day; empty = 20:30 as it is."""
    money: Mapping[str, str] = field(default_factory=dict)
    """By currency: the word after an amount, where the language writes one instead of a sign."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """By currency: a sign, where CLDR has another."""
    short_by: Mapping[str, int] = field(default_factory=dict)
    """By currency: what the charts count in (10000 = 万)."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Words of the texts of the language below that are spelled otherwise here."""

    def pick(self, versions: Mapping[str, Any]) -> Any:
        """Of what is there by language, the version of this one, or of the nearest that it is based on."""
        for language in self.chain:
            if language in versions:
                return versions[language]
        raise KeyError(f"nothing in {' or '.join(self.chain)}: there is {', '.join(sorted(versions))}")

    def written(self, day: date, pattern: str) -> str:
        return written(day, pattern, self.locale)

    def month(self, day: date) -> str:
        return self.written(day, "LLLL")

    def short_month(self, day: date) -> str:
        return self.written(day, "LLL")

    def days(self, start: date, end: date) -> str:
        """Two days of one year."""
        first, last = self.span if start.month == end.month else self.span_months
        return self.written(start, first) + self.written(end, last)

    def listed(self, values: Sequence[object]) -> str:
        texts = [str(value) for value in values]
        if self.list or len(texts) < 2:
            return self.list.join(texts)
        from babel.lists import format_list

        return format_list(texts, locale=cldr(self.locale))

    def unit(self, value: float, unit: str) -> str:
        """ "hour" or "month", with its number."""
        whole = int(value) if value == int(value) else value
        if unit in self.units:
            return self.units[unit].format(n=f"{round(whole, 2):,}")
        from babel.units import format_unit

        return format_unit(whole, f"duration-{unit}", "long", format="#,##0.##", locale=self.locale)

    def form(self, count: float) -> str:
        """Which form of a word stands with a number: "one", "other", ..."""
        return plural_form(int(count) if count == int(count) else count, self.locale)

    def time(self, clock: str) -> str:
        """ "20:30" as people read it, and "24:15" as 00:15."""
        late = re.fullmatch(LATE, clock)
        if late and clock != "24:00":
            clock = f"{int(late[1]) - 24:02d}:{late[2]}"
        if not self.clock or not re.fullmatch(CLOCK, clock):
            return clock
        hour, minute = clock.split(":")
        if hour == "24":
            return self.clock["midnight"]
        pattern = self.clock["hour" if minute == "00" else "minute"]
        half = self.clock["morning" if int(hour) < 12 else "afternoon"]
        return pattern.format(h=(int(hour) - 1) % 12 + 1, m=minute, half=half)

    def sign(self, currency: str) -> str:
        return self.signs.get(currency) or usual_sign(currency, self.money_locale)

    def short_money(self, value: Decimal, currency: str) -> str:
        """An amount for a chart; without a sign where the chart says what it counts in (`short_by`)."""
        if currency in self.short_by:
            return f"{value / self.short_by[currency]:.2f}".rstrip("0").rstrip(".") or "0"
        from babel.numbers import format_compact_currency

        made = format_compact_currency(value, currency, locale=self.money_locale, fraction_digits=1)
        usual = usual_sign(currency, self.money_locale)
        return made.replace(usual, self.sign(currency)).replace(".0", "").replace("\xa0", "")

    def spelled(self, text: str, *, clocks: bool = True) -> str:
        """An authored text of the language below as it is written here: its words, and its clocks."""
        if not self.spellings and not self.clock:
            return text

        def respell(found: re.Match[str]) -> str:
            if found.lastgroup == "clock":
                return self.time(found[0]) if clocks else found[0]
            if found.lastgroup != "word":
                return found[0]
            own = self.spellings[found[0].lower()]
            return own[:1].upper() + own[1:] if found[0][0].isupper() else own

        return spelling(tuple(self.spellings)).sub(respell, text)


@cache
def written(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=cldr(locale))


@cache
def plural_form(count: float, locale: str) -> str:
    return str(cldr(locale).plural_form(count))


@cache
def usual_sign(currency: str, locale: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, locale)


@cache
def cldr(locale: str) -> Locale:
    """What babel knows of a locale: finding it again for each list would take longer than the list."""
    from babel import Locale

    return Locale.parse(locale)


@cache
def spelling(words: tuple[str, ...]) -> re.Pattern[str]:
    alone = rf"\b(?P<word>{'|'.join(words)})\b" if words else r"(?P<word>(?!))"
    return re.compile(rf"{KEPT}|(?P<clock>{CLOCK})|{alone}", re.IGNORECASE | re.DOTALL)


def languages() -> list[str]:
    """The languages that there are, in alphabetical order."""
    return sorted(path.parent.name for path in asset("templates", "words").glob(f"*/{FILE}"))


def authored_languages() -> list[str]:
    """Those with all words and texts of their own: based on no other."""
    return [language for language in languages() if len(usage(language).chain) == 1]


@cache
def usage(language: str) -> Usage:
    """Raises ValueError, with the file, where `language.yml` lacks a field or has one too many."""
    path = asset("templates", "words", language, FILE)
    own = parse_authored(path.read_text("utf-8"))
    base = own.pop("based_on", None)
    below = usage(base) if base else None
    known = {f.name: f for f in fields(Usage)}
    if unknown := own.keys() - known.keys():
        raise ValueError(f"{path}: {sorted(unknown)[0]!r} is no field of a language")
    values = {name: getattr(below, name) for name in known if name not in OWN} if below else {}
    values |= {name: tuple(value) if isinstance(value, list) else value for name, value in own.items()}
    values |= {"id": language, "chain": (language, *(below.chain if below else ()))}
    missing = [name for name, f in known.items() if name not in values and required(f)]
    if missing:
        raise ValueError(f"{path}: the field {missing[0]!r} is missing")
    return Usage(**values)


def required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING
