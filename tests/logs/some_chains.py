"""Invented 接龙 in five layouts, and who stands in each with how many. Written apart from the reader: what is true is
known before a line is written."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    ["晓明", "丽华", "子涵", "国强", "雨桐", "建军", "思远", "佳怡", "志伟", "梦洁", "海燕", "宇轩"],
)
NICKS = [
    "糖糖妈",
    "小满爸",
    "老猫",
    "阿苗",
    "番茄酱",
    "北方的狼",
    "苏打水",
    "一颗柠檬",
    "Momo",
    "KK姐",
    "Jo Lind",
    "豆豆妈妈",
    "山里人",
    "小鱼儿",
    "Ann Lee",
    "大胡子",
]
EMOJI = ["🌸", "🚲", "", "", "~", ""]
GOODS = ["土鸡蛋", "苹果", "小龙虾", "鲜牛奶", "橙子", "五常大米"]
LAYOUTS = ("native", "manual", "wecom", "mini", "circled", "dashes", "signs", "bare", "one line", "no blanks")


@dataclass
class Somebody:
    id: str
    name: str
    alias: str = ""
    house: str = ""
    given: str = ""
    """What they call themselves when they enter a chain."""


@dataclass
class Made:
    text: str
    truth: dict[str, int] = field(default_factory=dict)
    """Member -> how many."""
    back: set[str] = field(default_factory=set)
    """Members who took it back: they count for nothing."""
    strangers: list[str] = field(default_factory=list)
    """Names that are nobody's: never to be merged."""
    doubtful: list[str] = field(default_factory=list)
    """Names that two members share: never to be merged unasked."""
    entries: int = 0


def roster(dice: random.Random) -> list[Somebody]:
    """Forty members: names, nicknames with city and trade, nicknames with a house, two pairs of one name."""
    people: list[Somebody] = []
    names = [a + b for a in SURNAMES for b in GIVEN]
    dice.shuffle(names)
    for n in range(40):
        key, name = f"{n + 1:03}", names[n]
        house = f"{dice.randrange(1, 19)}-{dice.randrange(1, 19)}0{dice.randrange(1, 5)}"
        kind = n % 4
        if kind == 0:
            people.append(Somebody(key, name, given=name))
        elif kind == 1 and n // 4 < len(NICKS):
            nick = NICKS[n // 4] + dice.choice(EMOJI)
            people.append(Somebody(key, name, nick, given=nick.rstrip("🌸🚲~")))
        elif kind == 2:
            people.append(
                Somebody(
                    key,
                    "",
                    f"{dice.choice(['北京', '杭州', '成都'])}-{name}-{dice.choice(['餐饮', '电商', '教育'])}",
                    given=name,
                )
            )
        else:
            people.append(Somebody(key, "", f"{name}-{house}", house, name))
    twin = people[3]
    people.append(Somebody("041", "", f"{twin.given}-88-1203", "88-1203", twin.given))
    return people


def made(seed: int) -> tuple[list[Somebody], Made, str]:
    """One chain, with its roster and its layout."""
    dice = random.Random(seed)
    people, layout = roster(dice), LAYOUTS[seed % len(LAYOUTS)]
    found = Made("")
    shared = people[3].given
    lines: list[str] = []
    for one in dice.sample(people, dice.randrange(8, 22)):
        number = dice.choice([1, 1, 2, 3, 5])
        called, house = written(one, dice)
        if one.given == shared and not house:
            found.doubtful.append(called)
        else:
            found.truth[one.id] = number
        line = called + amount(number, layout, dice)
        if seed >= 100 and one.id in found.truth and dice.random() < 0.25:
            line = changed(line, one, people, found, dice)
        lines.append(line)
    for n in range(dice.randrange(0, 3)):
        stranger = dice.choice(["路人甲", "隔壁小芳", "诸葛铁柱", "Zed Quill", "慕容秋"]) + "呀" * n
        found.strangers.append(stranger)
        lines.insert(dice.randrange(len(lines) + 1), stranger + amount(dice.choice([1, 2]), layout, dice))
    found.entries = len(lines)
    found.text = laid_out(lines, layout, dice)
    return people, found, layout


def changed(line: str, one: Somebody, people: list[Somebody], found: Made, dice: random.Random) -> str:
    """What happens to an entry later: taken back, another number, for somebody else of the list."""
    kind = dice.randrange(5)
    if kind < 2:
        del found.truth[one.id]
        found.back.add(one.id)
        return dice.choice(
            [f"{line}（已取消）", f"{line} 退了", f"~~{line}~~", f"（取消）{line}", f"{line}取消"]
        )
    if kind == 2:
        found.truth[one.id] = 4
        return f"{line} 改4份"
    if kind == 3 and found.truth[one.id] > 1 and "x" not in line and "×" not in line:
        found.truth[one.id] -= 1
        return f"{line} 退1份"
    other = next(p for p in people if p is not one and p.given and p.given != people[3].given)
    del found.truth[one.id]
    found.doubtful.append(line)
    return f"{line} {dice.choice(['代', '帮', '替'])}{other.given}"


def written(one: Somebody, dice: random.Random) -> tuple[str, bool]:
    """As somebody enters: nickname or name, in this or that form; is the house with it?"""
    if one.house and dice.random() < 0.7:
        a, b = one.house.split("-")
        house = dice.choice([f"{a}-{b}", f"{a}栋{b}", f"{a}号楼{b}室"])
        return dice.choice([f"{one.given}-{house}", f"{one.given} {house}", f"{house} {one.given}"]), True
    called = dice.choice([one.given, one.given, one.alias or one.name, one.name or one.alias])
    forms = [called, called, called, f"@{called}"]
    if called.isascii():
        forms.append("".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in called))
        forms.append(called.lower())
    form = dice.choice(forms)
    return form, bool(one.house) and one.house in form


