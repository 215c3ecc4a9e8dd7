"""Which sheets are there, for whom, on which paper; the same bytes everywhere; and what a fault says."""

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import gallery_samples
import pytest
from paper_reader import read_paper, render
from paper_samples import LANGUAGES, LINK, PAPERS, flat, frame_of, make_pack, pack, plain, talk
from picture_rules import read_codes
from test_printing import card_boxes

from community_playbook.assets import asset
from community_playbook.community.paper import Printing, papers
from community_playbook.outputs.printing import typeset as typesetting
from community_playbook.outputs.printing.duties import clock_of, coming_meetups, sheet_facts
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.pack import (
    Pack,
    draft_pack,
    lost_on_paper,
    make_packs,
    orders_of,
    pack_files,
)
from community_playbook.outputs.printing.typeset import (
    Order,
    TypesettingFault,
    own_fonts,
    typeset,
    typeset_all,
)
from community_playbook.plan.agenda import Step
from community_playbook.words import words
from making import TODAY, community, groups, members

pytestmark = pytest.mark.slow


def ids(made):
    return [sheet["id"] for sheet in made.draft.sheets]


# Which sheets


def test_each_meetup_that_comes_has_its_own_sheet():
    made = pack("server")
    assert [id_ for id_ in ids(made) if "meetup" in id_] == ["05-meetup-1", "05-meetup-2"]
    first, second = ("".join(p.flat for p in made.pages()[id_]) for id_ in ("05-meetup-1", "05-meetup-2"))
    assert "杭州" in first
    assert "19:00–21:30" in first
    assert "上海" in second
    assert "老周" in second
    assert "年底怎么收尾" in second
    assert "苏州" not in first + second, "it is over"


@pytest.mark.parametrize(("days", "found"), [((-1, -20), 0), ((0,), 1), ((-1, 3), 1), ((9,) * 8, 6)])
def test_meetups_of_the_past_have_no_sheet(days, found):
    events = {"meetups": [{"city": "成都", "day": TODAY + timedelta(n)} for n in days]}
    frame = frame_of(community(events=events, groups=groups(2)))
    assert len(coming_meetups(frame)) == found
    sheets = [sheet["id"] for sheet in draft_pack(frame).sheets if "meetup" in sheet["id"]]
    runs = bool(frame.plan.agenda.of("small-meetups"))
    assert len(sheets) == (found or runs), "where nothing is announced, only what runs has one to fill in"
    assert (sheets == ["05-meetup"]) == (found == 1 or (runs and not found))


def test_a_meetup_names_those_who_come_and_has_a_row_for_each_seat():
    made = make_pack(gallery_samples.community())
    sheet = next(sheet for sheet in made.draft.sheets if sheet["id"] == "05-meetup")
    rows = sheet["table"]["rows"]
    assert len(rows) == 6
    assert [plain(row[0]["main"]) for row in rows if row[0]] == ["陈望舒", "甲secret", "Kevin 陈"]


def test_what_is_not_for_a_community_is_not_printed():
    quiet, company = pack("quiet"), pack("company")
    assert not {"01-join-evening", "04-rotation-day", "09-outreach", "10-commissions"} & set(ids(quiet))
    assert "07-week-helper" not in ids(quiet)
    assert "certificates" not in ids(quiet)
    assert "incentive-cards" not in ids(company)
    assert "07-week-helper" in ids(company)
    for made in (quiet, company, pack("talk")):
        agenda = made.frame.plan.agenda
        due = any(state.due for state in made.frame.plan.game.offers)
        for sheet in made.frame.library.sheets:
            if sheet.table == "payouts" and due:  # what is owed is paid, whatever the plan says
                assert any(id_.endswith(sheet.entry.id) for id_ in ids(made))
            elif sheet.table != "seats":  # a meetup that is announced has its sheet
                planned = any(agenda.of(*job) for job in sheet.covers) or not sheet.covers
                printed = any(id_.endswith(sheet.entry.id) for id_ in ids(made))
                assert printed <= planned, sheet.entry.id


