"""Nothing is said that nobody knows: which generation without an owner, cities that were not understood, consent."""

from __future__ import annotations

import pytest

from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import question_views
from community_playbook.outputs.say.roadmap.stage import head_view
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, ledger, plan

RULES = {"mode": "ledger", "rules": [{"action": "answer", "points": 5}]}
UPGRADE = {"core_value": "带人入行", "wanted_resources": ["场地"]}


def frame(people, deeds=(), language="zh", kind="knowledge", **parts):
    made = community(kind, people=tuple(people), deeds=deeds, points=RULES, **parts)
    return Frame(make_plan(made, load_library(), TODAY), made, load_library(), words(language))


def crew(owner=""):
    return [Member(f"m{n}", f"成员{n}", role=owner if n == 0 else "", consent=True) for n in range(9)]


DEEDS = {
    "nobody": (),
    "the owner": ledger(*[(3, "m0", "answer")] * 9),
    "the others": ledger(*[(3, f"m{n}", "answer") for n in range(1, 9)]),
}


@pytest.mark.parametrize(
    ("owner", "who", "generation"),
    [("", "nobody", 0), ("", "the owner", 0), ("", "the others", 0), ("member", "the others", 0),
     ("owner", "nobody", 0), ("owner", "the owner", 1), ("owner", "the others", 2), ("staff", "the others", 2)],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_generation_is_named_where_the_owner_is_known(owner, who, generation, language):
    made = frame(crew(owner), DEEDS[who], language, upgrade=UPGRADE)
    stage = made.plan.roadmap.stage
    assert stage.generation == generation
    told = head_view(made).generation
    assert told.startswith(words(language)(f"roadmap.generation.g{generation}", lacks="\0").split("\0")[0])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("known", [1, 3, 6])
def test_cities_that_were_not_understood_are_not_called_unwritten(language, known):
    people = [Member(f"m{n}", f"成员{n}", city="hangzhou" if n < known else "", city_text="杭州" if n < known else "火星",
                     consent=True) for n in range(12)]  # fmt: skip
    made = frame(people, language=language, kind="interest")
    said = repr([(q.q, q.gain) for q in question_views(made)])
    choice = next(c for c in made.plan.choices if c.id == "small-meetups")
    view = repr(tactic_view(made, choice))
    for wrong in ("写了城市", "gave a city", "have a city", "没有一个人写了"):
        assert wrong not in said + view


@pytest.mark.parametrize(
    ("agreed", "deeds", "first"),
    [
        (False, "the others", True),
        (False, "the owner", True),
        (True, "the others", False),
        (False, "nobody", False),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_question_one_is_consent_where_boards_exist_and_nobody_agreed(agreed, deeds, first, language):
    people = [Member(f"m{n}", f"成员{n}", consent=agreed and n == 3) for n in range(9)]
    asked = question_views(frame(people, DEEDS[deeds], language))
    assert (asked[0].q == words(language).get("questions.agreement")["q"]) is first


@pytest.mark.parametrize(
    ("platform", "people"), [("discord", 900), ("slack", 900), ("wechat", 1450), ("telegram", 1450)]
)
def test_heads_of_channels_of_one_place_are_not_added_up(platform, people):
    sizes = [{"id": f"g{n}", "name": f"g{n}", "members": size} for n, size in enumerate((900, 500, 50))]
    found = plan("professional", 5, community={"platform": platform}, groups=sizes)
    assert found.facts.sizes.members == people
