"""What communities talk about: every topic is whole in every language, short enough to paste, and its own."""

import re
import shutil
from collections import Counter
from itertools import combinations

import pytest

from community_playbook.assets import assets_folder
from community_playbook.intake.authored.check import authored_faults
from community_playbook.intake.library import load_library
from community_playbook.knowledge.topics import Topic, TopicWords

TOPICS = load_library().topics
COUNTS = {"questions": 8, "stuck": 6, "tasks": 8, "show": 3, "careful": 3, "common": 4, "pieces": 3}
LONGEST = {
    "zh": {"ask": 40, "mine": 45, "says": 35, "check": 70, "do": 45, "half": 30, "say": 80, "sample": 60},
    "en": {
        "ask": 110,
        "mine": 130,
        "says": 100,
        "check": 190,
        "do": 130,
        "half": 90,
        "say": 220,
        "sample": 150,
    },
}
SLACK = 1.15
"""A line may be a little longer than what its author was asked for."""
BY_EACH = [(topic, language) for topic in TOPICS for language in ("zh", "en")]
SLOT = re.compile(r"[\[\]{}〔〕【】<>*]|\bTODO\b")
VARIANTS = re.compile(r"\W")


def lines(words: TopicWords) -> dict[str, list[str]]:
    return {
        "ask": [one.ask for one in words.questions],
        "mine": [one.mine for one in words.questions],
        "says": [one.says for one in words.stuck],
        "check": [one.check for one in words.stuck],
        "do": [one.do for one in words.tasks],
        "half": [one.half for one in words.tasks],
        "say": [one.say for one in words.careful],
        "sample": [words.sample],
    }


@pytest.mark.parametrize(("topic", "language"), BY_EACH, ids=lambda one: getattr(one, "id", one))
def test_a_topic_is_whole_and_short(topic: Topic, language: str) -> None:
    words = topic.words[language]
    assert {key: len(getattr(words, key)) for key in COUNTS} == COUNTS
    assert 3 <= len(words.seasons) <= 4
    assert all(len(piece.parts) == 3 for piece in words.pieces)
    said = lines(words)
    long = [
        (key, text)
        for key, most in LONGEST[language].items()
        for text in said[key]
        if len(text) > most * SLACK
    ]
    assert long == []
    stop, mark = ("。", "？") if language == "zh" else (".", "?")
    assert [text for text in said["ask"] if not text.endswith(mark)] == []
    assert [
        text
        for text in said["mine"] + said["check"]
        if not text.endswith((stop, "！", "!", "？", "?", "”", '"'))
    ] == []
    assert [text for text in (*said["do"], *said["half"], *words.show) if text.endswith(stop)] == []


@pytest.mark.parametrize(("topic", "language"), BY_EACH, ids=lambda one: getattr(one, "id", one))
def test_no_line_has_a_gap_or_a_sign(topic: Topic, language: str) -> None:
    assert [t for texts in lines(topic.words[language]).values() for t in texts if SLOT.search(t)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_topics_say_the_same(language: str) -> None:
    said = Counter(
        VARIANTS.sub("", text.casefold())
        for topic in TOPICS
        for key, texts in lines(topic.words[language]).items()
        if key != "half"
        for text in texts
    )
    assert [text for text, times in said.items() if times > 1] == []


def test_a_word_means_one_topic() -> None:
    words = {
        topic.id: {word.casefold() for found in topic.guess.values() for word in found} for topic in TOPICS
    }
    shared = {(a, b): words[a] & words[b] for a, b in combinations(words, 2) if words[a] & words[b]}
    assert shared == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("topic.yml", "number:", "numbr:", "E404"),
        ("topic.yml", "guess:", "guess: 1\nrest:", "E411"),
        ("zh.yml", "name:", "nam:", "E404"),
        ("en.yml", "months: [", "months: [13, ", "E408"),
        ("en.yml", "show:", "show: []\nshown:", "E408"),
        ("zh.yml", "ask:", "asks:", "E404"),
        ("topic.yml", "number:", "hints: 1\nnumber:", "E411"),
        (
            "zh.yml",
            "name:",
            "goods: [{name: 米, size: 5 斤, months: [13], price: 9, say: 粘。, trap: 潮}]\nname:",
            "E408",
        ),
        ("en.yml", "name:", "goods: []\nname:", "E408"),
    ],
)
def test_a_fault_of_a_topic_is_told(tmp_path, file: str, old: str, new: str, code: str) -> None:
    left_out = shutil.ignore_patterns("fonts", "emoji", "rhythms", "platforms", "tactics", "topics")
    for name in ("playbook", "templates"):
        shutil.copytree(assets_folder() / name, tmp_path / name, ignore=left_out)
    first = min((assets_folder() / "playbook" / "topics").iterdir())
    folder = tmp_path / "playbook" / "topics" / first.name
    shutil.copytree(first, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    assert code in {
        p.code for p in authored_faults(tmp_path) if p.place.file.endswith(f"{first.name}/{file}")
    }
