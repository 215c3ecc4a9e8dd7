"""What people come for is heard in names as they are really given, and in no other."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from community_playbook.intake.library import load_library
from community_playbook.plan.plan import make_plan
from community_playbook.plan.purpose import find_rhythms
from making import TODAY, community, groups

LIBRARY = load_library()
NAMES = yaml.safe_load(Path(__file__).with_name("rhythm_names.yml").read_text("utf-8"))
CASES = [(rhythm, one["kind"], one["name"]) for rhythm, names in NAMES.items() for one in names]


@pytest.mark.parametrize(("rhythm", "kind", "name"), CASES)
def test_a_name_says_what_people_come_for(rhythm, kind, name):
    made = community(kind, 6, community={"name": name})
    assert [chosen.id for chosen in find_rhythms(made, LIBRARY)] == ([] if rhythm == "none" else [rhythm])


@pytest.mark.parametrize(
    ("names", "said", "day"),
    [
        (["周四夜场冰壶"], "", "thu"),
        (["Riverside Squash Tuesdays"], "", "tue"),
        (["城北羽毛球", "星期五场"], "", "fri"),
        (["羽毛球一周三练"], "", ""),
        (["Black Friday Badminton"], "", ""),
        (["周二羽毛球", "周五羽毛球"], "", ""),
        (["周四夜场冰壶"], "sat 19:30", "sat"),
        (["周四夜场冰壶"], "19:30", "thu"),
    ],
)
def test_a_day_in_a_name_is_that_of_what_people_come_for(names, said, day):
    rhythms = [{"id": "session", **({"anchors": {"play": said}} if said else {})}]
    parts = {"community": {"name": names[0]}, "rhythms": rhythms}
    if len(names) > 1:
        parts["groups"] = [{"id": f"g{n}", "name": name, "members": 40} for n, name in enumerate(names)]
    (chosen,) = find_rhythms(community("interest", 6, **parts), LIBRARY)
    found = chosen.anchors.get("play")
    assert (found.weekday if found else "") == day
    assert (found.clock if found else "") == (said.split()[-1] if said else "")


@pytest.mark.parametrize(
    ("name", "channel", "rhythm"),
    [
        ("Nora Tunes Pianos", "YouTube", "fans"),
        ("阿木做木工", "B站", "fans"),
        ("半岛", "公众号", ""),
        ("Quay Badminton", "YouTube", "session"),
    ],
)
def test_a_channel_of_a_creator_has_fans(name, channel, rhythm):
    parts = {"community": {"name": name}, "content": {"channels": [{"name": channel, "reach": 9000}]}}
    found = find_rhythms(community("interest", 6, **parts), LIBRARY)
    assert [chosen.id for chosen in found] == ([rhythm] if rhythm else [])


def test_every_rhythm_is_heard():
    assert set(NAMES) == {rhythm.id for rhythm in LIBRARY.rhythms} | {"none"}


def free(rhythm, name="北纬", anchors=None, helpers=None, **windows):
    said = {"id": rhythm, **({"anchors": anchors} if anchors else {})}
    parts = {"community": {"name": name}, "rhythms": [said]}
    parts["operator"] = {"hours_per_week": 6, "free": windows}
    if helpers:
        parts["assistants"] = {"free": helpers}
        parts["operator"] |= {"assistants": 1, "assistant_hours_per_week": 4}
    (chosen,) = find_rhythms(community("interest", 6, **parts), LIBRARY)
    return {id_: (when.weekday, when.clock) for id_, when in chosen.anchors.items()}


@pytest.mark.parametrize(
    ("rhythm", "windows", "expected"),
    [
        ("book-club", {"sun": ["18:00-19:30"]}, ("sun", "18:00")),  # an hour and five minutes end by 19:30
        ("book-club", {"sun": ["18:00-22:00"]}, None),  # its usual clock is free
        ("book-club", {"wed": ["12:00-13:00"]}, ("wed", "12:00")),  # too short: in the longest there is
        ("session", {"mon": ["21:00-22:00"], "thu": ["19:00-22:30"]}, ("thu", "20:00")),
        ("board", {"thu": ["14:00-18:00"]}, ("thu", None)),
    ],
)
def test_what_nobody_gave_a_day_lies_where_the_owner_is_free(rhythm, windows, expected):
    root = next(one.id for one in LIBRARY.rhythm(rhythm).cycle.anchors if one.day)
    found = free(rhythm, **windows).get(root)
    if expected is None or expected[1] is not None:
        assert found == expected
        return
    start, end = windows[found[0]][0].split("-")
    assert found[0] == expected[0] and start <= found[1] < end


def test_a_day_that_is_named_or_said_stays():
    assert free("session", "周四夜场", thu=["19:00-23:00"], sat=["08:00-23:00"])["play"] == ("thu", "")
    assert free("session", "周四夜场", sat=["08:00-23:00"])["play"] == ("thu", "")
    assert free("session", anchors={"play": "sun 20:00"}, sat=["08:00-23:00"])["play"] == ("sun", "20:00")


def test_what_follows_lies_in_the_hours_of_somebody():
    found = free("group-buy", thu=["20:00-22:00"], sat=["08:30-11:00"], fri=["09:00-10:00"])
    assert found["arrive"] == ("", "08:30")
    assert found["cut"] == ("", "09:00")
    helped = free("group-buy", helpers={"sat": ["16:00-18:00"]}, thu=["20:00-22:00"], sat=["08:30-11:00"])
    assert "arrive" not in helped


@pytest.mark.parametrize(
    ("rhythm", "anchor", "name", "day", "near"),
    [
        ("open-source", "release", "Release 2.0", "2027-01-05", True),
        ("open-source", "release", "Release 2.0", "2027-04-05", False),
        ("open-source", "release", "Team dinner", "2027-01-05", False),
        ("neighbours", "swap", "岁末换物集市", "2026-12-20", True),
        ("neighbours", "swap", "Swap day", "2026-12-20", True),
    ],
)
def test_a_date_that_is_an_anchor_is_the_next_one(rhythm, anchor, name, day, near):
    dates = [{"what": name, "from": day}]
    made = community("interest", 6, rhythms=[rhythm], dates=dates, groups=groups(1, 80))
    (laid,) = make_plan(made, LIBRARY, TODAY).rhythms
    found = laid.chosen.anchors.get(anchor)
    assert bool(found and found.day == date.fromisoformat(day)) == near


@pytest.mark.parametrize(
    ("kind", "promise", "rhythm"),
    [
        ("knowledge", "一天一页，一百天写完一本小楷，有人看着打卡", "camp"),
        ("interest", "Someone to go hiking with who waits at the top", "outing"),
        ("local", "周末有人一起打羽毛球", "session"),
        ("interest", "先打羽毛球，再去爬山", ""),
        ("interest", "认识几个谈得来的人", ""),
    ],
)
def test_a_promise_says_it_where_no_name_does(kind, promise, rhythm):
    parts = {"community": {"name": "半岛"}, "groups": groups(4, 60), "upgrade": {"core_value": promise}}
    assert [chosen.id for chosen in find_rhythms(community(kind, 6, **parts), LIBRARY)] == [rhythm][
        : len(rhythm)
    ]


@pytest.mark.parametrize(
    ("dates", "rhythm"),
    [
        (["川西行", "山里两日"], "outing"),
        (["Autumn weekend away", "Winter day hike", "Members' dinner"], "outing"),
        (["川西行"], ""),
        (["川西行", "山里两日", "年度晚宴", "中秋"], ""),
        (["城市联赛", "Spring cup"], "session"),
    ],
)
def test_two_trips_ahead_say_that_people_go_out(dates, rhythm):
    said = [{"what": what, "from": date(2026, 12, 5 + n)} for n, what in enumerate(dates)]
    found = find_rhythms(community("interest", 6, community={"name": "半岛"}, dates=said), LIBRARY)
    assert [one.id for one in found] == [rhythm][: len(rhythm)]


def test_not_all_of_one_place_are_neighbours():
    plan = make_plan(community("local", 6, groups=groups(1, 60), community={"name": "半岛"}), LIBRARY, TODAY)
    assert (plan.rhythms, plan.guess.id) == ((), "neighbours")


@pytest.mark.parametrize(
    ("kind", "goal", "rhythm"),
    [
        ("selling", "depth", "group-buy"),
        ("knowledge", "depth", "course"),
        ("professional", "income", "pro-qa"),
        ("professional", "cost", "pro-qa"),
        ("interest", "depth", ""),
    ],
)
def test_few_groups_do_what_is_usual_of_their_kind(kind, goal, rhythm):
    """Many groups are of as many sorts, and nobody knows of a community to be."""
    parts = {"community": {"name": "半岛"}, "goal": goal}
    for number, taken in ((1, True), (3, True), (4, False), (0, False)):
        made = community(kind, 6, groups=groups(number, 60), **parts)
        found = find_rhythms(made, LIBRARY)
        assert [(one.id, one.known) for one in found] == ([(rhythm, "usual")] if rhythm and taken else [])
        plan = make_plan(made, LIBRARY, TODAY)
        assert (plan.guess.id if plan.guess else "") == rhythm