@pytest.mark.parametrize(
    ("name", "who", "id_"),
    [
        ("helped", "owner", "06-week-owner"),
        ("company", "helper", "07-week-helper"),
        ("quiet", "owner", "06-week-owner"),
    ],
)
def test_the_week_on_paper_is_the_week_of_the_plan(name, who, id_):
    made = pack(name)
    sheet = next(sheet for sheet in made.draft.sheets if sheet["id"] == id_)
    agenda, frame = made.frame.plan.agenda, made.frame
    steps = [step for step in agenda.steps if step.who == who]
    days = [[step for step in agenda.on(day) if step.who == who] for day in sorted({s.day for s in steps})]
    parts = sheet["parts"][:-1]  # the last one is the look at the end of the week
    for part, there in zip(parts, days, strict=True):
        boxes: list[list[Step]] = []
        for step in there:  # what is done in one sitting is one box, whose note has the other clocks
            box = next((b for b in boxes if (b[0].entry, b[0].job) == (step.entry, step.job)), None)
            if box and f"{step.start} " in plain(part["items"][boxes.index(box)]["note"]):
                box.append(step)
            else:
                boxes.append([step])
        assert [item["at"] for item in part["items"]] == [box[0].start for box in boxes]
        assert [plain(item["note"]).split(" · ")[0] for item in part["items"]] == [
            frame.minutes(sum(step.minutes for step in box)) for box in boxes
        ]
    assert plain(sheet["sub"]).endswith(frame.minutes(sum(step.minutes for step in steps)))


def test_certificates_are_for_fresh_badges_and_to_fill_in_for_the_others():
    made = pack("talk")
    sheet = next(sheet for sheet in made.draft.sheets if sheet["kind"] == "certificate")
    pages = made.pages()["certificates"]
    assert len(pages) == len(sheet["certificates"])
    names = [plain(one["name"]) for one in sheet["certificates"]]
    assert "陈望舒" in names
    assert "" in names, "one to fill in for the badge that nobody earned lately"
    for one, page in zip(sheet["certificates"], pages, strict=True):
        assert flat(plain(one["name"])) in page.flat
        assert flat(plain(one["sentence"])) in page.flat


# Codes


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_every_card_leads_to_the_community(language, paper):
    made = pack("talk", language, paper)
    first = 0
    for sheet, pages in zip(made.draft.sheets, made.all.sheets(), strict=True):
        if sheet["kind"] == "cards":
            boxes = card_boxes(paper, sheet["size"])
            for number, page in enumerate(pages):
                image = render(made.pdf, first + number, 150)
                scale = image.width / page.width
                cards = sheet["cards"][number * len(boxes) :][: len(boxes)]
                for box, _ in zip(boxes, cards, strict=False):
                    card = image.crop(tuple(round(side * scale) for side in box))
                    assert read_codes(card) == [LINK], (sheet["id"], number)
        first += len(pages)


@pytest.mark.parametrize("link", [None, "mailto:us@example.org"])
def test_no_code_where_there_is_nothing_to_open(link):
    found = gallery_samples.community(**({"community": {"link": link}} if link else {}))
    made = make_pack(found)
    cards = [sheet for sheet in made.draft.sheets if sheet["kind"] == "cards"]
    assert cards
    assert not any(sheet["qr"] for sheet in cards)
    said = {made.frame.words("print.scan"), made.frame.words("print.welcome.line")}
    for number, page in enumerate(made.all.pages):
        assert not read_codes(render(made.pdf, number, 150))
        assert not [text for text in said if flat(text) in page.flat], "nobody is asked to scan nothing"


# Papers, clocks, months


@pytest.mark.parametrize(
    ("wanted", "zone", "found"),
    [
        (None, "Asia/Shanghai", ("a4",)),
        (None, "America/New_York", ("letter",)),
        (None, "America/Argentina/Buenos_Aires", ("letter",)),
        (None, "Europe/Berlin", ("a4",)),
        ("a4", "America/New_York", ("a4",)),
        ("letter", "Asia/Shanghai", ("letter",)),
        ("both", "America/New_York", ("letter", "a4")),
        ("both", "Asia/Shanghai", ("a4", "letter")),
    ],
)
def test_the_paper_of_a_place(wanted, zone, found):
    assert papers(Printing(paper=wanted), zone) == found


