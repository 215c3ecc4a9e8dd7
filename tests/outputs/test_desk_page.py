"""The writing desk: letters without a gap, each on the page, on its day and in the table; hostile words stay words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.render import render_page
from community_playbook.outputs.pages.table import PAGES
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.names import called_by
from community_playbook.outputs.say.people.commissions import loan_lines, promise_lines
from community_playbook.outputs.say.people.desk import desk_view
from community_playbook.outputs.say.people.outreach import letter_lines
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.sheets.desk_sheets import letters_sheet, loans_sheet, pieces_sheet
from example_plans import NAMES, example_frame

GAP = re.compile(r"[{}〔〕\[\]]|None")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name == "metropolis")) for name in NAMES]
)
def test_no_letter_has_a_gap_and_no_two_of_a_week_have_one_title(name, language):
    frame = example_frame(name, language)
    lines = letter_lines(frame)
    for line in lines:
        assert not GAP.search("\n".join(line.letter.lines)), line
        assert line.title in "\n".join(line.letter.lines)
        assert called_by(frame, line.member) in line.letter.lines[0]
    titles = [line.title for line in lines]
    assert len(set(titles)) >= len(titles) - len(titles) // 5


@pytest.mark.parametrize("name", NAMES)
def test_what_the_desk_writes_stands_on_its_day_and_in_its_table(name):
    frame = example_frame(name, "zh")
    lines = letter_lines(frame)
    cues = {cue.step: cue for day in today_view(frame).days for cue in day.cues}
    for line in lines:
        if line.step:
            assert line.letter in cues[line.step].messages
    assert len(letters_sheet(frame).rows) == len(lines)
    assert len(loans_sheet(frame).rows) == len(loan_lines(frame))
    assert len(pieces_sheet(frame).rows) == len(promise_lines(frame))


def test_where_nobody_can_be_named_there_is_a_form_and_what_to_do_by_hand():
    view = desk_view(example_frame("newborn", "en"))
    assert not view.letters and view.form and view.notes and "by hand" in view.notes[0].casefold()
    assert desk_view(example_frame("lighthouse", "en")).form is None


def test_thanks_name_what_a_piece_brought_and_where_it_could_be_seen():
    frame = example_frame("lighthouse", "zh")
    thanked = next(line for line in promise_lines(frame) if line.state == "shown")
    assert (
        thanked.letter
        and "23 位加了你的微信" in thanked.letter.lines[0]
        and "8,000" in thanked.letter.lines[0]
    )
    states = [line.state for line in promise_lines(frame)]
    assert states == ["draft", "late", "shown"]


def test_loans_say_their_terms_and_only_what_is_due_has_a_letter():
    frame = example_frame("lighthouse", "zh")
    lines = {line.tool: line for line in loan_lines(frame) if line.state != "shelf"}
    assert [line.state for line in lines.values()] == ["due", "owed", "done"]
    assert [line.letter is not None for line in lines.values()] == [True, True, False]
    assert "免费借用" in lines["直播工具"].letter.lines[0]


def test_hostile_names_titles_and_notes_stay_text():
    frame = example_frame("devguild", "en")
    evil = "<img src=x onerror=alert(1)>*_`{{ 7 }}`"
    one = frame.plan.people.desk.letters[0]
    desk = replace(frame.plan.people.desk, letters=(replace(one, note=evil, subject=evil),))
    people = replace(frame.plan.people, desk=desk)
    made = Frame(replace(frame.plan, people=people), frame.community, frame.library, frame.words)
    row = next(page for page in PAGES if page.key == "desk")
    page = render_page(Desk(made), row).decode()
    assert "<img" not in page and "onerror" in page and "{{ 7 }}" not in page
