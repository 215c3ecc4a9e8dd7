"""A whole playbook with a window at noon, on a Saturday morning or across midnight calls it what it is.

Every file that people read is read: pages, paper, calendar, sheets, the plan as data.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from community_playbook import app

pytestmark = pytest.mark.slow
MEMBERS = Path(__file__).resolve().parents[2] / "examples" / "trailmates" / "members.csv"
NIGHT = re.compile(
    r"今晚|明晚|当晚|昨晚|\btonight\b(?!\")|(this|that|tomorrow|same) evening|last night", re.IGNORECASE
)
EACH_NIGHT = re.compile(r"每晚|一晚|第一晚|\b(an|one|per|each) evening\b|\bone a night\b", re.IGNORECASE)
PROFILE = """
community: {{name: 午间群, kind: {kind}, platform: {platform}, language: [zh, en]}}
operator: {{hours_per_week: 14}}
members: members.csv
rhythms: []
groups: [{{id: a, members: 60}}, {{id: b, members: 60}}]
onboarding:
  newcomers_per_week: {count}
  join_window: {window}
  evenings: [{day}]
  red_packet: {{intro: 5, share: 20, monthly_budget: 400}}
running: [join-window, self-intro, introduce-newcomers, welcome-chain, stars, points-and-teams]
points: {{mode: ledger, rules: [{{action: answer, points: 5}}]}}
"""
CASES = {
    "noon": {"window": "12:00-13:00", "day": "tue", "kind": "knowledge", "platform": "wechat", "count": 9},
    "saturday": {"window": "09:00-10:00", "day": "sat", "kind": "selling", "platform": "wechat", "count": 2},
    "late": {"window": "23:00-00:30", "day": "sun", "kind": "professional", "platform": "discord", "count": 9},
}  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def made(request, tmp_path_factory):
    """The case, the folder of its build, and what stands in it: file -> text."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copy(MEMBERS, folder / "members.csv")
    profile = folder / "profile.yml"
    profile.write_text(PROFILE.format(**CASES[request.param]), "utf-8")
    app.build(profile, folder / "out", app.Options(date(2026, 11, 22), pictures="none"))
    return request.param, folder / "out", dict(texts(folder / "out"))


def texts(out):
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.suffix == ".html":
            tree = LexborHTMLParser(path.read_text("utf-8"))
            tree.strip_tags(["script", "style"])
            yield name, " ".join(tree.text(separator=" ").split())
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                yield name, "\n".join(page.get_textpage().get_text_range() for page in pdf)
        elif path.suffix == ".xlsx":
            book = CalamineWorkbook.from_path(path)
            rows = [row for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python()]
            yield name, "\n".join(str(cell) for row in rows for cell in row)
        elif path.suffix == ".ics":
            yield name, re.sub(r"\r\n[ \t]", "", path.read_text("utf-8"))
        elif path.suffix in (".csv", ".json", ".txt"):
            yield name, path.read_text("utf-8-sig")


def test_every_sort_of_file_was_read(made):
    _, _, found = made
    assert {name.rsplit(".", 1)[1] for name in found} >= {"html", "pdf", "xlsx", "ics", "csv", "json"}
    assert sum(len(text) for text in found.values()) > 200_000


def test_nothing_says_tonight_when_it_is_not(made):
    case, _, found = made
    if case == "late":
        assert any("今晚" in text for text in found.values())  # which it is
        return
    for name, text in found.items():
        said = NIGHT.search(text)
        assert not said, f"{name}: …{text[max(said.start() - 60, 0) : said.end() + 60]}…"


def test_no_join_day_is_an_evening(made):
    case, _, found = made
    for name, text in found.items():
        if "roadmap" in name or "search" in name or name == "print/all.pdf":  # invented examples
            continue
        said = EACH_NIGHT.search(text)
        assert not said or case == "late", f"{name}: …{text[max(said.start() - 60, 0) : said.end() + 60]}…"


def test_a_window_by_day_is_announced_the_day_before(made):
    case, _, found = made
    intro = found["playbook/tactic-self-intro.html"]
    day = {"noon": "明天中午 12:00", "saturday": "明天上午 09:00", "late": "今晚 23:00"}[case]
    assert day in intro
    assert ("前一天 11:00" in intro) == (case != "late")


def test_after_midnight_clocks_are_those_of_a_clock(made):
    _, out, found = made
    for name, text in found.items():
        if name.endswith((".html", ".pdf")):
            late = re.search(r"(?<![\d:.])(2[4-9]|3\d):[0-5]\d(?!:?\d)", text.replace("24:00", ""))
            assert not late, f"{name}: …{text[max(late.start() - 60, 0) : late.end() + 60]}…"
    calendar = Calendar.from_ical((out / "calendar.ics").read_bytes())
    window = next(e for e in calendar.walk("VEVENT") if str(e["UID"]).startswith("join-window@"))
    length = (window["DTEND"].dt - window["DTSTART"].dt).total_seconds() / 60
    assert length == {"12": 60, "09": 60, "23": 90}[window["DTSTART"].dt.strftime("%H")]


def test_only_the_cells_of_the_window_are_tinted(made):
    case, out, _ = made
    tree = LexborHTMLParser((out / "playbook" / "week.html").read_text("utf-8"))
    days = tree.css("li.day")
    tinted = [
        (number, row)
        for number, day in enumerate(days)
        for row, cell in enumerate(day.css(".slot"))
        if "has-win" in (cell.attributes["class"] or "")
    ]
    assert tinted == [{"noon": (1, 1), "saturday": (5, 0), "late": (6, 2)}[case]]
