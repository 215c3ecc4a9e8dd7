"""Names of dates as people of many trades write them, and the countdowns that a reader would accept for each."""

from pathlib import Path

import pytest
import yaml

from community_playbook.intake.library import load_library
from community_playbook.knowledge.countdowns import Crowd

LIBRARY = load_library()
NAMES = yaml.safe_load(Path(__file__).with_name("date_names.yml").read_text("utf-8"))
NEUTRAL = ("event", "other")


@pytest.mark.parametrize(("name", "kind", "rhythm", "accepted"), NAMES)
def test_a_name_brings_no_recipe_of_a_neighbouring_trade(name, kind, rhythm, accepted):
    assert LIBRARY.counted(name, kind, Crowd((rhythm,) if rhythm else ())).id in accepted


def test_every_accepted_countdown_is_one_of_the_playbook():
    known = {one.id for one in LIBRARY.countdowns}
    assert {id_ for *_, accepted in NAMES for id_ in accepted} <= known
    assert known.issuperset(NEUTRAL)
    assert len(NAMES) >= 120
