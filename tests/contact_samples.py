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
              "电话：62345678", "07700 900123", "0912-345-678", "call me on 415 555 2671",
              "4008208820", "400 8208 820", "８００８１００１２３", "0912345678", "(852) 2123 4567", "852-9123-4567"],
    "abroad": ["香港 9123 4567", "HK 91234567", "澳门电话：6612 3456", "Singapore 8123 4567", "SG: 91234567", "新加坡81234567"],
    "wechat": ["wxid_a1b2c3d4e5", "wx: xiaomei88", "微信号xm_2026", "微信：zhangsan", "加V：abcdef9", "vx xm8888", "V：linwan88", "V：linwan88.csv", "微：linwan88",
               "薇 linwan88", "＋v linwan88", "微❤️信：linwan", "W X : linwan88", "wx号linwan88", "绿泡泡 linwan88", "my wechat is lin_wan88"],
    "qq": ["QQ：1234567", "扣扣 223344556", "98765432(QQ)", "qq12345678", "抠抠 223344556", "扣：223344556"],
    "messenger": ["telegram: @lin_wan", "Line ID: linwan88", "t.me/lin_wan88", "TG @lin_wan", "IG: @lin.wan", "line: lin_wan88",
                  "카카오톡 linwan88", "抖音号 linwan88", "Telegram：linwan", "signal: lin_wan to me", "小红书号：9482736455",
                  "电报 @lin_wan", "纸飞机：@lin_wan88", "微博 @lin_wan", "抖音ID：linwan88", "@lin_wan (TG)", "@lin_wan on Telegram", "Zalo @linwan"],
    "identity": ["11010519491231002X", "110105 19491231 002x"],
    "passport": ["护照 E12345678", "passport no. EA1234567", "台胞证号 12345678"],
    "account": ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819"],
    "bank": ["6222021234567890128", "4111 1111 1111 1111", "6222-0212-3456-7890-128"],
    "token": ["ghp_a1B2c3D4e5F6g7H8i9J0k1L2", "sk-abcdefghijklmnop1234", "AKIAIOSFODNN7EXAMPLE",
              "api_key=0123456789abcdef01"],
    "webhook": ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
                "https://hooks.slack.com/services/T000/B000/XXXX", "https://example.com/hook?token=abcdef12345"],
    "alipay": ["支付宝账号 linwan88", "支付宝：lin_wan88", "alipay: linwan88", "Alipay ID linwan", "2088102146225135"],
    "profile": ["instagram.com/lin_wan", "https://vk.com/id1234567", "https://www.linkedin.com/in/lin-wan-88", "weibo.com/u/1234567890",
                "https://www.xiaohongshu.com/user/profile/5f1a2b3c4d5e6f", "x.com/linwan/", "https://m.facebook.com/lin.wan?ref=1",
                "https://www.zhihu.com/people/lin-wan", "ｗｗｗ．ｔｉｋｔｏｋ．ｃｏｍ／@linwan", "https://weibo.com/1234567890"],
    "address": ["文三路478号", "西湖区文三路78号林晓收", "学院路 8 号", "中山路12号3栋502", "漕溪路1200弄 5 号", "1丁目2番", "21 Jump Street", "中山北路二十八号", "南京西路 1266 号", "漕溪北路1200弄5号", "信義路五段7號", "5棟 1203", "3栋2单元501室", "12号楼1203", "五幢三单元402", "A座1203室", "锦绣花园502室",
                "邮编：310012", "上海市徐汇区漕溪路２５０号", "Singapore 238859", "postcode: 2042", "Lindenstraße 12a", "14 rue de la Paix",
                "12 high street", "12 High Street", "5 Oak Rd", "221b baker street"],
    "street": ["350 5th Ave", "Flat 4, 27 Old Mill Lane", "10 St. John's Square", "SW1A 1AA", "London EC1V 9HX",
               "CA 94103-1234"],
    "invite": ["https://weixin.qq.com/g/AwYAAEXAMPLE", "https://discord.gg/abcDEF", "t.me/+AbCdEf123",
               "https://chat.whatsapp.com/ABCdef123", "https://line.me/ti/p/abcDEF123", "https://lin.ee/AbC123", "https://open.kakao.com/o/abc123"],
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
    # names
    "路遥", "街舞小子", "陈大道", "号外", "石库门弄堂", "A座小林", "三单元团长", "12栋楼长", "3号楼阿姨", "8号院团长", "欧阳八八", "Lane Smith", "Drew Street", "Rowan Close",
    "Grace Hill", "Sq. Leader", "Old Mill Lane Choir", "High Street Runners", "李一八九", "孙六六六", "88 号选手", "Mary St. John", "Ave Maria",
    # cities
    "香港", "Hong Kong", "澳门", "Singapore", "新加坡", "石家庄市长安区", "St. Petersburg", "Salt Lake City", "上海市静安区南京西路", "杭州 3 小时", "Street, Somerset",
    # tags and groups
    "路演", "街拍", "8路公交", "地铁2号线", "中山路12号院业主群", "和平路15号书店", "湖滨路 28 号咖啡馆", "3栋2单元", "阳光花园3栋", "一单元", "5 号楼群", "101 教室", "502 直播间",
    "12 street dance", "24 hour road race", "7 Day Road Trip", "100 New Street Dance", "42 street photography", "M1 8GB", "B2 1ST", "E5 2EP", "T恤 XL", "iPhone 15 Pro", "GB/T 2828",
    # reasons and notes
    "400块", "400 块红包", "8888积分", "@all", "@所有人", "订单 4008208820", "单号：8001234567", "order 4008208820", "4001234567元", "走路10号出发", "逛街12号去", "周六在南京路集合",
    "知道12号见", "2栋300元", "3栋120户", "香港 20261117", "Singapore 202611", "HK$ 91234567", "第 3 单元 120 词", "第3单元1201个词", "2 hours each way", "3 people on the road",
    "10 minute drive", "5 tennis court", "支付宝 12.50元", "支付宝 20261117", "支付宝收款", "alipay 2026", "1999 年", "2026 年 12 月", "TX 78701", "instagram.com/p/AbC123",
    "https://x.com/lin/status/1234567890", "https://www.xiaohongshu.com/explore/5f1a2b3c", "https://weibo.com/1234567890/AbCdEf", "netflix.com/browse", "linkedin.com/jobs",
    "facebook.com/groups", "zip 2026", "ISBN 9787111213826", "SKU 4008208820", "前 400 名", "8 折", "40000000", "800万", "12 weeks", "第一路一队", "三路 5 号车", "微博 @阿苗", "飞机票 2026",
    "这条路 3 号开工", "心路 3 号日记", "一路 5 号选手领先", "3栋 1200 元", "5号楼 120 份", "12弄 3 号楼长", "老街12号开集", "步行街 5 号有活动", "健康路 5 号跑", "花市大道 3 号开放",
    "小吃街12号摊", "1丁目 2 人", "zip: 12 files", "新加坡 123456 人", "HK 28881234 元", "400-1000-2000", "4001234567 次", "@anna (TG admin)", "signal: weak",
    "https://vk.com/wall-12345_678", "https://vk.com/video", "20 Photos By Ann Lane", "9 Members Of Tower Hill", "5 Reasons Rowan Close left", "2026 Harvest Hill", "3 Point Court",
    "12 happy street dogs", "7 great rd bikes", "E3 2FT tall", "M3 6LB", "腾讯会议 123-456-789", "会议号 123 456 789", "取件码 12-3-4567", "学号 20261101234", "12车5座", "粤B12345",
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
        shy = at < 2 and text.isdecimal() and unicodedata.normalize("NFKC", text)[0] != "1"
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
