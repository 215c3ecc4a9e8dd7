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


def test_every_rhythm_is_heard():
    assert set(NAMES) == {rhythm.id for rhythm in LIBRARY.rhythms} | {"none"}
