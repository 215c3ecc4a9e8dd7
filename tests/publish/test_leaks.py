"""No contact is published, in whatever spelling it stands; what the operator has looked at may."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import pytest

from community_playbook.contacts import kinds
from community_playbook.outputs.say.text import mdtext
from community_playbook.problems import PlaybookError
from community_playbook.publish.checks import Judge, check_tree
from community_playbook.publish.leaks import Scan
from community_playbook.publish.stage import write_files
from contact_samples import CONTACTS, HARMLESS

ALL = [text for kind, texts in CONTACTS.items() if not kinds()[kind].cells for text in texts]
MEANT = [text for kind, texts in CONTACTS.items() if kinds()[kind].cells for text in texts]
SPELLED = {
    "as it is": str,
    "entities": lambda text: str(mdtext(text)),
    "all entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "escaped": escape,
    "percent": lambda text: quote(text, safe=""),
    "script": lambda text: "".join(f"\\u{ord(c):04x}" for c in text if ord(c) < 0x10000),
}
PAGE = '<!doctype html>\n<html lang="zh"><head><title>t</title></head>\n<body><h1>t</h1>\n<p>{}</p></body></html>\n'


SEAMS = [ord(c) for c in '<>"']


def parts_of(pattern: str) -> Iterator[tuple[object, Any]]:
    """Every step of a pattern that consumes a letter, or looks for one beside it, but for what must not be."""
    waiting: list[Any] = [sre_parser.parse(pattern)]
    while waiting:
        for operation, value in waiting.pop():
            match operation:
                case sre.SUBPATTERN:
                    waiting.append(value[-1])
                case sre.BRANCH:
                    waiting += value[1]
                case sre.MAX_REPEAT | sre.MIN_REPEAT:
                    waiting.append(value[2])
                case sre.ASSERT:
                    waiting.append(value[1])
                case sre.ASSERT_NOT:
                    pass
                case _:
                    yield operation, value


def stands_for(signs: Sequence[tuple[object, Any]], point: int) -> bool:
    """Whether a set of signs has this one."""
    found = any(
        (operation is sre.LITERAL and value == point)
        or (operation is sre.RANGE and value[0] <= point <= value[1])
        or (operation is sre.CATEGORY and value not in (sre.CATEGORY_SPACE, sre.CATEGORY_DIGIT))
        for operation, value in signs
    )
    return found != any(operation is sre.NEGATE for operation, _ in signs)


@pytest.mark.parametrize("spelling", SPELLED)
def test_a_contact_is_found_in_every_spelling_and_told_by_place_alone(spelling):
    for text in ALL:
        line = SPELLED[spelling](text)
        found = list(Scan().faults("share/m/abc/index.html", PAGE.format(line).encode()))
        assert [(p.code, str(p.place)) for p in found] == [("E398", "share/m/abc/index.html:4")], text
        assert text not in repr(found)


def test_harmless_texts_and_our_own_names_are_none():
    own = [
        '<img src="../m/wx7234562345/rank-1x1-6222021234567890.png" alt="">',
        'var FIND="wx8888888813812345678QQ12345678"',
        '<path d="M138 1234 5678"/>',
        *HARMLESS,
    ]
    assert list(Scan().faults("share/index.html", "\n".join(own).encode())) == []


def test_a_line_needs_no_mark_at_all_to_hold_one():
    assert [p.code for p in Scan().faults("share/a.txt", b"wx abc12345")] == ["E398"]


def test_what_was_looked_at_on_one_page_hides_nothing_on_another():
    scan = Scan()
    assert not list(scan.faults("share/a.html", b'<p title="A">my number is</p><b>1381234</b>'))
    found = list(
        scan.faults("share/b.html", b'<p title="A">my number is</p><b>1381234</b><i>13812345678</i>')
    )
    assert [str(p.place) for p in found] == ["share/b.html:1"]


def test_no_form_goes_over_a_tag_or_a_quotation_mark():
    for key, kind in kinds().items():
        for number, (operation, value) in enumerate(parts_of(kind.form.pattern)):
            where = key, number, operation
            assert operation is not sre.ANY, where
            if operation is sre.LITERAL:
                assert value not in SEAMS, where
            elif operation is sre.NOT_LITERAL:
                raise AssertionError(where)
            elif operation is sre.IN:
                assert not any(stands_for(value, seam) for seam in SEAMS), where


def test_where_people_meet_and_where_a_community_is_found_may_be_published():
    assert MEANT
    assert list(Scan().faults("share/index.html", "\n".join(MEANT).encode())) == []


def test_what_is_private_may_hold_what_it_will():
    assert list(Scan().faults("playbook/index.html", ALL[0].encode())) == []


def test_a_file_is_not_named_after_a_contact():
    assert [str(p.place) for p in Scan().faults("share/boards/13812345678.png", b"")] == [
        "share/boards/13812345678.png"
    ]


def test_what_was_looked_at_may_be_published():
    scan = Scan(["400-820-8820", "mailto:join@example.com", "https://discord.gg/abcDEF"])
    kept = "<p>400-820-8820</p>\n<a href='mailto:join&#64;example.com'>x</a>\n<a href='https://discord.gg/abcDEF'>y</a>"
    assert list(scan.faults("share/index.html", kept.encode())) == []
    assert len(list(scan.faults("share/x.html", b"<p>400-820-8821</p>"))) == 1
    assert len(list(scan.faults("share/y.html", b"<p>400-820-8820, 13812345678</p>"))) == 1


def test_a_tree_with_a_contact_is_not_published(tmp_path):
    judge = Judge()
    files = [
        ("share/index.html", PAGE.format("QQ：1234567").encode()),
        ("share/b.html", PAGE.format("x").encode()),
    ]
    write_files(tmp_path, files, judge.note)
    with pytest.raises(PlaybookError) as stopped:
        check_tree(tmp_path, judge.files)
    assert stopped.value.exit_code == 1
    assert [(p.code, str(p.place)) for p in stopped.value.problems] == [("E398", "share/index.html:4")]


def test_what_is_drawn_on_a_picture_is_looked_at_by_its_text() -> None:
    scan = Scan([CONTACTS["mail"][0]])
    drawn = [p for text in ALL for p in scan.picture_faults("share/a.png", f"林晓 {text}")]
    assert {p.code for p in drawn} == {"E398"}
    assert len(drawn) == len(ALL) - 1, "one was looked at"
    assert not [text for text in HARMLESS for _ in scan.picture_faults("share/a.png", text)]
