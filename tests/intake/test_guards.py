"""Are rewards for sharing, recruiting and praise refused, and harmless words left alone?"""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

from community_playbook.assets import asset, parse_yaml
from community_playbook.intake.profile.guard_words import guard_words, plain
from community_playbook.intake.profile.profile import read_profile

SMALL = "community: {name: a, kind: local}\noperator: {hours_per_week: 1}\n"
FAULTS = Path(__file__).parents[1] / "faults"


def codes(text: str) -> list[str]:
    profile, problems = read_profile(SMALL + text, "profile.yml")
    assert (profile is None) == any(p.is_error for p in problems)
    return [p.code for p in problems]


def rule(more: str, mode: str = "platform") -> list[str]:
    return codes(f"ledger: l.csv\npoints: {{mode: {mode}, rules: [{{{more}}}]}}")


REFUSED = {
    "sharing": [
        "转发", "每次转发", "朋友圈打卡", "发朋友圈", "集赞 30 个", "求赞", "助力", "好友助力", "砍价", "帮我砍一刀", "拉票", "拉人进群", "拉新",
        "邀请", "邀请好友", "成功邀请一位", "邀请新成员", "裂变海报", "分享海报", "分享链接", "分享到群", "经验分享后转发", "轉發", "转介绍一单",
        "repost", "Reposts", "RETWEET", "share_to_moments", "Share our page", "share-link", "shareToFeed", "Ｓｈａｒｅ　ｔｏ　ｗｉｎ", "forward",
        "Forward this", "Forward to ten friends", "collect likes", "referral", "referral_bonus", "invite friends", "inviteFriends", "Invite",
        "tag a friend", "like and share",
    ],
    "levels": [
        "三级分销", "二级提成", "发展下线", "下线", "下级", "下线成交提成", "团队业绩", "团队计酬", "人头费", "拉人头", "downline", "Down-lines’ downline sales",
        "second level", "Second-level commission", "recruit partners", "multi-level", "multi-level marketing", "MLM",
    ],
    "reviews": [
        "好评", "晒好评", "五星", "五星好评", "打五星", "刷单", "刷评", "positive review", "Five-star", "five star reviews", "fake orders", "fake_order",
    ],
    "income": [
        "月入过万", "月入3万", "年入百万", "日赚 500", "躺赚", "稳赚不赔", "包赚", "保底收益", "财富自由", "guaranteed income", "Passive income", "Earn $500",
        "earn up to €100",
    ],
}  # fmt: skip
INNOCENT = {
    "sharing": [
        "分享会", "经验分享", "复盘分享", "周五分享", "主讲分享会", "经验分享链接整理", "每周分享至少一次", "分享到场", "分享心得", "邀请嘉宾", "邀请新人自我介绍",
        "介绍新人", "助力新人成长", "助力之星", "老带新领跑", "朋友圈文案课", "裂变案例拆解", "端口转发讲解", "马拉松", "拉伸", "砍价技巧",
        "shared reading", "forward planning", "best forward of the season", "port forwarding talk", "Looking forward to Friday",
        "share a template", "market share", "job referral", "preferral", "invited talk", "inviting tone", "knowledge sharing",
    ],
    "levels": [
        "线下线上", "线下活动", "产品下线通知", "上下级沟通", "战队积分", "团队合作", "二级建造师", "计算机二级", "英语三级", "小队业绩",
        "second-level support", "multi-level cache", "recruit a speaker", "partner of the month", "level two",
    ],
    "reviews": [
        "好评差评都写", "一致好评", "举报刷单", "防刷单诈骗", "五星红旗", "五星级酒店同款早餐", "如实复盘", "review a pull request", "honest review",
        "book review", "five stars hotel guide", "report fake reviews", "补单",
    ],
    "income": [
        "每月入群", "本月入选", "三年入会", "生日赚双倍积分", "每日赚积分", "《财富自由之路》共读", "红包赚到", "earn points", "earn 20 points", "income tax talk",
        "passive voice",
    ],
}  # fmt: skip
WORDS = [(guard, text, True) for guard, found in REFUSED.items() for text in found] + [
    (guard, text, False) for guard, found in INNOCENT.items() for text in found
]
CODES = {"sharing": "E170", "levels": "E173", "reviews": "E178", "income": "E179"}


