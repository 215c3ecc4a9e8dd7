"""No text holds what nobody types: authored files, and what the examples say when they are built."""

import re
from pathlib import Path

import pytest
import yaml

from community_playbook.assets import asset
from example_plans import NAMES
from small_examples import LARGE, SMALL, frame_of, messages_of, text_of

RULES = yaml.safe_load((Path(__file__).parents[1] / "knowledge" / "refused.yml").read_text("utf-8"))
EXAMPLES = (*SMALL, *LARGE, "lighthouse")
SLOT = re.compile(r"〔[^〕]*〕|\[[^\]]*\]")
AUTHORED = sorted(p for name in ("zh.md", "en.md") for p in asset("playbook").rglob(name))
CONDITION = re.compile(r"{%.*?%}|{{.*?}}")
LAW = "evidence"
"""Quotes studies and laws in their own words."""


def held(rules, text, where):
    for rule in rules:
        found = re.search(rule["pattern"], text)
        if found and not ("but" in rule and re.search(rule["but"], text)):
            start = max(found.start() - 40, 0)
            pytest.fail(f"{where}: {text[start : found.end() + 40]!r}\n{rule['why']}: {rule['pattern']}")


def rules_of(language, *kinds):
    own = (language[:2], "en-GB" if language == "en" else language)
    return [rule for rule in RULES if rule["language"] in own and rule["in"] in kinds]


def said_in(path):
    """The messages of one authored file, without what is put in."""
    text = path.read_text("utf-8")
    band = re.search(r"(?ms)^## say\n(.*?)(?=^## |\Z)", text)
    bodies = re.split(r"(?m)^### .*$", band[1]) if band else []
    return [CONDITION.sub("", body).strip() for body in bodies]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["pattern"][:24])
def test_a_rule_says_what_to_write_and_can_be_broken(rule):
    assert rule["why"]
    assert rule.keys() <= {"language", "in", "pattern", "why", "but"}
    assert rule["language"] in ("zh", "en", "en-US", "en-GB")
    assert rule["in"] in ("message", "text")
    assert not re.search(rule["pattern"], ""), "it would refuse everything"


@pytest.mark.parametrize("path", AUTHORED, ids=lambda path: "-".join(path.parts[-3:]))
def test_authored_texts(path):
    language = path.stem
    for body in said_in(path):
        held(
            [r for r in rules_of(language, "message", "text") if "[！!]" not in r["pattern"]],
            body,
            path.parent.name,
        )
    whole = CONDITION.sub("", path.read_text("utf-8"))
    held(rules_of(language, "text"), whole, path.parent.name)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_examples_say(name):
    language = frame_of(name).words.language
    for page, text in messages_of(name):
        held(rules_of(language, "message", "text"), text, f"{name} {page}")
    held(rules_of(language, "text"), text_of(name), name)


@pytest.mark.slow
def test_eight_messages_of_ten_are_pasted_as_they_stand():
    """Of the week, over all examples; the rest has a gap for what nobody but the operator knows."""
    week = [text for name in {*EXAMPLES, *NAMES} for page, text in messages_of(name) if page == "today.md"]
    whole = [text for text in week if not SLOT.search(text)]
    assert len(week) > 250
    assert len(whole) >= 0.8 * len(week), f"{len(whole)} of {len(week)}"


@pytest.mark.slow
@pytest.mark.parametrize("name", (*SMALL, "bazaar", "trailmates"))
def test_a_message_of_the_week_has_one_gap_at_most(name):
    """Whom to introduce to whom is two gaps where nobody is known; a name is asked for, nothing else."""
    many = [text for page, text in messages_of(name) if page == "today.md" and len(SLOT.findall(text)) > 1]
    assert len(many) <= 1, many


@pytest.mark.parametrize("name", SMALL)
def test_a_message_of_the_week_fits_a_telephone(name):
    chinese = frame_of(name).words.language == "zh"
    for page, text in messages_of(name):
        if page in ("today.md", "rhythm.md"):
            size = len(text) if chinese else len(text.split())
            assert size <= (150 if chinese else 90), f"{size}: {text}"
