"""What rhythms say: every text can be filled on every platform, and a message is one that somebody would paste."""

import re
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from community_playbook.community.community import Community
from community_playbook.community.rhythms import Chosen
from community_playbook.intake.found import ids
from community_playbook.intake.library import load_library
from community_playbook.knowledge.library import OWN
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.goods_facts import SpokenGood, SpokenGoods
from community_playbook.outputs.say.rhythm_facts import noticed
from community_playbook.outputs.say.round_facts import SpokenRound
from community_playbook.outputs.say.text import Composer
from community_playbook.outputs.say.topic_facts import spoken_topic
from community_playbook.plan.purpose import HeardTopic
from community_playbook.plan.retold import retold
from community_playbook.plan.rhythms import Laid, Levels
from community_playbook.plan.roster import Person
from community_playbook.plan.sums import reckoned
from community_playbook.words import words
from making import groups, members, plan, profile

LIBRARY = load_library()
LANGUAGES = ("zh", "en")
PLATFORMS = ids("platform")
PAIRS = list(product(range(len(LIBRARY.rhythms)), LANGUAGES))
NAMED = [f"{LIBRARY.rhythms[number].id}-{language}" for number, language in PAIRS]
SLOT = {"zh": re.compile("〔[^〕]*〕"), "en": re.compile(r"\[[^\]]*\]")}
LONGEST = 130
"""Han characters of one message: what a telephone shows without scrolling."""
MOST_WORDS = 70
STIFF = {
    "zh": re.compile("赋能|打造|沉淀|闭环|抓手|进行了?(讨论|沟通|交流)|敬请|望周知|各位|广大|行当|有交集|出手不少|综上"),
    "en": re.compile(r"\bdeeds?\b|\breply 1\b|send me a 1|\bkindly note\b|utili[sz]e|leverage|synerg|empower|;", re.I),
}  # fmt: skip
MISSING = {
    "wechat": re.compile("快捷回复|频道|置顶帖|服务器"),
    "wecom": re.compile("频道|置顶帖|服务器"),
    "slack": re.compile(r"\brole\b|\broles\b|\bserver\b|红包|red packet", re.I),
    "discord": re.compile(r"红包|red packet", re.I),
    "telegram": re.compile(r"@everyone|红包|red packet", re.I),
}
"""What does not exist there is not told."""
FOREIGN = {
    "group-buy": r"行业|技能|\bindustry\b|\bskills\b",
    "camp": r"同行|入行|开团|\bindustry\b|\borders open",
    "session": r"同行|开团|打卡|\bindustry\b",
    "outing": r"开团|打卡|\bindustry\b",
    "book-club": r"同行|开团|\bindustry\b|\bcheck in\b",
    "neighbours": r"同行|开营|\bindustry\b",
}
"""Words of another trade, which give away that a text was written for somebody else."""
SLIPS = re.compile(r"\bNone\b|undefined|\{\{|Undefined|[^\n ]  |，，|。。|：。| \.|\(\)|（）")


@cache
def frame(language, platform):
    people, parts = members(120), {"community": {"platform": platform}, "groups": groups(3)}
    found = Community(profile("knowledge", **parts), people, (), (), {})
    return Frame(plan("knowledge", people=people, **parts), found, LIBRARY, words(language))


def talking(plan):
    """The same plan of a community of which it is known what it talks about."""
    return replace(plan, topic=HeardTopic(LIBRARY.topics[0]))


def composer(number, language, platform, full):
    """What fills in the texts of a rhythm, in its full or its small version."""
    view, rhythm = frame(language, platform), LIBRARY.rhythms[number]
    good = SpokenGood("A, 2 kg", "A", "3 to 5", "Sour.", "It leaks") if full else SpokenGood()
    moment = {"day": "周二" if language == "zh" else "Tuesday", "clock": "19:30", "several": full}
    laid = Laid(rhythm, Chosen(rhythm.id), Levels(full=full), 95, (), (), (), {}, ())
    more = {
        **reckoned(laid, view.facts),
        "anchors": {anchor.id: moment for anchor in rhythm.cycle.anchors},
        "times": {**view.spoken["times"], **{beat.id: moment for beat in rhythm.cycle.beats}},
        "rounds": dict.fromkeys([beat.id for beat in rhythm.cycle.beats], moment),
        "lex": rhythm.lexicons[language],
        "noticed": noticed(view.plan, view.words, rhythm.lexicons[language]),
        "intro_fields": rhythm.lexicons[language]["ask"],
        "full": full,
        "weekday": "sat" if full else "wed",
        "season_day": 0,
        "fill": dict.fromkeys(rhythm.fill, "A 12" if full else ""),
        "round": SpokenRound("B 12", "C 12", "D 12", "E 12", 12, "F 12") if full else SpokenRound(),
        "topic": spoken_topic(talking(view.plan), view.words) if full else None,
        "goods": dict.fromkeys([beat.id for beat in rhythm.cycle.beats], SpokenGoods(good, good)),
        "rhythm_minutes": 95,
        "rhythm_left": 25,
        "measured": [],
        "now": [beat.id for beat in rhythm.cycle.beats] if full else [],
    }
    return Composer({**view.spoken, **more}, view.words, "CNY")