@pytest.mark.parametrize(("guard", "text", "refused"), WORDS)
def test_word(guard: str, text: str, refused: bool) -> None:
    word = guard_words().lists[guard].find(text)
    assert bool(word) == refused
    assert (CODES[guard] in rule(f"action: a, points: 1, name: '{text}'")) == refused


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("action: share, points: 1", ["W171"]),
        ("action: 分享, points: 1, name: 每次分享", ["W171"]),
        ("action: share, points: 1, name: 分享文章", ["W171"]),
        ("action: share, points: 1, name: 主讲一次", []),
        ("action: share, points: 1, name: Case of the week", []),
        ("action: share, points: 1, name: 转发一次", ["E170"]),
        ("action: share, points: -5", []),
        ("action: 转发广告, points: -5", []),
        ("action: 转发, points: 0", []),
        ("action: 转发, amount: true", ["E170"]),
    ],
)
def test_forwarding_or_a_talk(more: str, found: list[str]) -> None:
    assert rule(more) == found


def test_the_rule_speaks_for_the_deed() -> None:
    packet = "incentives: {red_packet: [{name: x, amount: 1, for: {action: share}}]}\n"
    ruled = "points: {mode: platform, rules: [{action: share, points: 1, name: 主讲}]}\n"
    assert codes(packet) == ["W171"]
    assert codes(packet + ruled) == []
    assert codes(packet.replace("name: x", "name: 主讲红包")) == []


@pytest.mark.parametrize(
    ("platform", "code"),
    [("wechat", "E170"), ("wecom", "E170"), ("telegram", "E171"), ("discord", "E171"), ("slack", "E171")],
)
def test_whose_rule_it_is(platform: str, code: str) -> None:
    text = SMALL.replace("kind:", f"platform: {platform}, kind:")
    _, problems = read_profile(text + "badges: [{id: a, name: 集赞王, when: {years: 1}}]", "profile.yml")
    assert [p.code for p in problems] == [code]


@pytest.mark.parametrize(
    ("prize", "found"),
    [
        ("for: {rank: 1, period: week}, claim_days: 7", []),
        ("for: {rank: 1}, claim_days: 7", ["E176"]),
        ("for: {badge: b}, claim_days: 7, to: 2026-12-31", []),
        ("for: {badge: b}, claim_days: 7, to: 2026/12/31", ["E146"]),
        ("for: {badge: b}, claim_days: x, to: 2026-12-31", ["E106"]),
        ("for: {bagde: b}, claim_days: 7", ["E131"]),
        ("for: {zebra: b}, claim_days: 7", ["E133"]),
        ("for: {period: week}, claim_days: 7", ["E177"]),
        ("draw: true, value: 50000, for: {points: 9}, claim_days: 7, to: 2026-12-31", []),
        ("draw: true, value: 50000.01, for: {points: 9}, claim_days: 7, to: 2026-12-31", ["E174"]),
        ("value: 50000.01, for: {points: 9}, claim_days: 7, to: 2026-12-31", []),
    ],
)
def test_terms_of_a_prize(prize: str, found: list[str]) -> None:
    value = "" if "value" in prize else "value: 9, "
    text = f"incentives: {{prize: [{{name: x, {value}{prize}}}]}}\nbadges: [{{id: b, name: b, when: {{years: 1}}}}]"
    assert codes(text) == found


