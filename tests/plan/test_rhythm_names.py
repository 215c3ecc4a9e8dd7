"""What people come for is heard in names as they are really given, and in no other."""

from pathlib import Path

import pytest
import yaml

from community_playbook.intake.library import load_library
from community_playbook.plan.purpose import find_rhythms
from making import community

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
