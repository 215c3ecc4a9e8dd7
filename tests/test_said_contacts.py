"""Tables with contacts in cells by chance: none of them is in anything that is said, drawn or written.

What a build writes is made here without the site around it, so that many rosters can be tried. All that is
known of a community is looked at for each; all that is said of it, in two languages, for some.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import escape

import pytest

from community_playbook import app
from community_playbook.contacts import kinds
from community_playbook.intake.library import load_library
from community_playbook.members_site import PORTIONS, make_members_site, texts_on
from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.render import render_pages
from community_playbook.outputs.printing.pack import draft_pack
from community_playbook.outputs.site import make_frames
from community_playbook.plan.plan import make_plan
from community_playbook.problems import PlaybookError
from community_playbook.publish import stage as staged
from community_playbook.publish.stage import Content
from community_playbook.words import words
from contact_samples import ALL, COLUMNS, DEED, DEED_COLUMNS, PLAIN, deeds, roster, seen_by_a_reader
from sheet_xml import sheet_of, workbook_of
from sweeps import drawn

TODAY = date(2026, 11, 24)
KEY = b"k" * 32
PROFILE = """
community: {name: 灯塔, kind: knowledge, language: [zh, en]}
operator: {hours_per_week: 12, assistants: 1, assistant_hours_per_week: 4}
members: members.csv
ledger: ledger.csv
groups: [{id: 一群, name: 一群}, {id: 二群, name: 二群}]
points:
  mode: ledger
  teams: team
  rules: [{action: 回答, name: 回答, points: 5, from: 2026-01-01}]
badges: [{id: one, name: 头一回, when: {action: 回答, count: 1}}]
incentives:
  red_packet: [{name: 周榜红包, amount: 66, for: {rank: 3, period: week}}]
events: {meetups: [{city: 杭州, day: 2026-12-05, going: ["1", "2"]}]}
"""


def tables_of(chance: random.Random, folder: Path) -> list[str]:
    """Writes a community; the contacts that stand in it."""
    hidden: list[str] = []
    (folder / "profile.yml").write_text(PROFILE, "utf-8")
    (folder / "members.csv").write_text(roster(chance, hidden), "utf-8")
    (folder / "ledger.csv").write_text(deeds(chance, hidden), "utf-8")
    return hidden


class Made:
    """One community, read and planned as a build does it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.out = folder / "profile.yml", folder / "out"
        profile, places, problems = app.read_profile(self.path)
        self.read = app.read_all(self.path, self.out, profile, places, problems, TODAY)
        self.plan = make_plan(self.read.community, load_library(), TODAY, 1)

    def known(self) -> str:
        """All that any output can be made of, and what is told in the terminal."""
        told = [words(language).problem(p) for p in self.read.problems for language in ("zh", "en")]
        return repr((self.read.community, self.plan, self.read.problems, told))

    def said(self) -> Iterator[tuple[str, str]]:
        """(where, text) of pages, the members' site, texts of pictures, paper, tables, calendars, plan.json."""
        frames = make_frames(self.plan, self.read.community, load_library(), ("zh", "en"))
        shared = make_members_site(self.path, self.out, frames, KEY, self.read.photos, "all")
        assert shared.pictures
        for job in shared.pictures.gallery.jobs:
            yield job.path, job.path + repr(tuple(texts_on(job)))
        shared = make_members_site(self.path, self.out, frames, KEY, self.read.photos, "none")
        operators = app.operators_files(self.out, frames, self.read.problems, {}, shared, self.read.privacy)
        like_pages = app.files_like_pages(frames, self.read.problems)
        files = [*like_pages, *operators, *shared.files(frames, range(PORTIONS), 1, lambda _: None)]
        for name, content in files:
            yield name, name + readable(content)
        for frame in frames.values():
            yield "paper", repr(draft_pack(frame))
            for name, page in render_pages(Desk(frame, self.read.problems, "1", shared.shown)):
                yield name, readable(page)


def readable(content: Content) -> str:
    """As whoever reads the file sees it: unpacked, and without the escapes of a page or an address."""
    match content:
        case staged.Made():
            content = content.content
        case Path():
            content = content.read_bytes()
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(part) for part in archive.namelist())
    return unquote(unescape(content.decode("utf-8", "replace")))


