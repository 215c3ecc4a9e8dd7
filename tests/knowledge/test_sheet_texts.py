"""Every sheet of paper follows `fields.yml`, is the same in both languages, and can be written for everybody."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from test_content import FIELDS, SITUATIONS, SLIPS, each_situation, frame, pairs_of

from community_playbook.assets import asset
from community_playbook.community.editions import Standing
from community_playbook.community.profile import Meetup
from community_playbook.intake.library import load_library
from community_playbook.knowledge.library import SHEET_BANDS
from community_playbook.outputs.printing.duties import CLOCK, PARTS, clock_of, is_due, sheet_facts
from community_playbook.outputs.printing.duties import shown as shown_items
from community_playbook.outputs.printing.tables import TABLES
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.text import Composer, strip
from community_playbook.plan.agenda import Step
from community_playbook.plan.clock import DAYS
from community_playbook.usage import authored_languages
from making import TODAY

FOLDERS = sorted(p for p in asset("playbook", "sheets").iterdir() if p.is_dir())
LIBRARY = load_library()
TEXTS = FIELDS["sheet.md"]
TABLE_NAMES = {"", *TABLES, "seats", "week-owner", "week-helper"}
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MONEYLESS = ("discord", "slack", "telegram")
MEETUP = Meetup(city="杭州", day=TODAY, topic="年底收尾", host="老周", place="西湖区")
MOST_LETTERS = 400
"""The cleaner of texts cuts what is longer."""

each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def sheet_of(folder):
    return next(s for s in LIBRARY.sheets if folder.name == f"{s.entry.number:02d}-{s.entry.id}")


def test_the_sheets_are_numbered_without_gaps():
    assert [sheet.entry.number for sheet in LIBRARY.sheets] == list(range(1, len(FOLDERS) + 1))
    assert Counter(sheet.table for sheet in LIBRARY.sheets if sheet.table).most_common(1)[0][1] == 1
    assert {sheet.table for sheet in LIBRARY.sheets} | {""} == TABLE_NAMES, "a table that nobody uses"


@each_folder
def test_a_sheet_names_clocks_and_tables_that_there_are(folder):
    sheet, view = sheet_of(folder), frame("knowledge", "zh")
    facts = sheet_facts(view, sheet)
    assert sheet.table in TABLE_NAMES
    assert len(sheet.covers) == len(set(sheet.covers))
    assert bool(sheet.covers) != sheet.table.startswith("week-"), "a sheet is for jobs or for a person"
    for band in SHEET_BANDS:
        for item in sheet.entry.bands[band]:
            match = CLOCK.fullmatch(item.clock)
            known = not item.clock or TIME.fullmatch(item.clock) or match
            assert known, item.clock
            assert not match or match[1] in facts, item.clock
            assert item.minutes is None, "minutes stand in the agenda"


@each_folder
def test_the_words_of_a_sheet_stand_in_the_order_of_its_facts(folder):
    entry = sheet_of(folder).entry
    for language, texts in entry.texts.items():
        assert list(texts.meta) == TEXTS["front"], language
        for band in SHEET_BANDS:
            wanted = [item.id for item in entry.bands[band]]
            assert [item for b, item in texts.body if b == band and item] == wanted, (language, band)


@each_folder
@pytest.mark.parametrize("language", authored_languages())
def test_no_text_of_a_sheet_has_markup_that_authors_may_not_use(folder, language):
    for key, text in sheet_of(folder).entry.texts[language].body.items():
        prose = re.sub(r"{[{%].*?[%}]}", "", text, flags=re.S)
        assert "<" not in prose, key
        assert not re.search(r"==|\]\(|(?<!\*)\*(?!\*)", prose), (key, "only ** is printed")
        assert key[0] != "say" or "**" not in prose, key
        assert prose.count("**") % 2 == 0, key


class Made:
    """One sheet, written for one community."""

    def __init__(self, view, sheet, facts):
        self.sheet, self.facts = sheet, facts
        folder = Composer(facts, view.words, view.community.profile.community.currency).folder(sheet.entry)
        shown = {band: shown_items(view, sheet, band, facts) for band in SHEET_BANDS}
        self.shown = shown
        self.boxes = [item for band in PARTS for item in shown[band]]
        self.clocks = [(item, clock_of(item.clock, facts)) for items in shown.values() for item in items]
        self.paragraphs = {
            (band, item.id): [strip(part) for part in folder.paragraphs(band, item.id)]
            for band in (*PARTS, "rules")
            for item in shown[band]
        }
        self.messages = {item.id: folder.message(item.id) for item in shown["say"]}
        self.labels = [folder.label("say", item.id) for item in shown["say"]]
        self.meta = folder.meta

    @property
    def texts(self):
        parts = [text for texts in self.paragraphs.values() for text in texts]
        return [*parts, *self.messages.values(), *self.labels, *self.meta.values()]


@cache
def sheets_for(language, situation):
    """All sheets of a situation, for every kind and every platform, each with a name to find it by."""
    return tuple(
        (made, f"{made.sheet.entry.id} for {kind} on {platform} ({situation})", platform)
        for kind, platform in pairs_of(situation, language)
        for made in sheets_of(
            frame(kind, language, **{**SITUATIONS[situation], "community": {"platform": platform}})
        )
    )


def sheets_of(view):
    """Every sheet that is printed this week, and every sheet of a week in which all runs that is written; the
    meetup's with and without a date."""
    for planned in (view, busy(view)):
        for sheet in view.library.sheets:
            meetups = [None, MEETUP] if sheet.entry.id == "meetup" else [None]
            for meetup in meetups:
                filled = sheet_facts(planned, sheet, meetup)
                if sheet.entry.when(filled) and (meetup or is_due(planned, sheet)):
                    yield Made(planned, sheet, filled)


