"""How is one written value of the profile meant, and how should it have been written?

`parse_*` takes exactly what the profile allows; `mend_*` guesses what was meant, for the message only:
nothing that was mended ever enters the plan.
"""

from __future__ import annotations

import calendar
import difflib
import re
import unicodedata
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from ..found import meant
from .wants import NUMBERS, Want

PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
CLOCK = r"(\d{1,2})(?:[:.点时h](\d{2})?)?\s*(?:分|点)?\s*(am|pm)?"
WINDOW = re.compile(rf"{CLOCK}\s*(?:-+|~|–|—+|至|到|to)\s*{CLOCK}", re.IGNORECASE)
UNITS = re.compile(
    r"^(?:rmb|cny|usd|eur|¥|\$|€|约|大约|每周)\s*"
    r"|\s*(?:小时|个小时|钟头|分钟|块钱|块|元|人民币|rmb|cny|usd|eur|€|\$|hours?|hrs?|h|minutes?|min|人|个|名|次|月|months?|people)$",
    re.IGNORECASE,
)
WORDS: dict[str, Decimal] = {
    word: Decimal(number)
    for number, words in {
        "0": "zero 零", "0.5": "half 半", "1": "one 一", "2": "two 二 两", "3": "three 三", "4": "four 四",
        "5": "five 五", "6": "six 六", "7": "seven 七", "8": "eight 八", "9": "nine 九", "10": "ten 十",
        "12": "twelve 十二", "15": "fifteen 十五",
        "20": "twenty 二十", "30": "thirty 三十", "40": "forty 四十",
    }.items()
    for word in words.split()
}  # fmt: skip
TRUE = frozenset(["yes", "y", "on", "1", "是", "有", "对", "开", "真"])
FALSE = frozenset(["no", "n", "off", "0", "否", "无", "没有", "不", "关", "假"])
MEANT = {
    "省钱": "cost", "省时间": "cost",
    "成本": "cost", "收入": "income", "赚钱": "income", "变现": "income", "深度": "depth", "关系": "depth",
    "个人": "person", "公司": "company", "企业": "company", "周": "week", "每周": "week", "weekly": "week",
    "月": "month", "每月": "month", "monthly": "month", "无": "none", "没有": "none", "gbk": "gb18030",
    "gb2312": "gb18030", "utf8": "utf-8", "周一": "mon", "周二": "tue", "周三": "wed", "周四": "thu",
    "周五": "fri", "周六": "sat", "周日": "sun", "周天": "sun",
    "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri",
    "saturday": "sat", "sunday": "sun",
}  # fmt: skip
CURRENCIES = {
    "RMB": "CNY", "元": "CNY", "人民币": "CNY", "¥": "CNY", "YUAN": "CNY", "美元": "USD", "$": "USD",
    "欧元": "EUR", "€": "EUR", "EURO": "EUR", "港币": "HKD", "台币": "TWD", "日元": "JPY", "英镑": "GBP",
}  # fmt: skip
ZONES = {
    "beijing": "Asia/Shanghai", "北京": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "中国": "Asia/Shanghai",
    "上海": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "china": "Asia/Shanghai", "cst": "Asia/Shanghai",
    "utc+8": "Asia/Shanghai", "gmt+8": "Asia/Shanghai", "+08:00": "Asia/Shanghai", "+8": "Asia/Shanghai",
    "东八区": "Asia/Shanghai", "香港": "Asia/Hong_Kong", "台北": "Asia/Taipei", "东京": "Asia/Tokyo",
    "cet": "Europe/Berlin", "pst": "America/Los_Angeles", "est": "America/New_York",
}  # fmt: skip
MACHINE_ZONES = ("localtime", "posixrules", "posix/", "right/", "Factory")