@cache
def filled(number, language, platform, full):
    """One rhythm on a platform, and the tactics as far as it has words of its own for them."""
    rhythm, fill = LIBRARY.rhythms[number], composer(number, language, platform, full)
    told = [retold(tactic, rhythm) for tactic in LIBRARY.tactics if rhythm.reaches[tactic.id].own]
    return fill.folder(rhythm.entry), [
        (fill.folder(tactic), rhythm.reaches[tactic.id].own) for tactic in told
    ]


def texts(number, language, platform, full):
    """Every text that the folder of a rhythm holds, by where it stands."""
    whole, tactics = filled(number, language, platform, full)
    yield from [*whole.meta.items(), *whole.labels.items(), *whole.prose.items(), *whole.said.items()]
    for folder, own in tactics:
        keys = [(band, id_) for band, ids in own.items() for id_ in ids]
        yield from (
            (key, found[key])
            for key in keys
            for found in (folder.prose, folder.said, folder.labels)
            if key in found
        )


def messages(number, language):
    """By where they stand; of both versions."""
    platform = "wechat" if language == "zh" else "discord"
    for full in (False, True):
        whole, tactics = filled(number, language, platform, full)
        yield from ((id_, whole.message(id_)) for _, id_ in whole.said)
        for folder, own in tactics:
            ids = [id_ for id_ in own.get("say", ()) if ("say", id_) in folder.said]
            yield from ((f"{folder.entry.id}: {id_}", folder.message(id_)) for id_ in ids)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "language"), PAIRS, ids=NAMED)
def test_a_rhythm_can_be_told_on_every_platform_in_its_words(number, language):
    for platform, full in product(PLATFORMS, (False, True)):
        text = "\n".join(said for _, said in texts(number, language, platform, full))
        found = MISSING[platform].search(text) if platform in MISSING else None
        assert not found, f"{platform}: {text[max(found.start() - 30, 0) : found.end() + 30]}"


@pytest.mark.parametrize(("number", "language"), PAIRS, ids=NAMED)
def test_a_message_fits_a_telephone_and_has_one_gap_at_most(number, language):
    for id_, said in messages(number, language):
        size, most = (len(said), LONGEST) if language == "zh" else (len(said.split()), MOST_WORDS)
        assert size <= most, f"{id_}: {size}"
        assert len(SLOT[language].findall(said)) <= 1, f"{id_}: {said}"
        assert said.count("!") + said.count("！") <= 1, id_
        assert "**" not in said, id_


@pytest.mark.parametrize(("number", "language"), PAIRS, ids=NAMED)
def test_nobody_types_like_an_office(number, language):
    for id_, said in messages(number, language):
        found = STIFF[language].search(SLOT[language].sub("", said))
        assert not found, f"{id_}: {found[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_seven_messages_of_ten_are_pasted_as_they_stand(language):
    said = [text for number in range(len(LIBRARY.rhythms)) for _, text in messages(number, language)]
    whole = [text for text in said if not SLOT[language].search(text)]
    assert len(whole) >= 0.7 * len(said)


@pytest.mark.parametrize(("number", "language"), PAIRS, ids=NAMED)
def test_nothing_of_another_trade_and_no_hole_is_left(number, language):
    foreign = FOREIGN.get(LIBRARY.rhythms[number].id)
    for platform, full in product(("wechat", "slack"), (False, True)):
        for key, text in texts(number, language, platform, full):
            hole = SLIPS.search(text)
            assert not hole, f"{key}: {text}"
            if foreign and key[0] != "evidence":
                assert not re.search(foreign, text, re.I), f"{key}: {text}"


@pytest.mark.parametrize("number", range(len(LIBRARY.rhythms)), ids=[one.id for one in LIBRARY.rhythms])
def test_a_list_is_called_as_the_platform_calls_it(number):
    """Group buying has lists of tools of its own, wherever the group lives."""
    said = {
        platform: "\n".join(text for _, text in texts(number, "zh", platform, True)) for platform in PLATFORMS
    }
    for platform, text in said.items():
        lists = LIBRARY.platforms[platform].can["chain"] == OWN
        if LIBRARY.rhythms[number].id == "session":
            assert ("接龙" in text) is lists, platform
        elif LIBRARY.rhythms[number].id != "group-buy":
            assert lists or "接龙" not in text, platform


def star(deeds, action=""):
    """Said of a star of so many deeds, and of nobody who is known."""
    found = frame("zh", "wechat").plan
    person = Person("m1", "小田", deeds=deeds, action=action)
    work = replace(found.facts.carriers.activity, stars=(person,) if deeds else ())
    facts = replace(found.facts, carriers=replace(found.facts.carriers, activity=work))
    return noticed(replace(found, facts=facts), words("zh"), {"noticed": "上回是你带的新手"})


def test_nobody_is_praised_for_a_deed_that_the_ledger_does_not_hold():
    assert "12 回" in star(12)
    assert "上回是你带的新手" not in star(12)
    for few in (0, 9):
        assert SLOT["zh"].fullmatch(star(few))
    assert "答" in star(3, "answer") and "3" not in star(3, "answer"), "a small number is no praise"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_price_is_a_number_that_a_profile_can_say(language):
    """An amount that a text holds itself follows no profile."""
    for entry in (*(r.entry for r in LIBRARY.rhythms), *LIBRARY.tactics):
        for at, text in entry.texts[language].body.items():
            assert not re.search(r"\{\{ *[1-9]\d* *\| *money", text), f"{entry.id} {at}"
