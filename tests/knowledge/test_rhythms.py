"""What communities exist for: rhythms are held against `fields.yml`, their hours, and each other's languages."""

import shutil
from itertools import chain

import pytest

from community_playbook.assets import asset, assets_folder, parse_yaml
from community_playbook.intake.authored.check import authored_faults
from community_playbook.intake.library import load_library
from rhythm_samples import LEXICON, RHYTHM, add_rhythm

FIELDS = parse_yaml(asset("playbook", "fields.yml").read_text("utf-8"))
LIBRARY = load_library()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("assets")
    left_out = shutil.ignore_patterns("fonts", "emoji", "rhythms", "platforms", "countdowns")
    for name in ("playbook", "templates"):
        shutil.copytree(assets_folder() / name, root / name, ignore=left_out)
    return root


def faults(folder, yml=RHYTHM, lexicon=LEXICON):
    add_rhythm(folder, yml, lexicon)
    return [(p.code, p.place.file.rsplit("/", 1)[-1], p.place.line) for p in authored_faults(folder)]


def line(part, text=RHYTHM):
    return next(i for i, found in enumerate(text.splitlines(), 1) if part in found)


@pytest.mark.slow
def test_a_rhythm_that_follows_the_rules_is_sound(folder):
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("drop: [read, chase]", "drop: [red, chase]", "E412"),
        ("keep: [court]", "keep: [curt]", "E412"),
        ("keep: [court]", "keep: [court, chase]", "E446"),
        ("inside: court}\n  welcome", "inside: curt}\n  welcome", "E412"),
        ("pause: [chase]", "pause: [chess]", "E412"),
        ("id: heat", "id: heats", "E412"),
        ("season: []", "season: [play, over]", "E412"),
        ("on: [play-4]", "on: [plays-4]", "E412"),
        ("clock: play+60", "clock: plays+60", "E443"),
        ('clock: "09:00"', 'clock: "9 am"', "E443"),
        ("after: play, days: 1", "days: 1", "E445"),
        ("after: play, days: 1", "after: player, days: 1", "E412"),
        ("hours: {small: 1.5", "hours: {small: 1", "E444"),
        ("hours: {small: 1.5, full: 4}", "hours: {small: 1.5, full: 1.5}", "E444"),
        ("  rotation: {state: never}\n", "", "E406"),
        ("rotation: {state: never}", "rotation: {state: seldom}", "E412"),
        ("id: purse, on", "id: list, on", "E415"),
        ("job: list, unanswered: list", "job: list, unanswered: lists", "E412"),
        ("id: late, case: true", "id: late, case: often", "E410"),
        ("changed, minutes: 5}", "changed, minutes: 5, cases: [gone]}", "E412"),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_what_does_not_hold_together_is_told_with_its_line(folder, old, new, code):
    assert old in RHYTHM
    found = faults(folder, RHYTHM.replace(old, new, 1))
    assert any(told == code and file == "rhythm.yml" and at for told, file, at in found), found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("host: organiser\n", "", "E406"),
        ("host: organiser", "hosts: organiser", "E404"),
        ("ask: [Level, Days]", "ask: Level", "E408"),
        ("idle: a month away", "idle: a month: away", "E400"),
    ],
)
def test_each_language_has_every_word_of_the_lexicon(folder, old, new, code):
    found = faults(folder, lexicon=LEXICON.replace(old, new, 1))
    assert {file for told, file, _ in found if told == code} == {"zh.md", "en.md"}, found


@pytest.mark.slow
def test_a_language_that_is_missing_is_told(folder):
    made = add_rhythm(folder)
    (made / "zh.md").unlink()
    assert {p.code for p in authored_faults(folder)} == {"E403"}


def test_a_rhythm_is_read_as_it_is_written(folder):
    add_rhythm(folder)
    rhythm = load_library(folder / "playbook").rhythm("pitch-pot")
    cycle = rhythm.cycle
    assert cycle.minutes_a_week(full=False) == 10 + 5 + 30 + 10
    assert cycle.minutes_a_week(full=True) == 2 * (5 + 5 + 20 + 10) + 2 * 5
    assert cycle.root("settle") == (cycle.anchor("play"), 1)
    assert rhythm.lexicons["zh"]["ask"] == ("Level", "Days")
    assert [job.id for job in rhythm.entry.jobs] == ["list", "chase", "court", "purse", "read"]


LOOKED_OVER = {("deals", "check")}
"""Beats in which everything is looked over, and nobody is written to where nothing is wrong."""


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
def test_what_matters_most_has_a_message_that_is_sent_each_time(rhythm):
    usual = {item.job for item in rhythm.entry.bands["say"] if item.usual}
    key = {beat.id for beat in rhythm.cycle.beats if beat.key}
    assert key & usual
    assert {(rhythm.id, beat) for beat in key - usual} <= LOOKED_OVER


def test_every_season_has_days_or_a_kind_of_date_that_brings_them():
    known = {season.id: season for season in LIBRARY.seasons}
    assert len(known) == len(LIBRARY.seasons) > 50
    assert all(first <= last for season in known.values() for first, last in season.spans)


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
def test_a_line_of_a_rhythm_sheet_fits_its_box(rhythm):
    longest = FIELDS["sheet.md"]["longest"]
    for language, texts in rhythm.entry.texts.items():
        parts = (texts.body["sheet", part].splitlines() for part in ("before", "run", "after"))
        for written in chain.from_iterable(parts):
            assert written.startswith("- "), f"{rhythm.id} {language}: {written}"
            assert "{" in written or len(written) - 2 <= longest[language], (
                f"{rhythm.id} {language}: {written}"
            )


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=lambda rhythm: rhythm.id)
def test_both_languages_of_a_lexicon_are_filled(rhythm):
    assert rhythm.lexicons["zh"].keys() == rhythm.lexicons["en"].keys()
    short = [
        k for lexicon in rhythm.lexicons.values() for k, v in lexicon.items() if not v and k != "ask_private"
    ]
    assert not short