def narrow(text: str) -> str:
    """Full-width digits and signs as ASCII, without blanks around."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",").strip()


def parse_number(text: str) -> Decimal | None:
    """Plain decimals only: no exponent, no thousands, no full-width digits."""
    text = text.strip(" ")
    return Decimal(text) if PLAIN.fullmatch(text) else None


def written(number: Decimal | float) -> str:
    text = f"{Decimal(str(number)):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def within(number: Decimal, want: Want) -> bool:
    whole = want.sort != "whole" or number == number.to_integral_value()
    return whole and (want.low is None or number >= want.low) and (want.high is None or number <= want.high)


def mend_number(text: str, want: Want) -> str:
    """What the number was meant to be ("1,000", "５", "6小时", "六"), else an example that fits."""
    guess = narrow(text).lower()[:60]
    for _ in range(3):
        guess = UNITS.sub("", guess).strip()
    factor = Decimal(1)
    for sign, value in (("万", "10000"), ("千", "1000"), ("k", "1000"), ("w", "10000"), ("%", "0.01")):
        if guess.endswith(sign):
            guess, factor = guess.removesuffix(sign).strip(), Decimal(value)
            break
    if re.fullmatch(r"[+-]?\d{1,3}([,_' ]\d{3})+(\.\d+)?", guess):
        guess = re.sub(r"[,_' ]", "", guess)
    elif re.fullmatch(r"\d+,\d{1,2}", guess):
        guess = guess.replace(",", ".")
    number: Decimal | None = None
    if guess in WORDS:
        number = WORDS[guess] * factor
    elif re.fullmatch(r"[+-]?(\d{1,18}\.?\d{0,9}|\.\d{1,9})(e[+-]?\d{1,2})?", guess):
        number = Decimal(guess) * factor
    if number is not None and within(number, want):
        return written(number)
    return example_number(want)


def example_number(want: Want) -> str:
    if isinstance(want.default, (int, float, Decimal)) and want.default:
        return written(want.default)
    usual = {"hours": Decimal(6), "money": Decimal(100), "whole": Decimal(10)}.get(want.sort, Decimal(1))
    if want.low is not None and usual < want.low:
        usual = want.low
    if want.high is not None and usual > want.high:
        usual = want.high
    return written(usual)


def clamp(number: Decimal, want: Want) -> str:
    if want.low is not None and number < want.low:
        return written(want.low)
    return written(want.high if want.high is not None and number > want.high else number)


def parse_day(text: str) -> date | None:
    if not re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def mend_day(text: str) -> tuple[str, bool]:
    """(the date as it should be written, whether the text names a day that does not exist)."""
    guess = narrow(text)
    if re.fullmatch(r"[0-9]{8}", guess):
        guess = f"{guess[:4]}-{guess[4:6]}-{guess[6:]}"
    match = DAY.fullmatch(guess)
    if not match or not 1900 <= int(match[1]) <= 2199:
        return "2026-01-31", False
    year, month, day = (int(group) for group in match.groups())
    if not 1 <= month <= 12:
        return f"{year:04}-12-31" if day > 31 else f"{year:04}-12-{max(day, 1):02}", True
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{min(max(day, 1), last):02}", not 1 <= day <= last


def mend_truth(text: str) -> str:
    word = narrow(text).lower()
    return "true" if word in TRUE or word == "true" else "false" if word in FALSE else "true"


def mend_window(text: str) -> str:
    match = WINDOW.fullmatch(narrow(text))
    if not match:
        return "20:00-22:00"
    ends = []
    for hour_text, minute_text, half in (match.groups()[:3], match.groups()[3:]):
        hour, minute = int(hour_text), int(minute_text or 0)
        if half:
            hour = hour % 12 + (12 if half.lower() == "pm" else 0)
        if hour > 23 or minute > 59:
            return "20:00-22:00"
        ends.append(f"{hour:02}:{minute:02}")
    return "-".join(ends) if ends[0] < ends[1] else "20:00-22:00"


def mend_night(text: str) -> str:
    """A window whose clocks stand in the wrong order; where both are the same nobody knows."""
    start, _, end = narrow(text).partition("-")
    return f"{end}-{start}" if end < start else "20:00-22:00"


def mend_color(text: str) -> str:
    digits = narrow(text).strip("\"'").lstrip("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(c * 2 for c in digits)
    return f'"#{digits[:6]}"' if re.fullmatch(r"[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?", digits) else '"#0B6B4F"'


def mend_url(text: str, mail: bool) -> str:
    guess = narrow(text)[:200]
    if mail and re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.-]+", guess):
        return f"mailto:{guess}"
    match = re.fullmatch(r"(?:http:|https:)?/*([\w-]+(?:\.[\w-]+)+(?:[/?#][^\s\"<>\\]*)?)", guess)
    return f"https://{match[1]}" if match else "https://example.org/join"


def mend_currency(text: str) -> str:
    guess = narrow(text).upper()
    return CURRENCIES.get(guess, guess if re.fullmatch(r"[A-Z]{3}", guess) else "CNY")


def mend_country(text: str) -> str:
    guess = narrow(text).upper()
    return guess if re.fullmatch(r"[A-Z]{2}", guess) else "CN"


def nearest(text: str, choices: tuple[str, ...], cutoff: float = 0.6) -> str:
    """The choice that was probably meant, "" if none is near."""
    guess = narrow(text).strip("\"'“”‘’「」").lower()[:60]
    likely = MEANT.get(guess) or meant().get(guess)
    if likely in choices:
        return likely
    lower = {choice.lower(): choice for choice in choices}
    near = difflib.get_close_matches(guess, lower, 1, cutoff)
    return lower[near[0]] if near else ""


def is_zone(name: str) -> bool:
    if name.startswith(MACHINE_ZONES) or not name.isascii():
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return not available_timezones()  # a machine without the table can refuse nothing
    return True


def mend_zone(text: str) -> str:
    guess = narrow(text).lower().replace(" ", "")
    if guess in ZONES:
        return ZONES[guess]
    names = sorted(name for name in available_timezones() if not name.startswith(MACHINE_ZONES))
    city = guess.rsplit("/", 1)[-1]
    for name in names:
        if "/" in name and name.rsplit("/", 1)[-1].lower() == city:
            return name
    return nearest(guess, tuple(names)) or "Asia/Shanghai"


def split_entries(text: str) -> list[str]:
    """The entries of a list that was written as one text."""
    return [entry for entry in (part.strip() for part in re.split("[,，、;；|]", text)) if entry]


def example(want: Want, name: str = "") -> str:
    """A value that fits, short, as it would be written in the file."""
    for branch in want.either or (want,):
        if branch.sort == "part":
            names = branch.required or tuple(branch.fields)[:1]
            return "{" + ", ".join(f"{key}: {example(branch.fields[key], key)}" for key in names) + "}"
        if branch.sort == "table" and branch.item is not None:
            return f"{{member: {example(branch.item, name)}}}"
        if branch.sort == "list" and branch.item is not None:
            return f"[{example(branch.item, name)}]"
        if branch.sort == "choice":
            return branch.choices[0]
        if branch.low is not None or branch.sort in NUMBERS:
            return example_number(branch)
    samples = {
        "truth": "true", "day": "2026-01-31", "window": "20:00-22:00", "color": '"#0B6B4F"',
        "url": "https://example.org/join", "currency": "CNY", "country": "CN",
    }  # fmt: skip
    return samples.get(
        want.sort, {"id": "g01", "action": "article", "timezone": "Asia/Shanghai"}.get(name, "…")
    )
