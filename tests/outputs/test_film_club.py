"""A film club is never told of chapters and pages, and a book club still is."""

import re

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.words import words
from small_examples import lines_of, pages_of

PROFILE = """\
today: 2026-11-22
community: {{name: {name}, kind: interest, platform: {platform}, language: {language}}}
operator: {{hours_per_week: 14, assistants: 1, assistant_hours_per_week: 10}}
rhythms: [book-club]
groups: [{{id: one, name: {name}, members: 90}}]
"""
SEEN = re.compile(r"^(brief|index|today|week|rhythm|tactic-.*)\.md$")
BOOKS = {
    "zh": r"第.章|[一哪几]章|[第几一二两三半下]页|页数|[一这整抄本]本书|书友|书里|书上|这本|下一本|一本|领读|读到|没读|读不|读了|读完|读过|共读|一起读(?!或者)|抄[一句段]",
    "en": r"\bchapters?\b|\bbooks?\b|\bedition|\bparagraph|\bpassage|\breaders?\b|\bread(ing)? (to|next|three|aloud|it|a|what|us|the (book|line))\b"
    r"|\bpages? (a|each|one|first|read|\d)|\d pages?\b|\b(that|first|same|extra|the) pages?\b(?! on)|half the pages",
}  # fmt: skip
OURS = re.compile(
    r"book-club|plan on one page|一页方案|on that page\.$|读表格|page of rules|Half a page|this page|开一页|那一页|今天一页|怎么干，一页|这一页"
)
"""Pages of this site, not of a book, and the id that a profile writes."""
CLUBS = [("灯街观影会", "zh", "wechat"), ("Lantern Street Film Club", "en", "discord")]
READERS = [
    ("灯街读书会", "zh", "wechat", "第几章"),
    ("Lantern Street Book Club", "en", "discord", "[chapter]"),
]


def made(home, name, language, platform):
    path = home / "profile.yml"
    path.write_text(PROFILE.format(name=name, language=language, platform=platform), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community and found.plan.topic
    frame = Frame(found.plan, found.community, load_library(), words(language))
    return {
        page: lines_of(html.body).splitlines()
        for page, html in pages_of(frame).items()
        if html.body and SEEN.match(page)
    }


@pytest.mark.parametrize(("name", "language", "platform"), CLUBS)
def test_a_film_club_hears_of_no_chapters_and_pages(tmp_path, name, language, platform):
    known = re.compile(BOOKS[language], re.I)
    pages = made(tmp_path, name, language, platform)
    told = [
        f"{page}: {line}"
        for page, lines in pages.items()
        for line in lines
        if known.search(line) and not OURS.search(line)
    ]
    assert not told, "\n".join(told)
    assert not [line for lines in pages.values() for line in lines if "{%" in line]
    assert len(pages) >= 13


@pytest.mark.parametrize(("name", "language", "platform", "said"), READERS)
def test_a_book_club_still_does(tmp_path, name, language, platform, said):
    pages = made(tmp_path, name, language, platform)
    assert any(said in line for lines in pages.values() for line in lines)
