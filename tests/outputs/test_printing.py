"""Every sheet of every community can be printed: nothing leaves its place, nothing lies on anything else."""

import re
from itertools import product

import pytest
from paper_reader import Box, Page, read_paper
from paper_samples import COMMUNITIES, LANGUAGES, PAPERS, flat, pack, plain

from community_playbook.intake.library import load_library
from community_playbook.outputs.printing.pack import draft_pack, orders_of
from community_playbook.outputs.printing.tables import TABLES
from community_playbook.outputs.printing.typeset import typeset
from small_examples import frame_of
from sweeps import pairwise, swept

pytestmark = pytest.mark.slow

SIZES = {"a4": (210, 297), "letter": (215.9, 279.4)}
CARDS = {
    ("a4", "small"): (90, 54, 2, 5), ("a4", "large"): (105, 148.5, 2, 2),
    ("letter", "small"): (88.9, 50.8, 2, 5), ("letter", "large"): (107.95, 139.7, 2, 2),
}  # fmt: skip
"""Width, height, columns and rows in mm."""
SIDE, HEADER, FOOTER, BODY_END = 16, 8, 8, 18
FRAME = 1.6
"""Between the two lines of a certificate."""
LONG_TABLE = 20
PACKS = list(product(COMMUNITIES, LANGUAGES, PAPERS))
OFTEN = pairwise(PACKS)
EXTRAS = {
    "roadmap",
    "incentive-cards",
    "incentive-cards-small",
    "welcome-cards",
    "name-cards",
    "certificates",
}

each_pack = pytest.mark.parametrize(
    ("name", "language", "paper"), swept(PACKS, lambda *pack: pack in OFTEN), scope="module"
)
"""All looks at one pack follow each other, so that one process typesets it and no other."""


def card_boxes(paper: str, size: str) -> list[Box]:
    """The cards of a page, with the 3 mm that a knife may miss."""
    width, height, across, down = CARDS[paper, size]
    left, top = (SIZES[paper][0] - width * across) / 2, (SIZES[paper][1] - height * down) / 2
    return [
        Box(
            left + x * width + 3, top + y * height + 3, left + (x + 1) * width - 3, top + (y + 1) * height - 3
        )
        for y in range(down)
        for x in range(across)
    ]


def left_out(page: Page, kind: str, boxes: list[Box]) -> list[str]:
    """The lines that do not stand where those of such a sheet may."""
    width, height = page.width, page.height
    if kind == "cards":
        return [line.text for line in page.lines if not any(line.box.inside(box) for box in boxes)]
    if kind == "certificate":
        edge = SIDE + FRAME
        return page.outside(Box(edge, edge, width - edge, height - BODY_END - FRAME))
    return page.outside(Box(SIDE, HEADER, width - SIDE, height - FOOTER))


def test_the_communities_have_every_sheet_and_table_between_them():
    seen = {sheet["id"]: sheet for name in COMMUNITIES for sheet in pack(name).draft.sheets}
    known = load_library().sheets
    own = {id_ for id_ in seen if not id_.startswith("rhythm-")}  # each main business has one besides
    assert {re.sub(r"^\d+-|-\d+$", "", id_) for id_ in own} == {s.entry.id for s in known} | EXTRAS
    shown = {
        sheet.table
        for name, sheet in product(COMMUNITIES, known)
        for data in pack(name).draft.sheets
        if data.get("table") and sheet.entry.id in data["id"]
    }
    assert shown == {*TABLES, "seats"}


@each_pack
def test_nothing_leaves_its_place_and_nothing_lies_on_anything_else(name, language, paper):
    made = pack(name, language, paper)
    faults = []
    for sheet in made.draft.sheets:
        boxes = card_boxes(paper, sheet["size"]) if sheet["kind"] == "cards" else []
        for number, page in enumerate(made.pages()[sheet["id"]], 1):
            size = SIZES[paper] if sheet["kind"] != "certificate" else SIZES[paper][::-1]
            assert (page.width, page.height) == pytest.approx(size, abs=0.1)
            assert page.flat, f"{sheet['id']} has an empty page"
            out = left_out(page, sheet["kind"], boxes)
            faults += [f"{sheet['id']} p{number}: out of its place: {line}" for line in out]
            faults += [f"{sheet['id']} p{number}: {a!r} on {b!r}" for a, b in page.overlaps()]
            faults += [
                f"{sheet['id']} p{number}: cut off: {glyph.text}" for glyph in page.glyphs if glyph.clipped
            ]
    assert not faults, "\n".join(faults)


@each_pack
def test_only_our_fonts_and_never_a_missing_letter(name, language, paper):
    made = pack(name, language, paper)
    assert all(font.startswith(("PlaybookSans", "PlaybookWorld")) for font in made.all.fonts), made.all.fonts
    assert not made.draft.missing
    for page in made.all.pages:
        assert page.unmapped == 0
        assert "\ufffd" not in page.text
        assert "\0" not in page.text


@each_pack
def test_a_duty_of_an_ordinary_community_is_one_page(name, language, paper):
    """A whole week with each clock at its hour may take a second one."""
    made = pack(name, language, paper)
    for sheet in made.draft.sheets:
        rows = len((sheet.get("table") or {"rows": ()})["rows"])
        if sheet["kind"] == "road" or (sheet["kind"] == "duty" and rows < LONG_TABLE):
            most = 2 if "-week-" in sheet["id"] else 1
            assert 1 <= len(made.pages()[sheet["id"]]) <= most, sheet["id"]


