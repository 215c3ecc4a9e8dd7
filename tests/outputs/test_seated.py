"""Who sings, plays at a table or talks is told of chairs and neighbours, not of courts and injuries; whoever
runs, and of whom nobody knows, still is."""

import re

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.words import words
from small_examples import lines_of, pages_of

PROFILE = """\
today: 2026-11-22
community: {{name: {name}, kind: interest, platform: {platform}, language: {language}}}
operator: {{hours_per_week: 14, assistants: 1, assistant_hours_per_week: 10}}
rhythms: [session]
groups: [{{id: one, name: {name}, members: 90}}]
"""
PLATFORMS = {"zh": "wechat", "en": "discord"}
SEEN = re.compile(r"^(brief|index|today|week|rhythm|tactic-(?!rotation).*)\.md$")
MOVING = {
    "zh": r"场地|场馆|几号场|受伤|旧伤|伤了|有没有伤|崴|冰袋|装备|水平|打球|分组|教练|裁判|运动|上场|停车场|保险|东西和水"
    r"|开局|[一这两三]局",
    "en": r"\bcourts?\b|\binjur|\bhurt|\binsur|\bice\b|first-aid|\b(the|for) kit\b|\bkit for|\blevels?\b|\bsport|\bcoach|\bwater\b"
    r"|\bknee|\bankle|\bpartner|split people|car park|the hall\b",
}  # fmt: skip
SEATED = [
    ("灯街合唱团", "zh"),
    ("灯街桌游夜", "zh"),
    ("灯街英语角", "zh"),
    ("灯街水彩夜", "zh"),
    ("Lantern Street Choir", "en"),
    ("Lantern Street Board Games", "en"),
    ("Lantern Street Language Exchange", "en"),
    ("Lantern Street Watercolours", "en"),
]
ON_THEIR_FEET = [
    ("灯街羽毛球", "zh", ["订场地", "冰袋", "有人受伤"]),
    ("Lantern Street Badminton", "en", ["split by level", "No plan for an injury", "Kit for sale"]),
]

HEARD = {
    "灯街象棋约局": True,
    "狼人杀之夜": True,
    "家长合唱团": True,
    "Chess on Tuesdays": True,
    "Lantern Street Pub Quiz": True,
    "Improv Wednesdays": True,
    "灯街约局": False,
    "舞蹈排练": False,
    "Lantern Street Wednesdays": False,
    "Lantern Street Dance": False,
}


def planned(home, name, language):
    path = home / "profile.yml"
    path.write_text(PROFILE.format(name=name, language=language, platform=PLATFORMS[language]), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    return found


def made(home, name, language):
    found = planned(home, name, language)
    frame = Frame(found.plan, found.community, load_library(), words(language))
    return {
        page: lines_of(html.body).splitlines()
        for page, html in pages_of(frame).items()
        if html.body and SEEN.match(page)
    }


@pytest.mark.parametrize(("name", "language"), SEATED)
def test_who_sits_hears_of_no_courts_and_injuries(tmp_path, name, language):
    known = re.compile(MOVING[language], re.I)
    pages = made(tmp_path, name, language)
    told = [f"{page}: {line}" for page, lines in pages.items() for line in lines if known.search(line)]
    assert not told, "\n".join(told)
    assert not [line for lines in pages.values() for line in lines if "{%" in line]
    assert {"brief.md", "rhythm.md", "today.md", "week.md"} <= set(pages)


@pytest.mark.parametrize(("name", "language", "said"), ON_THEIR_FEET)
def test_who_moves_still_does(tmp_path, name, language, said):
    text = "\n".join(line for lines in made(tmp_path, name, language).values() for line in lines)
    assert [one for one in said if one not in text] == []
    assert re.search(MOVING[language], text)


@pytest.mark.parametrize(("name", "seated"), HEARD.items())
def test_words_of_a_session_say_whether_they_sit(tmp_path, name, seated):
    language = "en" if name.isascii() else "zh"
    assert planned(tmp_path, name, language).plan.facts.setting.seated == seated


def test_a_pair_is_not_booked_and_not_given_back(tmp_path):
    text = "\n".join(made(tmp_path, "Lantern Street Language Exchange", "en")["rhythm.md"])
    assert "At 2 to a pair" in text
    assert "give one pair back" not in text
    assert "the price of an hour" not in text
