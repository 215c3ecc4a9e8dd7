"""Which period is shown, and is it said? Tables that are old, periods that run on, a day that is fixed."""

from datetime import timedelta

import pytest

from community_playbook import app
from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.images.cards import Cards
from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.settings import site_settings
from community_playbook.outputs.printing.duties import sheet_facts
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.boards import boards_view
from community_playbook.outputs.say.home import home_view, question_views
from community_playbook.outputs.share.captions import caption
from community_playbook.outputs.share.member import about, lead
from community_playbook.outputs.share.voice import Voice
from community_playbook.outputs.shelf import PictureFile
from community_playbook.plan.game.share import make_share
from community_playbook.plan.plan import make_plan
from community_playbook.usage import languages
from community_playbook.words import words
from example_plans import DAY, EXAMPLES, planned
from making import TODAY, profile

RULES = {"mode": "ledger", "rules": [{"action": "article", "points": 20}], "teams": "team"}
PEOPLE = tuple(Member(f"m{n}", f"成员{n}", team="red", consent=True) for n in range(6))
KEY = b"k" * 32


def frame_of(rows, later=0, language="zh", period="week"):
    community = Community(profile(points=RULES | {"period": period}), PEOPLE, tuple(sorted(rows)))
    plan = make_plan(community, load_library(), TODAY + timedelta(later))
    return Frame(plan, community, load_library(), words(language))


def rows_of(*ago, action="article"):
    return [LedgerEntry(TODAY - timedelta(n), f"m{n % 6}", action, 1, None, "") for n in ago]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("later", [0, 1, 6, 30, 400])
def test_tables_that_are_old_keep_their_last_board_and_say_where_they_end(language, later):
    """Rows until the day before a Sunday, read on that Sunday and later."""
    frame = frame_of(rows_of(1, 2, 3, 9), later, language)
    view, day = boards_view(frame), frame.dated(TODAY - timedelta(1))
    assert view.main is not None
    assert view.message is not None
    old = later > 1
    assert (day in view.lead) == old
    assert bool(question_views(frame)) >= old
    assert any(day in question.gain for question in question_views(frame)) == old
    last_week = words(language)("board_names.title.points.week")
    assert (view.main.title == last_week) == (not old)
    if later == 400:
        assert str(TODAY.year) in view.kick + view.main.title


def test_a_week_without_a_row_is_told_apart_from_a_ledger_that_ends():
    frame = frame_of([*rows_of(9, 10), LedgerEntry(TODAY + timedelta(2), "m1", "article", 1, None, "")], 3)
    lead = boards_view(frame).lead
    assert frame.words("boards.lead_gap", span=frame.days(TODAY - timedelta(6), TODAY)) in lead


@pytest.mark.parametrize(
    ("rows", "key"), [([], "empty"), (rows_of(1, 9, action="talk"), "rules"), (rows_of(60), "")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_rows_without_a_rule_make_the_page_ask_about_actions(rows, key, language):
    frame = frame_of(rows, 0, language)
    view, asks = boards_view(frame), words(language).get("boards.lead_none")
    assert (view.main is None) == bool(key)
    tail = asks["rules"].split("{span}")[-1]
    assert (tail in view.lead) == (key == "rules")
    if key:
        span = frame.days(frame.plan.game.edition.start, frame.plan.game.edition.end)
        assert view.lead == asks[key].format(span=span)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("period", "running"), [("month", True), ("week", False)])
def test_what_is_still_open_says_how_far(language, period, running):
    """A Sunday within a month: cards, posters, captions and pages of the month say that it runs on."""
    frame = frame_of(rows_of(1, 2, 3, 9), 0, language, period)
    share = make_share(frame.plan.game, frame.community, KEY, TODAY)
    cards, voice = Cards(frame, share), Voice(frame, share, (language,))
    day = frame.day(TODAY)
    page = next(page for page in share.members if page.standing)
    line = str(cards.rank(page, page.standing, "1:1", False).texts["line"])
    said = cards.say("so_far", value=cards.value("points", page.standing.value), day=day)
    assert (line == said) == running
    foot = str(cards.board(share.boards[0], "1:1", False).texts["foot"])
    assert (foot == cards.say("until", day=day)) == running
    teams = str(cards.teams("1:1", False).texts["line"])
    assert (cards.say("so_far", value="", day=day) in teams) == running
    file = PictureFile("rank", "", "1:1", "x.png", 1, 1, "")
    mark = words(language)("share.span_open", span="")
    for text in (caption(voice, page, file), lead(voice, page), about(voice, page)):
        assert (mark in text) == running


@pytest.mark.parametrize(("later", "month"), [(0, "11 月"), (30, "11 月"), (400, "2026 年 11 月")])
def test_the_sheet_of_the_closing_names_the_month_that_is_closed(later, month):
    """On 22 November October is settled; later the ledger ends in November."""
    frame = frame_of(rows_of(1, 30), later)
    closing = next(s for s in frame.library.sheets if s.table == "payouts")
    assert sheet_facts(frame, closing)["month_name"] == month


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("fixed", [True, False])
def test_a_day_that_the_profile_fixes_is_said(language, fixed):
    day = {"today": TODAY.isoformat()} if fixed else {}
    community = Community(profile(**day))
    frame = Frame(make_plan(community, load_library(), TODAY), community, load_library(), words(language))
    said = words(language)("dates.as_of", day=frame.full_day(TODAY))
    assert (home_view(frame).as_of == said) == fixed
    foot = site_settings(Desk(frame), (language,))["extra"]["words"]["foot_meta"]
    assert (said in foot) == fixed


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "lighthouse",
        "bazaar",
        "devguild",
        "trailmates",
        pytest.param("metropolis", marks=pytest.mark.sweep),
    ],
)
def test_an_example_stands_on_its_own_day_whatever_the_clock_says(name, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030
    found = app.plan_only(EXAMPLES / name / "profile.yml", app.Options())
    assert found.plan is not None
    assert (found.plan.facts.days.today, found.as_of) == (DAY, DAY)
    assert (found.plan.game.main is None) == (not found.community.ledger)
    other = app.plan_only(EXAMPLES / name / "profile.yml", app.Options(DAY + timedelta(1)))
    assert (other.plan.facts.days.today, other.as_of) == (DAY + timedelta(1), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "later", [1, 400, *(pytest.param(days, marks=pytest.mark.sweep) for days in (6, 30))]
)
def test_the_lighthouse_shows_the_same_board_however_late_it_is_read(later):
    first = planned("lighthouse").plan.game
    late = app.plan_only(EXAMPLES / "lighthouse" / "profile.yml", app.Options(DAY + timedelta(later)))
    found = late.plan.game
    assert found.edition == first.edition
    assert found.main.rows == first.main.rows
    assert {s.offer.id: s.due for s in found.offers if s.offer.period == "week"} == {
        s.offer.id: s.due for s in first.offers if s.offer.period == "week"
    }
