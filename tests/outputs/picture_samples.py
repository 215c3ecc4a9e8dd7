"""Sample pictures of every kind for the tests, in the words that a build uses, with plain and with hard names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from community_playbook.outputs.images.layouts import formats, known_formats
from community_playbook.outputs.images.picture import Face, Picture
from community_playbook.outputs.images.studio import Studio, Style, render_layer, render_mask

GREEN, BLUE, YELLOW = "#0B6B4F", "#2B59FF", "#FFC800"
BRANDS = (GREEN, BLUE, YELLOW)
MOTIFS = ("beam", "wave", "peak", "leaf", "disc")
FORMATS = tuple(known_formats())
KINDS = ("badge", "event", "incentive", "leaderboard", "points", "rank", "teams", "welcome")
FONTLESS = "꧁"
"""A sign (Javanese, for the beginning of a name) that none of our fonts has."""
LINK = "https://example.org/join"
HARD = (
    "杭州女装供应链老板娘林朵朵之春🌸🌸", "垚喆堃昇", "陳黃張龍㐂𠮷", "محمد علي الأحمد", "שלום כהן", "สมชาย ใจดี",
    "👩‍💻👨‍👩‍👧‍👦🇨🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿1️⃣👍🏽", "é̂́ Nguyễn Łukasz", "K", "",
    "深圳跨境电商选品顾问王大锤和他的四十个字朋友们一起做私域一起赚钱一起变老一起旅行",
    "Bartholomew Featherstonehaugh-Cholmondeley III", "Wolfeschlegelsteinhausenbergerdorff", "𝓚𝓮𝓿𝓲𝓷 Ⓐ",
    f"甲{FONTLESS}乙", "नमस्ते दुनिया",
)  # fmt: skip
"""16 and 40 Han, rare Han, right to left, Thai, emoji sequences, marks, one letter, nothing, one endless word,
letters in disguise, a letter that no font has, Devanagari."""
PLAIN = {
    "zh": ("阿May👩‍💻独立开发", "星轨", "小满同学", "大鹏鸟", "深圳·做私域的阿川", "Kevin 陈", "小夏🔥", "鱼", "老周", "喆垚"),
    "en": ("Maya Lindqvist", "Tomasz", "Ada O.", "Kevin Chen", "Priya Raman", "Jonas", "Wei", "Sam🔥", "Noor", "Ivo"),
}  # fmt: skip


def names(which: str, language: str) -> Sequence[str]:
    return HARD if which == "hard" else PLAIN[language]


def sample(
    kind: str, format_: str, language: str = "zh", which: str = "plain", i: int = 0, **more: object
) -> Picture:
    """A picture of a kind; `i` chooses the name and the variant. `more`: fields of Picture."""
    texts, people, rest = CONTENT[kind](i, language == "zh", names(which, language))
    fields = {"qr": formats()[format_].geometry["qr"][2] > 0, **rest, **more}
    found = tuple(Face(name, n % 8) for n, name in enumerate(people))
    return Picture(kind, format_, language, texts, found, **fields)  # type: ignore[arg-type]


def rank(i: int, zh: bool, people: Sequence[str]):
    place = ("3", "12", "100", "128")[i % 4]
    if place == "128":
        words = ("96%", "超过", "的成员") if zh else ("96%", "ahead of", "of members")
    else:
        words = (place, "第", "名") if zh else (place, "No.", "")
    texts = dict(zip(("fact", "before", "after"), words, strict=True)) | {
        "name": people[i % len(people)],
        "line": "6,560 积分 · 超过 96% 的成员" if zh else "6,560 points · ahead of 96% of members",
        "period": "2026 第 9 周 · 周积分榜" if zh else "2026 week 9 · Points of the week",
    }
    numbers = {"ahead": 96} if place == "128" else {}
    return texts, [people[i % len(people)]], {"numbers": numbers}


def points(i: int, zh: bool, people: Sequence[str]):
    texts = {
        "before": ("", "¥", "", "")[i % 4],
        "fact": ("6,560", "128,480", "12,480", "45")[i % 4],
        "after": ("", ".50", "", "")[i % 4],
        "name": people[i % len(people)],
        "next": "十篇作者" if zh else "Ten articles",
        "togo": "已有 7，再有 3 就点亮" if zh else "7 done, 3 to go",
        "points": ["2,400", "2,200", "1,960"],
        "source": ["写文章 6 次", "成交 11 次", "答疑 98 次"] if zh else ["6 × article", "11 × sale", "98 × answer"],
        "line": "2026 年 1 月 5 日起的累计积分" if zh else "Points since 5 January 2026",
        "period": "累计积分" if zh else "All points",
    }  # fmt: skip
    if i % 4 == 3:
        texts |= {"next": "", "togo": "", "points": ["45"], "source": texts["source"][:1]}
    more = {"numbers": {"lit": 7, "steps": 10}, "emblem": ("create", "article", 1, 0)}
    return texts, [people[i % len(people)]], more


def badge(i: int, zh: bool, people: Sequence[str]):
    name, line, emblem = (
        ("十篇作者", "写文章满 10 次", ("create", "article", 1, 0)),
        ("城市主理人", "线下小桌办满 6 场，每场都有人写复盘", ("place", "city", 2, 0)),
        ("六年", "入群满 6 年", ("time", "years", 3, 6)),
    )[i % 3] if zh else (
        ("Ten articles", "10 articles written", ("create", "article", 1, 0)),
        ("City host of the year", "6 tables hosted, each with a review", ("place", "city", 2, 0)),
        ("Six years", "6 years a member", ("time", "years", 3, 6)),
    )[i % 3]  # fmt: skip
    texts = {"badge": name, "name": people[i % len(people)], "line": line}
    texts["period"] = "2026 年 3 月 1 日" if zh else "1 March 2026"
    return texts, [people[i % len(people)]], {"emblem": emblem}


def leaderboard(i: int, zh: bool, people: Sequence[str]):
    shown = [people[(i + n) % len(people)] for n in range((10, 10, 10, 4)[i % 4])]
    values = ["8,097", "7,291", "6,560", "5,977", "5,214", "3,335", "2,950", "1,884", "1,785", "1,146"]
    if i % 2:
        values = [f"¥{value}.50" for value in values]
    texts = {
        "title": "周积分榜" if zh else "Points of the week",
        "names": shown,
        "values": values[: len(shown)],
        "moves": ["", "▲12", "", "▲1", "▲3", "▼1", "–", "▲1", "新" if zh else "new", "▼1"][: len(shown)],
        "foot": "2 月 23 日至 3 月 1 日" if zh else "23 February to 1 March",
        "line": "1,264 人有积分" if zh else "1,264 members scored",
        "period": "2026 第 9 周" if zh else "2026 week 9",
    }
    return texts, shown, {"numbers": {"ranks": [1, 2, 2, 4, 5, 6, 7, 8, 9, 10][: len(shown)]}}


def teams(i: int, zh: bool, people: Sequence[str]):
    count = (5, 8, 3)[i % 3]
    crews = (["远航队", "追光者战队", "破浪"] if zh else ["Voyagers", "Light chasers", "Breakers"]) + list(
        people
    )
    shares = [1000, 866, 667, 528, 331, 200, 120, 4][:count]
    faces = [3, 2, 0, 1, 3, 3, 0, 1][:count]
    texts = {
        "title": "战队榜" if zh else "Teams",
        "names": crews[:count] if i % 2 == 0 else crews[3 : 3 + count],
        "values": [f"{share * 18.42 / 1000:.2f}" for share in shares],
        "notes": [f"{n + 8} 人，{n} 人有分" if zh else f"{n + 8} members, {n} scored" for n in range(count)],
        "foot": f"{count} 支战队 · 61 人" if zh else f"{count} teams · 61 members",
        "line": "2 月 23 日至 3 月 1 日，按人均积分" if zh else "23 February to 1 March, points a member",
        "period": "2026 第 9 周" if zh else "2026 week 9",
    }  # fmt: skip
    numbers = {"ranks": list(range(1, count + 1)), "shares": shares, "faces": faces}
    return texts, [people[(i + n) % len(people)] for n in range(sum(faces))], {"numbers": numbers}


def incentive(i: int, zh: bool, people: Sequence[str]):
    fact, unit, name = (
        (("8,000", "次阅读", "公众号推荐位"), ("66", "元", "周榜红包"), ("¥128,480.50", "", "年度茶礼"))
        if zh
        else (("8,000", "reads", "Newsletter spotlight"), ("66", "CNY", "Weekly red packet"), ("€1,200", "", "Tea"))
    )[i % 3]  # fmt: skip
    terms = (
        {"谁可得": "灯塔会员全体成员", "数量": "3 个推荐位，每人 1 个", "条件": "3 月积分榜前 3 名",
         "价值": "约 8,000 次阅读（近 5 期均值）", "周期": "2026-03-01 至 03-31", "领取": "私信群主，发 1 篇图文",
         "主办": "灯塔会员", "截止": "2026-04-10 20:00"}
        if zh
        else {"For": "All members", "How many": "3 places, one each", "When": "Top 3 on the points board in March",
              "Worth": "About 8,000 reads (mean of 5 issues)", "Period": "1 to 31 March 2026",
              "Claim": "Message the owner, one article", "Host": "Lighthouse members", "Until": "10 April 2026, 20:00"}
    )  # fmt: skip
    values = list(terms.values())
    if people is HARD:
        values[6] = people[i % len(people)]
    texts = {
        "fact": fact, "unit": unit, "name": name, "labels": list(terms), "values": values, "line": values[2],
        "period": ("流量曝光", "红包打赏", "奖品")[i % 3] if zh else ("Exposure", "Red packet", "Prize")[i % 3],
    }  # fmt: skip
    return texts, [], {"numbers": {"kind": i % 3}}


def welcome(i: int, zh: bool, people: Sequence[str]):
    texts = {
        "fact": ("欢迎", "6")[i % 2] if zh else ("Welcome", "6")[i % 2],
        "unit": ("", "年")[i % 2] if zh else ("", "years")[i % 2],
        "name": people[i % len(people)],
        "city": ("成都 · 独立咖啡馆", "")[i // 2 % 2] if zh else ("Chengdu · Coffee", "")[i // 2 % 2],
        "labels": ["今晚聊聊", "有人会找你"] if zh else ["Tell us tonight", "They will find you"],
        "answers": ["能提供什么，想认识谁", "同城和同行的伙伴会来打招呼"] if zh else
        ["What you offer, whom you want to meet", "People of your city and trade say hello"],
        "foot": "今晚 20:00 在群里自我介绍" if zh else "Tonight at 20:00: your introduction",
        "period": "新伙伴 · 3 月 2 日" if zh else "New · 2 March",
    }  # fmt: skip
    return texts, [people[i % len(people)]], {}


def event(i: int, zh: bool, people: Sequence[str]):
    seats, taken = ((8, 5), (6, 6), (12, 2), (2, 0))[i % 4]
    free = seats - taken
    texts = {
        "fact": ("杭州", "乌鲁木齐", "上海", "呼和浩特市")[i % 4] if zh else ("Berlin", "Ürümqi", "Rio", "Hangzhou")[i % 4],
        "date": "12 月 14 日 周日" if zh else "14 December Sunday",
        "time": "14:00–17:00",
        "seats": str(free) if free else "满" if zh else "full",
        "seatsof": ("席空位" if free else f"{seats} 席") if zh else "seats free" if free else f"{seats} seats",
        "labels": ["话题", "桌主", "地点", "费用"] if zh else ["Topic", "Host", "Place", "Cost"],
        "values": ["线下门店怎么做第一个私域群", people[i % len(people)] or "-", "西湖区，地址报名后私信", "各自点单"] if zh
        else ["How a shop starts its first group", people[i % len(people)] or "-", "West Lake, by message", "Own bill"],
        "period": "小桌 · 12 月 14 日" if zh else "Table · 14 December",
    }  # fmt: skip
    return texts, [people[(i + n) % len(people)] for n in range(taken)], {"numbers": {"seats": seats}}


CONTENT = {
    "rank": rank, "points": points, "badge": badge, "leaderboard": leaderboard, "teams": teams,
    "incentive": incentive, "welcome": welcome, "event": event,
}  # fmt: skip


LAYERS, ZONES = lru_cache(maxsize=16)(render_layer), lru_cache(maxsize=16)(render_mask)
"""Shared by all studios of the tests: a light has no colour, and a layer no language."""


@lru_cache(maxsize=32)
def studio(brand: str = GREEN, motif: str = "beam", language: str = "zh", link: str = LINK) -> Studio:
    made = Studio(Style(brand, motif, "灯塔会员" if language == "zh" else "Lighthouse Members", link))
    made.layer, made.zone = LAYERS, ZONES
    return made
