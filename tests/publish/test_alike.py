"""A page whose tree is known is judged as if it had been read: whatever stands where it differs."""

from __future__ import annotations

import random

import pytest

from community_playbook.publish import alike
from community_playbook.publish.alike import Alike
from community_playbook.publish.checks import judge
from community_playbook.publish.markup import read_page

PAGE = (
    '<!doctype html>\n<html lang="zh"><head>\n<title>{0}</title>\n<meta property="og:title" content="{0}">\n'
    '<link rel="canonical" href="{1}">\n<script src="../a.js" defer></script>\n</head>\n<body>\n<h1>{0}</h1>\n'
    '<p id="x">{2}</p>\n<a href="{1}">{2}</a>\n<img src="{1}" alt="{0}">\n<!-- <a href="{1}">{2}</a> -->\n'
    '<table>{2}<tr><td>{0}</td></tr></table>\n<progress value="{3}" max="9"></progress></body></html>\n'
)
FIRST = ("王小明", "../m/aaaaaaaaaaaa/index.html", "5 分", "1")
OTHERS = [
    ("李雷 · 3 > 2", "../m/bbbbbbbbbbbb/index.html", "70 分", "2"),
    ("a &amp; b", " javascript:alert(1)", "&lt;b&gt;", "3"),
    ("<b>x</b>", "https://example.org/?a=1&amp;b=2", "<h1>two</h1>", "4"),
    ('"><script>x()</script><a title="', "x", "y", "5"),
    ("x", '" onclick="x()', "y", "6"),
    ("x", "x", "y", '1" onfocus="x()'),
    ("</title><base href=x>", "x", "--><a href=gone.html>", "7"),
    ("", "", "", ""),
    (" ", " ", " ", " "),
    ("　", "　", "　", "　"),
    ("\0", "\0", "\0", "\0"),
    ("\ue0001", "\ue0000", "\ue0002", "8"),
    ("'", "'", "'", "'"),
    ("<!--", "x", "-->", "9"),
    ("<script>", "</script>", "x", "1"),
    ("<style>a{background:url(https://x.org/a)}</style>", "x", "y", "2"),
    ("a=b", "a=b", "a=b", "a=b"),
    ("x\ny", "x\ny", "x\ny", "x\ny"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_of_two_pages_in_a_row_both_are_judged_as_they_are(other: tuple[str, ...]) -> None:
    pages = [PAGE.format(*given).encode() for given in (FIRST, other, FIRST, other)]
    known = Alike()
    for page in pages:
        assert judge("share/m/a/index.html", page, known.read) == judge("share/m/a/index.html", page)


def test_pages_made_of_whatever_stands_in_pages_are_judged_as_they_are() -> None:
    dice, known = random.Random(7), Alike()
    pieces = [
        *"abc<>\"'&= \n/\0\ue000",
        "<p>",
        "</p>",
        "<a href=",
        'href="x"',
        ' src="',
        "<!--",
        "-->",
        "<title>",
    ]
    for _ in range(400):
        given = ["".join(dice.choices(pieces, k=dice.randrange(5))) for _ in range(4)]
        page = PAGE.format(*given).encode()
        assert judge("share/m/a/index.html", page, known.read) == judge("share/m/a/index.html", page), given


def test_the_parser_reads_one_of_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(alike, "read_page", lambda html: read.append(html) or read_page(html))
    known = Alike()
    for n in range(1_000):
        known.read(PAGE.format(f"王{n}", f"../m/{n}/index.html", f"{n} 分", n).encode())
    assert len(read) == 2  # as it is, and with its addresses cut out


def test_what_is_at_fault_or_large_is_read_each_time() -> None:
    known = Alike()
    for html in ("<title>a</title><p>no heading</p>", "<title>a</title><h1>a</h1>" + "<p>x</p>" * 10_000):
        known.read(html.encode())
    assert known.known == {}
