"""What a finished site must not have, one small page for each."""

from pathlib import Path

import pytest

from community_playbook.problems import PlaybookError, Problem
from community_playbook.publish.checks import Check, check_tree
from community_playbook.publish.markup import read_page

PAGE = "<!doctype html><title>页</title><h1 id=top1>页</h1>{}"


def faults(tmp_path: Path, body: str = "", whole: str = "", **files: str) -> list[Problem]:
    tree = tmp_path / "tree"
    given = {
        "playbook/index.html": whole or PAGE.format(body),
        "playbook/week.html": PAGE.format("<p id='晚'>"),
    }
    for name, text in (given | files).items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, "utf-8")
    return list(Check(tree).faults())


def codes(tmp_path: Path, body: str = "", whole: str = "", **files: str) -> list[str]:
    return [problem.code for problem in faults(tmp_path, body, whole, **files)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="week.html">',
        '<a href="week.html#晚">',
        '<a href="week.html#%E6%99%9A">',
        '<a href="#top1">',
        '<a href="#">',
        '<a href="#top">',
        '<a href="">',
        "<a href='../plan.json?x=1'>",
        '<a href="https://example.org/join">',
        '<a href="mailto:a@example.org">',
        '<link rel="canonical" href="https://example.org/">',
        '<svg><symbol id="i"/></svg><svg><title>灯</title><use href="#i"/></svg>',
        '<img src="data:image/png;base64,AAAA" srcset="../a.png 1x, ../a.png 2x">',
        '<p style="background:url(../a.png)">',
        "<style>@import 'own.css'; .a{background:url(\"data:image/svg+xml,<svg xmlns='x'>\")}</style>",
        '<script>var a="http://www.w3.org/2000/svg" // https://in.a.comment/</script>',
        '<!-- <a href="gone.html"> -->',
        '<textarea><a href="gone.html"></textarea>',
        "<p title='a > b'>1 < 2, and <3",
    ],
)
def test_what_is_right(tmp_path: Path, body: str) -> None:
    assert codes(tmp_path, body, **{"plan.json": "", "a.png": "", "playbook/own.css": ""}) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="gone.html">', "E391"),
        ('<a href="Week.html">', "E391"),
        ('<a href="./">', "E391"),
        ('<a href="/playbook/week.html">', "E391"),
        ('<a href="../../week.html">', "E391"),
        ('<img src="gone.png">', "E391"),
        ("<p style='background:url(gone.png)'>", "E391"),
        ('<a href="week.html#morning">', "E392"),
        ('<a href="#morning">', "E392"),
        ('<svg><use href="#i-none"/></svg>', "E392"),
        ('<script src="https://unpkg.com/x.js"></script>', "E393"),
        ('<link rel=stylesheet href="//fonts.googleapis.com/css">', "E393"),
        ('<img src="http://example.org/a.png">', "E393"),
        ('<img srcset="week.html 1x, https://example.org/a.png 2x">', "E393"),
        ("<style>@import url(https://example.org/a.css)</style>", "E393"),
        ("<style>@import 'https://example.org/a.css'</style>", "E393"),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', "E393"),
        ("<script>fetch('https://example.org/?' + x)</script>", "E393"),
        ('<a ping="https://example.org/" href="week.html">', "E393"),
        ('<a href="javascript:alert(1)">', "E397"),
        ('<a href="JavaScript:alert(1)">', "E397"),
        ('<a href="&#106;avascript:alert(1)">', "E397"),
        ('<a href="http://example.org/">', "E397"),
        ('<iframe src="data:text/html,x"></iframe>', "E397"),
        ('<img src="week.html" onerror="alert(1)">', "E397"),
        ('<svg><a xlink:href="javascript:alert(1)"/></svg>', "E397"),
        ('<iframe srcdoc="x"></iframe>', "E397"),
        ("<p title='half a tag", "E397"),
        ("<h1>second</h1>", "E394"),
    ],
)
def test_what_is_wrong(tmp_path: Path, body: str, code: str) -> None:
    assert codes(tmp_path, body) == [code]


@pytest.mark.parametrize(
    "whole", ["<h1>x</h1>", "<title> </title><h1>x</h1>", "<title>x</title>", "<h1>x</h1>"]
)
def test_a_page_has_a_title_and_one_top_heading(tmp_path: Path, whole: str) -> None:
    assert codes(tmp_path, whole=whole) == ["E394"]


@pytest.mark.parametrize(
    "name", ["members.xls", "a.html.bak", "playbook/.env", "Makefile", "x.md", "a.js.map"]
)
def test_stray_files(tmp_path: Path, name: str) -> None:
    (problem,) = faults(tmp_path, **{name: ""})
    assert (problem.code, problem.place.file) == ("E395", name)


def test_links_on_the_disk_are_stray(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "a.css").symlink_to("/etc/hostname")
    (tmp_path / "tree" / "folder").symlink_to(tmp_path)
    assert codes(tmp_path) == ["E395", "E395"]


def test_style_sheets_and_our_scripts_are_read(tmp_path: Path) -> None:
    assert codes(
        tmp_path, **{"playbook/css/a.css": ".a{background:url(../gone.png)} /* url(https://x) */"}
    ) == ["E391"]
    assert codes(tmp_path, **{"playbook/css/a.css": "", "playbook/js/a.js": "import('https://x.org/a')"}) == [
        "E393"
    ]


def test_all_faults_are_told_and_that_it_is_our_bug(tmp_path: Path) -> None:
    faults(tmp_path, '<a href="gone.html"><h1>x</h1>')
    with pytest.raises(PlaybookError) as caught:
        check_tree(tmp_path / "tree")
    assert caught.value.exit_code == 4
    assert [p.code for p in caught.value.problems] == ["E394", "E391", "E399"]


def test_a_page_is_read_as_a_browser_reads_it() -> None:
    html = '<p class=a id="x &amp; y" id=z><A HREF=one.html\n data-a="<b>"><img src=\'a"b.png\' src=two><br/>'
    page = read_page(html)
    assert page.ids == {"x & y"}
    assert page.addresses == {(False, "one.html"), (True, 'a"b.png')}
    assert page.active == []


@pytest.mark.parametrize(
    "html",
    ["<p title='half a tag", "<!-- <p>", "<script>a", "<style>a", "<textarea><p>", "<title>a", "<template><p>",
     "<svg><a href='x'", "<p><![CDATA[ <br", "<noscript><p title=\""],
)  # fmt: skip
def test_what_takes_the_rest_of_the_page_along_is_told(html: str) -> None:
    assert read_page(f"<h1>a</h1>{html}").active


@pytest.mark.parametrize(
    "html", ["<table><tr><td>a", "<ul><li><p><b>a", "</body></html>", "<svg><g>", "<select>"]
)
def test_what_a_browser_closes_by_itself_is_no_fault(html: str) -> None:
    page = read_page(f"<h1>a</h1>{html}")
    assert (page.headings, page.active, page.ids) == (1, [], set())


def test_what_the_tree_hides_is_no_secret() -> None:
    assert read_page("<template><a href=gone.html></a></template>").active == ["template"]
    assert read_page("<noscript><a href=gone.html></a></noscript>").addresses == {(False, "gone.html")}
