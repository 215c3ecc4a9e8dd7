"""What people talk about: guessed or said, asked once a week, and never in the way of what a rhythm asks itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.say.topic import topic_view
from community_playbook.words import words

DUTY, OPENING = "question", date(2026, 11, 22)
PROFILE = """\
today: 2026-11-22
community: {{name: {name}, kind: {kind}, language: {language}{more}}}
operator: {{hours_per_week: 10}}
{rhythm}
groups: [{{id: one, name: One, members: 90}}]
"""


def frame(home: Path, name="Garden Loaf", kind="interest", language="en", more="", rhythm="") -> Frame:
    path = home / "profile.yml"
    path.write_text(
        PROFILE.format(name=name, kind=kind, language=language, more=more, rhythm=rhythm), "utf-8"
    )
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    return Frame(found.plan, found.community, load_library(), words(language))


def topic(found: Frame) -> str:
    return found.plan.topic.topic.id if found.plan.topic else ""


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("Sourdough on Sundays", "en", "bread"),
        ("欧包俱乐部", "zh", "bread"),
        ("Riverside Badminton", "en", "badminton"),
        ("城南羽毛球", "zh", "badminton"),
        ("GRE备考群", "zh", "graduate-exam"),
        ("Tuesday Book Club", "en", "reading"),
        ("Crime Fiction Book Club", "en", "fiction"),
        ("小说共读群", "zh", "fiction"),
        ("亲子共读", "zh", "picture-books"),
        ("创始人读书会", "zh", "reading"),
        ("乐队粉丝群", "zh", "fandom"),
        ("高考志愿填报", "zh", ""),
        ("Breadth First", "en", ""),
        ("宠物店老板群", "zh", "founders"),
        ("Coffee for Founders", "en", "coffee"),
        ("Coffee Founders", "en", "founders"),
        ("Training for trust", "en", ""),
        ("Friday People", "en", ""),
    ],
)
def test_the_name_tells_what_people_talk_about(tmp_path, name, language, wanted):
    assert topic(frame(tmp_path, name=name, language=language)) == wanted


def test_what_the_profile_says_goes_before_what_the_name_says(tmp_path):
    assert topic(frame(tmp_path, name="Sourdough on Sundays", more=", topic: coffee")) == "coffee"
    assert topic(frame(tmp_path, name="Sourdough on Sundays", more=", topic: none")) == ""


def test_where_no_word_names_a_topic_the_rhythm_has_a_usual_one(tmp_path):
    found = frame(tmp_path, name="Second Chapter", rhythm="rhythms: [book-club]")
    assert topic(found) == "reading"
    assert "none" in topic_view(found).heard
    assert topic(frame(tmp_path, name="Screen Two film club", rhythm="rhythms: [book-club]")) == "film"


def test_buyers_of_bread_are_not_asked_how_they_shape_it(tmp_path):
    assert (
        topic(frame(tmp_path, name="Sourdough on Sundays", kind="selling", rhythm="rhythms: [group-buy]"))
        == ""
    )


@pytest.mark.parametrize(
    ("rhythm", "asked"),
    [
        ("rhythms: []", True),
        ("rhythms: [open-source]", True),
        ("rhythms: [session]", False),
        ("rhythms: [board]", False),
    ],
)
def test_one_question_a_week_unless_the_rhythm_asks_itself(tmp_path, rhythm, asked):
    found = frame(tmp_path, more=", topic: bread", rhythm=rhythm)
    steps = [step for step in found.plan.agenda.steps if step.entry == DUTY]
    assert ([step.job for step in steps] == ["ask", "gather"]) is asked


def test_the_question_of_the_week_is_the_same_everywhere_and_another_one_next_week(tmp_path):
    found = frame(tmp_path, more=", topic: bread")
    cues = [cue for day in today_view(found).days for cue in day.cues]
    question = topic_view(found).question.lines[0]
    assert any(question in "\n".join(said.lines) for cue in cues for said in cue.messages)
    known = found.words.usage.pick(found.plan.topic.topic.words)
    asked = {question, *(week.ask for week in topic_view(found).ahead)}
    assert asked == {one.ask for one in known.questions}


def test_each_day_of_a_camp_has_a_task_of_its_own(tmp_path):
    anchors = f"{{start: {OPENING} 20:00, end: 2026-12-19}}"
    rhythm = f"rhythms: [{{id: camp, anchors: {anchors}}}]"
    found = frame(tmp_path, kind="knowledge", more=", topic: bread", rhythm=rhythm)
    tasks = {
        day.date: said.lines[0]
        for day in today_view(found).days
        for cue in day.cues
        for said in cue.messages
        if said.id == "task" or "marked “half”" in said.lines[0]
    }
    assert len(tasks) >= 3
    assert len(set(tasks.values())) == len(tasks)
    known = [one.do for one in found.plan.topic.topic.words["en"].tasks]
    for day, line in tasks.items():
        assert known[(day - OPENING).days - 1] in line
        assert day - found.plan.week.monday < timedelta(days=7)


def test_a_topic_that_there_is_not_is_told_with_the_nearest(tmp_path):
    path = tmp_path / "profile.yml"
    path.write_text(
        PROFILE.format(name="X", kind="interest", language="en", more=", topic: bred", rhythm=""), "utf-8"
    )
    told = [p for p in app.plan_only(path, app.Options()).problems if p.code == "W158"]
    assert [(p.place.line, p.facts["near"]) for p in told] == [(2, "bread")]


@pytest.mark.parametrize(
    ("language", "fields", "own"),
    [
        ("zh", "[店铺类目, 常用软件]", "〔你自己的：店铺类目、常用软件〕"),
        ("en", "[where you ski, boots or board]", "[yours: where you ski and boots or board]"),
        ("zh", "", ""),
        ("en", "", ""),
    ],
)
@pytest.mark.parametrize("rhythm", ["rhythms: []", "rhythms: [course]", "rhythms: [session]"])
def test_where_newcomers_are_asked_something_else_the_operator_goes_first(
    tmp_path, language, fields, own, rhythm
):
    asked = f"onboarding: {{intro_fields: {fields}}}\n" if fields else ""
    found = frame(tmp_path, "Sourdough on Sundays", language=language, rhythm=asked + rhythm)
    assert found.spoken["own_sample"] == own
    assert not own or found.spoken["topic"].sample == own
    if lexicon := found.spoken["lex"]:
        assert (lexicon["sample"] == own) is bool(own)
