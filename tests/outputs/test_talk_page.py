"""What the chat showed stands on one page with its definition and how many; who waits stands on Today as long as
the export is of yesterday or today; nothing of it is public."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from community_playbook.community.community import Community
from community_playbook.community.observed import Observed
from community_playbook.community.profile import Group
from community_playbook.intake.library import load_library
from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.phone import SCRIPTS, STYLES, phone_pages
from community_playbook.outputs.pages.table import home
from community_playbook.outputs.pages.template import filled
from community_playbook.outputs.plan_json import observed_data
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.newcomers import newcomers_view
from community_playbook.outputs.say.people.talk import talk_view, tonight
from community_playbook.plan.facts.talking import find_talking
from community_playbook.plan.plan import Plan, make_plan
from community_playbook.taking.observe import observe
from community_playbook.words import words
from example_plans import planned

sys.path.insert(0, str(Path(__file__).parents[1] / "logs"))
import known_truth as truth
from test_known_truth import read

pytestmark = pytest.mark.slow
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    """Of the invented community, ended last night; members by the ids of an example."""
    folder, known = tmp_path_factory.mktemp("logs"), truth.community(2)
    moved = datetime(2026, 11, 21, 14, tzinfo=UTC) - max(line.at for line in known.lines)
    known.lines = [replace(line, at=line.at + moved) for line in known.lines]
    for channel in truth.CHANNELS:
        (folder / f"{channel}.json").write_bytes(truth.discord(known, channel))
    ids = [member.id for member in some().members]
    sums = read(folder)
    made = observe(sums, lambda p: ids[p.number % len(ids)], lambda c: sums.chats[c].name)
    assert made
    return made


@cache
def some() -> Community:
    """A small part of a large school, under its own profile: how many people there are is not what is asked here."""
    whole = planned("lighthouse").community
    assert whole
    members = whole.members[:300]
    known = {member.id for member in members}
    return replace(whole, members=members, ledger=tuple(e for e in whole.ledger if e.member in known))


plans: dict[tuple[str, date], Plan] = {}


def framed(found: Observed | None, language: str = "en", today: date = DAY) -> Frame:
    """Both languages, and all tests that change nothing, look at one plan."""
    community, library = replace(some(), observed=found), load_library()
    told = (found.model_dump_json() if found else "", today)
    if told not in plans:
        plans[told] = make_plan(community, library, today)
    return Frame(plans[told], community, library, words(language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_figure_says_of_how_many(language: str, found: Observed) -> None:
    view = talk_view(framed(found, language), found)
    first, opened, half, mutual = (figure.note for figure in view.figures)
    assert str(found.response.people) in first and str(found.response.answered) in first
    assert str(found.unanswered) in opened and str(found.asked) in opened
    assert str(found.writers) in half and str(found.half_without) in half
    assert str(found.pairs) in mutual and view.figures[2].value == str(found.half)
    assert [bar.value for bar in view.bars] == [
        *map(str, found.response.spread), str(found.response.people - found.response.answered)
    ]  # fmt: skip
    assert len(view.waiting) + len(view.rest) == len(found.sure) and len(view.perhaps) == len(found.perhaps)
    assert [row.cells[0] for row in view.cohorts] == [str(one.came) for one in found.cohorts]
    assert view.heat and len(view.heat.squares) == 7 * 24
    assert max(square.level for square in view.heat.squares) == 4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_reactions_it_is_said_of_how_many_the_file_names_the_giver(language: str, found: Observed) -> None:
    given = {"reactions": 4310, "given": 987, "givers": 65, "silent_givers": 21}
    named = found.model_copy(update=given)
    last = talk_view(framed(found, language), named).figures[-1]
    assert last.value == "4,310" and all(n in last.note for n in ("987", "65", "21"))
    counted = found.model_copy(update={"reactions": 4310})
    last = talk_view(framed(found, language), counted).figures[-1]
    assert last.value == "4,310" and ("没写" if language == "zh" else "does not say") in last.note


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("groups", "heard", "missing"),
    [
        (["一群", "二群", "三群"], ("二群",), ["一群", "三群"]),
        (["一群", "二群"], ("二群", "一群"), []),
        (["甲班", "乙班"], ("general", "help"), []),  # the profile calls its groups otherwise
        ([], ("general",), []),
    ],
)
def test_groups_of_which_the_export_does_not_tell_are_named(
    groups: list[str], heard: tuple[str, ...], missing: list[str], language: str, found: Observed
) -> None:
    frame = framed(found, language)
    told = [Group(id=f"g{n}", name=name) for n, name in enumerate(groups)]
    profile = frame.community.profile.model_copy(update={"groups": told})
    frame = replace(frame, community=replace(frame.community, profile=profile))
    notes = " ".join(talk_view(frame, found.model_copy(update={"groups": heard})).notes)
    assert [name for name in groups if name in notes] == missing
    assert ("playbook take" in notes) == bool(missing)


def test_who_waits_is_a_list_while_it_is_fresh_and_old_is_said(found: Observed) -> None:
    assert found.until.date() == date(2026, 11, 21)
    fresh = tonight(framed(found))
    assert fresh and str(len(found.waiting)) in fresh.title and 0 < len(fresh.lines) <= 5
    assert "21 November" in fresh.say and "does not say who answers whom" not in fresh.say
    late = framed(found, today=found.until.date() + timedelta(days=2))
    old = tonight(late)
    assert old and not old.lines and "2 days old" in old.title and "playbook take" in old.say
    assert any("2 days ago" in note for note in talk_view(late, found).notes)
    assert tonight(framed(found, today=found.until.date() + timedelta(days=57))) is None
    assert tonight(framed(found.model_copy(update={"waiting": ()}))) is None
    assert tonight(framed(None)) is None
    unsure = tuple(one.model_copy(update={"sure": False}) for one in found.waiting)
    perhaps = tonight(framed(found.model_copy(update={"told": False, "waiting": unsure})))
    assert perhaps and "may still wait" in perhaps.title and "does not say who answers whom" in perhaps.say
    both = found.model_copy(update={"told": False, "waiting": (*found.sure[:2], *unsure[2:])})
    first = tonight(framed(both))
    assert first and len(first.lines) == 2 and "wait for an answer" in first.title
    view = talk_view(framed(both), both)
    assert (len(view.waiting), len(view.perhaps)) == (2, len(unsure) - 2)
    assert any("two lists" in note for note in view.notes)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_waits_stands_on_the_files_for_a_phone_and_on_home(language: str, found: Observed) -> None:
    """At most five names, and three on home; nothing to follow on a phone; nothing where no log was taken."""
    frame, none = framed(found, language), framed(None, language)
    empty = dict.fromkeys((*STYLES, *SCRIPTS), b"")
    told = tonight(frame)
    assert told
    pages = dict(phone_pages(frame, language, empty))
    assert set(pages) == {"today-owner.html", "today-assistant.html"}
    for page in pages.values():
        part = page.decode().split('class="tonight"')[1].split("</section>")[0]
        assert part.count("<li>") == 5 and "href" not in part
        assert all(line.name in unescape(part) for line in told.lines)
    assert not any(b'class="tonight"' in page for _, page in phone_pages(none, language, empty))
    page = filled(frame, "index.md.j2", **home(Desk(frame)))
    part = page.split('class="tonight"')[1].split("</section>")[0]
    assert part.count("<li>") == 3 and 'href="talk.html"' in part
    assert 'class="tonight"' not in filled(none, "index.md.j2", **home(Desk(none)))


def test_what_is_not_told_has_no_figure(found: Observed) -> None:
    """A log without answers says so; no share, no median, no curve is made of nothing."""
    silent = found.model_copy(update={"linked": 0, "inferred": 0, "pairs": 0, "mutual": 0, "asked": 0})
    view = talk_view(framed(silent), silent)
    assert [figure.title for figure in view.figures] == ["Wrote half of it"]
    assert not view.bars and any("does not say who answers whom" in note for note in view.notes)
    guessed = found.model_copy(update={"linked": 30, "inferred": 10})
    assert any(note.startswith("25%") for note in talk_view(framed(guessed), guessed).notes)


def test_a_better_window_is_proposed_with_the_line_for_the_profile(found: Observed) -> None:
    rows = tuple(tuple(40 if hour in (12, 13) else 1 for hour in range(24)) for _ in range(7))
    lunch = found.model_copy(update={"hours": rows})
    told = "\n".join(talk_view(framed(lunch), lunch).heat_say)
    assert 'onboarding: {join_window: "12:00-14:00"}' in told and "40" in told
    few = found.model_copy(update={"hours": tuple(tuple([0] * 24) for _ in range(7))})
    assert talk_view(framed(few), few).heat is None


def test_slow_answers_are_a_reason_to_name_people(found: Observed) -> None:
    slow = found.model_copy(update={"response": found.response.model_copy(update={"within_day": 3})})
    community = framed(slow).community
    assert find_talking(community, DAY).answer_percent == round(300 / found.response.people)
    assert not find_talking(community, found.until.date() + timedelta(days=60)).answer_known
    frame = framed(slow)
    told = [
        str(text)
        for text in frame.folder(frame.library.tactic("introduce-newcomers")).paragraphs("why", "unanswered")
    ]
    assert f"of {found.response.people} newcomers" in "".join(told)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_newcomers_says_how_many_were_answered(language: str, found: Observed) -> None:
    frame = framed(found, language)
    told = [note for note in newcomers_view(frame).notes if str(found.response.people) in note]
    assert len(told) == 1 and f"{frame.facts.talking.answer_percent}%" in told[0]
    assert not any("%" in note for note in newcomers_view(framed(None, language)).notes)


def test_machines_read_it_too(found: Observed) -> None:
    data = observed_data(found)
    assert isinstance(data, dict) and data["asked"] == found.asked and observed_data(None) is None