def busy(view):
    """The same community in a week in which every job that is written runs at its clock."""
    entries, flat = (*view.library.tactics, *view.library.duties), view.facts.flat
    steps = [
        Step(f"{entry.id}.{job.id}.{day}", entry.id, job.id, view.plan.week.monday + timedelta(DAYS.index(day)),
             str(flat.get(job.clock, job.clock)), "23:00", job.who, 10, job.key, False, False, False, 0.0, ())
        for entry in entries
        for job in entry.jobs
        for day in (view.facts.newcomers.evening_list if job.on == ("evenings",) else job.on)
    ]  # fmt: skip
    standings = {entry.id: Standing(entry.id, "running") for entry in entries}
    agenda = replace(view.plan.agenda, steps=tuple(steps), standings=standings)
    return Frame(replace(view.plan, agenda=agenda), view.community, view.library, view.words)


@pytest.mark.slow
@each_situation
def test_every_sheet_can_be_written_for_every_community(situation, language):
    for made, where, platform in sheets_for(language, situation):
        check_amounts(made, where)
        for text in made.texts:
            assert not SLIPS.search(text), f"{where}: {text}"
            assert "\n\n" not in text, f"{where}: {text}"
            assert all(len(line) <= MOST_LETTERS for line in text.split("\n")), f"{where}: {text}"
            assert platform not in MONEYLESS or not re.search("红包|packet", text, re.I), f"{where}: {text}"
        for text in (
            *made.labels,
            *made.messages.values(),
            *map(made.meta.get, ("title", "short", "rhythm")),
        ):
            assert text.strip(), where


def check_amounts(made, where):
    most = TEXTS["most"]
    beside = "boxes_beside_a_table" if made.sheet.table else "boxes"
    assert len(made.boxes) <= most[beside], f"{where}: {len(made.boxes)} boxes"
    assert len(made.messages) <= most["say"], where
    for key, parts in made.paragraphs.items():
        assert 1 <= len(parts) <= most["paragraphs"], f"{where}: {key} has {len(parts)} paragraphs"
        assert all(part.strip() for part in parts), f"{where}: {key}"
    for item, clock in made.clocks:
        idle = item.clock.startswith("at_") and not made.facts[CLOCK.fullmatch(item.clock)[1]]
        assert bool(clock) == (bool(item.clock) and not idle), f"{where}: {item.id}"
        assert not clock or TIME.search(clock), f"{where}: {item.id} at {clock}"
    if "rules" not in made.shown or not made.shown["rules"]:
        assert made.boxes, where


@pytest.mark.slow
@each_situation
def test_what_the_hand_does_is_said_in_one_line(language, situation):
    """28 Han or 60 letters, with some room for numbers and for the words of a platform."""
    most = TEXTS["longest"][language]
    found = {
        f"{made.sheet.entry.id} {key}: {parts[0]}"
        for made, _, _ in sheets_for(language, situation)
        for key, parts in made.paragraphs.items()
        if key[0] != "rules" and len(parts[0]) > most
    }
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@each_situation
def test_clocks_of_a_part_never_run_backwards(language, situation):
    for made, where, _ in sheets_for(language, situation):
        times = {item.id: clock for item, clock in made.clocks}
        run = [times[item.id] for item in made.shown["run"] if times[item.id]]
        assert run == sorted(run), where


@pytest.mark.slow
def test_the_red_packet_comes_before_the_introduction():
    """On both sheets that have it; where there is none, a welcome or thanks stand in its place."""
    first = {"packet", "one-packet", "cheer", "credit"}
    later = {
        "join-evening": {"open", "intro", "mention"},
        "red-packet-order": {"wait", "words", "mention", "orders"},
    }
    seen = Counter()
    for situation in SITUATIONS:
        for made, where, _ in sheets_for("zh", situation):
            if made.sheet.entry.id in later and "red-packet-first" in made.facts["runs"]:
                ids = [item.id for item in made.shown["run"]]
                opening = [id_ for id_ in ids if id_ in first]
                assert ids[:1] == opening, where
                assert set(ids[1:]) & later[made.sheet.entry.id], where
                seen[opening[0]] += 1
    assert set(seen) == first
    for folder in FOLDERS:
        order = [item.id for band in PARTS for item in sheet_of(folder).entry.bands[band]]
        if "packet" in order and "intro" in order:
            assert order.index("packet") < order.index("intro"), folder.name
