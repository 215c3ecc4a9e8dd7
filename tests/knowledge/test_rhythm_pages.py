"""The page of a tactic speaks of what people come for: little of it is the same for two rhythms."""

import pytest

from community_playbook.intake.library import load_library
from rhythm_pages import sentences, shares

TACTICS = [tactic.id for tactic in load_library().tactics]
MOST = 0.55
"""Of the sentences of the shorter page, without names and figures; the rest is what is truly the same."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tactic", TACTICS)
def test_two_rhythms_share_little_of_a_page(tactic, language):
    like = [f"{share:.0%} {one} {other}" for share, one, other in shares(tactic, language) if share > MOST]
    assert not like


def test_names_and_figures_do_not_make_a_sentence_another_one():
    assert sentences("stars", "session", "en") == sentences("stars", "session", "en")
    assert not any(letter.isdigit() for sentence in sentences("stars", "camp", "zh") for letter in sentence)
