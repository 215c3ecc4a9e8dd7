"""Authored words become text: facts filled in, filters applied, every foreign value escaped at one place.

`mdtext` is that place: it writes each ASCII punctuation character as a numeric entity, which neither
Markdown nor HTML can take for markup, and shows the text unchanged.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from ...compiled import bytecode_cache
from ...knowledge.library import Entry, Texts
from ...usage import Usage
from ...words import Words
from .of_round import in_rounds
from .spoken_person import as_called

PUNCTUATION = {ord(c): f"&#{ord(c)};" for c in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
BLANKS = re.compile(r"\s+")
LINK = re.compile(r'href="tactic:([\w-]+)"')
MARKS = set("*=[]_`\\<>&")
ENTITY = re.compile(r"&#\d+;")
BREAK, OWN_BLANK = "\x1e", "\x1f"
METAS = ("title", "short", "card", "why", "one", "answer", "rhythm", "before", "run", "after", "target")
"""Lines of the front matter that are filled in."""
WHOLE = (
    *("jobs", "setup", "measure", "anchors", "fill", "numbers"),
    *("beats", "sheet", "tactics", "hooks", "rhythms", "safety"),
)
"""Bands of which every text is filled in, whatever holds."""
HAN_BLANK = re.compile(
    r"(?<=[\u3400-\u9fff，。、；：！？”）〕]) (?=(?:==|\*\*)?[\u3400-\u9fff〔“（])"
    r"|(?<=[\u3400-\u9fff，。、；：！？”）〕](?:==|\*\*)) (?=[\u3400-\u9fff〔“（])"
)


def mdtext(value: object) -> str:
    """Any text as inert Markdown and HTML. Runs of blanks and line breaks become one space."""
    return BLANKS.sub(" ", str(value)).translate(PUNCTUATION)


@lru_cache(maxsize=4096)
def isolate(name: str) -> str:
    """A name that runs from right to left, held together, so that the numbers beside it stay put."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name):
        return f"\u2068{name}\u2069"
    return name


