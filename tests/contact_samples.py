"""Contacts of every kind as people really write them, none of them anybody's; and texts that are none."""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata

CONTACTS = {
    "mail": ["lin.wan@example.com", "Wang_Xm88＠qq.com", "kim (at) mail.example.org", "a+b@mail.example.co.uk",
             "lin.wan at example dot com", "linwan88艾特example点com", "lin.wan @ example . com"],
    "mobile": ["13812345678", "138-1234-5678", "+86 139 8765 4321", "１５８１２３４５６７８", "1\u200b3912345678",
               "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "幺三八一二三四五六七八", "1 3 8 1 2 3 4 5 6 7 8", "一3八1234五678", "1３8〇〇12３456"],
    "phone": ["010-62345678", "(021) 6234 5678", "400-820-8820", "+44 20 7946 0958", "415-555-2671",
              "电话：62345678", "07700 900123", "0912-345-678", "call me on 415 555 2671"],
    "wechat": ["wxid_a1b2c3d4e5", "wx: xiaomei88", "微信号xm_2026", "微信：zhangsan", "加V：abcdef9", "vx xm8888", "V：linwan88", "微：linwan88",
               "薇 linwan88", "＋v linwan88", "微❤️信：linwan", "W X : linwan88", "wx号linwan88", "绿泡泡 linwan88", "my wechat is lin_wan88"],
    "qq": ["QQ：1234567", "扣扣 223344556", "98765432(QQ)", "qq12345678", "抠抠 223344556", "扣：223344556"],
    "messenger": ["telegram: @lin_wan", "Line ID: linwan88", "t.me/lin_wan88", "TG @lin_wan", "IG: @lin.wan", "line: lin_wan88",
                  "카카오톡 linwan88", "抖音号 linwan88", "Telegram：linwan", "signal: lin_wan to me", "小红书号：9482736455"],
    "identity": ["11010519491231002X", "110105 19491231 002x"],
    "passport": ["护照 E12345678", "passport no. EA1234567", "台胞证号 12345678"],
    "account": ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819"],
    "bank": ["6222021234567890128", "4111 1111 1111 1111", "6222-0212-3456-7890-128"],
    "token": ["ghp_a1B2c3D4e5F6g7H8i9J0k1L2", "sk-abcdefghijklmnop1234", "AKIAIOSFODNN7EXAMPLE",
              "api_key=0123456789abcdef01"],
    "webhook": ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
                "https://hooks.slack.com/services/T000/B000/XXXX", "https://example.com/hook?token=abcdef12345"],
    "invite": ["https://weixin.qq.com/g/AwYAAEXAMPLE", "https://discord.gg/abcDEF", "t.me/+AbCdEf123",
               "https://chat.whatsapp.com/ABCdef123"],
}  # fmt: skip

HARMLESS = [
    "王小明", "Alice Lee", "2026-11-17 19:00-21:00", "184442848828812", "001", "20261117 20:15", "数据分析、直播",
    "微信群运营", "微信小程序", "微信公众号", "QQ", "wechat marketing", "https://example.com/a?b=1", "12,345.67",
    "2026-11-17T19:00:00+08:00", "一三五群", "10000000001", "@阿苗", "30.5728,104.0668", "加微信", "v2.0",
    "20:00-22:00", "一二三四五六七八九十", "2026年11月17日 20点15分", "微信支付", "1.3812345678", "3-6 岁",
    "第 12 期第 3 组", "110105194912310021", "6222021234567890123", "¥1,280.50", "12 / 20 / 31",
    "line: 12 items", "online: room2026", "v: 1.2.3", "C++ v2build9", "V 字领 a1b2c3", "威海 abc1234", "细微 abc12345", "微博 abc12345", "微课：lesson12",
    "DE89 3704 0044 0532 0130 01", "at example.com", "tag #news.com", "护照过期", "passport 2026", "一三五七九 二四六八十", "15 2026-11-20 3",
    "t.me/s/lantern", "vlog: @阿苗", "DingTalk: look here", "tagline @home",
]  # fmt: skip


def seen_by_a_reader(text: str) -> str:
    """Of a contact only what counts: letters and digits, half-width, small."""
    return NOT_SEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


ALL = [(kind, text) for kind, texts in CONTACTS.items() for text in texts]
NOT_SEEN = re.compile(r"[\W_]+")
COLUMNS = ["编号", "姓名", "昵称", "城市", "行业", "技能", "资源", "群", "小队", "身份", "等级", "战队", "入群时间", "头像", "同意公开",
           "最后发言"]  # fmt: skip
PLAIN = ["{n}", "成员{n}", "小{n}", "杭州", "教育", "直播、写作", "场地", "一群", "三队", "成员", "member", "红队", "2026-03-05", "a.png",
         "是", "2026-11-01"]  # fmt: skip
DEED_COLUMNS = ["日期", "成员", "动作", "数量", "金额", "备注", "给分人"]
DEED = ["2026-11-17", "{n}", "回答", "1", "12.50", "谢谢", "2"]
AROUND = ["{}", "小美 {}", "（{}）", "{}，加我", "阿苗/{}", "Lin {} Wan"]


def table(chance: random.Random, columns: list[str], plain: list[str], rows: int, hidden: list[str]) -> str:
    """A table in which contacts stand in cells by chance, or a row has moved, or the header is missing; what
    was written is added to `hidden`."""
    made = [[cell.format(n=n) for cell in plain] for n in range(1, rows + 1)]
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(ALL)[1]
        hidden.append(text)
        row = chance.choice(made)
        at = chance.randrange(len(row))
        # a bare number where an id stands is an id
        shy = at < 2 and text.isdecimal() and text.startswith("6")
        row[at] = chance.choice(AROUND[1:] if shy else AROUND).format(text)
    if chance.random() < 0.1:
        made[0].insert(1, hidden[-1])
    out = io.StringIO()
    csv.writer(out).writerows([columns if chance.random() < 0.97 else made[0], *made])
    return out.getvalue()


def roster(chance: random.Random, hidden: list[str]) -> str:
    return table(chance, COLUMNS, PLAIN, 5, hidden)


def deeds(chance: random.Random, hidden: list[str]) -> str:
    return table(chance, DEED_COLUMNS, DEED, 5, hidden)
