"""Makes the sample of a real club: `python tests/real/make.py [FOLDER]`, the same bytes on each run.

Everybody and every deed is invented; the headers and quirks are those of tables that operators really have
(a QQ group's page, a form's answers): GB18030 and BOM, a title above, a comma behind each row, a column that
nobody may keep (numbers too short to be anybody's), counting words, full-width digits, empty rows, a sum at
the end. Beside the two tables stands what they say, written from the same deeds before they were disguised.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

LAST = date(2026, 11, 21)
NAMES = (
    "林晓舟", "阿May", "老周（成都）", "Jo Hill", "陈 默", "小满🌱", "王,大力", "Ωmega", "李李李", "梁博文",
    "阿凯-杭州", "ZhangWei_88", "何静", "欧阳青", "Tom·L", "不吃香菜", "佳佳妈", "0x7F", "许愿", "默认昵称",
)  # fmt: skip
KINDS = ("群主", "管理员", *["成员"] * 18)
DEEDS = (("打卡", 1, 2), ("答疑", 5, None), ("线下活动", 8, None))
"""What is written, points, most times a day that count."""
SHOWN = ("{}", "{}次", "+{}", " {} ")

Deed = tuple[date, str, str, int]


def make_deeds(dice: random.Random) -> list[Deed]:
    """Sixty rows of the last hundred days; a few people write most of them, as everywhere."""
    deeds = []
    for _ in range(60):
        day = LAST - timedelta(days=int(100 * dice.random() ** 1.5))
        name = NAMES[int(len(NAMES) * dice.random() ** 2)]
        action, _, cap = dice.choice(DEEDS)
        deeds.append((day, name, action, dice.randint(1, 4) if cap else 1))
    deeds.append((LAST, NAMES[0], "答疑", -1))  # a correction is a row
    return sorted(deeds)


def sums(deeds: list[Deed]) -> dict[str, dict[str, int]]:
    """Points of the month and of all time, day by day, with the cap of a day. Who leads earns none."""
    found: dict[str, Counter[str]] = {"month": Counter(), "all": Counter()}
    by_day = Counter[tuple[date, str, str]]()
    leads = {name for name, kind in zip(NAMES, KINDS, strict=True) if kind != "成员"}
    for day, name, action, times in deeds:
        if name not in leads:
            by_day[day, name, action] += times
    for (day, name, action), times in by_day.items():
        points, cap = next((points, cap) for word, points, cap in DEEDS if word == action)
        for period, counts in (("month", (day.year, day.month) == (LAST.year, LAST.month)), ("all", True)):
            if counts:
                found[period][name] += points * (min(times, cap) if cap else times)
    return {period: {n: p for n, p in sorted(scores.items()) if p} for period, scores in found.items()}


def members(dice: random.Random) -> bytes:
    rows = [
        "青竹读书会 成员表（11 月导出）,,,,,,,,,",
        "成员,成员类别,群名片,QQ号,性别,Q龄,入群时间,等级(积分),最后发言,",
    ]
    for number, (name, kind) in enumerate(zip(NAMES, KINDS, strict=True)):
        joined = LAST - timedelta(days=dice.randint(120, 900))
        cell = f'"{name}"' if "," in name else name
        spoke = LAST - timedelta(days=dice.randint(0, 60))
        rows.append(
            f"{cell},{kind},城市-{number},{dice.randint(1000, 9999)},未知,{dice.randint(1, 20)}年,"
            f"{joined.year}/{joined.month:02}/{joined.day:02},潜水({dice.randint(0, 900)}),"
            f"{spoke.year}/{spoke.month:02}/{spoke.day:02},"
        )
    rows.insert(9, ",,,,,,,,,")
    return ("\r\n".join([*rows, f"合计：{len(NAMES)}人,,,,,,,,,"]) + "\r\n").encode("gb18030")


def ledger(deeds: list[Deed], dice: random.Random) -> bytes:
    rows = ["序号,提交时间,昵称,积分事项,次数,备注"]
    for number, (day, name, action, times) in enumerate(deeds, 1):
        stamp = f"{day.year}/{day.month}/{day.day} {dice.randint(7, 23)}:{dice.randint(0, 59):02}:00"
        shown = dice.choice(SHOWN).format(times) if times > 0 else str(times)
        if times > 0 and not number % 11:
            shown = chr(ord("０") + times)
        cell = f'"{name}"' if "," in name else name
        rows.append(f"{number},{stamp},{cell},{action},{shown},")
    return ("\r\n".join([*rows, ",合计,,,,"]) + "\r\n").encode("utf-8-sig")


def make(folder: Path) -> None:
    dice = random.Random(12)
    deeds = make_deeds(dice)
    (folder / "members.csv").write_bytes(members(dice))
    (folder / "ledger.csv").write_bytes(ledger(deeds, dice))
    said = json.dumps(sums(deeds), ensure_ascii=False, indent=1) + "\n"
    (folder / "sums.json").write_text(said, "utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    make(parser.parse_args().folder)
