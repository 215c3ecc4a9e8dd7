"""What a profile says is done in a way of its own changes the plan; words that only look like it do not."""

import re

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.plan.facts.facts import make_facts
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
CUSTOMS = (
    "no_sales",
    "hushed",
    "along",
    "pays_there",
    "pays_first",
    "pays_own",
    "cases",
    "parents",
    "plots",
    "used",
    "habit",
)


def upgrade(value):
    return {"upgrade": {"core_value": value}} if value else {}


def customs_of(value="", share=""):
    fill = {"share": share} if share else {}
    found = community("interest", rhythms=[{"id": "session", "fill": fill}], **upgrade(value))
    facts = make_facts(found, LIBRARY, TODAY).flat
    return {custom for custom in CUSTOMS if facts[custom]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("喊一声有人应，群里干干净净没有广告。", {"no_sales", "hushed"}),
        ("楼上楼下搭把手，不许卖东西。", {"no_sales"}),
        ("遛狗的互相照应，没人带货。", {"no_sales"}),
        ("A street where nothing is sold and somebody always has a ladder.", {"no_sales"}),
        ("Help within the hour, no ads.", {"no_sales"}),
        ("Quiet group for one thing: who is on call tonight. No chatter.", {"hushed"}),
        ("值班的人看的群，没事不说话。", {"hushed"}),
        ("每周日晚上大家跟着画同一条街。", {"along"}),
        ("You paint the same street at the same time as I do.", {"along"}),
        ("Grandmother's breads, a bake-along every Friday.", {"along"}),
        ("咨询师同辈督导，一月一个来访者的事。", {"cases"}),
        ("Therapists think one case a month through together.", {"cases"}),
        ("三年二班家长互相搭把手。", {"parents"}),
        ("Class parents who help each other out.", {"parents"}),
        ("一人一分地，互相浇水。", {"plots"}),
        ("Allotments by the river; we water each other's beds.", {"plots"}),
        ("邻居的闲置当面看。", {"used"}),
        ("A flea market for our street.", {"used"}),
        ("三十天不碰甜的。", {"habit"}),
        ("Four weeks of going to bed on time.", {"habit"}),
        # what only looks like it
        ("门店督导一月一个案例。", set()),
        ("小区里有老人、有家长，互相搭把手。", set()),
        ("A parent or a neighbour is always close by.", set()),
        ("二手设备商互相报货。", set()),
        ("Consultants bring a case a month.", set()),
        ("自家种的茶，假一赔十，不卖隔夜的。", set()),
        ("把家收拾得干干净净的人都在这儿。", set()),
        ("We help each other sell more without discounts.", set()),
        ("A quiet hour of drawing by the river.", set()),
        ("We get along, and come along for the walk.", set()),
        ("广告人下班聊广告的地方。", set()),
        ("一起走完一条山路。", set()),
        ("", set()),
    ],
)
def test_a_custom_is_heard_where_it_is_unmistakable(value, expected):
    assert customs_of(value) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("场地费当场均摊，一般 30", {"pays_there"}),
        ("打完转老邓，一人 25", {"pays_there"}),
        ("8 pounds cash on the door", {"pays_there"}),
        ("6 each, paid at the pitch", {"pays_there"}),
        ("报名就付，30 一位", {"pays_first"}),
        ("12 dollars, in advance", {"pays_first"}),
        ("先付 20，散场多退少补", {"pays_there"}),
        ("门票 38 自己在前台买", {"pays_own"}),
        ("各买各的票，当场付", {"pays_own"}),
        ("免费", {"pays_own"}),
        ("Free, thanks to the library", {"pays_own"}),
        ("pay your own entry at the door", {"pays_own"}),
        ("免费茶水，20 一位", set()),
        ("5 each, tea is free", set()),
        ("30 元一位", set()),
        ("5 each", set()),
    ],
)
def test_when_the_share_is_paid_is_heard_in_what_is_filled_in(share, expected):
    assert customs_of(share=share) == expected


def neighbours(value):
    return community("local", 5.0, groups=groups(2, 300), rhythms=[{"id": "neighbours"}], **upgrade(value))


@pytest.mark.parametrize(
    ("language", "order", "value"),
    [("zh", "拼单", "喊一声有人应，没有广告，不卖东西。"), ("en", "hared order", "Help within the hour, and nothing is sold.")],
)  # fmt: skip
def test_no_order_is_opened_where_nothing_is_sold(language, order, value):
    def told(said):
        found = neighbours(said)
        plan = make_plan(found, LIBRARY, TODAY)
        (view,) = rhythm_views(Frame(plan, found, LIBRARY, words(language)))
        return plan, str(view)

    plan, text = told(value)
    assert {"order", "pool"} <= plan.rhythms[0].absent
    assert plan.choice("welcome-chain").state == "no"
    assert order not in text
    plan, text = told("")
    assert {"order", "pool"}.isdisjoint(plan.rhythms[0].absent)
    assert order in text


