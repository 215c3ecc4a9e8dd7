"""A group buy is offered what its name says it sells, and nothing by name where the name says no trade."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.goods_facts import offers
from community_playbook.words import words

ROWS = yaml.safe_load(Path(__file__).with_name("goods_names.yml").read_text("utf-8"))
NAMES = [(name, SimpleNamespace(**{"some": "", "never": [], **row})) for row in ROWS for name in row["names"]]
LIBRARY = load_library()
PROFILE = """\
today: 2026-11-23
community: {{name: {name}, kind: selling, platform: wechat, language: {language}}}
operator: {{hours_per_week: 4}}
rhythms: [{{id: group-buy}}]
groups: [{{id: one, name: One, members: 120}}]
"""


@pytest.mark.parametrize(("name", "row"), NAMES, ids=[name for name, _ in NAMES])
def test_goods_are_of_the_trade_that_the_name_says(tmp_path, name, row):
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE.format(name=name, language=row.language), "utf-8")
    plan = app.plan_only(path, app.Options()).plan
    assert plan
    offered = [
        good.name.casefold()
        for good in offers(plan, plan.rhythms[0], words(row.language), plan.facts.days.monday)
    ]
    if not row.some:
        assert offered == []
        return
    assert any(row.some in one for one in offered)
    assert [one for one in offered for word in row.never if word in one] == []


def test_fish_is_no_produce_and_produce_no_fish():
    goods = {
        (topic.id, language): {good.name for good in topic.words[language].goods}
        for topic in LIBRARY.topics
        if topic.buyers
        for language in ("zh", "en")
    }
    for (one, language), mine in goods.items():
        others = set().union(
            *(names for (id_, spoken), names in goods.items() if id_ != one and spoken == language)
        )
        assert mine & others == set()