def found_in(hidden: list[str], text: str) -> list[str]:
    seen = seen_by_a_reader(text)
    return [one for one in hidden if seen_by_a_reader(one) in seen]


@pytest.mark.slow
@pytest.mark.parametrize("seed", drawn(2, 4))
def test_no_contact_is_said_drawn_or_written(seed: int, tmp_path: Path) -> None:
    chance, tried = random.Random(seed), 0
    while tried < 3:
        hidden = tables_of(chance, tmp_path)
        made = Made(tmp_path)
        if any(problem.is_error for problem in made.read.problems):
            continue
        tried += 1
        for where, text in made.said():
            assert found_in(hidden, text) == [], where


@pytest.mark.slow
@pytest.mark.parametrize("seed", drawn(1, 8))
def test_no_contact_is_known_of_250_rosters(seed: int, tmp_path: Path) -> None:
    """Whatever an output is made of: rosters that no build takes, too."""
    chance, planned = random.Random(1_000 + seed), 0
    for _ in range(250):
        hidden = tables_of(chance, tmp_path)
        try:
            made = Made(tmp_path)
        except PlaybookError as error:
            assert found_in(hidden, repr(error.problems)) == []
            continue
        planned += 1
        assert found_in(hidden, made.known()) == []
    assert planned > 200


def rows_of(columns: list[str], plain: list[str]) -> list[list[str]]:
    return [columns, *([cell.replace("{n}", str(n)) for cell in plain] for n in range(1, 6))]


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


IN_PROFILE = {
    "group": ("name: 一群", "name: '{}'"),
    "reason": ("count: 1}}]", "count: 1}}, given: [{{member: '1', day: 2026-11-01, reason: '{}'}}]}}]"),
    "topic": ('going: ["1", "2"]', "topic: '{0}', host: '{0}'"),
    "file": ("members.csv", "'{}.csv'"),
}
PLACES = (*IN_PROFILE, "head", "head of deeds", "sheet", "sheet beside", "note", "tag", "team")


def written_at(place: str, text: str, folder: Path) -> None:
    """A community in which a contact stands at one place."""
    columns, plain, of_deeds, deed = list(COLUMNS), list(PLAIN), list(DEED_COLUMNS), list(DEED)
    profile, name = PROFILE, "members.csv"
    if place in IN_PROFILE:
        there, instead = IN_PROFILE[place]
        instead = instead.format(text.replace("'", "''"))
        assert there in profile
        profile = profile.replace(there, instead)
    elif place == "head":
        columns[4] = text
    elif place == "head of deeds":
        of_deeds, deed = [*of_deeds, text], [*deed, "x"]
    elif place == "note":
        columns, plain = [*columns, "备注"], [*plain, text]
    elif place == "tag":
        plain[5] = f"直播、{text}"
    elif place == "team":
        plain[11] = text
    rows = rows_of(columns, plain)
    if place.startswith("sheet"):
        name, profile = "members.xlsx", profile.replace("members.csv", "members.xlsx")
        told = [escape("|".join(row)) for row in rows]
        content = workbook_of(sheet_of(told if place == "sheet" else ["a|b"]), escape(text, {'"': "&quot;"}))
        (folder / name).write_bytes(content)
    else:
        (folder / name).write_bytes(as_csv(rows))
    (folder / "ledger.csv").write_bytes(as_csv(rows_of(of_deeds, deed)))
    (folder / "profile.yml").write_text(profile, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_nor_is_one_that_stands_where_no_cell_is(place: str, tmp_path: Path) -> None:
    """In heads, names of sheets and files, in notes, and in texts of the profile: told, or planned without it."""
    meant = {kind for kind, known in kinds().items() if known.cells and place in IN_PROFILE}
    for kind, text in random.Random(place).sample([one for one in ALL if one[0] not in meant], 6):
        written_at(place, text, tmp_path)
        try:
            told = Made(tmp_path).known()
        except PlaybookError as error:
            problems = error.problems
            told = repr([problems, *(words(lang).problem(p) for p in problems for lang in ("zh", "en"))])
        assert found_in([text], told) == [], kind
