"""A date in a writing that people use and no program does, as a program writes it: Chinese numerals, years of
the Republic or an era, two digits before 年, blanks between, a weekday in a bracket, ISO weeks and intervals.
"""

from __future__ import annotations

import re
from datetime import date

HAN = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
NUMERALS = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十]{1,3}(?=[月日号])")
WEEKDAY = re.compile(r"[(（][一二三四五六日天][)）]")
ERA = re.compile(r"^(?:中华|中華)?(?P<era>民国|民國|令和|平成)\s*(?P<year>\d{1,3}|元)\s*年")
FIRST = {"民国": 1912, "民國": 1912, "令和": 2019, "平成": 1989}
SHORT_YEAR = re.compile(r"^'?(\d\d)\s*年(?=\s*\d)")
APART = re.compile(r"^(\d{4}) (\d{1,2}) (\d{1,2})(?!\d)")
DOTTED = re.compile(r"^(\d{1,2})\. ?(?=[a-z])")
INTERVAL = re.compile(r"(?<=t)(\d{1,2}:\d\d(?::\d\d)?)/\d.*$")
WEEK = re.compile(r"^(\d{4})-?w(\d\d)-?([1-7])(?!\d)")


def spelled(text: str) -> str:
    """`text`: half-width and in small letters; itself where it is nothing of this."""
    text = NUMERALS.sub(lambda found: numeral(found[0]), WEEKDAY.sub(" ", text).strip())
    text = ERA.sub(in_era, text)
    text = INTERVAL.sub(r"\1", DOTTED.sub(r"\1 ", APART.sub(r"\1-\2-\3", SHORT_YEAR.sub(r"20\1年", text))))
    return WEEK.sub(in_week, text)


def numeral(signs: str) -> str:
    """二〇二六 digit by digit, 十一 and 二十一 as a number below a hundred."""
    tens, ten, ones = signs.partition("十")
    if not ten:
        return "".join(str(HAN[sign]) for sign in signs)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return signs
    return str(10 * (HAN[tens] if tens else 1) + (HAN[ones] if ones else 0))


def in_era(found: re.Match[str]) -> str:
    year = 1 if found["year"] == "元" else int(found["year"])
    return f"{FIRST[found['era']] + year - 1}年"


def in_week(found: re.Match[str]) -> str:
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return found[0]