def amount(number: int, layout: str, dice: random.Random) -> str:
    if number == 1:
        return dice.choice(["", " +1", " 1份", " 一份"])
    chinese = {2: "两", 3: "三", 5: "五"}[number]
    goods = dice.choice(["", "", dice.choice(GOODS)])
    return (
        " " + goods + dice.choice([f"{number}份", f"{chinese}箱", f"x{number}", f"×{number}", f" {number}盒"])
    )


def laid_out(lines: list[str], layout: str, dice: random.Random) -> str:
    goods = dice.choice(GOODS)
    if layout == "native":
        head = f"#接龙\n{goods}周五团\n例 昵称 几份\n\n"
        return head + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)) + "\n"
    if layout == "manual":
        marks = dice.choice(["、", "）", ".", "，"])
        wide = str.maketrans("0123456789", "０１２３４５６７８９") if dice.random() < 0.5 else {}
        return f"【{goods}接龙】\n" + "\n".join(
            f"{str(n).translate(wide)}{marks}{line}" for n, line in enumerate(lines, 1)
        )
    if layout == "wecom":
        head = f"接龙：{goods}\n发起人：小助理\n截止时间：11-20 18:00\n\n"
        return head + "\n".join(f"（{n}）{line}" for n, line in enumerate(lines, 1)) + "\n\n共 20 人参与"
    if layout == "mini":
        head = f"群接龙 {goods}\n已有{len(lines)}人参与\n序号\t昵称\t内容\n"
        return head + "\n".join(f"{n}\t{line}" for n, line in enumerate(lines, 1)) + "\n"
    if layout in ("dashes", "signs"):
        sign = dice.choice(["- ", "• ", "* ", "· "] if layout == "dashes" else ["✅", "🙋 ", "➕"])
        return f"{goods}接龙\n" + "\n".join(sign + line for line in lines)
    if layout == "bare":
        return f"#接龙 {goods}\n\n" + "\n".join(lines) + "\n"
    if layout in ("one line", "no blanks"):
        mark, between = (
            dice.choice([".", "、", "）"]),
            dice.choice([" ", "，", "  "]) if layout == "one line" else "",
        )
        return f"#接龙 {goods} " + between.join(f"{n}{mark}{line}" for n, line in enumerate(lines, 1))
    circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"
    return f"明天{goods}到货，要的接\n" + "\r\n".join(f"{circled[n]}{line}" for n, line in enumerate(lines))
