"""No word that a template is given means two things: what is spoken and the numbers of the rule keep apart."""

import pytest

from example_plans import example_frame


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_spoken_and_the_rule_share_no_name(language):
    frame = example_frame("lighthouse", language)
    for entry in frame.library.tactics:
        rule = entry.measure.spoken(frame.composer.facts) if entry.measure else {}
        assert not set(rule) & set(frame.spoken), entry.id
