"""Every problem of this room has its sentence in every language, with the facts that the code gives."""

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

from community_playbook.assets import asset

ROOM = asset("generator", "community_playbook", "publish")
FACTS = {
    "E301": {"found"},
    "E303": {"input"},
    "E304": {"pid", "since"},
    **{code: {"path", "reason"} for code in ("E305", "E306", "E307", "E309", "E310")},
    "E390": {"message"},
    **{code: {"link"} for code in ("E391", "E392", "E393")},
    "E394": {"title", "headings"},
    "E397": {"what"},
}


def used() -> set[str]:
    return {
        code
        for path in Path(ROOM).glob("*.py")
        for code in re.findall(r'"(E\d{3})"', path.read_text("utf-8"))
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_and_code_agree(language: str) -> None:
    sentences = yaml.safe_load(asset("templates", "words", language, "publish.yml").read_text("utf-8"))[
        "problems"
    ]
    assert set(sentences) == used()
    for code, sentence in sentences.items():
        assert {name for _, name, _, _ in Formatter().parse(sentence) if name} - {language} == FACTS.get(
            code, set()
        )
        sentence.format(**dict.fromkeys((*FACTS.get(code, ()), language), "x"))
