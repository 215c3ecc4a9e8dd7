"""A chat as evenings in a group are: people come at their hours, a topic runs for some minutes, somebody asks into
it or into silence, and the answer comes at once, later, or never; with the reply function, by name, by a quote,
or simply next. Who answered whom is known here, and written as far as each format tells it."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, tzinfo=ZONE)
DAYS = 90
PEOPLE = 50
HOURS = (1, 1, 0, 0, 0, 1, 2, 5, 7, 6, 5, 6, 8, 6, 5, 5, 6, 7, 9, 11, 13, 12, 8, 4)
"""How likely each hour is."""
MANNERS = {  # link, name, quote; the rest simply speak next
    "discord": (0.6, 0.1, 0.0), "all links": (1.0, 0.0, 0.0), "telegram": (0.55, 0.1, 0.0),
    "slack": (0.75, 0.1, 0.0), "whatsapp": (0.0, 0.2, 0.3), "memotrace": (0.0, 0.2, 0.35),
    "chatlog": (0.0, 0.2, 0.35), "discord-csv": (0.6, 0.1, 0.0),
}  # fmt: skip
LINKED = ("discord", "all links", "telegram", "slack")


class Line(NamedTuple):
    at: datetime
    who: int
    asks: bool = False
    to: int = -1
    """The place of the question in `asked`."""
    manner: str = ""
    place: int = -1
    """Of a question: where it stands in `asked`."""


@dataclass
class Evening:
    lines: list[Line] = field(default_factory=list)
    asked: list[Line] = field(default_factory=list)
    end: datetime = START

    def open(self) -> set[int]:
        """Whoever asked in the last week, and nobody had answered when it was exported."""
        answered = {line.to for line in self.lines if line.to >= 0}
        places = {line.place for line in self.lines if line.place >= 0}
        return {
            self.asked[place].who
            for place in places - answered
            if self.asked[place].at > self.lines[-1].at - timedelta(days=7)
        }


def evening(seed: int, kind: str, topics: float) -> Evening:
    """`topics`: so many conversations begin on a day."""
    dice, found = random.Random(f"{seed} {kind} {topics}"), Evening()
    link, name, quote = MANNERS[kind]

    def manner() -> str:
        x = dice.random()
        return (
            "link" if x < link else "name" if x < link + name else "quote" if x < link + name + quote else ""
        )

    def latency() -> timedelta:
        x = dice.random()
        mean = 4 if x < 0.6 else 60 if x < 0.9 else 600
        return timedelta(minutes=0.3 + dice.expovariate(1 / mean))

    def ask(at: datetime, who: int) -> None:
        place = len(found.asked)
        found.asked.append(Line(at, who, True, place=place))
        found.lines.append(found.asked[-1])
        if dice.random() < 0.22:
            return
        others = [n for n in range(PEOPLE) if n != who]
        when, helper = at + latency(), dice.choice(others)
        if dice.random() < 0.15:  # asked back first
            found.lines.append(Line(at + (when - at) / 2, helper, True, place, manner()))
        found.lines.append(Line(when, helper, False, place, manner()))
        if dice.random() < 0.3:
            found.lines.append(Line(when + latency(), dice.choice(others), False, place, manner()))
        if dice.random() < 0.4:  # thanks
            found.lines.append(Line(when + timedelta(minutes=dice.expovariate(1 / 5)), who))

    for day in range(DAYS):
        for _ in range(int(topics) + (dice.random() < topics % 1)):
            hour = dice.choices(range(24), HOURS)[0]
            at = START + timedelta(days=day, hours=hour, minutes=dice.uniform(0, 60))
            if dice.random() < 0.45:
                ask(at, dice.randrange(PEOPLE))
                continue
            here = dice.sample(range(PEOPLE), dice.randrange(1, 6))
            for _ in range(dice.randrange(1, 12)):
                who = dice.choice(here)
                if dice.random() < 0.12:
                    ask(at, who)
                else:
                    found.lines.append(Line(at, who))
                at += timedelta(minutes=dice.expovariate(1 / 2))
    found.lines.sort()
    found.end = START + timedelta(days=DAYS - 1, hours=dice.choice((9, 13, 19, 22)))
    found.lines = [line for line in found.lines if line.at <= found.end]
    return found


def called(who: int) -> str:
    return f"成员{who:03d}" if who % 2 else f"Member {who:03d}"


def said(one: Evening, line: Line) -> str:
    start = f"@{called(one.asked[line.to].who)} " if line.manner == "name" else ""
    return start + ("请教一下，这个怎么弄？" if line.asks else "好的，收到")


def numbers(one: Evening) -> dict[int, int]:
    """The number of the message of each question."""
    return {line.place: n for n, line in enumerate(one.lines) if line.place >= 0}


def discord(one: Evening) -> bytes:
    of = numbers(one)
    messages = [
        {"id": str(10**17 + n), "type": "Default", "timestamp": x.at.isoformat(), "content": said(one, x),
         "author": {"id": str(7000 + x.who), "name": called(x.who), "isBot": False, "roles": []}, "reactions": [],
         **({"reference": {"messageId": str(10**17 + of[x.to])}} if x.manner == "link" else {}),
         **({"mentions": [{"id": str(7000 + one.asked[x.to].who)}]} if x.manner == "name" else {})}
        for n, x in enumerate(one.lines)
    ]  # fmt: skip
    head = {"guild": {"id": "1"}, "channel": {"id": "2", "name": "talk", "type": "GuildTextChat"}}
    return json.dumps({**head, "messages": messages, "messageCount": len(messages)}).encode()


def telegram(one: Evening) -> bytes:
    of = numbers(one)
    messages = [
        {"id": n + 1, "type": "message", "date_unixtime": str(int(x.at.timestamp())), "from": called(x.who),
         "from_id": f"user{x.who}", "text": pieces(one, x),
         **({"reply_to_message_id": of[x.to] + 1} if x.manner == "link" else {})}
        for n, x in enumerate(one.lines)
    ]  # fmt: skip
    return json.dumps({"name": "talk", "type": "private_supergroup", "id": 7, "messages": messages}).encode()


def pieces(one: Evening, line: Line) -> object:
    """Of somebody without a name of the platform the mention is a part of its own."""
    if line.manner != "name":
        return said(one, line)
    who = one.asked[line.to].who
    return [
        {"type": "mention_name", "text": called(who), "user_id": who},
        said(one, line._replace(manner="")),
    ]


def slack_files(one: Evening) -> dict[str, bytes]:
    of, days = numbers(one), dict[str, list[dict[str, str]]]()

    def ts(n: int) -> str:
        return f"{int(one.lines[n].at.timestamp())}.{n:06d}"

    for n, x in enumerate(one.lines):
        text = said(one, x._replace(manner=""))
        text = f"<@U{one.asked[x.to].who:03d}> {text}" if x.manner == "name" else text
        item = {"type": "message", "user": f"U{x.who:03d}", "ts": ts(n), "text": text}
        item |= {"thread_ts": ts(of[x.to])} if x.manner == "link" else {}
        days.setdefault(f"talk/{x.at.astimezone(UTC):%Y-%m-%d}.json", []).append(item)
    users = [{"id": f"U{n:03d}", "profile": {"display_name": called(n)}} for n in range(PEOPLE)]
    return {
        "users.json": json.dumps(users).encode(),
        "channels.json": b'[{"id": "C1", "name": "talk"}]',
        **{name: json.dumps(items).encode() for name, items in days.items()},
    }


def whatsapp(one: Evening) -> bytes:
    """Of a quote the export says nothing."""
    return "".join(f"{x.at:%d/%m/%Y, %H:%M} - {called(x.who)}: {said(one, x)}\n" for x in one.lines).encode()


def in_rows(rows: list[list[object]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def memotrace(one: Evening) -> bytes:
    """That it quotes is said, and not what."""
    rows: list[list[object]] = [["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"]]
    for n, x in enumerate(one.lines):
        kind = "引用" if x.manner == "quote" else "文本"
        rows.append([n + 1, kind, called(x.who), f"{x.at:%Y-%m-%d %H:%M:%S}", said(one, x), "", "", ""])
    return in_rows(rows)


def chatlog(one: Evening) -> bytes:
    """What is quoted stands above what is said, with who said it and when."""
    rows: list[list[object]] = [["Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"]]
    for x in one.lines:
        text = said(one, x)
        if x.manner == "quote":
            old = one.asked[x.to]
            head = f"{called(old.who)}(wxid_{old.who:04d}) {old.at:%m-%d %H:%M:%S}"
            text = f"> {head}\n> {said(one, old)}\n{text}"
        rows.append(
            [f"{x.at:%Y-%m-%d %H:%M:%S}", called(x.who), f"wxid_{x.who:04d}", "群", "1@chatroom", text]
        )
    return in_rows(rows)


def discord_csv(one: Evening) -> bytes:
    rows: list[list[object]] = [["AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"]]
    rows += [[7000 + x.who, called(x.who), x.at.isoformat(), said(one, x), "", ""] for x in one.lines]
    return in_rows(rows)


FILES = {
    "discord": lambda one: {"d.json": discord(one)}, "all links": lambda one: {"d.json": discord(one)},
    "telegram": lambda one: {"result.json": telegram(one)}, "slack": slack_files,
    "whatsapp": lambda one: {"chat.txt": whatsapp(one)}, "memotrace": lambda one: {"m.csv": memotrace(one)},
    "chatlog": lambda one: {"c.csv": chatlog(one)}, "discord-csv": lambda one: {"d.csv": discord_csv(one)},
}  # fmt: skip
