"""A table longer than a page goes on under its title and its column headings; no name is lost or printed twice."""

import re
from dataclasses import replace

import pytest
from paper_reader import read_paper
from paper_samples import LANGUAGES, PAPERS, flat, frame_of, make_pack, newcomers, plain

from community_playbook.outputs.printing.pack import draft_pack, orders_of
from community_playbook.outputs.printing.tables import BOX
from community_playbook.outputs.printing.typeset import typeset
from example_plans import example_frame
from making import community, groups, members

pytestmark = pytest.mark.slow

GROUPS = [{**group, "name": f"第{number:02d}号读书群"} for number, group in enumerate(groups(40, 200), 1)]


def pages_of(id_, language="zh", paper="a4", **parts):
    made = make_pack(community(**parts), language, paper)
    sheet = next(sheet for sheet in made.draft.sheets if sheet["id"] == id_)
    return sheet, made.pages()[id_], made


def names_of(pages, pattern):
    return [name for page in pages for name in re.findall(pattern, page.flat)]


def check_headers(sheet, pages, made, first, last):
    """Every page after the first says whose page it is; column headings stand on every page with rows."""
    heads = flat("".join(column["label"] for column in sheet["table"]["cols"]))
    continued = flat(plain(sheet["title"]) + made.frame.words("print.paper.continued"))
    assert continued not in pages[0].flat
    assert all(page.flat.startswith(continued) for page in pages[1:])
    rows = [page for page in pages if first in page.flat or last in page.flat]
    assert len(rows) == 2, "the table should need two pages"
    assert all(heads in page.flat for page in rows)
    assert rows[1].flat.startswith(continued + heads), "the headings stand above the rows"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_groups(language, paper):
    sheet, pages, made = pages_of("08-moderation", language, paper, groups=GROUPS)
    found = names_of(pages, r"第\d\d号读书群")
    assert found == [group["name"] for group in GROUPS]
    check_headers(sheet, pages, made, found[0], found[-1])
    total = len(pages)
    for number, page in enumerate(pages, 1):
        said = f"第{number}页/共{total}页" if language == "zh" else f"Page{number}of{total}"
        assert said in page.flat
        assert not page.overlaps()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_arrivals(language, paper):
    people = (*newcomers(60), *members(12, joined=None))
    sheet, pages, made = pages_of("01-join-evening", language, paper, people=people)
    found = names_of(pages, r"来客\d{3}号")
    assert found == [member.name for member in people[:60]]
    check_headers(sheet, pages, made, found[0], found[-1])
    assert not [pair for page in pages for pair in page.overlaps()]


def test_of_seventy_arrivals_sixty_are_printed():
    _, pages, _ = pages_of("01-join-evening", people=newcomers(70))
    assert names_of(pages, r"来客\d{3}号") == [f"来客{i:03d}号" for i in range(1, 61)]


def test_arrivals_leave_room_for_those_who_are_not_known_yet():
    """Two rows at least, and up to the number that a usual evening brings."""
    for known, expected in ((0, 10), (3, 10), (9, 11), (12, 14)):
        people = newcomers(known)
        sheet, *_ = pages_of(
            "01-join-evening", people=people, groups=groups(2), onboarding={"newcomers_per_week": 20}
        )
        table = sheet["table"]["rows"]
        assert len([row for row in table if row[0]]) == known
        assert len(table) == expected, known


def test_a_row_names_whom_to_mention_and_nobody_who_did_not_agree():
    near = [
        replace(member, joined=None, city="chengdu", industry="茶", consent=number < 2)
        for number, member in enumerate(members(6))
    ]
    far = [
        replace(member, id=f"f{member.id}", name="远客", joined=None, city="", industry="")
        for member in members(12)
    ]
    guest = replace(newcomers(1)[0], city="chengdu", industry="茶")
    sheet, pages, _ = pages_of("01-join-evening", people=(guest, *near, *far))
    row = sheet["table"]["rows"][0]
    assert plain(row[0]["main"]) == guest.name
    assert plain(row[1]["main"]) == "成员0、成员1"
    assert plain(row[1]["small"]) == "也在chengdu，也做茶", "one reason for both is said once"
    assert not re.search("成员[2-5]", pages[0].flat)


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_of_the_evening_before_stand_with_whom_else_to_ask(language):
    """The same as on the page, for each evening of the week; two boxes to tick, one page."""
    frame = example_frame("lighthouse", language)
    made = replace(
        draft_pack(frame), sheets=[s for s in draft_pack(frame).sheets if s["id"] == "12-second-evening"]
    )
    (sheet,) = made.sheets
    wanted = [
        (batch.day, one)
        for batch in frame.facts.newcomers.batches
        if batch.second
        for one in batch.second.arrivals
    ]
    rows = sheet["table"]["rows"]
    assert (
        len({day for day, _ in wanted}) == 2
        and len(rows) == len(wanted) == frame.facts.newcomers.second_people
    )
    for row, (day, one) in zip(rows, wanted, strict=True):
        assert plain(row[0]["main"]) == frame.name(one.newcomer.id)
        assert frame.weekday(day, "full") in plain(row[0]["small"])
        assert plain(row[1]["main"]) == frame.name(one.matches[0].id)
        assert plain(row[1]["small"]) == frame.introductions.why(one.shared[0])
        assert row[2:] == [BOX, BOX]
    pdf = typeset(orders_of(made, frame, "a4", (), False)[0]).pdf
    assert len(read_paper(pdf).pages) == 1


def test_where_nobody_came_before_there_is_no_such_sheet():
    found = community(people=members(12, joined=None), onboarding={"newcomers_per_week": 10})
    assert "12-second-evening" not in {sheet["id"] for sheet in draft_pack(frame_of(found)).sheets}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_with_gaps_where_the_letters_are_written(language):
    (sheet,) = (
        s for s in draft_pack(example_frame("lighthouse", language)).sheets if s["id"] == "09-outreach"
    )
    assert sheet["says"] and not re.search(r"〔|\[[a-z]", str(sheet["says"]))


def test_groups_that_only_the_roster_knows_are_walked_too():
    people = [replace(member, groups=(f"群{'甲乙丙'[i % 3]}",)) for i, member in enumerate(members(9))]
    sheet, _, _ = pages_of("08-moderation", people=tuple(people))
    assert [plain(row[0]) for row in sheet["table"]["rows"]] == sorted(["群甲", "群乙", "群丙"])
