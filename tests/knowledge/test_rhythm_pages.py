"""The page of a tactic speaks of what people come for: little of it is the same for two rhythms."""

import pytest

from community_playbook.intake.journal_names import folded, names_in, names_of
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.learned import learned_view
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.tactics import card_view, tactic_view
from rhythm_pages import frame, sentences, shares

LIBRARY = load_library()
TACTICS = [tactic.id for tactic in LIBRARY.tactics]
MOST = 0.55
"""Of the sentences of the shorter page, without names and figures; the rest is what is truly the same."""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tactic", TACTICS)
def test_two_rhythms_share_little_of_a_page(tactic, language):
    like = [f"{share:.0%} {one} {other}" for share, one, other in shares(tactic, language) if share > MOST]
    assert not like


def test_names_and_figures_do_not_make_a_sentence_another_one():
    assert sentences("stars", "session", "en") == sentences("stars", "session", "en")
    assert not any(letter.isdigit() for sentence in sentences("stars", "camp", "zh") for letter in sentence)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_tactic_is_called_what_it_is_there_and_keeps_its_number(language):
    view = frame("session", language)
    choice = view.plan.choice("introduce-newcomers")
    page, card = tactic_view(view, choice), card_view(view, choice)
    title = {"zh": "到场，先认一位搭子", "en": "A partner to start with"}[language]
    assert page.title == card.title == "".join(page.phrases) == title
    assert page.number == 4
    assert view.title(view.entries["introduce-newcomers"]) == title
    assert "introduce-newcomers" not in frame("course", language).plan.reached.by
    assert tactic_view(frame("course", language), choice).title != title


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_a_newcomer_who_wrote_nothing_people_are_asked_what_they_come_for(rhythm, language):
    view = frame(rhythm.id, language)
    asked = view.introductions.asked()["plain"]
    assert asked == list(rhythm.lexicons[language]["questions"]) and len(set(asked)) >= 3
    assert not set(asked) & set(view.words.get("newcomers.questions")["interest"]["plain"])
    assert view.introductions.usual() == asked[0]


def test_the_journal_knows_those_names_and_none_means_two_tactics():
    names = names_of(LIBRARY)
    for rhythm in LIBRARY.rhythms:
        for tactic, title in names_in(rhythm):
            assert names.written[folded(title)] == tactic, title
            assert rhythm.reaches[tactic].state == "changed", title


@pytest.mark.slow
@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_that_says_nothing_there_is_that_of_the_main_business(rhythm, language):
    view = frame(rhythm.id, language)
    main = rhythm_views(view)[0]
    for tactic, reach in rhythm.reaches.items():
        page, judged = tactic_view(view, view.plan.choice(tactic)), tactic in view.plan.verdicts
        assert judged is not reach.uncounted, tactic
        if reach.uncounted:
            assert reach.state == "changed", tactic
            assert (page.target, page.unit, page.number_text) == (main.target, main.unit, main.number_text)
            assert main.title in page.watched and not page.stops
        else:
            assert page.stops and not page.watched, tactic


def test_nobody_is_asked_to_count_what_has_no_number():
    view = learned_view(frame("session", "zh"))
    assert "07" not in {f"{one.number:02d}" for one in [*view.silent, *view.lessons]}
    assert not any(",07," in line for line in view.paste.lines)


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
def test_set_up_lines_of_the_platform_stand_where_they_still_hold(rhythm):
    view = frame(rhythm.id, "zh")
    for tactic, reach in rhythm.reaches.items():
        page = tactic_view(view, view.plan.choice(tactic))
        assert bool(page.native) is (reach.state != "changed" or reach.native), tactic


def test_nobody_is_told_how_to_give_a_talk_where_nobody_talks():
    page = tactic_view(frame("session", "zh"), frame("session", "zh").plan.choice("stars"))
    assert page.native is None
    assert tactic_view(frame("course", "zh"), frame("course", "zh").plan.choice("stars")).native


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_done_says_why_in_one_reason(language):
    view = frame("session", language)
    page = tactic_view(view, view.plan.choice("join-window"))
    assert page.excluded and [str(text) for text in page.why] == [str(view.reached("join-window"))]