@each_pack
def test_no_page_ends_with_a_heading(name, language, paper):
    made = pack(name, language, paper)
    for sheet in made.draft.sheets:
        if sheet["kind"] != "duty":
            continue
        heads = {flat(plain(part["head"])) for part in sheet["parts"]} | {flat(plain(sheet["rules_label"]))}
        heads.add(flat(made.frame.words("print.paper.say")))
        for page in made.pages()[sheet["id"]]:
            body = [line for line in page.lines if line.box.bottom < page.height - BODY_END]
            last = max(body, key=lambda line: line.box.bottom)
            assert flat(last.text) not in heads - {""}, sheet["id"]


@each_pack
def test_there_is_a_big_box_for_each_thing_to_do(name, language, paper):
    made = pack(name, language, paper)
    for sheet in made.draft.sheets:
        if sheet["kind"] == "duty":
            found = [box for page in made.pages()[sheet["id"]] for box in page.shapes if is_big_box(box)]
            assert len(found) == sum(len(part["items"]) for part in sheet["parts"]), sheet["id"]


def is_big_box(box: Box) -> bool:
    """A square in which a hand can tick: 7 mm at least, 9 mm where there is room, and its line."""
    width, height = box.right - box.left, box.bottom - box.top
    return abs(width - height) < 0.1 and 7 <= width <= 10.2


@each_pack
def test_pages_are_counted_for_each_sheet(name, language, paper):
    made = pack(name, language, paper)
    for id_, pages in made.pages().items():
        for number, page in enumerate(pages, 1):
            said = f"第{number}页/共{len(pages)}页" if language == "zh" else f"Page{number}of{len(pages)}"
            assert (said in page.flat) == (made.kinds[id_] in ("duty", "road")), (id_, number)


@pytest.mark.parametrize(
    ("name", "language", "paper"),
    [("talk", "zh", "a4"), ("helped", "en", "letter"), ("server", "zh", "letter")],
)
def test_a_sheet_alone_is_the_one_in_the_whole_pack(name, language, paper):
    made = pack(name, language, paper)
    orders = orders_of(made.draft, made.frame, paper, (), False)
    assert [order.path.split("/")[-1] for order in orders] == [
        "all.pdf",
        *(f"{sheet['id']}.pdf" for sheet in made.draft.sheets),
    ]
    for sheet, order in zip(made.draft.sheets, orders[1:], strict=True):
        alone = read_paper(typeset(order).pdf)
        assert alone.title == plain(sheet["title"])
        assert [page.text for page in alone.pages] == [page.text for page in made.pages()[sheet["id"]]]
        assert [page.lines for page in alone.pages] == [page.lines for page in made.pages()[sheet["id"]]]


@each_pack
def test_readers_of_every_kind_find_their_way(name, language, paper):
    made = pack(name, language, paper)
    assert made.all.tagged
    assert made.all.title == made.frame.words("print.pack", name=made.frame.community.profile.community.name)
    assert made.all.author == made.frame.community.profile.community.name
    assert made.all.language == {"zh": "zh-CN", "en": "en"}[language]
    assert made.all.titles == [plain(sheet["title"]) for sheet in made.draft.sheets]


@each_pack
def test_titles_steps_and_messages_can_be_copied(name, language, paper):
    made = pack(name, language, paper)
    for sheet in made.draft.sheets:
        text = "".join(page.flat for page in made.pages()[sheet["id"]])
        if sheet["kind"] in ("duty", "road"):
            assert text.startswith(flat(plain(sheet["title"])))
        if sheet["kind"] == "duty":
            said = [plain(line) for message in sheet["says"] for line in message["lines"]]
            done = [plain(item["text"]) for part in sheet["parts"] for item in part["items"]]
            for line in (*said, *done, *map(plain, sheet["rules"])):
                assert flat(line) in text, (sheet["id"], line)


@each_pack
def test_a_week_that_takes_two_pages_breaks_between_days(name, language, paper):
    made = pack(name, language, paper)
    for sheet in (s for s in made.draft.sheets if "-week-" in s["id"]):
        heads = {flat(plain(part["head"])) for part in sheet["parts"]}
        for page in made.pages()[sheet["id"]][1:]:
            body = [line for line in page.lines if line.box.top > SIDE - 0.1]
            first = min(body, key=lambda line: line.box.top)
            assert flat(first.text) in heads, sheet["id"]


@pytest.mark.parametrize("name", ["badminton", "exam-camp"])
def test_the_week_of_a_small_community_is_one_page(name):
    """Of a hall once a week, and of a camp whose assistants have twenty jobs: notes stand behind the texts."""
    draft = draft_pack(frame_of(name))
    weeks = [sheet for sheet in draft.sheets if "-week-" in sheet["id"]]
    pages = read_paper(typeset(orders_of(draft, frame_of(name), "a4", (), False)[0]).pdf).sheets()
    made = dict(zip((sheet["id"] for sheet in draft.sheets), pages, strict=True))
    assert weeks
    for sheet in weeks:
        (page,) = made[sheet["id"]]
        assert len([box for box in page.shapes if is_big_box(box)]) == sum(
            len(p["items"]) for p in sheet["parts"]
        )