@pytest.mark.parametrize(
    ("clock", "facts", "found"),
    [
        ("", {}, ""),
        ("20:30", {}, "20:30"),
        ("join_start", {"join_start": "20:00"}, "20:00"),
        ("join_start-10", {"join_start": "20:00"}, "19:50"),
        ("join_late+5", {"join_late": "21:58"}, "22:03"),
        ("join_start-10", {"join_start": "00:05"}, "23:55"),
        ("join_late+15", {"join_late": "23:50"}, "00:05"),
        ("meet_start-20", {"meet_start": "〔几点〕"}, ""),
    ],
)
def test_a_clock_may_be_reckoned_from_another(clock, facts, found):
    assert clock_of(clock, facts) == found


def test_the_clock_of_an_unknown_fact_is_a_fault():
    with pytest.raises(KeyError):
        clock_of("no_such_clock+5", {})


@pytest.mark.parametrize(
    ("monday", "zh", "en"),
    [
        (date(2026, 12, 28), "12 月", "December"),
        (date(2026, 12, 7), "11 月", "November"),
        (date(2026, 3, 2), "2 月", "February"),
    ],
)
def test_the_month_that_is_closed_is_the_one_before_until_it_is_settled(monday, zh, en):
    for language, name in (("zh", zh), ("en", en)):
        frame = frame_of(community(), language)
        days = replace(frame.plan.facts.days, today=monday)
        frame.plan = replace(frame.plan, facts=replace(frame.plan.facts, days=days))
        assert sheet_facts(frame, frame.library.sheets[0])["month_name"] == name


# Files, bytes, faults


def test_files_of_two_languages_and_papers_do_not_meet(tmp_path):
    found = community(print={"paper": "both"}, groups=groups(2), rhythms=[])
    said = []
    packs = make_packs(
        tmp_path / "profile.yml", {lang: frame_of(found, lang) for lang in LANGUAGES}, 1, said.append
    )
    files = dict(pack_files(packs))
    assert len(files) == sum(len(made.files) for made in packs.values())
    assert {"print/all.pdf", "print/letter/all.pdf", "print/en/all.pdf", "print/en/letter/all.pdf"} <= set(
        files
    )
    assert all(content.startswith(b"%PDF-") for content in files.values())
    assert said == [f"print:{number}:{len(files)}" for number in range(1, len(files) + 1)]
    for language, folder in (("zh", "print/"), ("en", "print/en/")):
        for sheet in packs[language].sheets:
            paper = read_paper(files[f"{folder}{sheet.id}.pdf"])
            assert sheet.pages == len(paper.pages)
            assert paper.title == sheet.title or sheet.group == "road", "the roadmap is headed by its verdict"
            assert paper.pages[0].width == pytest.approx(210, abs=0.1)
            letter = read_paper(files[f"{folder}letter/{sheet.id}.pdf"])
            assert letter.pages[0].width == pytest.approx(215.9, abs=0.1)
            assert sheet.thumb.startswith(b"\x89PNG")
            assert sheet.short
            assert sheet.rhythm


SCRIPT = """
import sys
from hashlib import sha256
sys.path[:0] = [{tests!r}, {outputs!r}]
from paper_samples import frame_of, talk
from community_playbook.outputs.printing.pack import draft_pack, orders_of
from community_playbook.outputs.printing.typeset import typeset
frame = frame_of(talk())
made = [typeset(order) for order in orders_of(draft_pack(frame), frame, "a4", (), True)]
print(sha256(b"".join(one.pdf + one.thumb for one in made)).hexdigest())
"""


def test_the_same_bytes_in_every_process():
    """Other seeds of Python's hashes, and two processes at once."""
    here = Path(__file__).parent
    script = SCRIPT.format(tests=str(here.parent), outputs=str(here))
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    frame = frame_of(talk())
    orders = orders_of(draft_pack(frame), frame, "a4", (), True)
    alone = [typeset(order) for order in orders]
    assert {sha256(b"".join(one.pdf + one.thumb for one in alone)).hexdigest()} == seen
    many = [*orders, *orders]
    assert len(many) > typesetting.FEW, "too few for a second process"
    assert list(typeset_all(many, 2)) == [*alone, *alone]


