"""The name of a rule may hold a number of its own: beside a count it would be read as another one."""

import pytest

from community_playbook.outputs.say.actions import countable, deed_name
from community_playbook.words import words
from making import profile


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("zh", "晒单一次", "晒单"),
        ("zh", "写一篇文章", "写文章"),
        ("zh", "接龙成交额", "接龙成交"),
        ("zh", "统一回复", "统一回复"),
        ("zh", "一次", "一次"),
        ("en", "Share a photo once", "Share a photo"),
        ("en", "Host 1 meetup", "Host meetup"),
        ("en", "Answer one question", "Answer question"),
        ("en", "Level 1", "Level 1"),
        ("en", "Once", "Once"),
    ],
)
def test_a_number_in_a_name_is_left_out_where_a_count_follows(language, name, said):
    assert countable(name, words(language)) == said


def test_the_usual_word_comes_before_the_name_of_a_rule():
    found = profile(points={"mode": "ledger", "period": "month", "rules": [
        {"action": "sale", "name": "成交额一次", "points": 1}, {"action": "晒单", "name": "晒单一次", "points": 2},
    ]})  # fmt: skip
    assert deed_name("sale", found, words("zh")) == "成交"
    assert deed_name("晒单", found, words("zh")) == "晒单"
