"""A host who lives elsewhere is told; who lives there, or whom nobody knows, is not."""

from datetime import date

import pytest

from community_playbook.community.profile import Meetup
from community_playbook.outputs.say.people.meetups import host_away, meetups_view
from example_plans import example_frame


@pytest.mark.parametrize(
    ("host", "told"), [("林砚书", True), ("吴可豪", False), ("没有这个人", False), (None, False)]
)
def test_the_city_of_a_host_is_compared(host, told):
    meetup = Meetup(city="杭州", day=date(2026, 12, 13), host=host)
    said = host_away(example_frame("lighthouse", "zh"), meetup)
    assert bool(said) == told
    assert not told or ("潍坊" in said and "林砚书" in said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_the_example_has_a_host_of_its_city(language):
    assert not any("吴可豪" in note for note in meetups_view(example_frame("lighthouse", language)).missing)