def number(value: float | Decimal) -> str:
    """5200 as 5,200; 5.0 as 5; 0.5 as 0.5."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


class Clock(str):
    """A clock among the facts of a text: compared as "20:30", shown as the language writes it."""

    shown: str

    @classmethod
    def of(cls, clock: str, usage: Usage, pattern: str = "{clock}") -> Clock:
        """`pattern`: how it is said, where the clock alone does not tell the day."""
        made = cls(clock)
        made.shown = pattern.format(clock=usage.time(clock))
        return made


def show(value: object) -> str:
    if isinstance(value, Clock):
        return value.shown
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    return number(value)


def to_html(value: object) -> object:
    """The `finalize` of every template that makes HTML."""
    return value if isinstance(value, Markup) else Markup(mdtext(show(value)))  # noqa: S704


def keep_blanks(value: object) -> object:
    """The `finalize` of authored texts in HTML: as `to_html`; the blanks inside of a value are its own."""
    return Markup(str(to_html(value)).replace(" ", OWN_BLANK))  # noqa: S704


def keep_blanks_plain(value: object) -> str:
    return show(value).replace(" ", OWN_BLANK)


def set_type(text: str) -> str:
    """No blank between two Chinese characters: an author who writes one around a name means Latin names."""
    return HAN_BLANK.sub("", text).replace(OWN_BLANK, " ")


@cache
def markdown_converter() -> Any:
    from markdown import Markdown

    return Markdown(extensions=["pymdownx.mark"], extension_configs={"pymdownx.mark": {"smart_mark": False}})


def inline(source: str) -> Markup:
    """One rendered paragraph of authored Markdown as HTML, without the `<p>` around it."""
    return inline_all([source])[0]


def inline_all(sources: Sequence[str]) -> list[Markup]:
    """Many paragraphs at once: one conversion of all of them is ten times as fast as one of each."""
    texts = [source.strip() for source in sources]
    marked = [i for i, text in enumerate(texts) if not MARKS.isdisjoint(ENTITY.sub("", text))]
    made = convert("\n\n".join(texts[i] for i in marked)).split("</p>\n<p>")
    if len(made) != len(marked):  # a text that is no single paragraph: each for itself
        made = [convert(texts[i]) for i in marked]
    for i, text in zip(marked, made, strict=True):
        texts[i] = LINK.sub(lambda m: f'href="{tactic_page(m[1])}"', text)
    return [Markup(text) for text in texts]  # noqa: S704


def convert(text: str) -> str:
    converter = markdown_converter()
    converter.reset()
    return str(converter.convert(text)).removeprefix("<p>").removesuffix("</p>")


def tactic_page(tactic: str) -> str:
    return f"tactic-{tactic}.html"


@lru_cache(maxsize=16)
def environments(
    words: Words, currency: str
) -> tuple[SandboxedEnvironment, SandboxedEnvironment, dict[str, str]]:
    """For HTML and for plain text, and the texts that they know by name: one pair for all facts, so that what
    is said of fifty newcomers is loaded once."""
    sources: dict[str, str] = {}
    shared: dict[str, Any] = {
        "undefined": StrictUndefined,
        "loader": FunctionLoader(sources.get),
        "bytecode_cache": bytecode_cache(__file__),
    }
    marked = SandboxedEnvironment(autoescape=True, finalize=keep_blanks, **shared)
    plain = SandboxedEnvironment(autoescape=False, finalize=keep_blanks_plain, **shared)
    for environment in (marked, plain):
        environment.filters.update(make_filters(words, currency))
    return marked, plain, sources


class Composer:
    """Renders authored texts of one language over one set of facts."""

    def __init__(self, facts: Mapping[str, Any], words: Words, currency: str) -> None:
        self.facts = facts
        self.words = words
        self.html, self.plain, self.sources = environments(words, currency)

    def render(
        self,
        environment: SandboxedEnvironment,
        sources: Sequence[str],
        place: str,
        more: Mapping[str, object] = {},
    ) -> list[str]:
        """All texts of one folder at once: one template is compiled instead of fifty. `more`: facts of that
        folder alone."""
        if not any(sources):
            return list(sources)
        try:
            source = self.words.usage.spelled(BREAK.join(sources))
            digest = sha256(source.encode()).hexdigest()
            name = f"{'html' if environment is self.html else 'text'}-{digest}"
            self.sources[name] = source
            made = environment.get_template(name).render(self.facts, **more)
        except TemplateError as error:
            raise ValueError(f"{place} ({self.words.language}): {error}") from error
        return set_type(made).split(BREAK)

    @cached_property
    def called(self) -> dict[str, object]:
        return as_called(self.facts)

    def folder(self, entry: Entry) -> Folder:
        return Folder(self, entry)

    def sentence(self, source: str) -> str:
        return self.render(self.plain, [source], "words")[0]


class Folder:
    """The words of one tactic, duty or list, filled in: each part once, its texts together, when the first
    of them is asked for. Of a newcomer nothing but the messages is said."""

    def __init__(self, composer: Composer, entry: Entry) -> None:
        self.entry = entry
        self.texts: Texts = composer.words.usage.pick(entry.texts)
        self.composer = composer

    @cached_property
    def wanted(self) -> list[tuple[str, str]]:
        """The texts that this community gets."""
        shown = {
            (band, item.id)
            for band, items in self.entry.bands.items()
            for item in items
            if item.when(self.composer.facts)
        }
        return [key for key in self.texts.body if key[0] in WHOLE or key in shown or key[1] in ("", "_note")]

    @cached_property
    def own(self) -> Mapping[str, object]:
        """Facts of this folder alone."""
        return self.entry.measure.spoken(self.composer.facts) if self.entry.measure else {}

    def filled(self, sources: Sequence[str], *, as_html: bool = False) -> list[str]:
        composer = self.composer
        environment = composer.html if as_html else composer.plain
        return composer.render(environment, sources, self.entry.id, self.own)

    @cached_property
    def meta(self) -> dict[str, str]:
        metas = [key for key in METAS if key in self.texts.meta]
        made = self.filled([str(self.texts.meta[key]) for key in metas])
        return {key: " ".join(text.split()) for key, text in zip(metas, made, strict=True)}

    @cached_property
    def title(self) -> str:
        return " ".join(self.filled([str(self.texts.meta["title"])])[0].split())

    @cached_property
    def phrases(self) -> list[str]:
        parts = [str(part) for part in self.texts.meta.get("phrases") or ()]
        return self.filled(parts) or [self.meta.get("title", "")]

    @cached_property
    def prose(self) -> dict[tuple[str, str], str]:
        """All but the messages, as Markdown."""
        keys = [key for key in self.wanted if key[0] != "say"]
        made = self.filled(in_rounds(self.entry, keys, self.texts.body, self.composer.facts), as_html=True)
        return dict(zip(keys, made, strict=True))

    @cached_property
    def said(self) -> dict[tuple[str, str], str]:
        """The messages."""
        keys = [key for key in self.wanted if key[0] == "say"]
        more = {**self.own, **self.composer.called}
        composer, sources = self.composer, in_rounds(self.entry, keys, self.texts.body, self.composer.facts)
        return dict(zip(keys, composer.render(composer.plain, sources, self.entry.id, more), strict=True))

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        wanted = set(self.wanted)
        keys = [key for key in self.texts.labels if key in wanted]
        made = self.filled(in_rounds(self.entry, keys, self.texts.labels, self.composer.facts))
        return {key: text.strip() for key, text in zip(keys, made, strict=True)}

    @cached_property
    def typeset(self) -> tuple[Markup, dict[tuple[str, str], list[Markup]]]:
        """The lead, and the prose in paragraphs."""
        lead = self.filled([self.texts.lead], as_html=True)[0]
        split = [
            (key, part) for key, text in self.prose.items() for part in text.split("\n\n") if part.strip()
        ]
        first, *parts = inline_all([lead, *(part for _, part in split)])
        made: dict[tuple[str, str], list[Markup]] = {key: [] for key in self.prose}
        for (key, _), part in zip(split, parts, strict=True):
            made[key].append(part)
        return first, made

    @property
    def lead(self) -> Markup:
        return self.typeset[0]

    def paragraphs(self, band: str, item: str) -> list[Markup]:
        return self.typeset[1][band, item]

    def has(self, band: str, item: str) -> bool:
        found = self.said if band == "say" else self.prose
        return bool(found.get((band, item), "").strip())

    def first(self, band: str, item: str) -> Markup:
        found = self.paragraphs(band, item)
        return found[0] if found else Markup("")

    def message(self, item: str) -> str:
        """What is copied: plain text, line breaks kept."""
        lines = [line.strip() for line in self.said["say", item].strip().splitlines()]
        return "\n".join(lines)

    def label(self, band: str, item: str) -> str:
        return self.labels.get((band, item), "")

    def plain(self, band: str, item: str) -> str:
        """The first paragraph without markup, for the terminal, JSON and labels."""
        return strip(self.first(band, item))


def strip(made: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", made))


class Amount(NamedTuple):
    """Money in the parts that are set apart on a picture or in a table."""

    sign: str
    """What stands before the digits: "¥", "-$", or nothing."""
    whole: str
    decimals: str
    """".25", or "" where there are none."""
    unit: str
    """The word after the digits, or ""."""

    def __str__(self) -> str:
        return f"{self.sign}{self.whole}{self.decimals}{' ' if self.unit else ''}{self.unit}"


def amount(value: float | Decimal, currency: str, usage: Usage) -> Amount:
    """Decimals only where there are some."""
    from babel.numbers import get_currency_precision

    exact = Decimal(str(value))
    minus = "-" if exact < 0 else ""
    whole, decimals = digits(exact, get_currency_precision(currency) if exact != int(exact) else 0)
    if currency in usage.money:
        return Amount(minus, whole, decimals, usage.money[currency])
    return Amount(minus + usage.sign(currency), whole, decimals, "")


def number_parts(value: float | Decimal) -> tuple[str, str]:
    """As `number`, without its sign, before and after the point: 6560.5 as "6,560" and ".5"."""
    whole, decimals = digits(Decimal(value), 2)
    return whole, decimals.rstrip("0").rstrip(".")


def digits(value: Decimal, places: int) -> tuple[str, str]:
    """1234.25 as "1,234" and ".25", without its sign."""
    units, rest = divmod(round(abs(value) * 10**places), 10**places)
    return f"{units:,}", f".{rest:0{places}d}" if places else ""


def make_filters(words: Words, currency: str) -> dict[str, Callable[..., Any]]:
    """The filters of `playbook/README.md` in one language."""
    usage = words.usage

    def money(value: float | Decimal) -> str:
        return str(amount(value, currency, usage))

    def hours(minutes: float) -> str:
        return duration(int(minutes), words)

    def hours_long(value: float) -> str:
        return usage.unit(value, "hour")

    def day(value: date) -> str:
        return usage.written(value, usage.day)

    def plural(count: float, one: str, many: str | None = None) -> str:
        return f"{number(count)} {usage.spelled(one if count == 1 else many or one + 's')}"

    def in_words(value: float) -> str:
        numerals = words.get("numerals")
        small = isinstance(value, int) and 0 <= value < len(numerals)
        return str(numerals[int(value)]) if small else number(value)

    def percent(value: float) -> str:
        return f"{round(value * 100)}%"

    return {
        "money": money, "hours": hours, "hours_long": hours_long, "listed": usage.listed, "day": day,
        "plural": plural, "percent": percent, "thousands": number, "in_words": in_words,
    }  # fmt: skip


def duration(minutes: int, words: Words) -> str:
    """710 as "11 小时 50 分" or "11 h 50 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words("time.minutes", m=rest)
    return words("time.both", h=hours, m=rest) if rest else words("time.hours", h=hours)
