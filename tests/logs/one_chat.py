"""One invented chat, and the same chat as each program writes it. What it tells is counted here, apart from the
readers: who wrote on which day, who joined, who answered a question, who was liked."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
CANARY = "CANARY-of-a-private-word"
NAMES = ("阿苗", "Jo Lind", "老周 🚲", "Ferry", "小满妈", "=SUM(A1)", "Núria", "郑晓霞")
BOT = "helper"


@dataclass(frozen=True)
class Said:
    number: int
    at: datetime
    who: int
    text: str = ""
    to: int = 0
    likers: tuple[int, ...] = ()
    joins: bool = False
    bot: bool = False

    @property
    def likes(self) -> int:
        return len(self.likers)

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZONE)


@dataclass
class Truth:
    days: dict[int, set[str]] = field(default_factory=dict)
    joined: dict[int, str] = field(default_factory=dict)
    answers: Counter[tuple[int, str]] = field(default_factory=Counter)
    likes: Counter[tuple[int, str]] = field(default_factory=Counter)
    given: Counter[tuple[int, str]] = field(default_factory=Counter)


def chat(seed: int, lines: int = 160) -> list[Said]:
    """In order of time, over some weeks; everybody joins before the first word, somebody answers now and then."""
    dice = random.Random(seed)
    at = datetime(2026, 9, 27, 14, 0, tzinfo=UTC)
    found: list[Said] = []
    inside: list[int] = []
    asked: list[Said] = []
    for number in range(1, lines + 1):
        at += timedelta(minutes=dice.randrange(7, 600))
        if len(inside) < len(NAMES) and (number % 9 == 1 or len(inside) < 3):
            inside.append(len(inside))
            found.append(Said(number, at, inside[-1], joins=True))
        elif dice.random() < 0.05:
            found.append(Said(number, at, -1, f"{CANARY} beep", bot=True))
        else:
            who, question = dice.choice(inside), dice.choice(asked) if asked and dice.random() < 0.3 else None
            text = f'{CANARY} {number}, 「再说」; "yes"\n第二行' + (" 行吗？" if dice.random() < 0.4 else "")
            said = Said(number, at, who, text, question.number if question else 0, likers(who, inside, dice))
            asked += [said] if "？" in text else []
            found.append(said)
    return found


def likers(who: int, inside: list[int], dice: random.Random) -> tuple[int, ...]:
    others = [one for one in inside if one != who]
    return tuple(dice.sample(others, min(dice.choice((0, 0, 1, 3)), len(others))))


def truth(said: list[Said]) -> Truth:
    found, by_number = Truth(), {line.number: line for line in said}
    for line in said:
        day = line.local.date().isoformat()
        if line.bot:
            continue
        if line.joins:
            found.joined[line.who] = day
            continue
        found.days.setdefault(line.who, set()).add(day)
        found.likes[line.who, day] += line.likes
        found.given.update((liker, day) for liker in line.likers)
        question = by_number.get(line.to)
        if question and "？" in question.text and question.who != line.who:
            found.answers[line.who, day] += 1
    return found


def key(who: int) -> str:
    return str(900_000_000_000_000_000 + who) if who >= 0 else "700"


def name(who: int) -> str:
    return NAMES[who] if who >= 0 else BOT


def as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def as_csv(rows: list[list[str]], *, mark: str = ",", codec: str = "utf-8-sig") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode(codec)


def discord_json(said: list[Said]) -> bytes:
    messages = [
        {
            "id": str(10**17 + line.number), "type": "GuildMemberJoin" if line.joins else "Reply" if line.to else "Default",
            "timestamp": line.at.isoformat(), "content": "Joined the server." if line.joins else line.text,
            "author": {"id": key(line.who), "name": "n", "nickname": name(line.who), "isBot": line.bot, "roles": []},
            "reactions": [{"emoji": {"name": "x"}, "count": line.likes, "users": [
                {"id": key(liker), "name": "n", "nickname": name(liker), "isBot": False} for liker in line.likers
            ]}] if line.likes else [],
            **({"reference": {"messageId": str(10**17 + line.to)}} if line.to else {}),
        }
        for line in said
    ]  # fmt: skip
    channel = {"id": "5", "type": "GuildTextChat", "name": "talk", "topic": CANARY}
    return as_json({"guild": {"id": "1", "name": "Ferry Club"}, "channel": channel, "messages": messages,
                    "messageCount": len(messages)})  # fmt: skip


def discord_csv(said: list[Said], mark: str = ",") -> bytes:
    rows = [["AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"]]
    rows += [
        [key(x.who), name(x.who), x.at.isoformat(), x.text, "", f"👍 ({x.likes})" if x.likes else ""]
        for x in said
        if not x.joins and not x.bot
    ]
    return as_csv(rows, mark=mark)


def telegram(said: list[Said]) -> bytes:
    messages: list[dict[str, Any]] = []
    for line in said:
        when = {
            "id": line.number,
            "date_unixtime": str(int(line.at.timestamp())),
            "date": "2001-01-01T00:00:00",
        }
        who = {"from": name(line.who), "from_id": f"{'channel' if line.bot else 'user'}{key(line.who)}"}
        if line.joins:
            actor = {"actor": name(line.who), "actor_id": f"user{key(line.who)}"}
            messages.append({**when, **actor, "type": "service", "action": "join_group_by_link", "text": ""})
        else:
            more = {"reply_to_message_id": line.to} if line.to else {}
            liked = (
                {
                    "reactions": [
                        {
                            "type": "emoji",
                            "count": line.likes,
                            "emoji": "x",
                            "recent": [
                                {"from": name(liker), "from_id": f"user{key(liker)}", "date": when["date"]}
                                for liker in line.likers
                            ],
                        }
                    ]
                }
                if line.likes
                else {}
            )
            text: Any = [line.text, {"type": "bold", "text": CANARY}] if line.number % 2 else line.text
            messages.append({**when, **who, **more, **liked, "type": "message", "text": text})
    return as_json({"name": "talk", "type": "private_supergroup", "id": 77, "messages": messages})


def slack(said: list[Said]) -> bytes:
    users = [
        {"id": key(who), "name": "n", "deleted": False, "is_bot": who < 0,
         "profile": {"display_name": name(who), "email": "somebody@example.org"}}
        for who in (-1, *range(len(NAMES)))
    ]  # fmt: skip
    days: dict[str, list[dict[str, Any]]] = {}
    for line in said:
        ts = {x.number: f"{x.at.timestamp():.0f}.{x.number:06}" for x in said}
        item = {"type": "message", "user": key(line.who), "ts": ts[line.number], "text": line.text}
        item |= {"subtype": "channel_join"} if line.joins else {}
        item |= {"subtype": "bot_message"} if line.bot else {}
        item |= {"thread_ts": ts[line.to]} if line.to else {}
        item |= (
            {
                "reactions": [
                    {"name": "x", "users": [key(liker) for liker in line.likers], "count": line.likes}
                ]
            }
            if line.likes
            else {}
        )
        days.setdefault(line.at.date().isoformat(), []).append(item)
    out = BytesIO()
    with ZipFile(out, "w") as box:
        box.writestr("users.json", as_json(users))
        box.writestr("channels.json", as_json([{"id": "C1", "name": "talk", "members": []}]))
        for day, items in days.items():
            box.writestr(f"talk/{day}.json", as_json(items))
    return out.getvalue()


def chatlab(said: list[Said]) -> dict[str, Any]:
    return {
        "chatlab": {"version": "0.0.1", "exportedAt": 1},
        "meta": {"name": "talk", "platform": "wechat", "type": "group", "groupId": "9@chatroom"},
        "members": [{"platformId": key(who), "accountName": name(who)} for who in range(len(NAMES))],
        "messages": [
            {"platformMessageId": str(x.number), "sender": key(x.who), "accountName": name(x.who),
             "timestamp": int(x.at.timestamp()), "type": 25 if x.to else 0, "content": x.text,
             **({"replyToMessageId": str(x.to)} if x.to else {})}
            for x in said if not x.joins and not x.bot
        ],
    }  # fmt: skip


def chatlab_json(said: list[Said]) -> bytes:
    return as_json(chatlab(said))


def chatlab_lines(said: list[Said]) -> bytes:
    data = chatlab(said)
    lines = [{"_type": "header", "chatlab": data["chatlab"], "meta": data["meta"]}]
    lines += [{"_type": "member", **member} for member in data["members"]]
    lines += [{"_type": "message", **message} for message in data["messages"]]
    return b"# a comment\n" + b"\n".join(json.dumps(line, ensure_ascii=False).encode() for line in lines)


def chatlog_csv(said: list[Said], codec: str = "utf-8-sig") -> bytes:
    rows = [["Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"]]
    rows += [
        [f"{x.local:%Y-%m-%d %H:%M:%S}", name(x.who), key(x.who), "talk", "9@chatroom", x.text]
        for x in said
        if not x.joins and not x.bot
    ]
    return as_csv(rows, codec=codec)


def memotrace_csv(said: list[Said]) -> bytes:
    rows = [["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"]]
    rows += [
        [str(x.number), "系统消息" if x.joins else "文本", "" if x.joins else name(x.who),
         f"{x.local:%Y-%m-%d %H:%M:%S}", f'"{name(x.who)}"通过扫描"某人"分享的二维码加入群聊' if x.joins else x.text,
         "", "", ""]
        for x in said if not x.bot
    ]  # fmt: skip
    return as_csv(rows)


def memotrace_all(said: list[Said]) -> bytes:
    rows = [["localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "Status", "StrContent", "StrTime",
             "Remark", "NickName", "Sender"]]  # fmt: skip
    rows += [
        [str(x.number), "3", "10000" if x.joins else "1", "0", "0", str(int(x.at.timestamp())), "",
         f'"{name(x.who)}"通过扫描"某人"分享的二维码加入群聊' if x.joins else x.text, f"{x.local:%Y-%m-%d %H:%M:%S}", "",
         "", "" if x.joins else name(x.who)]
        for x in said if not x.bot
    ]  # fmt: skip
    return as_csv(rows)


def odd(said: list[Said]) -> list[Said]:
    """The same with what odd files have: lines twice, long and empty ones, marks that cannot be seen, and a day
    that is still to come."""
    words = [line for line in said if line.text and not line.bot]
    one, two, three = words[3], words[10], words[-1]
    found = [replace(line, text=f"{line.text} {'长' * 6000}") if line == two else line for line in said]
    found = [replace(line, text="\u200e\u202f ") if line == three and not line.to else line for line in found]
    found.insert(found.index(one) + 1, one)
    return [*found, Said(9_999, datetime(2033, 1, 1, tzinfo=UTC), 0, "later")]


def weflow_csv(said: list[Said]) -> bytes:
    rows = [["id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime", "room_name"]]
    rows += [
        [
            str(n),
            str(x.number),
            "文本",
            "0",
            name(x.who),
            x.text,
            "",
            f"{x.at:%Y-%m-%dT%H:%M:%S.000Z}",
            "talk",
        ]
        for n, x in enumerate(said)
        if not x.joins and not x.bot
    ]
    return as_csv(rows)


def weflow_json(said: list[Said]) -> bytes:
    messages = [
        {"localId": x.number, "createTime": int(x.at.timestamp()), "type": "系统消息" if x.joins else "文本消息",
         "content": f"{name(x.who)} 加入了群聊" if x.joins else x.text,
         "senderUsername": "" if x.joins else key(x.who), "senderDisplayName": "" if x.joins else name(x.who)}
        for x in said if not x.bot
    ]  # fmt: skip
    session = {"wxid": "9@chatroom", "nickname": "talk", "displayName": "talk", "type": "群聊"}
    return as_json({"weflow": {"version": "1"}, "session": session, "messages": messages})


def qq_text(said: list[Said]) -> bytes:
    text = (
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n"
        + "=" * 40
        + "\n消息对象:talk\n"
        + "=" * 40
        + "\n\n"
    )
    for x in said:
        if not x.joins and not x.bot:
            text += f"{x.local:%Y-%m-%d %H:%M:%S} 【管理员】{name(x.who)}({20_000 + x.who})\n{x.text}\n\n"
    return text.encode("utf-8-sig")


def qq_json(said: list[Said]) -> bytes:
    messages = [
        {"messageId": str(x.number), "timestamp": int(x.at.timestamp() * 1000),
         "sender": {"uid": "u", "uin": str(20_000 + x.who), "name": "n"}, "rawMessage": {"sendMemberName": name(x.who)},
         "content": {"text": x.text, **({"reply": {"referencedMessageId": str(x.to)}} if x.to else {})}}
        for x in said if not x.joins and not x.bot
    ]  # fmt: skip
    return as_json({"metadata": {"name": "x"}, "chatInfo": {"name": "talk", "type": "group", "peerUid": "9"},
                    "statistics": {}, "messages": messages})  # fmt: skip


def whatsapp(
    said: list[Said], stamp: str = "{:%d/%m/%Y, %H:%M} - ", late: tuple[str, str] = ("", "")
) -> bytes:
    text = (
        stamp.format(said[0].local).replace("HALF", late[1])
        + "Messages and calls are end-to-end encrypted.\n"
    )
    for x in said:
        if not x.bot:
            half = late[x.local.hour >= 12]
            begin = stamp.format(x.local).replace("HALF", half)
            text += begin + (
                f"{name(x.who)} joined using this group's invite link"
                if x.joins
                else f"{name(x.who)}: {x.text}"
            )
            text += "\n"
    return text.encode()
