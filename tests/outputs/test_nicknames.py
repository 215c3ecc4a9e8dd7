"""Whoever agreed is shown by the nickname, finds the page by either name, and gets the link in private."""

import csv
import io
from dataclasses import replace

import pytest

from community_playbook import reading
from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.members_site import links_of
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.boards import boards_view
from community_playbook.outputs.sheets.files import sheet_files
from community_playbook.plan.game.public import public_name
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, profile
from share_samples import KEY, found_by, small_site

PEOPLE = (
    Member("1", "王建国", alias="老王做茶", city="chengdu", industry="茶", consent=True),
    Member("2", "李秀英", consent=True),
    Member("3", "赵铁柱", alias="铁柱", consent=False),
    Member("4", "", alias="没留名的", consent=True),
)
RULES = {"mode": "ledger", "rules": [{"action": "article", "points": 20}]}


def community(name="nickname", **parts):
    made = profile(points=RULES, publish={"name": name} | parts)
    rows = tuple(LedgerEntry(TODAY, m.id, "article", 1, None, "") for m in PEOPLE)
    return reading.called(Community(made, PEOPLE, rows))


def frame_of(found, language="zh"):
    return Frame(make_plan(found, load_library(), TODAY), found, load_library(), words(language))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nickname", ["老王做茶", "李秀英", "51**", "没留名的"]),
        ("name", ["王建国", "李秀英", "51**", "没留名的"]),
    ],
)
def test_what_others_read_is_what_the_profile_says(name, shown):
    found = community(name)
    assert [public_name(member, "consent") for member in found.members] == shown
    assert [member.shown for member in found.members] == ["王建国", "李秀英", "赵铁柱", "没留名的"], (
        "for the desk"
    )
    posted = "\n".join(boards_view(frame_of(found)).message.lines)
    assert shown[0] in posted
    assert not any(other in posted for other in ("赵", "铁", "王建国" if name == "nickname" else "老王做茶"))


def test_no_public_page_has_the_registered_name_of_who_has_a_nickname():
    _, files = small_site(community(), ("zh", "en"))
    text = "".join(page.decode("utf-8", "replace") for page in files.values())
    assert "老王做茶" in text
    assert not any(name in text for name in ("王建国", "赵铁柱", "铁柱"))
    _, files = small_site(community("name"))
    text = "".join(page.decode("utf-8", "replace") for page in files.values())
    assert "王建国" in text
    assert "老王做茶" not in text


@pytest.mark.parametrize("name", ["nickname", "name"])
def test_either_name_finds_the_page(name):
    share, files = small_site(community(name))
    find = files["find.js"]
    slug = {page.shown_name: page.slug for page in share.members}
    own = slug["老王做茶" if name == "nickname" else "王建国"]
    assert found_by(find, "老王做茶") == found_by(find, "王建国") == [own]
    assert found_by(find, "李秀英") == [slug["李秀英"]]
    assert found_by(find, "赵铁柱") == found_by(find, "铁柱") == []
    rows = find.decode().removeprefix('var FIND="').removesuffix('"\n')
    assert len(rows) == 26 * 4, "one record a name, none twice"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("base", ["https://example.org/share", ""])
def test_the_list_of_links_has_each_page_once_with_its_message(language, base):
    found = community(**({"base_url": base} if base else {}))
    frame = frame_of(found, language)
    share, _ = small_site(found)
    table = dict(sheet_files(frame, (), links_of(found, KEY)))["sheets/links.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))[1:]
    assert [row[1].strip("=\"'\t") for row in rows] == ["1", "2", "4"], "nobody without consent"
    assert {row[2].rsplit("/m/", 1)[1].split("/")[0] for row in rows} == {page.slug for page in share.members}
    start = base or words(language)("sheets.links.base")
    assert all(row[2].startswith(f"{start}/m/") for row in rows)
    assert all(row[2] in row[-2] and row[0] in row[-2] and row[-1] == "" for row in rows)
    nobody = replace(found, profile=profile(points=RULES, publish={"show": "nobody"}))
    assert links_of(nobody, KEY) == {}
    assert "sheets/links.csv" not in dict(sheet_files(frame_of(nobody), (), {}))
