"""What is true in one country is said only there: numbers to call, authorities, laws; and no duty says "yesterday"."""

import re
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from community_playbook.assets import asset
from community_playbook.intake.library import load_library
from community_playbook.plan.facts.facts import make_facts
from making import TODAY, community

PLAYBOOK = Path(asset("playbook"))
NUMBER = r"(?:1(?:10|19|20|22)|12345|12315|12333|12356|12366|96110)"
CALLED = re.compile(rf"(?:打|报|拨|号：) ?{NUMBER}(?!\d)|\({NUMBER}\)|居委会|派出所|市场监管|民法典")
THERE = re.compile(
    r"{% if (?:in_china|law == 'cn') %}.*?(?={% else %}|{% elif|{% endif %})|（国内 [\d、]+）", re.DOTALL
)
NEAR_DAYS = re.compile(r"昨天|明天|今晚|昨晚|明晚|\b(?:yesterday|tonight|last night)\b", re.IGNORECASE)


def said_anywhere(text: str) -> list[str]:
    return CALLED.findall(THERE.sub("", text))


@pytest.mark.parametrize("folder", ["rhythms", "topics", "countdowns", "platforms", "duties"])
def test_numbers_and_authorities_are_said_where_they_hold(folder):
    texts = [p for p in (PLAYBOOK / folder).rglob("*") if p.name.startswith(("zh.", "en."))]
    assert texts
    found = {str(p.relative_to(PLAYBOOK)): said_anywhere(p.read_text("utf-8")) for p in texts}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("付了的先打 110。", 1),
        ("{% if in_china %}打 110{% else %}报警{% endif %}", 0),
        ("{% if in_china %}报警{% else %}打 110{% endif %}", 1),
        ("打急救电话（国内 120），停球", 0),
        ("打 1100 分", 0),
    ],
)
def test_the_rule_sees_what_it_should(text, count):
    assert len(said_anywhere(text)) == count


@pytest.mark.parametrize(
    ("zone", "china"),
    [
        ("Asia/Shanghai", True),
        ("Asia/Urumqi", True),
        ("Asia/Harbin", True),
        ("Asia/Hong_Kong", False),
        ("America/Los_Angeles", False),
    ],
)
def test_the_zone_decides(zone, china):
    facts = make_facts(community(community={"timezone": zone}), load_library(), TODAY)
    assert facts.flat["in_china"] is china


def test_a_duty_that_may_be_moved_names_no_near_day():
    texts = list((PLAYBOOK / "duties").rglob("*.md"))
    assert texts
    assert {
        str(p): NEAR_DAYS.findall(p.read_text("utf-8"))
        for p in texts
        if NEAR_DAYS.search(p.read_text("utf-8"))
    } == {}


@pytest.mark.parametrize(
    ("zone", "feast"),
    [("Asia/Shanghai", True), ("Asia/Harbin", True), ("Hongkong", True), ("Europe/Berlin", False)],
)
def test_who_has_the_feasts_of_the_lunar_year_is_said_once(zone, feast):
    """Each zone of a season is one that there is."""
    seasons = {season.id: season for season in load_library().seasons}
    assert zone.startswith(seasons["cny-stop"].zones) is feast
    assert {said for one in seasons.values() for said in one.zones if not began(said)} == set()


def began(said):
    return any(zone.startswith(said) for zone in available_timezones())
