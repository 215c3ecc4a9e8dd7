"""Single breaks of a page's template are for its reader, blank lines begin a line of the page."""

import pytest
from jinja2 import UndefinedError

from community_playbook.outputs.pages.template import BREAK, Flowing, environment, flow


def shown(template: str, **view: object) -> str:
    return environment().from_string(BREAK.sub(flow, template)).render(**view)


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<b>a</b>\n\n<p>b</p>", "<b>a</b>\n\n<p>b</p>"),
        ('<a href="b"\n    title="c">d</a>', '<a href="b" title="c">d</a>'),
        ("{% if true %}\n  <i>a</i>\n{% endif %}\n<i>b</i>", "<i>a</i><i>b</i>"),
        ("{{ [1,\n  2] | length }}\n{# of two\n   lines #}\n<i>a</i>", "2<i>a</i>"),
        ("<p>a b</p> \n <p>c</p>", "<p>a b</p><p>c</p>"),
    ],
)
def test_breaks(template: str, page: str):
    assert shown(template) == page


def test_a_fault_keeps_its_line(tmp_path):
    (tmp_path / "a.j2").write_text("<p>\n  <b>\n    {{ missing.part }}\n  </b>\n</p>\n")
    made = environment().overlay(loader=Flowing(tmp_path))
    with pytest.raises(UndefinedError) as fault:
        made.get_template("a.j2").render()
    assert [entry.lineno + 1 for entry in fault.traceback if str(entry.path).endswith("a.j2")] == [3]