def test_no_question_of_the_week_where_quiet_is_the_point():
    def duties(value):
        agenda = make_plan(neighbours(value), LIBRARY, TODAY).agenda
        return {step.entry for step in agenda.steps}

    assert "question" in duties("")
    assert "question" not in duties("急事有人应，群里安安静静。")


@pytest.mark.parametrize(
    ("language", "share", "asked", "owed"),
    [
        ("zh", "打完当场收，一人 25", False, True),
        ("zh", "报名就付，30 一位", True, True),
        ("zh", "门票自己在前台买", False, False),
        ("zh", "30 一位", False, True),
        ("en", "4 pounds cash at the door", False, True),
        ("en", "12 dollars, in advance", True, True),
        ("en", "free", False, False),
        ("en", "5 each", False, True),
    ],
)
def test_money_is_asked_for_where_and_when_it_is_paid(language, share, asked, owed):
    words_of = {
        "zh": ("没付的让给候补", "锁了不来不退", "我这儿还没记上", "先付才算数"),
        "en": (
            "Not paid means",
            "no money back",
            "have your share from last time",
            "they pay before they count",
        ),
    }
    kept, strict, owing, later = words_of[language]
    said = {
        "id": "session",
        "anchors": {"play": "sat 19:00"},
        "fill": {"share": share},
        "numbers": {"come": 12},
    }
    found = community("interest", 5.0, groups=groups(1, 60), rhythms=[said])
    plan = make_plan(found, LIBRARY, TODAY)
    (view,) = rhythm_views(Frame(plan, found, LIBRARY, words(language)))
    text = str(view)
    assert (kept in text) == (strict in text) == asked
    assert (owing in text) == (owed and not asked)
    assert (later in text) == owed


@pytest.mark.parametrize(
    ("clock", "told"), [("07:00", "20:30"), ("09:00", "20:30"), ("10:00", "07:00"), ("19:00", "16:00")]
)
def test_what_to_bring_is_never_told_in_the_night(clock, told):
    said = {"id": "session", "anchors": {"play": f"sat {clock}"}}
    plan = make_plan(community("interest", 5.0, groups=groups(1, 60), rhythms=[said]), LIBRARY, TODAY)
    (task,) = [task for task in plan.rhythms[0].tasks if task.job == "notice"]
    assert (task.clock, task.day) == (told, "fri" if told == "20:30" else "sat")


TRADES = [
    ("board", "professional", "cases", "Case supervision for therapists.", "en", "may know the client", "same customers"),
    ("board", "professional", "cases", "心理咨询师同辈督导。", "zh", "认得当事人的那一场先回避", "抢同一批客户"),
    ("neighbours", "local", "parents", "三年二班家长互相搭把手。", "zh", "接送走哪个门", "垃圾几点"),
    ("neighbours", "local", "parents", "Class parents who help out.", "en", "pick-up gate", "Bin day"),
    ("neighbours", "local", "plots", "一人一分地。", "zh", "水几点有", "垃圾几点"),
    ("neighbours", "local", "plots", "Allotments by the river.", "en", "site secretary", "Bin day"),
    ("deals", "selling", "used", "邻居的闲置当面看。", "zh", "手机、自行车要说得出来路", "主体我看过”。"),
    ("deals", "selling", "used", "A flea market for our street.", "en", "no child car seats", "seen the registration”."),
    ("camp", "interest", "habit", "三十天戒糖。", "zh", "先问医生", "忙的做一半"),
    ("camp", "interest", "habit", "Four weeks of going to bed on time.", "en", "ask a doctor first", "Short of time"),
]  # fmt: skip


@pytest.mark.parametrize(("rhythm", "kind", "custom", "value", "language", "told", "untold"), TRADES)
def test_a_neighbouring_trade_is_told_what_is_true_there(rhythm, kind, custom, value, language, told, untold):
    def text_of(said):
        found = community(kind, 6.0, groups=groups(1, 12), rhythms=[{"id": rhythm}], **upgrade(said))
        plan = make_plan(found, LIBRARY, TODAY)
        (view,) = rhythm_views(Frame(plan, found, LIBRARY, words(language)))
        return str(view)

    text = text_of(value)
    assert told in text
    assert untold not in text
    text = text_of("")
    assert told not in text
    assert untold in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_paid_a_share_of_what_others_order(language):
    found = community("selling", 6.0, groups=groups(1, 200), rhythms=[{"id": "group-buy"}])
    plan = make_plan(found, LIBRARY, TODAY)
    (view,) = rhythm_views(Frame(plan, found, LIBRARY, words(language)))
    assert {"zh": "那一团你自家那份算我的", "en": "Your own order is on me"}[language] in str(view)
    assert not re.search(r"实收的 \d|% of what your own", str(view))
