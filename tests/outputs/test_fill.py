"""What a message leaves open every week is said once in the profile; else the gap stays, and the page asks for it."""

from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_view
from community_playbook.outputs.say.today import today_view
from community_playbook.words import words

LIBRARY = load_library()
PROFILE = """\
today: 2026-11-22
community: {{name: Thursday Five, kind: interest, platform: whatsapp, language: {language}, topic: none}}
operator: {{hours_per_week: 4}}
rhythms: [{{id: session, anchors: {{play: thu 19:00}}{fill}}}]
groups: [{{id: five, name: Five, members: 46}}]
"""
SAID = ', fill: {venue: "Southville 3G, *both* pitches", share: £4}'
OPENING = {"en": "[", "zh": "〔"}


def frame(home: Path, language: str, fill: str) -> Frame:
    path = home / "profile.yml"
    path.write_text(PROFILE.format(language=language, fill=fill), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    return Frame(found.plan, found.community, LIBRARY, words(language))


def messages(found: Frame) -> str:
    cues = [cue for day in today_view(found).days for cue in day.cues]
    return "\n".join(line for cue in cues for said in (*cue.messages, *cue.cases) for line in said.lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_said_once_stands_in_the_messages_and_is_asked_for_no_more(tmp_path, language):
    found = frame(tmp_path, language, SAID)
    said = messages(found)
    assert "Southville 3G, *both* pitches" in said
    assert "£4" in said
    view = rhythm_view(found, found.plan.rhythms[0])
    assert [line.said for line in view.fill[:2]] == ["Southville 3G, *both* pitches", "£4"]
    assert "venue" not in view.fill_write
    assert "bring" in view.fill_write


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_nobody_said_stays_a_gap(tmp_path, language):
    found = frame(tmp_path, language, "")
    assert "Southville" not in messages(found)
    assert OPENING[language] in messages(found)
    view = rhythm_view(found, found.plan.rhythms[0])
    assert all(key in view.fill_write for key in found.plan.rhythms[0].rhythm.fill)


def test_a_gap_that_there_is_not_is_told(tmp_path):
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE.format(language="en", fill=", fill: {venu: Hall}"), "utf-8")
    told = [p for p in app.plan_only(path, app.Options()).problems if p.code == "W159"]
    assert [(p.place.line, p.facts["found"]) for p in told] == [(4, "venu")]


def test_minutes_of_a_beat_that_there_is_not_are_told(tmp_path):
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE.format(language="en", fill=", minutes: {cort: 30, court: 30}"), "utf-8")
    told = [p for p in app.plan_only(path, app.Options()).problems if p.code == "W199"]
    assert [(p.place.line, p.facts["found"]) for p in told] == [(4, "cort")]


@pytest.mark.parametrize("rhythm", [r for r in LIBRARY.rhythms if r.fill], ids=lambda r: r.id)
def test_each_gap_is_used_in_every_language(rhythm):
    for texts in rhythm.entry.texts.values():
        body = "\n".join(texts.body.values())
        used = {id_ for id_ in rhythm.fill if f"fill.{id_}" in body} | (
            {"what"} if "round.what" in body else set()
        )
        assert [id_ for id_ in rhythm.fill if id_ not in used] == []
