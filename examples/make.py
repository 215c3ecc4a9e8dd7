"""Makes every table of the examples: `python examples/make.py [FOLDER]`, the same bytes on each run.

The profiles are written by hand; people, deeds and sums are invented here, from one seed a community.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from make_dice import Dice, Odds, falling
from make_people import (
    WORDS,
    Person,
    cast_people,
    join_dates,
    make_people,
    make_world_people,
    seat_people,
    split_bar,
    wake_people,
)
from make_tables import (
    LAST_DAY,
    Action,
    Cell,
    Row,
    apart,
    correct,
    make_ledger,
    money,
    note_last_messages,
    text_table,
    workbook,
)

Files = Iterator[tuple[str, bytes]]
Table = list[list[Cell]]
Write = Callable[[date], Cell]
TAKEN_BACK = {False: "更正：重复登记", True: "退款"}


def iso(day: date) -> str:
    return day.isoformat()


def members_table(
    people: list[Person], columns: str, groups: str, yes: tuple[str, str] = ("是", "否"), day: Write = iso
) -> Table:
    """`columns`: "header=field, ..."; contact columns hold placeholders, so that one sees them ignored."""
    pairs = [column.strip().split("=") for column in columns.split(",")]

    def cell(place: int, person: Person, name: str) -> Cell:
        value = {
            "phone": f"000-0000-{place % 10000:04}",
            "wechat": f"wx-placeholder-{place:04}",
            "mail": f"member{place:04}@example.org",
            "groups": groups.join(person.groups),
            "consent": yes[not person.consent],
        }.get(name, getattr(person, name, ""))
        return day(value) if isinstance(value, date) else value

    table = [[cell(place, person, name) for _, name in pairs] for place, person in enumerate(people, 1)]
    return [[header for header, _ in pairs], *table]


def ledger_table(rows: list[Row], header: str, day: Write = iso) -> Table:
    """Without a header for the amount there is no such column."""
    names: list[Cell] = [*header.split(",")]
    full = [(day(r.day), r.member, r.action, r.quantity, money(r.amount), r.note) for r in rows]
    return [names, *(list(line) if len(names) == 6 else [*line[:4], line[5]] for line in full)]


def announce(people: list[Person], rows: list[Row], evening: date, count: int, group: str) -> None:
    """Some of those who did nothing yet wait for the coming evening: their day of joining lies ahead."""
    busy = {row.member for row in rows}
    silent = [p for p in people if p.id not in busy and p.joined < date(2026, 10, 26)]
    waiting = [p for p in silent if p.tier == "member" and p.city and p.industry]
    for person in waiting[-count:]:
        person.joined, person.groups, person.squad, person.last_message = evening, [group], "", None


def lighthouse() -> Files:
    words, dice, founded = WORDS["lighthouse"], Dice(20190601), date(2019, 6, 1)
    days = join_dates(dice, 5200, founded, 20, (1, 3))
    people = make_people(dice, words, [str(10001 + 3 * n) for n in range(5200)], days)
    names = {f"g{n:02}": name for n, name in enumerate(words["groups"].split(), 1)}
    groups = list(names)
    seat_people(dice, people[2:], {group: 0.94 + 0.12 * dice.roll() for group in groups})
    # since the last rotation (2026-07-05) an evening's newcomers went into one group together
    evenings = sorted({person.joined for person in people if person.joined > date(2026, 7, 5)})
    for person in people:
        person.tier = "member"
        if person.joined in evenings:
            person.groups = [groups[evenings.index(person.joined) % 16]]
    for person in dice.shuffled(people[60:3600])[:200]:
        person.tier = "partner"
        person.groups = [*(person.groups if dice.chance(0.9) else []), "p01" if dice.chance(0.6) else "p02"]
        person.skills = "、".join(dice.draw_some(Odds((tag, 1) for tag in words["skills"].split()), 6))
        person.weight = 4 * dice.heavy(40)
    cast_people(people, words["cast"])
    squads = [a + b + "队" for a in words["squad_a"].split() for b in words["squad_b"].split()]
    seated: Counter[str] = Counter()
    for person in people[2:]:
        first = person.groups[0]
        if first in names and person.joined < date(2026, 11, 1):
            person.squad = squads[groups.index(first) * 16 + seated[first] % 16]
            seated[first] += 1
    for person in people[:2]:
        person.groups = [*groups, "p01", "p02"]
    wake_people(dice, people, 0.6)
    helped, talks, kinds = (words[key].split() for key in ("help", "talk", "article"))
    prices = Odds(
        ((name, float(price)), float(share))
        for name, price, share in map(str.split, split_bar(words["sale"]))
    )

    def where(dice: Dice, person: Person) -> str:
        return names.get(dice.pick(person.groups), "") if len(person.groups) == 4 or dice.chance(0.3) else ""

    def sale(dice: Dice, day: date) -> tuple[int, float, str]:
        name, price = dice.draw(prices)
        count = 1 if price > 400 or dice.chance(0.8) else dice.between(2, 5)
        return count, price * count, name

    actions = [
        Action("answer", 20300, 0.375, note=where),
        Action("article", 1560, 0.42, 0.07, lambda dice, who: (who.industry or "社群") + dice.pick(kinds)),
        Action("sale", 4600, 0.12, 0.1, sale=sale),
        Action("share", 900, 0.3, 0.04, lambda dice, who: dice.pick(talks)),
        Action("help", 17400, 0.06, note=lambda dice, who: dice.pick(helped) if dice.chance(0.25) else ""),
        Action("welcome", 5180, 0.1),
    ]
    rows = make_ledger(dice, people, actions, (11, 14, 12, 14, 10, 6, 8), 0.5, True)
    rows = correct(dice, rows, 50_000 - len(rows), TAKEN_BACK)
    note_last_messages(dice, people, rows, 0.7)
    announce(people, rows, date(2026, 11, 24), 10, groups[len(evenings) % 16])
    members = members_table(
        people,
        "编号=id, 称呼=name, 城市=city, 行业=industry, 技能=skills, 可提供的资源=resources, 所在群=groups, "
        "小队=squad, 角色=role, 等级=tier, 入群时间=joined, 同意公开=consent, "
        "最后发言=last_message, 手机号=phone",
        ";",
    )
    ledger = ledger_table(rows, "date,member_id,action,quantity,amount,note")
    yield "lighthouse/members.csv", text_table(members, encoding="utf-8-sig", line_end="\r\n")
    yield "lighthouse/ledger.csv", text_table(ledger, encoding="utf-8-sig")


def in_season(text: str) -> dict[int, Odds[tuple[str, float]]]:
    """By month: what there is to sell, with its price."""
    entries = [entry.split() for entry in split_bar(text)]

    def ripe(months: str, month: int) -> bool:
        first, last = map(int, months.split("-"))
        return (month - first) % 12 <= (last - first) % 12

    return {
        month: falling([(name, float(price)) for name, price, months in entries if ripe(months, month)], 3)
        for month in range(1, 13)
    }


def give_pickups(dice: Dice, people: list[Person], pickups: dict[str, str]) -> None:
    """Where each fetches the boxes: at a place of the own group; some never said so."""
    for person in people:
        places = falling(split_bar(pickups[person.groups[0]]), 2)
        place = dice.draw(places)
        person.pickup = "" if dice.chance(0.12) else place


def bazaar() -> Files:
    words, dice = WORDS["bazaar"], Dice(20240309)
    days = join_dates(dice, 900, date(2024, 3, 9), 6, (0, 1, 2, 3, 4, 5, 6))
    people = make_people(dice, words, [str(n) for n in range(1001, 1901)], days)
    seat_people(dice, people[1:], {"A群": 342, "B群": 318, "C群": 239})
    cast_people(people, words["cast"])
    people[0].groups = ["A群", "B群", "C群"]
    give_pickups(Dice(20240310), people, words["pickups"])
    wake_people(dice, people, 0.09)
    fruit = in_season(words["fruit"])

    def order(dice: Dice, day: date) -> tuple[int, float, str]:
        name, price = dice.draw(fruit[day.month])
        boxes = 1 + int(dice.heavy(12) - 1)
        return boxes, round(price * boxes, 2), name

    actions = [
        Action("帮卖", 4200, 0.46, sale=order),
        Action("自提点值班", 420, 0.3, 0.25, lambda dice, who: dice.pick(("", "", "晚上两小时", "周末半天"))),
        Action("答疑", 560, 0.55),
    ]
    rows = make_ledger(dice, people, actions, (8, 8, 9, 11, 16, 17, 13), 0.7, True)
    rows = correct(dice, rows, 38, {False: "更正：登记错了", True: "坏果退款"})
    note_last_messages(dice, people, rows, 0.5)
    members = members_table(
        people,
        "编号=id, 昵称=name, 所在地=city, 自提点=pickup, 群名=groups, 角色=role, 标签=skills, "
        "加入时间=joined, 同意公开=consent, 最后发言=last_message, 微信号=wechat",
        "、",
        yes=("是", ""),
        day=lambda day: f"{day:%Y/%m/%d}",
    )
    ledger = ledger_table(
        rows, "日期,成员编号,事项,数量,金额,备注", lambda day: f"{day.year}/{day.month}/{day.day}"
    )
    total = sum(round((row.amount or 0) * 100) for row in rows) / 100
    ledger.append(["合计", "", "", sum(row.quantity for row in rows), money(total), ""])
    yield "bazaar/members.csv", text_table(members)
    yield "bazaar/ledger.csv", text_table(ledger, encoding="gb18030", line_end="\r\n")


def trailmates() -> Files:
    words, dice = WORDS["trailmates"], Dice(20210417)
    days = join_dates(dice, 45, date(2021, 4, 17), 0, (5,), 0.8)
    people = make_people(dice, words, [str(n) for n in range(1, 46)], days)
    cast_people(people, words["cast"])
    people[30].name = people[12].name
    for person, day in zip(people[-5:], ((6, 13), (8, 22), (9, 19), (10, 17), (11, 14)), strict=True):
        person.joined = date(2026, *day)
    people[22].name = ""
    for person in people:
        person.groups = ["徒步群"]
        if person.role or dice.chance(0.75):
            person.last_message = max(person.joined, LAST_DAY - timedelta(days=int(150 * dice.roll() ** 2)))
    members = members_table(
        people,
        "编号=id, 姓名=name, 城市=city, 行业=industry, 技能=skills, 群名=groups, 角色=role, 入群时间=joined, "
        "是否公开=consent, 最后发言=last_message, 手机号=phone",
        "、",
        day=lambda day: f"{day.year}年{day.month}月{day.day}日",
    )
    title: list[Cell] = ["杭州周末徒步 · 成员表（2026 年 11 月整理）", *[""] * 10]
    yield (
        "trailmates/members.csv",
        text_table([title, *members], delimiter=";", encoding="utf-8-sig", line_end="\r\n"),
    )


def devguild() -> Files:
    words, dice = WORDS["devguild"], Dice(20200915)
    signs = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    ids = list(dict.fromkeys("".join(dice.pick(signs) for _ in range(5)) for _ in range(1210)))[:1200]
    ids[700] = ids[150].swapcase()  # two people whose ids differ by case alone
    days = join_dates(dice, 1200, date(2020, 9, 15), 6, (0, 1, 2, 3, 4))
    people = make_world_people(dice, words, ids, days)
    channels, teams = split_bar(words["channels"]), split_bar(words["teams"])
    popular = Odds(zip(channels, (30, 26, 20, 14, 9, 22, 12, 8), strict=True))
    for place, person in enumerate(people):
        person.groups = sorted(dice.draw_some(popular, dice.between(1, 4)), key=channels.index)
        person.team = "" if place > 1150 else teams[place % 4]
        person.tier = "supporter" if dice.chance(0.12) else "member"
    cast_people(people, words["cast"])
    people[0].groups = people[1].groups = channels
    wake_people(dice, people, 0.38)
    topics = split_bar(words["topics"])
    actions = [
        Action("answer", 5200, 0.11, note=lambda dice, who: "#" + dice.pick(who.groups)),
        Action("review", 1500, 0.06, 0.3, lambda dice, who: "pull request" if dice.chance(0.4) else ""),
        Action("talk", 130, 0.12, 0.08, lambda dice, who: "Talk: " + dice.pick(topics)),
        Action("help", 1150, 0.08),
    ]
    rows = make_ledger(dice, people, actions, (14, 16, 16, 15, 11, 4, 4), 0.25, False)
    rows = correct(dice, rows, 20, {False: "correction: counted twice", True: ""})
    note_last_messages(dice, people, rows, 0.85)
    members = members_table(
        people,
        "Member ID=id, Display name=name, Username=alias, City=city, Industry=industry, "
        "Skills=skills, Resources=resources, Groups=groups, Team=team, Role=role, Tier=tier, "
        "Joined=joined, Consent=consent, Last message=last_message, E-mail=mail",
        ", ",
        yes=("yes", "no"),
        day=lambda day: day,
    )
    ledger = ledger_table(rows, "date,member_id,action,quantity,note")
    widths = (10, 24, 16, 18, 16, 36, 18, 30, 10, 8, 11, 12, 9, 13, 26)
    yield "devguild/members.xlsx", workbook("Members", members, widths)
    yield "devguild/ledger.csv", text_table(ledger)


def metropolis() -> Files:
    words, dice = WORDS["metropolis"], Dice(20200501)
    days = join_dates(dice, 12000, date(2020, 5, 1), 60, (0, 1, 2, 3, 4, 5, 6))
    people = make_people(dice, words, [f"M{n:05}" for n in range(1, 12001)], days)
    # the old groups are nearly full, the young ones are not
    sizes = {f"{n:02}群": 488 - 5.6 * n + 8 * dice.roll() for n in range(1, 31)}
    seat_people(dice, people[2:], sizes)
    cast_people(people, words["cast"])
    for person in people[:2]:
        person.groups = list(sizes)
    wake_people(dice, people, 0.22)
    routes = words["note"].split()
    actions = [
        Action("打卡", 13200, 0.01, note=lambda dice, who: dice.pick(routes) if dice.chance(0.5) else ""),
        Action("带跑", 2100, 0.16, 0.05, lambda dice, who: dice.pick(routes)),
        Action("摄影", 1500, 0.02, 0.05),
        Action("答疑", 3160, 0.31, 0.3),
    ]
    rows = make_ledger(dice, people, actions, (9, 12, 12, 13, 9, 17, 15), 0.6, True)
    rows = correct(dice, rows, 20_000 - len(rows), TAKEN_BACK)
    note_last_messages(dice, people, rows, 0.45)
    members = members_table(
        people,
        "编号=id, 昵称=name, 城市=city, 行业=industry, 个人标签=skills, 群=groups, 角色=role, "
        "加入时间=joined, 是否公开=consent, 最后发言=last_message, 手机号=phone",
        ",",
    )
    ledger = ledger_table(
        rows,
        "时间,成员编号,动作,数量,备注",
        lambda day: f"{day} {dice.between(6, 22):02}:{dice.between(0, 59):02}",
    )
    yield "metropolis/members.csv", text_table(members, delimiter="\t")
    yield "metropolis/ledger.csv", text_table(apart(ledger), delimiter=";", line_end="\r\n")


MAKERS = (lighthouse, bazaar, trailmates, devguild, metropolis)


def main(folder: Path) -> None:
    for make in MAKERS:
        for name, content in make():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    main(parser.parse_args().folder)
