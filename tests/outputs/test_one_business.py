"""No sentence of a site speaks against the main business of the same site."""

import re

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.home import home_view
from community_playbook.outputs.say.text import strip
from community_playbook.plan.retold import retold
from small_examples import LARGE, SMALL, frame_of, text_of

LIBRARY = load_library()
each = pytest.mark.parametrize("name", (*SMALL, *LARGE))


def business(name):
    return next((laid for laid in frame_of(name).plan.rhythms if laid.fits), None)


@each
def test_what_a_kind_is_warned_of_is_not_said_of_a_business_that_is_known(name):
    frame = frame_of(name)
    shown = [str(line.what) for line in home_view(frame).quiet]
    assert shown
    if business(name):
        assert frame.words.pick(frame.kind.unwise) not in "\n".join(shown)


@each
def test_the_one_number_is_that_of_the_business(name):
    said = " ".join(f"{line.what} {line.why}" for line in home_view(frame_of(name)).quiet)
    other = "只看一个数" in said or "Watch one number" in said
    assert not (business(name) and other)


def test_a_tactic_that_is_changed_is_named_by_the_job_and_the_reason_of_its_business():
    for rhythm in LIBRARY.rhythms:
        for tactic in LIBRARY.tactics:
            own = rhythm.reaches[tactic.id].own
            for language, texts in retold(tactic, rhythm).texts.items():
                kept = tactic.texts[language].meta
                if rhythm.entry.texts[language].labels.get(("tactics", tactic.id)):
                    assert texts.meta["title"] != kept["title"]
                    continue
                if rhythm.reaches[tactic.id].state != "changed":
                    assert texts.meta == kept
                    continue
                if own.get("jobs"):
                    assert texts.body["jobs", own["jobs"][0]].startswith(texts.meta["short"])
                if own.get("why"):
                    assert texts.meta["card"] != kept["card"]
                    assert not re.search(r"==\S|\S==", texts.meta["card"])


def test_a_court_puts_nobody_on_a_stage():
    said = " ".join(f"{one.what} {one.why}" for one in home_view(frame_of("badminton")).actions)
    assert "组一局" in said
    assert "来讲" not in said


def test_the_steps_of_a_leaderboard_do_not_say_that_there_is_none():
    assert "no ranking" not in text_of("devguild")
    assert "196 points" in text_of("devguild")


def test_a_paying_table_is_not_watched_for_adverts():
    said = text_of("founders-board")
    assert "广告、谣言、吵架、外链" not in said
    assert "写在自我介绍里" not in said
    assert "截屏外传的" in said


def test_one_table_has_no_other_table():
    said = text_of("founders-board")
    assert not re.search("另一桌，人数一样|一桌坐 6–8 位|定坐哪桌", said)
    assert "我先问过案例主" in said
    folder = frame_of("founders-board").folder(business("founders-board").rhythm.entry)
    assert "一桌" in strip(folder.first("why", "table"))
