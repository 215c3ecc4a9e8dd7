"""The short way of a page that is one block of HTML leads where the long one leads, or it is not taken."""

from __future__ import annotations

import random
from collections.abc import Iterator

import material.plugins.search.plugin as search
import pytest
from markdown import Markdown
from mkdocs.utils.meta import get_data

from community_playbook.outputs.site import sites
from community_playbook.publish.raw_page import (
    Skipped,
    feed,
    is_left_alone,
    pages_left_alone,
    tokens,
)
from example_plans import example_frame

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
PAGE = """<div markdown="0">
<h1 id="top">一、<b>二</b> &amp; three</h1><p class="x" hidden>text<br>more &#60;b&#62;
<svg viewBox="0 0 9 9"><use href="#i&#45;a"/></svg></p>
<ul><li>one<li>two</ul><hr><h2 id="t">Ti  <code>a</code></h2><div><p>a</p>

<p>  </p></div><section data-search-exclude><p>hidden</p></section><h3>no id</h3><p>end &quot;</p>
</div>"""
DAMAGES = (
    "</div>", "<div>", "<!-- x -->", "<?x?>", "<!x>", "& ", "&copy ", "&#x41;", "&#65 ", "&lt", "<", "a < b", "<>", "</>",
    "<p", "</p", "</p x>", "<P>", "</SECTION>", "<script>a<b</script>", "<style>p{}</style>", "<title>x</title>",
    "<textarea><b></textarea>", "<a href='x'>", "<a b=c>", "<a b = \"c\">", '<i x="<p>">', "<hr>", "</hr>", "<hr/>", "<div/>",
    "\t", "\r\n", "\n \n", "\x02", "\n\n\n", "    indented\n", "# heading\n", "\n# heading\n", "`code`", "\n\n* list\n",
    "<p markdown=\"1\">*x*</p>", "<pre>\n\n x </pre>", "<object>x</object>", "<section><div></section>", "\u2028", "\x00", "<input>",
    "<li>", "</ul>", "<h2 id=\"b\">", "</h2>", "<svg><title>x</title></svg>", "<p data-search-exclude>", "<b`c>", "\u00a0",
)  # fmt: skip


def converted(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def sections(html: str, short: bool) -> list[object]:
    """What the theme's search makes of a page."""
    parser = search.Parser()
    if short:
        parser.skip = Skipped(parser.skip)
        feed(parser, html)
    else:
        parser.feed(html)
        parser.close()
    return [(s.title, s.text, s.id, s.depth, s.is_excluded()) for s in parser.data]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["bazaar", "devguild", "newborn"])
@pytest.mark.slow
def test_every_page_of_ours_takes_the_short_way_and_is_the_same(name: str, language: str) -> None:
    count = 0
    for site in sites({language: example_frame(name, language)}, (), "0"):
        for path, content in site.docs:
            if path.endswith(".md"):
                text = get_data(content.decode())[0]
                assert is_left_alone(text.strip()), path
                assert converted(text) == text.strip(), path
                assert sections(text.strip(), True) == sections(text.strip(), False), path
                count += 1
    assert count > 20


def damaged() -> Iterator[str]:
    """The page with something strange at each of many places, and with two of them."""
    chance = random.Random(7)
    for what in DAMAGES:
        for _ in range(6):
            at = chance.randrange(len(PAGE) + 1)
            text = PAGE[:at] + what + PAGE[at:]
            yield text
            at = chance.randrange(len(text) + 1)
            yield text[:at] + chance.choice(DAMAGES) + text[at:]
    for at in range(0, len(PAGE), 3):
        yield PAGE[:at] + PAGE[at + 1 :]


def test_what_is_strange_is_the_same_or_goes_the_long_way() -> None:
    short = searched = 0
    for text in damaged():
        if is_left_alone(text):
            short += 1
            assert converted(text) == text, repr(text)
        if tokens(text) is not None:
            searched += 1
            assert sections(text, True) == sections(text, False), repr(text)
    assert short > 100 and searched > 100, "else nothing was looked at"


@pytest.mark.parametrize("text", ["", "# Title", "<div>\n</div>", PAGE + "\n\nmore", PAGE[:-6], "x" + PAGE])
def test_what_is_no_block_is_markdown(text: str) -> None:
    assert not is_left_alone(text)


def test_mkdocs_is_as_it_was_afterwards() -> None:
    from mkdocs.structure.pages import Page

    before = Page.render, search.Parser
    with pytest.raises(RuntimeError), pages_left_alone():
        assert (Page.render, search.Parser) != before
        raise RuntimeError
    assert (Page.render, search.Parser) == before