def order_with(**changes) -> Order:
    frame = frame_of(talk())
    order = orders_of(draft_pack(frame), frame, "a4", (), False)[1]
    return order._replace(data=json.dumps(json.loads(order.data) | changes, ensure_ascii=False))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fonts": ["No Such Font"]}, "no such font"),
        ({"lang": "not a language"}, "language"),
        ({"sheets": [{"kind": "duty", "id": "x"}]}, "dictionary"),
        ({"emoji": {}, "foot": [{"t": "🌸", "e": "1f338"}]}, "1f338"),
    ],
)
def test_what_a_template_cannot_do_is_a_fault_that_names_the_file(changes, said):
    order = order_with(**changes)
    with pytest.raises(TypesettingFault) as raised:
        typeset(order)
    assert str(raised.value).startswith(f"{order.path}: ")
    assert re.search(said, str(raised.value), re.I)


def test_the_faults_of_another_process_arrive():
    orders = [order_with(), order_with(fonts=["No Such Font"])] * 10
    with pytest.raises(TypesettingFault, match=re.escape(orders[0].path)):
        list(typeset_all(orders, 2))


def test_what_nobody_can_print_is_named():
    lost = Pack((), (), ("a4",), frozenset("\ua9c1"))
    (problem,) = lost_on_paper(Path("profile.yml"), {"zh": lost, "en": lost})
    assert (problem.code, problem.facts) == ("W346", {"n": "1", "found": "\ua9c1 (U+A9C1)"})
    for language in LANGUAGES:
        assert "brand.fonts" in words(language).problem(problem)
    assert lost_on_paper(Path("profile.yml"), {"zh": Pack((), (), ("a4",), frozenset())}) == []


@pytest.mark.parametrize(("new", "left"), [(99, 0), (100, 0), (101, 1), (135, 35)])
def test_newcomers_for_whom_no_card_is_left_are_counted(new, left):
    came = [replace(member, joined=TODAY - timedelta(days=3)) for member in members(new)]
    old = [
        replace(member, id=f"old-{member.id}", joined=TODAY - timedelta(days=300)) for member in members(9)
    ]
    draft = draft_pack(frame_of(community("knowledge", people=[*came, *old])))
    (cards,) = [len(sheet["cards"]) for sheet in draft.sheets if sheet["id"] == "name-cards"]
    made = Pack((), (), ("a4",), frozenset(), without_card=draft.without_card)
    told = [(p.code, p.facts["n"]) for p in lost_on_paper(Path("profile.yml"), {"zh": made})]
    assert (cards, told) == (new - left, [("W348", str(left))] if left else [])


def test_a_font_of_the_operator_is_used_and_leaves_nothing_behind(tmp_path, monkeypatch):
    """What our fonts lack is printed with it; the folder that the typesetter looked in is gone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    copyfile(
        asset("templates", "images", "fonts", "world", "PlaybookWorldThai-Regular.ttf"), tmp_path / "own.ttf"
    )
    (tmp_path / "none.ttf").write_bytes(b"no font at all")
    with own_fonts([str(tmp_path / "own.ttf"), str(tmp_path / "none.ttf")]) as fonts:
        assert list(fonts.families.values()) == ["Playbook World Thai"]
        ink = Ink({str(tmp_path / "own.ttf"): "Playbook World Thai"})
        assert ink.text("สมชาย") == [{"t": "สมชาย", "f": "Playbook World Thai"}]
        frame = frame_of(community(brand={"fonts": ["own.ttf"]}), "zh")
        order = orders_of(draft_pack(frame, fonts.families), frame, "a4", fonts.folders, False)[1]
        assert typeset(order).pdf.startswith(b"%PDF")
        assert len(list((tmp_path / "temp").iterdir())) == 1
    assert not list((tmp_path / "temp").iterdir())
