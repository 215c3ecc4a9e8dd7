"""Authored files that are wrong: what is told, where, all at once, and never as a bug of the program."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from community_playbook import kept
from community_playbook.assets import assets_folder
from community_playbook.intake.authored import check
from community_playbook.intake.authored.check import authored_faults
from community_playbook.intake.library import LibraryFault, expression
from community_playbook.outputs.say.text import make_filters
from community_playbook.problems import PlaybookError
from community_playbook.words import languages, sentence, words

CASES = yaml.safe_load((Path(__file__).parents[1] / "faults" / "authored.yml").read_text("utf-8"))
NEWCOMER = assets_folder() / "examples" / "newborn" / "profile.yml"
TACTIC = "playbook/tactics/09-small-meetups/tactic.yml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of all authored files, each test mends what it broke."""
    root = tmp_path_factory.mktemp("assets")
    shutil.copytree(assets_folder() / "playbook", root / "playbook")
    shutil.copytree(
        assets_folder() / "templates", root / "templates", ignore=shutil.ignore_patterns("fonts", "emoji")
    )
    return root


@pytest.fixture
def broken(folder):
    """Breaks files for one test: broken(file, old, new)."""
    kept = {}

    def change(file, old, new):
        path = folder / file
        kept.setdefault(path, path.read_bytes())
        if old is None:
            path.unlink()
            return
        text = path.read_text("utf-8")
        assert old in text, f"{file} no longer holds what this test breaks"
        path.write_text(text.replace(old, new, 1), "utf-8")

    yield change
    for path, content in kept.items():
        path.write_bytes(content)


def test_our_own_files_are_sound():
    assert authored_faults(assets_folder()) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
@pytest.mark.slow
def test_pair(case, folder, broken):
    broken(case["file"], case.get("old"), case.get("new"))
    problems = authored_faults(folder)
    for language in ("zh", "en"):
        assert [f"{p.place}  {p.code}  {sentence(p, language)}" for p in problems] == case[language]


def test_every_sentence_about_authored_files_is_tried():
    """Apart from what only a disk or a run can bring: not UTF-8, and an expression that fails."""
    told = {line.split("  ")[1] for case in CASES for line in case["en"]}
    for language in languages():
        known = {code for code in words(language).get("problems") if code.startswith("E4")}
        assert known == told | {"E402", "E499"}


def test_several_files_are_told_at_once(folder, broken):
    broken(TACTIC, "drawing: t09", "drawing: t10")
    broken("templates/words/en/publish.yml", "  E301:", "  # E301:")
    broken("templates/images/formats.yml", "  moments: {", "  weibo: {")
    assert {p.code for p in authored_faults(folder)} == {"E412", "E440", "E454"}


def test_a_text_that_is_not_utf8_is_told(folder, broken):
    broken("playbook/quiet/en.md", "title", "title")
    (folder / "playbook/quiet/en.md").write_bytes(b"\xff\xfe")
    assert [(str(p.place), p.code) for p in authored_faults(folder)] == [("playbook/quiet/en.md", "E402")]


def test_an_expression_that_fails_while_planning_names_file_and_line(folder):
    path = folder / TACTIC
    with pytest.raises(LibraryFault) as told:
        expression("0 < members < 8", path)({})
    assert [(p.code, p.place.line, p.is_authored) for p in told.value.problems] == [("E499", 11, True)]
    assert told.value.exit_code == 1


def test_the_filters_of_fields_are_those_of_texts():
    schema = yaml.safe_load((assets_folder() / "playbook" / "fields.yml").read_text("utf-8"))
    assert set(schema["filters"]) == set(make_filters(words("en"), "CNY"))


@pytest.fixture
def anew():
    """As in a new process."""
    check.faults_once.cache_clear()
    yield
    check.faults_once.cache_clear()


def test_what_was_found_sound_is_not_looked_at_again(monkeypatch, anew):
    check.require_sound()
    assert kept.known_sound(check.digest_of(assets_folder()))
    check.faults_once.cache_clear()
    monkeypatch.setattr(check, "look", lambda root: pytest.fail("looked again"))
    check.require_sound()


