"""Page, table and lists of moves: the same people in the same squads, named as the roster names them."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.tables import make_table
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.rotation import (
    RotationView,
    choices_cap,
    rotation_view,
    weeks_said,
)
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.sheets.moves_sheet import moves_sheet
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, groups, profile

LANGUAGES = ["zh", "en"]
GROUPS, EACH = 4, 40


def people(squad: str = "") -> tuple[Member, ...]:
    """Four groups of forty; `squad`: what those of the first ten of the first group call themselves."""
    return tuple(
        Member(f"m{g}{n:02d}", f"成员{g}-{n}", groups=(f"m{g + 1:02d}",), consent=n % 2 == 0,
               squad=squad if g == 0 and n < 10 else "")
        for g in range(GROUPS) for n in range(EACH)
    )  # fmt: skip


@cache
def frame(language: str = "zh", running: bool = True, squad: str = "") -> Frame:
    parts = {"running": ["rotation"]} if running else {}
    said = profile(groups=groups(GROUPS, EACH), onboarding={"newcomers_per_week": 0}, **parts)
    community, library = Community(said, people(squad), ()), load_library()
    plan = make_plan(community, library, TODAY)
    return Frame(plan, community, library, words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_table_today_and_paper_name_the_same_people(language):
    found = frame(language)
    rotation = found.plan.people.rotation
    assert rotation and rotation.running and rotation.wave
    wave = {found.people[move.member].shown for move in rotation.wave.moves}
    sheet = moves_sheet(found)
    rows = [row for row in sheet.rows if row[0] == 1]
    assert {row[2] for row in rows} == wave and len(rows) == len(wave)
    view = rotation_view(found)
    assert {tick.name for party in view.parties for tick in party.ticks} <= wave
    cues = [
        cue for day in today_view(found).days for cue in day.cues if cue.step.startswith("rotation.batch")
    ]
    listed = "\n".join(line for cue in cues for line in cue.names)
    assert cues and all(name in listed for name in wave)
    table = make_table(found, Ink(), "moves")
    assert table and len(table.rows) == len(wave)
    printed = "".join(run["t"] for row in table.rows for run in row[0])
    assert all(name in printed for name in wave)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_it_runs_the_list_is_shown_and_nothing_is_sent(language):
    found = frame(language, running=False)
    view = rotation_view(found)
    rotation = found.plan.people.rotation
    if rotation and not rotation.running:
        assert view.off and not [cue for day in today_view(found).days for cue in day.cues if cue.names]


def test_every_move_is_in_the_table_once_and_leads_to_another_group():
    sheet = moves_sheet(frame())
    ids = [row[3] for row in sheet.rows]
    assert len(ids) == len(set(ids)) and ids
    assert all(row[5] != row[6] and row[7] for row in sheet.rows)
    weeks = Counter(row[0] for row in sheet.rows)
    assert max(weeks.values()) <= frame().plan.people.rotation.pace


def test_a_squad_that_the_roster_names_keeps_its_name_and_its_people():
    found = frame(squad="远灯队")
    rotation = found.plan.people.rotation
    own = {rotation.squads[f"m0{n:02d}"] for n in range(10)}
    assert len(own) == 1 and rotation.named[own.pop()] == "远灯队"
    named = [row for row in moves_sheet(found).rows if row[4] == "远灯队"]
    assert {row[3] for row in named} <= {f"m0{n:02d}" for n in range(10)}


def test_the_message_to_a_group_names_only_who_agreed():
    found = frame()
    members = {m.shown: m for m in found.community.members}
    for message in rotation_view(found).messages:
        said = "\n".join(message.lines)
        assert not [name for name, m in members.items() if not m.consent and f"{name}、" in said]
    shy = replace(found.community, members=tuple(replace(m, consent=False) for m in found.community.members))
    quiet = Frame(make_plan(shy, found.library, TODAY), shy, found.library, found.words)
    said = "\n".join(line for message in rotation_view(quiet).messages for line in message.lines)
    assert "成员" not in said.replace("一位成员", "")


def test_the_preparation_says_to_read_the_list_not_to_make_one():
    found = frame()
    setup = found.folder(found.entries["rotation"]).first("setup", "")
    assert "名单排好了" in setup and "隔几位标一位" not in setup


def test_the_whole_of_the_moves_takes_as_long_as_the_headline_says():
    found = example_frame("lighthouse")
    view, rotation = rotation_view(found), found.plan.people.rotation
    assert isinstance(view, RotationView)
    assert rotation.left == rotation.whole, "the term has just begun"
    assert weeks_said(found, rotation.weeks) in view.choices[-1].about


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_unequal_squads_cost_is_said_where_it_is_seen(language):
    """Three squads that became one; and where the mixings without repeats are over, that instead."""
    level = rotation_view(frame(language))
    rotation = frame(language).plan.people.rotation
    assert isinstance(level, RotationView) and rotation and len(level.choices_cap) == 2
    assert rotation.options[-1].fresh.mean <= rotation.limit + 1e-9
    uneven = {m: 0 if s < 3 else s for m, s in rotation.squads.items()}
    sizes = Counter(uneven.values())
    low = replace(rotation.options[-1], fresh=replace(rotation.options[-1].fresh, mean=rotation.limit - 0.05))
    told = choices_cap(frame(language), replace(rotation, squads=uneven, options=(low,)))
    assert len(told) == 3 and str(min(sizes.values())) in told[1] and str(max(sizes.values())) in told[1]
    over = choices_cap(frame(language), replace(rotation, term=rotation.terms + 1, options=(low,)))
    assert over[1] != told[1] and str(max(sizes.values())) not in over[1]
