"""What a profile says is done in a way of its own changes the plan; words that only look like it do not."""

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.plan.facts.facts import make_facts
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
CUSTOMS = ("no_sales", "hushed", "along", "pays_there", "pays_first")


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
        # what only looks like it
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