def test_other_money_has_no_cap() -> None:
    text = "incentives: {prize: [{name: x, value: 60000, draw: true, for: {points: 9}, claim_days: 7, to: 2026-12-31}]}"
    for currency, found in (("USD", []), ("usd", ["E154"]), ("CNY", ["E174"])):
        small = SMALL.replace("kind:", f"currency: {currency}, kind:")
        assert [p.code for p in read_profile(small + text, "profile.yml")[1]] == found


def test_only_what_counts_is_asked_for_order() -> None:
    """Where nothing is counted from the ledger, rules may be many and doubled."""
    rules = ", ".join(f"{{action: a{n % 7}, points: 1}}" for n in range(14))
    for mode, found in (("platform", []), ("none", ["W162"]), ("ledger", ["W175", *["W176"] * 7])):
        assert codes(f"ledger: l.csv\npoints: {{mode: {mode}, rules: [{rules}]}}") == found


def test_rules_that_ended_are_not_counted() -> None:
    old = ", ".join(f"{{action: a{n}, points: 1, to: 2025-12-31}}" for n in range(6))
    new = ", ".join(f"{{action: b{n}, points: 1, from: 2026-01-01}}" for n in range(5))
    assert codes(f"ledger: l.csv\npoints: {{mode: ledger, rules: [{old}, {new}]}}") == []
    assert codes(f"ledger: l.csv\npoints: {{mode: ledger, rules: [{old}]}}") == ["W175"]


@pytest.mark.parametrize("platform", ["wechat", "discord"])
def test_only_a_company_with_packets(platform: str) -> None:
    packet = "onboarding: {red_packet: {intro: 500}}"
    small = SMALL.replace("kind:", f"platform: {platform}, kind:")
    for form, found in (("person", ["W174"]), ("company", ["W173", "W174"])):
        text = small.replace("hours_per_week: 1", f"hours_per_week: 1, legal_form: {form}") + packet
        wanted = found if platform == "wechat" else []
        assert [p.code for p in read_profile(text, "profile.yml")[1]] == wanted


@pytest.mark.parametrize(
    ("teams", "near"),
    [("squad", "squads"), ("小队", "squads"), ("战队", "team"), ("City", "city"), ("无", "none")],
)
def test_team_that_was_meant(teams: str, near: str) -> None:
    _, problems = read_profile(SMALL + f"points: {{teams: {teams}}}", "profile.yml")
    assert [(p.code, p.facts["repair"]) for p in problems] == [("E144", f"teams: {near}")]
    assert codes(f"points: {{teams: {near}}}") == []


def test_every_code_has_a_pair_and_one_sentence_in_each_language() -> None:
    def own(language: str) -> dict[str, str]:
        path = asset("templates", "words", language, "guards.yml")
        return dict(yaml.safe_load(path.read_text("utf-8"))["problems"])

    def facts(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    zh, en = own("zh"), own("en")
    pairs = "".join(p.read_text("utf-8") for p in FAULTS.glob("profile-guard-*/expected.zh.txt"))
    assert zh.keys() == en.keys()
    for code in zh:
        assert facts(zh[code]) == facts(en[code]), code
        assert f"  {code}  " in pairs, code
        dated = any(mark in zh[code] for mark in ("《", "微信外链", "个人账号", "公告"))
        assert ("细节问专业人士" in zh[code]) == ("Check with a professional" in en[code]) == dated, code


def test_the_word_lists_hold_nothing_useless() -> None:
    """Every word refuses itself, every innocent phrase is harmless, and would not be without the list."""
    tree = parse_yaml(asset("playbook", "guards.yml").read_text("utf-8"))
    for guard, words in guard_words().lists.items():
        for name in ("words", "alone", "innocent"):
            found = [plain(word) for word in tree[guard][name]]
            assert len(found) == len(set(found)), (guard, name)
        for word in [*tree[guard]["words"], *tree[guard]["alone"]]:
            assert words.find(word), word
        for phrase in tree[guard]["innocent"]:
            assert not words.find(phrase), phrase