def test_without_a_place_to_remember_it_is_looked_at_in_each_process(monkeypatch, anew):
    monkeypatch.setattr(kept, "own_folder", lambda: None)
    looked = []
    monkeypatch.setattr(check, "look", lambda root: looked.append(root) or [])
    for _ in range(2):
        check.faults_once.cache_clear()
        check.require_sound()
    assert len(looked) == 2


def required(folder, monkeypatch, *languages):
    monkeypatch.setattr(check, "assets_folder", lambda: folder)
    try:
        check.require_sound(languages)
    except PlaybookError as error:
        return error.exit_code, [p.code for p in error.problems]
    return 0, []


def test_faults_stop_before_anything_else(monkeypatch, folder, broken, anew):
    broken(TACTIC, "drawing: t09", "drawing: t10")
    assert required(folder, monkeypatch) == (1, ["E412"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("playbook/quiet/en.md", None, None, "E403"),
        ("playbook/quiet/en.md", "{{", "{{ {", "E429"),
        ("templates/words/en/publish.yml", "  E301:", "  # E301:", "E440"),
        ("playbook/kinds/local.yml", "names: {zh: 同城社群, en: ", "names: {zh: 同城社群} # ", "E406"),
    ],
)
def test_who_writes_one_language_need_not_have_written_the_others(
    monkeypatch, folder, broken, anew, file, old, new, code
):
    broken(file, old, new)
    assert required(folder, monkeypatch, "zh") == (0, [])
    assert required(folder, monkeypatch, "zh", "en") == (1, [code])


@cache
def environment(root, language):
    return {**os.environ, "PLAYBOOK_ASSETS": str(root), "LC_ALL": language}


def playbook(root, *arguments):
    """The program as it is started, with another folder of authored files."""
    command = [sys.executable, "-m", "community_playbook", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment(root, "C.UTF-8"), check=False
    )


CLOSING = {
    "zh": "错在 playbook/ 或 templates/ 里的文件，不在你的配置，也不是程序的问题",
    "en": "A file in playbook/ or templates/ is at fault: not your profile, and not the program",
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_program_says_whose_fault_it_is(folder, broken, language, tmp_path):
    broken(TACTIC, "drawing: t09", "drawing: t10")
    done = playbook(folder, "build", str(NEWCOMER), "--out", str(tmp_path / "out"), "--lang", language)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{TACTIC}:2  E412")
    assert CLOSING[language] in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("file", ["terminal.yml", "authored.yml"])
def test_words_that_are_broken_are_told_in_what_is_left(folder, broken, language, file):
    name = f"templates/words/{language}/{file}"
    broken(name, "\n", "\n\tx: 1\n")
    done = playbook(folder, "plan", str(NEWCOMER), "--lang", language)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:2:1  E401")
    assert any(closing in done.stderr for closing in CLOSING.values())


@pytest.mark.slow
def test_a_command_that_needs_words_alone_tells_them_too(folder, broken, tmp_path):
    broken("templates/words/en/sheets.yml", "\n", "\n\tx: 1\n")
    done = playbook(folder, "template", "members", "--lang", "en", "--out", str(tmp_path))
    assert (done.returncode, done.stderr.splitlines()[0][:38]) == (
        1,
        "templates/words/en/sheets.yml:2:1  E40",
    )


@pytest.mark.slow
def test_faults_are_told_as_data(folder, broken):
    broken("playbook/kinds/local.yml", "newcomers_share:", "newcomers_shares:")
    done = playbook(folder, "check", str(NEWCOMER), "--json")
    told = json.loads(done.stdout)["problems"]
    assert [(p["code"], p["file"], p["line"]) for p in told] == [
        ("E406", "playbook/kinds/local.yml", 0),
        ("E404", "playbook/kinds/local.yml", 5),
    ]


def test_help_reads_no_authored_file(tmp_path):
    (tmp_path / "templates" / "words").mkdir(parents=True)
    assert playbook(tmp_path, "--help").returncode == 0
