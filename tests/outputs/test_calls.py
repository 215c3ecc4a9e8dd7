"""Whom a message calls: by user name where a platform knows people by it, else by the name that is shown."""

import re
from dataclasses import replace

import pytest

from community_playbook.assets import asset
from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.bubble import bubble
from community_playbook.outputs.say.calls import called, handle
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.native import mention_line
from community_playbook.outputs.say.people.leaving import leaving_lines
from community_playbook.plan.plan import make_plan
from community_playbook.plan.roster import person
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, members, profile

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("alias", "called"),
    [("nadia", "nadia"), ("@nadia_r", "nadia_r"), ("nadia.r-1", "nadia.r-1"), ("", "Nadia Roberts"),
     ("Nadia R", "Nadia Roberts"), ("nadia<b>", "Nadia Roberts"), ("娜迪亚", "Nadia Roberts"), ("-", "Nadia Roberts")],
)  # fmt: skip
def test_only_what_can_be_a_user_name_is_one(alias: str, called: str) -> None:
    found = person(Member("1", "Nadia Roberts", alias))
    assert handle(found, LIBRARY.platforms["discord"]) == called
    assert handle(found, LIBRARY.platforms["wechat"]) == "Nadia Roberts"


@pytest.mark.parametrize(("platform", "called"), [("telegram", "@user_0"), ("whatsapp", "@成员0")])
def test_messages_call_people_so_that_it_pings(platform: str, called: str) -> None:
    people = tuple(
        replace(one, alias=f"user_{i}", skills=(f"技{i % 12}",), consent=True)
        for i, one in enumerate(members(60))
    )
    found = Community(
        profile("knowledge", 20, community={"platform": platform}, onboarding={"newcomers_per_week": 6}),
        people,
    )
    frame = Frame(make_plan(found, LIBRARY, TODAY), found, LIBRARY, words("en"))
    lines = "\n".join(frame.spoken["introductions"])
    assert re.search(called[:-1] + r"\d", lines)
    assert not re.search("@成员" if called == "@user_0" else "@user", lines)
    assert f"@{frame.spoken['newcomer'].handle}" == called


def test_how_a_name_is_called_stands_only_where_one_is() -> None:
    found = Community(profile(community={"platform": "telegram"}))
    frame = Frame(make_plan(found, LIBRARY, TODAY), found, LIBRARY, words("en"))
    calling = bubble(frame, "One", ["Hi @nadia"])
    assert "Only @username pings" in mention_line(frame, [calling])
    assert mention_line(frame, [bubble(frame, "Two", ["Hi all"])]) == ""


def test_no_text_calls_anybody_by_the_name_that_is_shown() -> None:
    texts = sorted(asset("playbook").glob("*/*/*.md"))
    assert texts
    assert not [path for path in texts if re.search(r"@\{\{ *\w+\.name", path.read_text("utf-8"))]


def test_no_text_asks_for_a_platform_by_its_name() -> None:
    """It asks what the platform can do: the next one has another name."""
    asks = re.compile(r"\bplatform *(?:==|!=|in\b|not in\b)")
    texts = [
        *asset("playbook").glob("*/*/*.md"),
        *asset("playbook").glob("*/*/*.yml"),
        *asset("playbook").glob("*/*.*"),
    ]
    assert len(texts) > 100
    assert not [
        path
        for path in texts
        if re.search(r"\{%[^%]*" + asks.pattern + r" *(?:'|\[)", path.read_text("utf-8"))
    ]
    assert not [path for path in texts if re.search(r"when:[^}]*" + asks.pattern, path.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("name", "about", "called_"),
    [
        ("Anna Smith", (), "Anna"), ("Anna-Maria Smith", (), "Anna-Maria"), ("Smith, Anna", (), "Anna"),
        ("Élodie Le Gall", (), "Élodie"), ("Jan van der Berg", (), "Jan"), ("Mary J. O’Neill", (), "Mary"),
        ("Anna", (), "Anna"), ("anna smith", (), "anna smith"), ("J Smith", (), "J Smith"), ("J. Smith", (), "J. Smith"),
        ("Li Wei", (), "Li Wei"), ("Uncle Bob", (), "Uncle Bob"), ("Dr Anna Smith", (), "Dr Anna Smith"),
        ("Anna likes tea", (), "Anna likes tea"), ("Run4Fun Club", (), "Run4Fun Club"), ("nadia_r", (), "nadia_r"),
        ("Anna Smith | Lisbon", ("Lisbon",), "Anna"), ("Anna (Lisbon)", ("Lisbon",), "Anna"),
        ("Anna Smith - design", ("Design",), "Anna"), ("Anna | Bo", (), "Anna | Bo"),
        ("佛山-冯知宁-母婴", ("佛山", "母婴"), "冯知宁"), ("北京｜王姐｜餐饮", ("北京", "餐饮"), "王姐"),
        ("佛山-冯知宁-母婴", ("佛山",), "佛山-冯知宁-母婴"), ("老苏做母婴", ("母婴",), "老苏做母婴"), ("王建国", (), "王建国"),
        ("北京", ("北京",), "北京"),
    ],
)  # fmt: skip
def test_a_message_calls_nobody_by_the_full_name(name: str, about: tuple[str, ...], called_: str) -> None:
    assert called(name, about) == called_


def test_a_trade_or_place_of_somebody_else_is_no_name_either() -> None:
    """A nickname may tell of an earlier trade than the table."""
    tags = {"杭州", "自媒体", "阳光"}
    assert called("杭州-袁涛-自媒体", ("长沙", "法律"), tags) == "袁涛"
    assert called("阳光", (), tags) == "阳光" and called("杭州-阳光", (), tags) == "杭州-阳光"
    frame = example_frame("lighthouse", "zh")
    assert {"杭州", "自媒体", "hangzhou"} & frame.community.tags >= {"杭州", "自媒体"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_letters_begin_with_what_people_are_called(language: str) -> None:
    """In every letter of the week, and in messages about people; lists keep the whole name."""
    found = Community(
        profile("knowledge", 20, onboarding={"newcomers_per_week": 6}),
        tuple(replace(one, name=f"{FIRST[i % 5]} Smith{'abcdefghij'[i % 10]}", alias="", skills=(f"技{i % 12}",), consent=True)
              for i, one in enumerate(members(60))),
    )  # fmt: skip
    frame = Frame(make_plan(found, LIBRARY, TODAY), found, LIBRARY, words(language))
    texts = [line for one in leaving_lines(frame) for line in one.letter.lines]
    texts += [frame.folder(entry).message(item.id) for entry in frame.library.tactics
              for item in frame.visible(entry, "say")]  # fmt: skip
    said = "\n".join(map(str, texts))
    assert any(first in said for first in FIRST)
    assert not re.search(r"(?<![@\w])(?:" + "|".join(FIRST) + r") Smith", said)
    assert frame.name(found.members[0].id).startswith("Anna Smitha")


FIRST = ("Anna", "Boris", "Carla", "Dmitri", "Esther")
