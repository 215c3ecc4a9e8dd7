"""What people talk about is heard in the names that people really give; heard wrongly is worse than not at all."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.plan.hearing import Said, Vocabulary, hear
from community_playbook.plan.purpose import find_topic

LIBRARY = load_library()
NAMES = yaml.safe_load((Path(__file__).parent / "topic_names.yml").read_text("utf-8"))
BY_NAME = [(str(name), "" if topic == "none" else topic) for topic, names in NAMES.items() for name in names]


def heard(name: str, members: tuple[Member, ...] = (), topic: str | None = None, **parts: object) -> str:
    profile = Profile.model_validate(
        {
            "community": {"name": name, "kind": "interest", "topic": topic},
            "operator": {"hours_per_week": 3},
            "rhythms": [],
            **parts,
        }
    )
    found = find_topic(Community(profile, members), LIBRARY)
    return found.topic.id if found else ""


@pytest.mark.parametrize(("name", "topic"), BY_NAME, ids=[name for name, _ in BY_NAME])
def test_a_name_is_heard_as_it_is_meant(name: str, topic: str) -> None:
    assert heard(name) == topic


def test_there_are_names_for_every_topic() -> None:
    assert len(BY_NAME) >= 120
    assert {topic for _, topic in BY_NAME} <= {topic.id for topic in LIBRARY.topics} | {""}


@pytest.mark.parametrize(
    "parts",
    [
        {"onboarding": {"intro_fields": ["称呼", "宝宝月龄", "最近在囤什么"]}},
        {"tiers": {"paid": {"price": 99, "name": "钓鱼年卡"}}, "badges": [{"id": "f", "name": "钓鱼达人"}]},
        {"content": {"channels": [{"name": "Carpenters' Mail"}, {"name": "The Sourdough Letter"}]}},
        {"dates": [{"what": "考研", "from": date(2026, 12, 19), "kind": "exam"}]},
    ],
)
def test_what_else_the_profile_says_is_heard_where_it_is_sure(parts: dict[str, object]) -> None:
    told = {"onboarding": "baby", "tiers": "fishing", "content": "", "dates": "graduate-exam"}
    assert heard("Friday People", **parts) == told[next(iter(parts))]


@pytest.mark.parametrize(("sharing", "topic"), [(6, "yoga"), (5, "")])
def test_a_tag_that_most_members_share_says_it(sharing: int, topic: str) -> None:
    members = tuple(Member(str(n), skills=("Yoga",) if n < sharing else ("Cheese",)) for n in range(10))
    assert heard("Friday People", members) == topic


def test_a_hint_counts_only_beside_something_else() -> None:
    assert heard("Mums of Bristol") == ""
    assert heard("Mums of Bristol", onboarding={"intro_fields": ["Name", "Age of your baby"]}) == "baby"


def test_a_word_inside_of_a_longer_one_of_something_else_is_not_heard() -> None:
    known = {"reading": Vocabulary(("共读",)), "fiction": Vocabulary(("小说共读",))}
    found = hear(known, [Said(4, "小说共读群", "name")])
    assert (found["reading"].score, found["fiction"]) == (0, (4, "小说共读"))
    assert hear(known, [Said(4, "小说共读和共读", "name")])["reading"].score == 4


def test_months_that_are_asked_for_by_message_are_heard_as_what_is_asked_instead() -> None:
    """`playbook/private.yml` asks newcomers for a range in place of a child's months."""
    asked = ["称呼", "小区", "孩子在哪一段（0-3 岁、3-6 岁、上学了）", "最近在囤什么"]
    assert heard("团团妈妈好物群", rhythms=["group-buy"], onboarding={"intro_fields": asked}) == "baby"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Harbour Controls Desk", "Operator and integrator hiring week"),
        ("北纬三十", "招聘周，猎头、面试和简历"),
    ],
)
def test_a_date_names_an_exam_and_only_hints_at_a_trade(name: str, what: str) -> None:
    dates = [{"what": what, "from": date(2027, 1, 11), "kind": "opening"}]
    assert heard(name, rhythms=["pro-qa"], dates=dates) == ""
    assert heard(f"{name} hiring", rhythms=["pro-qa"], dates=dates) == "hiring"


@pytest.mark.parametrize(
    ("sizes", "topic"),
    [((440, 400, 90), ""), ((440, 400, None), "pets"), ((100, 90, 300), "pets")],
)
def test_a_group_of_few_is_not_what_all_talk_about(sizes: tuple[int | None, ...], topic: str) -> None:
    """Ninety who keep cats among nine hundred neighbours; where a group is not counted, groups are."""
    names = ("南苑", "北苑", "南北苑养猫养狗")
    parts = [
        {"id": f"g{n}", "name": name, **({"members": size} if size else {})}
        for n, (name, size) in enumerate(zip(names, sizes, strict=True))
    ]
    assert heard("云栖苑", groups=parts) == topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("hydraulics", ""),
        ("制造业", ""),
        ("sourdough bread", "bread"),
        ("越野跑步", "running"),
        ("beekeeping", ""),
    ],
)
def test_what_the_profile_calls_it_is_not_guessed_again(said: str, topic: str) -> None:
    """The name speaks of hiking, the profile of something else that is no topic: nothing of hiking is said."""
    assert heard("周末徒步登山队") == "hiking"
    assert heard("周末徒步登山队", topic=said) == topic
