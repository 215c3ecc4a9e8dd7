"""No contact is published, in whatever spelling it stands; what the operator has looked at may."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import pytest

from community_playbook.outputs.say.text import mdtext
from community_playbook.problems import PlaybookError
from community_playbook.publish.checks import Judge, check_tree
from community_playbook.publish.leaks import Scan
from community_playbook.publish.stage import write_files
from contact_samples import CONTACTS, HARMLESS

ALL = [text for texts in CONTACTS.values() for text in texts]
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
