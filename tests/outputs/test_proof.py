"""What is known is told in full on one page; every other page has a line with a link to its place there."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from community_playbook.outputs.say.proof import anchor, proof_line, proofs
from example_plans import example_frame
from example_sites import example_site

pytestmark = pytest.mark.slow
ASKED = re.compile(r"问专业人士|(?:ask|with) a professional")
FIGURES = re.compile(
    r"2,777|56 ?%|arXiv|Farzan|FeverBee|Joyce|Sessions|McCully|Restivo|Burtch|Dorner|LinkedIn"
)


def read(page: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.read_text("utf-8").split("<article", 1)[1]))


@pytest.mark.parametrize(("name", "language"), [("lighthouse", "zh"), ("newborn", "zh"), ("devguild", "en")])
def test_a_study_stands_on_the_about_page_alone_and_its_figures_once(name, language, tmp_path_factory):
    told = Counter[str]()
    for page in sorted(example_site(name, language, tmp_path_factory).glob("*.html")):
        found = FIGURES.findall(read(page))
        assert page.stem == "about" or not found, f"{page.name}: {found}"
        told.update(found)
    assert told["2,777"] == told["Joyce"] == 1
    assert told["FeverBee"] >= 1


@pytest.mark.parametrize(("name", "language"), [("lighthouse", "zh"), ("newborn", "zh"), ("devguild", "en")])
def test_a_page_sends_to_a_professional_once_at_most(name, language, tmp_path_factory):
    pages = sorted(example_site(name, language, tmp_path_factory).glob("*.html"))
    asked = {page.name: len(ASKED.findall(read(page))) for page in pages}
    assert asked["about.html"] == 1
    assert {name: n for name, n in asked.items() if n > 1} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_leads_to_its_evidence(language):
    frame = example_frame("lighthouse", language)
    there = {one.anchor: one for one in proofs(frame)}
    for entry in (*frame.library.tactics, *frame.library.incentives, *frame.step_pages):
        line = proof_line(frame, entry)
        assert line.url == f"about.html#{anchor(entry)}"
        assert str(len(there[anchor(entry)].texts)) in line.link
        assert there[anchor(entry)].strength == line.strength
