"""What was done, by whom, on which day? One row a deed; a million of them in seconds.

The common row costs only look-ups: each distinct text of a column is read once, and a text that is not in
its dictionary leads to `slow`, where every fault is found and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from ..community.people import LedgerEntry, Member, Reading
from ..community.profile import TableOptions
from ..contacts import private_kind
from ..problems import Place, Problem
from .answers import Answers, word_key
from .cells import (
    clean,
    clean_name,
    is_damaged,
    is_example,
    is_total,
    one_line,
    read_number,
    read_quantity,
)
from .clock_column import take_clocks, texts_of_days, with_clocks
from .dated_totals import in_rows_by_day
from .dates import AMBIGUOUS, BAD, NO_YEAR, DateColumn, is_day, zone_of
from .day_columns import in_rows
from .deed_order import in_order
from .headers import Header, find_header, recogniser
from .keys import difference
from .known import Known, UnreadableError, collector_off
from .private_cells import OF_THIS_RUN, Privacy, Withheld
from .repeats import Repeats
from .shapes import chat_log, take_totals, totals_alone
from .table_log import TableLog
from .tables import MAX_CELL, Grid, load_grid
from .who import AND, People, who_is_who

DATE_CODES = {BAD: "W220", AMBIGUOUS: "E230", NO_YEAR: "W228"}
DATE_SHARE = 0.8
NO_WORDS: Mapping[str, str] = {}
POINTS = "points"
"""The action of a ledger that has only points."""
NOT_UNDERSTOOD = frozenset({
    "unknown member", "ambiguous name", "look-alike", "several members", "damaged id", "bad quantity",
    "bad amount", "bad points", *DATE_CODES,
})  # fmt: skip
"""Reasons for which a cell stands in the list of repairs."""
LONGEST_GIVER = 80


def load_ledger(
    path: Path,
    shown: str,
    options: TableOptions,
    timezone: str,
    members: Sequence[Member],
    today: date = date.max,
    privacy: Privacy = OF_THIS_RUN,
    answers: Answers | None = None,
    words: Mapping[str, str] = NO_WORDS,
) -> tuple[tuple[LedgerEntry, ...], Reading | None, list[Problem]]:
    """The deeds in order of (day, member, action, note, quantity), what was read, and what is wrong.

    Without members every id is taken as it stands. Rows after `today` are kept and told. `words`: folded
    word -> action, where the rules know it: two rows that differ in it are one deed.
    """
    grid, problems = load_grid(path, shown, options, recogniser("ledger", options.columns))
    if grid is None:
        return (), None, problems
    return read_ledger(grid, options, timezone, members, today, privacy, answers, words)


def read_ledger(
    grid: Grid,
    options: TableOptions,
    timezone: str,
    members: Sequence[Member],
    today: date = date.max,
    privacy: Privacy = OF_THIS_RUN,
    answers: Answers | None = None,
    words: Mapping[str, str] = NO_WORDS,
) -> tuple[tuple[LedgerEntry, ...], Reading | None, list[Problem]]:
    zone = zone_of(timezone)
    if chat := chat_log(grid):
        return (), None, [chat]
    grid, days = in_rows_by_day(grid, zone, options.day_first, today)
    if days is None:
        grid, days = in_rows(grid, zone, options.day_first, today)
    header = find_header(grid, "ledger", options.columns)
    if header is None:
        return (), None, [Problem("E224", Place(grid.file, sheet=grid.sheet))]
    header.guess(grid, "date", partial(is_day, DateColumn(zone, options.day_first, tuple)), DATE_SHARE)
    take_totals(header)
    log = TableLog(grid, header)
    if not choose_columns(header, log) or not log.tell_unseen():
        totals = totals_alone(header, grid)
        return (), None, [totals] if totals else log.problems()
    take_clocks(grid, header)
    dates = DateColumn(zone, options.day_first, partial(texts_of_days, grid, header))
    reader = LedgerReader(grid, header, log, dates, who_is_who(members), privacy, answers or Answers(), words)
    with collector_off():
        entries = tuple(in_order(reader.read()))
    if not entries:
        log.tell_empty()
    log.tell_other_sheets()
    reader.tell_withheld()
    reader.answers.look_for(grid, header)
    log.near.update(reader.people.nearest(key for key in log.unmet if key[0] in reader.who_columns))
    log.note_dates(reader.dates, header.index["date"])
    if entries and entries[-1].day > today:
        reader.tell_future(today)
    return entries, log.reading(len(entries)), [*([days] if days else []), *log.problems()]


def choose_columns(header: Header, log: TableLog) -> bool:
    """Are day, member and action there? Points stand for the action where it is missing."""
    index = header.index
    if "date" not in index:
        log.add("E225", header.line, columns=header.titles())
    if "member" not in index and "member_id" not in index:
        log.add("E226", header.line, columns=header.titles())
    if "action" not in index:
        if "points" in index:
            log.notes["no_action", POINTS] = 1
        else:
            log.add("E227", header.line, columns=header.titles())
    return not log.buckets


class LedgerReader:
    def __init__(
        self,
        grid: Grid,
        header: Header,
        log: TableLog,
        dates: DateColumn,
        people: People,
        privacy: Privacy,
        answers: Answers,
        words: Mapping[str, str],
    ) -> None:
        self.grid, self.header, self.log, self.dates, self.people = grid, header, log, dates, people
        self.answers = answers
        self.line = 0
        """Of the row that is being read."""
        self.names_used: set[str] = set()
        self.withheld = Withheld(privacy)
        index = header.index
        self.repeats = Repeats(header, words, answers.of(log.title(index.get("action", -1))))
        self.who_columns = [index[name] for name in ("member_id", "member") if name in index]
        self.days = Known(self.answered("date", self.read_day))
        self.second_of = dates.second_of
        self.whos = Known(self.answered("member", self.read_who))
        self.actions = Known(self.read_action) if "action" in index else Known(lambda text: POINTS)
        self.quantities = (
            Known(self.answered("quantity", self.read_count))
            if "quantity" in index
            else Known(lambda text: 1)
        )
        self.amounts = (
            Known(self.answered("amount", self.read_amount))
            if "amount" in index
            else Known(lambda text: None)
        )
        self.notes = Known(self.read_note) if "note" in index else Known(lambda text: "")
        self.givers = Known(self.read_giver) if "giver" in index else Known(lambda text: "")
        self.points = (
            Known(self.answered("points", self.read_points))
            if "points" in index
            else Known(lambda text: None)
        )

    def answered(self, name: str, read: Callable[[str], Any]) -> Callable[[str], Any]:
        """As the operator answered for this column, where a cell is one of the words that were asked of."""
        columns = self.who_columns if name == "member" else [self.header.index.get(name, -1)]
        given = self.answers.of(*(self.log.title(column) for column in columns))

        def understood(text: str) -> bool:
            try:
                read(text)
            except UnreadableError:
                return False
            return True

        def with_answer(text: str) -> Any:
            answer = given.get(word_key(text))
            if answer is None or not self.answers.taken(answer, understood):
                return read(text)
            if answer.aside:
                raise UnreadableError("aside", "", name, text)
            return read(answer.means)

        return with_answer if given else read

    def read(self) -> list[LedgerEntry]:
        index, log, width = self.header.index, self.log, len(self.header.cells)
        days, second_of, whos, actions = self.days, self.second_of, self.whos, self.actions
        quantities, amounts, notes = self.quantities, self.amounts, self.notes
        givers, points, repeats = self.givers, self.points, self.repeats
        day, who = index["date"], self.who_columns[0]
        # a missing column borrows the member's: few distinct texts, all of them with the same answer
        action, quantity = index.get("action", who), index.get("quantity", who)
        amount, note, giver = index.get("amount", who), index.get("note", who), index.get("giver", who)
        point = index.get("points", who)
        log.skipped["title"] = self.header.above
        entries: list[LedgerEntry] = []
        append, new = entries.append, tuple.__new__  # the generated __new__ takes twice as long
        uncounted = 0
        rows = with_clocks(islice(self.grid.rows(), self.header.at + 1, None), self.header)
        for self.line, row in rows:
            if len(row) != width:
                row = self.fit(row, self.line, width)
            try:
                entry = new(LedgerEntry, (
                    days[row[day]], whos[row[who]], actions[row[action]],
                    quantities[row[quantity]], amounts[row[amount]], notes[row[note]], givers[row[giver]],
                    points[row[point]], second_of(row[day]),
                ))  # fmt: skip
            except UnreadableError as fault:
                other = self.by_other_column(row)
                if other is None:
                    self.leave(self.line, row, *fault.args)
                    continue
                entry = other
            if entry[8] is not None and (first := repeats.first(entry, row, self.line)):
                self.leave_repeat(first, row[day])
                continue
            append(entry)
            uncounted += not row[quantity]
        log.filled.update(dict.fromkeys(("date", "member", "member_id", "action"), len(entries)))
        log.filled["quantity"] = len(entries) - uncounted
        log.filled["amount"] = sum(1 for entry in entries if entry[4] is not None)
        log.filled["note"] = sum(1 for entry in entries if entry[5])
        log.filled["points"] = sum(1 for entry in entries if entry[7] is not None)
        log.filled["giver"] = sum(1 for entry in entries if entry[6]) if "giver" in index else 0
        if self.names_used:
            log.notes["names_matched", ""] = len(self.names_used)
        return entries

    def leave_repeat(self, first: int, moment: str) -> None:
        """The same deed once more, its time too."""
        column = self.header.index["date"]
        place = str(self.grid.place(first, column))
        self.log.skip("repeat", "W229", self.line, column, moment, first=place)

    def fit(self, row: list[str], line: int, width: int) -> list[str]:
        """A ragged row gets the width of the header."""
        if len(row) > width and any(map(str.strip, row[width:])):
            self.log.add("W201", line)
        return row[:width] + [""] * (width - len(row))

    def by_other_column(self, row: list[str]) -> LedgerEntry | None:
        """The entry, if the id is empty but the name is there."""
        if len(self.who_columns) < 2 or clean_name(row[self.who_columns[0]]):
            return None
        row = [*row]
        row[self.who_columns[0]] = row[self.who_columns[1]]
        index = self.header.index
        cells = [
            row[index.get(name, self.who_columns[0])]
            for name in ("date", "member_id", "action", "quantity", "amount", "note", "giver", "points")
        ]
        columns = (
            self.days, self.whos, self.actions, self.quantities, self.amounts, self.notes, self.givers,
            self.points,
        )  # fmt: skip
        try:
            values = [known[text] for known, text in zip(columns, cells, strict=True)]
            return LedgerEntry(*values)._replace(second=self.second_of(cells[0]))
        except UnreadableError:
            return None

    def leave(self, line: int, row: list[str], reason: str, code: str, name: str, text: str) -> None:
        """Count a row that became nothing: blank, a total, or with a fault in one cell."""
        if not any(map(str.strip, row)):
            self.log.skipped["blank"] += 1
        elif is_total(row):
            self.log.skipped["total"] += 1
        elif reason == "example" or any(is_example(row[column]) for column in self.who_columns):
            self.log.skipped["example"] += 1
        elif reason == "aside":
            self.log.skipped["aside"] += 1
        else:
            column = self.who_columns[0] if name == "member" else self.header.index[name]
            self.log.skipped[reason] += 1
            if reason in NOT_UNDERSTOOD:
                self.log.note_unmet(column, line, text)
            if code == "W238":
                twin = self.people.near.look_alike(text)
                why = difference(one_line(text), twin)
                self.log.add(code, line, column, text, near=twin, difference=why)
            else:
                self.log.add(code, line, column, text)

    def read_day(self, text: str) -> date:
        day = self.dates.read(text)
        if isinstance(day, str):
            raise UnreadableError(day, DATE_CODES[day], "date", text)
        return day

    def read_who(self, text: str) -> str:
        key, people = self.withheld.key(text), self.people
        if not key:
            raise UnreadableError("no member", "W221", "member", text)
        if is_example(key) and key not in people.ids:
            raise UnreadableError("example", "", "member", text)
        if key in people.ids or not people.ids:
            if is_damaged(key):
                raise UnreadableError("damaged id", "E232", "member", text)
            return key
        name = self.withheld.name(text)
        if name in people.names:
            self.names_used.add(name)
            return people.names[name]
        if is_damaged(key):
            raise UnreadableError("damaged id", "E232", "member", text)
        if name in people.shared:
            raise UnreadableError("ambiguous name", "W223", "member", text)
        if near := people.near.find(key) or people.near.find(name):
            self.names_used.add(name)
            return near
        parts = [part.strip() for part in AND.split(name)]
        if len(parts) > 1 and all(people.near.find(part) for part in parts if part):
            raise UnreadableError("several members", "W239", "member", text)
        if people.near.look_alike(name):
            raise UnreadableError("look-alike", "W238", "member", text)
        self.withheld.texts.pop(text, None)  # told as somebody unknown: the row does not count
        raise UnreadableError("unknown member", "W222", "member", text)

    def read_action(self, text: str) -> str:
        action = self.withheld.words(text)[:MAX_CELL]
        if not action:
            raise UnreadableError("no action", "W224", "action", text)
        self.log.note_word(self.header.index["action"], self.line, action)
        return action

    def read_count(self, text: str) -> int | Decimal:
        # whoever moved a cell did not earn thirteen billion points
        quantity = (None if private_kind(text) else read_quantity(text)) if clean(text) else 1
        if quantity is None:
            raise UnreadableError("bad quantity", "W225", "quantity", text)
        return quantity

    def read_amount(self, text: str) -> Decimal | None:
        amount = (None if private_kind(text) else read_number(text)) if clean(text) else None
        if amount is None and clean(text):
            raise UnreadableError("bad amount", "W226", "amount", text)
        return amount

    def read_points(self, text: str) -> int | Decimal | None:
        points = (None if private_kind(text) else read_quantity(text)) if clean(text) else None
        if points is None and clean(text):
            raise UnreadableError("bad points", "W237", "points", text)
        return points

    def read_note(self, text: str) -> str:
        if len(text) > MAX_CELL:
            self.log.notes["cut_cells", ""] += 1
        return self.withheld.words(text[:MAX_CELL])

    def read_giver(self, text: str) -> str:
        """An id where the giver is a member, else what stands in the cell."""
        key, name, people = self.withheld.key(text), self.withheld.name(text), self.people
        if key in people.ids:
            return key
        known = people.names.get(name) or ("" if name in people.shared else people.near.find(name))
        return known or name[:LONGEST_GIVER]

    def tell_withheld(self) -> None:
        """Where the cells stand in which a contact was met."""
        index, rows = self.header.index, islice(self.grid.rows(), self.header.at + 1, None)
        columns = [index[name] for name in ("action", "note", "giver") if name in index]
        self.withheld.tell(self.log, rows, [*self.who_columns, *columns])

    def tell_future(self, today: date) -> None:
        """Rows of days that have not come: each day once, with the place of its first row."""
        column = self.header.index["date"]
        for line, row in islice(self.grid.rows(), self.header.at + 1, None):
            day = self.days.get(row[column]) if column < len(row) else None
            if isinstance(day, date) and day > today:
                self.log.add("W227", line, column, row[column], today=today.isoformat())
