"""A year of an invented community in which everything is known: who joined when, who wrote, who answered whom,
which questions nobody answered. Written for a format with answers (Discord) and for WeChat's, which has none."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 200
FOUNDERS, NEWCOMERS = 40, 160
CHANNELS = ("talk", "help")


@dataclass(frozen=True)
class Line:
    number: int
    at: datetime
    who: int
    channel: str
    asks: bool = False
    to: int = 0
    joins: bool = False

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZONE)


@dataclass
class Known:
    lines: list[Line] = field(default_factory=list)
    joined: dict[int, datetime] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    """Numbers of the questions to which somebody else replied."""

    @property
    def writers(self) -> set[int]:
        return {line.who for line in self.lines if not line.joins}


def community(seed: int) -> Known:
    """Most questions are answered, some hours later; newcomers ask more and are answered less."""
    dice = random.Random(seed)
    joined = {
        who: START + timedelta(days=dice.uniform(1, DAYS - 2))
        for who in range(FOUNDERS, FOUNDERS + NEWCOMERS)
    }
    plan: list[tuple[datetime, int, str, bool, int, bool]] = []
    for who, at in joined.items():
        plan.append((at, who, "talk", False, -1, True))
    count = 0
    for who in range(FOUNDERS + NEWCOMERS):
        first = joined.get(who, START)
        for _ in range(dice.randrange(2, 40)):
            at = first + timedelta(days=dice.expovariate(1 / 30), hours=dice.uniform(0, 8))
            if at < START + timedelta(days=DAYS):
                asks = dice.random() < 0.3
                plan.append((at, who, dice.choice(CHANNELS), asks, count, False))
                count += 1
    plan.sort(key=lambda x: x[0])
    known = Known(joined=joined)
    replies: list[tuple[datetime, int, Line]] = []
    number = 0
    for at, who, channel, asks, _, joins in plan:
        while replies and replies[0][0] <= at:
            number += 1
            when, by, question = replies.pop(0)
            known.lines.append(Line(number, when, by, question.channel, False, question.number))
            known.answered.add(question.number)
        number += 1
        line = Line(number, at, who, channel, asks, 0, joins)
        known.lines.append(line)
        if asks and dice.random() < 0.8:
            by = dice.choice([n for n in range(FOUNDERS) if n != who])
            replies.append((at + timedelta(minutes=dice.expovariate(1 / 90)), by, line))
            replies.sort(key=lambda x: x[0])
    return known


def name(who: int) -> str:
    return f"成员{who:03d}" if who % 2 else f"Member {who:03d}"


def text(line: Line) -> str:
    return "请教一下，这个怎么弄？" if line.asks else "好的，收到"


def discord(known: Known, channel: str) -> bytes:
    messages = [
        {"id": str(10**17 + x.number), "type": "GuildMemberJoin" if x.joins else "Reply" if x.to else "Default",
         "timestamp": x.at.isoformat(), "content": "Joined the server." if x.joins else text(x),
         "author": {"id": str(5000 + x.who), "name": name(x.who), "isBot": False, "roles": []}, "reactions": [],
         **({"reference": {"messageId": str(10**17 + x.to)}} if x.to else {})}
        for x in known.lines if x.channel == channel
    ]  # fmt: skip
    head = {"guild": {"id": "1"}, "channel": {"id": channel, "name": channel, "type": "GuildTextChat"}}
    return json.dumps({**head, "messages": messages, "messageCount": len(messages)}).encode()


def wechat(known: Known, channel: str, seed: int) -> bytes:
    """Half of the answers quote without saying what, half call a name."""
    dice, by_number = random.Random(seed), {x.number: x for x in known.lines}
    out = StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"])
    for x in known.lines:
        if x.channel != channel:
            continue
        kind, said = "文本", text(x)
        if x.joins:
            kind, said = "系统消息", f'"{name(x.who)}"通过扫描"某人"分享的二维码加入群聊'
        elif x.to and dice.random() < 0.5:
            kind = "引用"
        elif x.to:
            said = f"@{name(by_number[x.to].who)} {said}"
        rows.writerow(
            [x.number, kind, "" if x.joins else name(x.who), f"{x.local:%Y-%m-%d %H:%M:%S}", said, "", "", ""]
        )
    return out.getvalue().encode("utf-8-sig")
