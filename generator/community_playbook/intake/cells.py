"""What does one cell say? Texts, tags, yes or no, numbers. Their words are in `playbook/headers.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from ..assets import asset
from ..parsed import parse_authored

INVISIBLE = dict.fromkeys(
    (
        0x200B,
        0x200E,
        0x200F,
        0x061C,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0x2060,
        0xFEFF,
        0x00AD,
        *range(9),
        *range(14, 28),
        0x7F,
    )
)
SEPARATORS = re.compile(r"[,，;；、/／|｜\n\r]+")
COUNTED = re.compile(r"[\s:：]*\d[\d,.]*\s*[人名个条元行]?$")
LONGEST_EMPTY = 8
CHOICE = re.compile(r"^[a-d][.、)）]\s*")
CJK = re.compile("[\u3400-\u9fff]")
WRAPPED = re.compile(r"[=＝]\s*[\"“”＂]([^\"“”＂]+)[\"“”＂]|['‘]([^'’]+)")
FLOAT_ID = re.compile(r"\d+\.0+")
DAMAGED_ID = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)

MONEY_MARKS = re.compile(r"人民币|rmb|cny|usd|eur|gbp|hkd|us\$|元整|元|块钱|块|圆|[¥$€£]")
UNITS = re.compile(
    r"(?<=\d)\s*(?:次|遍|轮|节|个|篇|条|份|张|分|件|单|回|场|人|天|枚|积分|times|x|pts|points?)$"
)
THOUSANDS = re.compile(r"\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*(?:\.\d+)?")
DECIMAL_COMMA = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}")
NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,2}))?", re.ASCII)
LARGEST = Decimal(10) ** 12


@cache
def table_words() -> dict[str, Any]:
    """The authored file of header and cell words, as it stands."""
    tree: dict[str, Any] = parse_authored(asset("playbook", "headers.yml").read_text("utf-8"))
    return tree


@cache
def cell_vocabulary() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(folded, words)) for name, words in table_words()["cells"].items()}


@lru_cache(20_000)  # a cell is looked at for several words, and most stand in several rows
def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip().rstrip(":：").lower()
    return text if text.isascii() else text.translate(simplified())


@cache
def simplified() -> dict[int, str]:
    """Traditional letters -> the simplified ones for which they stand."""
    return {ord(pair[0]): pair[1] for pair in table_words()["traditional"]}


def says(name: str, text: str) -> bool:
    """Is this one of the words for `name`: "empty", "total", "yes", "no", "owner" and the other roles?"""
    return folded(text) in cell_vocabulary()[name]


def clean(text: str) -> str:
    """One line, nothing invisible (joiners inside emoji stay); "" for 无, 暂无, N/A, -."""
    text = one_line(text)
    return "" if text[:1] in empty_starts() and folded(text) in cell_vocabulary()["empty"] else text


def clean_name(text: str) -> str:
    """As `clean`, where a name, an id or a group stands: Nan, Null and NA are names; 无 and - are none."""
    text = one_line(text)
    short = len(text) <= LONGEST_EMPTY
    return "" if short and folded(text) in cell_vocabulary()["empty_name"] else text


def one_line(text: str) -> str:
    if not text.isprintable():
        return " ".join(text.translate(INVISIBLE).split())
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return " ".join(text.split())
    return text


@cache
def empty_starts() -> frozenset[str]:
    """First letters of the words for empty, half-width and full-width: most texts need no further look."""
    letters = {word[0] for word in cell_vocabulary()["empty"]}
    letters |= {letter.upper() for letter in letters}
    return frozenset(letters | {chr(ord(letter) + 0xFEE0) for letter in letters if letter.isascii()})


def is_total(cells: list[str]) -> bool:
    """A 合计 row: its first filled cell says so, perhaps with the number: "合计：20人"."""
    first = next((cell for cell in cells if cell.strip()), "")
    return len(first) < 24 and COUNTED.sub("", folded(first)).replace(" ", "") in totals()


def is_example(text: str) -> bool:
    """The row that our own empty tables show: "示例", "Example: Jo Hill"."""
    return folded(text).partition(":")[0].rstrip() in cell_vocabulary()["example"]


@cache
def totals() -> frozenset[str]:
    return frozenset(word.replace(" ", "") for word in cell_vocabulary()["total"])


def read_id(text: str) -> str:
    """Ids are text: "0012" stays, case stays. Only "13.0", a spreadsheet's number, becomes "13"; ="001", '001
    and full-width letters are what spreadsheets and phones make of an id."""
    text = clean_name(text)
    while not text.isascii() and (half := clean_name(unicodedata.normalize("NFKC", text))) != text:
        text = half
    while text[:1] in ("=", "'", "‘") and (told := WRAPPED.fullmatch(text)):
        text = clean_name(told[1] or told[2])
    return text.split(".")[0] if text.endswith("0") and FLOAT_ID.fullmatch(text) else text


def is_damaged(text: str) -> bool:
    """1.23457E+17: the spreadsheet took a long id for a number, and its last digits are lost."""
    return "+" in text and DAMAGED_ID.fullmatch(text.strip()) is not None


def is_rounded(key: str) -> bool:
    """Only zeros after the fifteenth digit: what a spreadsheet leaves of a long number."""
    return not key[15:].strip("0")


@lru_cache(10_000)
def split_tags(text: str, name: bool = False) -> tuple[str, ...]:
    """`name`: of groups, which may be called NA.

    By , ， ; ； 、 / | and line breaks; by blanks only without any of them and among Chinese words.
    """
    tidy = clean_name if name else clean
    if not tidy(text):  # "N/A" is no list
        return ()
    parts = SEPARATORS.split(text)
    if len(parts) == 1:
        words = text.split()
        if all(map(CJK.search, words)):
            parts = words
    tags = (tidy(part).lstrip("#").strip() for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def read_yes_no(text: str) -> bool | None:
    """None where the cell says neither."""
    word = CHOICE.sub("", folded(text).rstrip("。.!！")).removesuffix(".0")
    if word in cell_vocabulary()["yes"]:
        return True
    return False if word in cell_vocabulary()["no"] else None


def read_role(text: str) -> str:
    for role in ("owner", "staff", "member", "seller"):
        if says(role, text):
            return role
    return text


def read_number(text: str) -> Decimal | None:
    """Exact. "¥1,234.50", "12,50", "(3)", "1.2万", "５" are numbers; anything doubtful is not."""
    if not text.isascii() and any(letter.isdigit() and not letter.isdecimal() for letter in text):
        return None  # 5² would become 52
    text = MONEY_MARKS.sub("", unicodedata.normalize("NFKC", text).lower()).replace("−", "-").strip()
    negative = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    text = text[1:].strip() if text[:1] in ("+", "-") else text
    times = 10_000 if text.endswith("万") else 1
    text = text.removesuffix("万").strip()
    if THOUSANDS.fullmatch(text):
        text = re.sub("[, ']", "", text)
    elif DECIMAL_COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if len(text) > 28 or not NUMBER.fullmatch(text):
        return None
    number = Decimal(text) * times * (-1 if negative else 1)
    return canonical(number) if abs(number) <= LARGEST else None


def canonical(number: Decimal) -> Decimal:
    """The same number always looks the same: 66.00 and 66 are Decimal("66"), -0 is 0."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return number.normalize()


def read_quantity(text: str) -> int | Decimal | None:
    """A number, with a counting word behind it if need be: 3次, 2 篇, +5."""
    number = read_number(UNITS.sub("", text.strip().lower()))
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number
