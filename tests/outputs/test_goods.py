"""What a group buy offers is named: this month's goods of the topic, or the operator's own, the same two all round."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.goods_facts import BETWEEN
from community_playbook.outputs.say.rhythm_facts import rhythm_facts
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.say.topic import topic_view
from community_playbook.words import words

LIBRARY = load_library()
BOUGHT = [topic for topic in LIBRARY.topics if topic.buyers]
MONDAY = date(2026, 11, 23)
PROFILE = """\
today: {today}
community: {{name: Round the Corner, kind: selling, platform: wechat, language: {language}, topic: {topic}}}
operator: {{hours_per_week: {hours}}}
rhythms: [{{id: group-buy{fill}}}]
groups: [{{id: one, name: One, members: 120}}]
"""


def frame(home: Path, language="zh", topic="fresh-produce", fill="", hours=3, today=MONDAY) -> Frame:
    path = home / "profile.yml"
    path.write_text(
        PROFILE.format(language=language, topic=topic, fill=fill, hours=hours, today=today), "utf-8"
    )
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    return Frame(found.plan, found.community, LIBRARY, words(language))


def messages(found: Frame) -> dict[str, str]:
    """By the beat that sends them."""
    said: dict[str, list[str]] = {}
    for day in today_view(found).days:
        for cue in day.cues:
            for message in cue.messages:
                if message.step:
                    said.setdefault(message.step.split(".")[1], []).extend(message.lines)
    return {beat: "\n".join(lines) for beat, lines in said.items()}


@pytest.mark.parametrize(
    ("topic", "language"), list(product(BOUGHT, ("zh", "en"))), ids=lambda one: getattr(one, "id", one)
)
def test_what_is_bought_has_goods_for_every_month(topic, language):
    goods = topic.words[language].goods
    assert 8 <= len(goods) <= 15
    assert min(sum(month in good.months for good in goods) for month in range(1, 13)) >= 2
    assert len({good.name for good in goods}) == len(goods)
    assert [good.name for good in goods if not good.say.endswith("。" if language == "zh" else ".")] == []
    assert [good.name for good in goods if good.trap.endswith(("。", "."))] == []
    assert [good.name for good in goods if len(good.say) > 90 or len(good.trap) > 90] == []
    assert [good.name for good in goods if not any(sign.isdigit() for sign in good.price)] == []


def test_only_what_is_bought_has_goods():
    assert [t.id for t in LIBRARY.topics for w in t.words.values() if w.goods and not t.buyers] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_round_names_the_same_goods_from_vote_to_opening(tmp_path, language):
    found = frame(tmp_path, language, hours=4)
    said, plan = messages(found), found.plan
    goods = rhythm_facts(plan, plan.rhythms[0], found.words, None)["goods"]
    assert goods["vote"] == goods["warm"] == goods["open"]
    first, other = goods["vote"].first, goods["vote"].other
    assert first.line != other.line
    assert first.line in said["vote"] and other.line in said["vote"]
    assert first.name in said["warm"] and first.say in said["warm"]
    assert first.line in said["open"] and first.price in said["open"]
    assert not set("[〔") & set(said["vote"] + said["warm"])
    assert first.line in [good.line for good in topic_view(found).goods]


def test_what_is_offered_is_good_in_its_month_and_goes_round(tmp_path):
    offered = {}
    for week in range(30):
        found = frame(tmp_path, today=MONDAY + timedelta(weeks=week))
        pair = rhythm_facts(found.plan, found.plan.rhythms[0], found.words, None)["goods"]["open"]
        month = (found.plan.facts.days.monday + timedelta(days=3)).month
        known = {
            good.name: good.months
            for good in next(t for t in LIBRARY.topics if t.id == "fresh-produce").words["zh"].goods
        }
        assert all(month in known[one.name] for one in (pair.first, pair.other))
        offered[week] = (pair.first.name, pair.other.name)
    assert sum(offered[n] == offered[n + 1] for n in range(29)) <= 3
    assert len({name for pair in offered.values() for name in pair}) >= 10


def test_two_rounds_a_week_offer_different_pairs_whenever_there_are_enough(tmp_path):
    found = frame(tmp_path, hours=10)
    laid, monday = found.plan.rhythms[0], found.plan.facts.days.monday
    pairs = [
        rhythm_facts(found.plan, laid, found.words, monday + timedelta(days=n))["goods"]["open"]
        for n in (1, 3)
    ]
    assert laid.full
    assert pairs[0] != pairs[1]


@pytest.mark.parametrize(
    ("fill", "first", "asks"),
    [
        ("Navels, 5 kg, £9; Leeks, 2 kg, £4", "Navels, 5 kg, £9", False),
        ("Navels, 5 kg, £9", "Navels, 5 kg, £9", False),
    ],
)
def test_what_the_operator_sells_goes_before_the_goods_of_the_topic(tmp_path, fill, first, asks):
    said = messages(frame(tmp_path, "en", fill=f', fill: {{pickup: Hall, goods: "{fill}"}}', hours=3))
    assert all(one in said["vote"] for one in BETWEEN.split(fill))
    assert any(one in said["open"] for one in BETWEEN.split(fill))
    assert ("[" in said["open"]) is asks


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nobody_knows_what_is_sold_the_gap_stays(tmp_path, language):
    said = messages(frame(tmp_path, language, topic="none"))
    assert set("[〔") & set(said["vote"]) and set("[〔") & set(said["open"])
