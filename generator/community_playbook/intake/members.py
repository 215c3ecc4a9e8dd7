"""Who are the members? One row of a table each; only the id identifies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from ..community.letters import can_be_seen
from ..community.people import Member, Reading, Trait
from ..community.profile import TableOptions
from ..problems import Place, Problem
from .answers import Answers, word_key
from .cells import (
    clean,
    clean_name,
    is_damaged,
    is_example,
    is_rounded,
    is_total,
    read_id,
    read_yes_no,
)
from .cities import CityTable, in_script_of
from .consent import ASKING, Said, agreed, read_consent, read_hidden, tell_columns
from .dates import AMBIGUOUS, BAD, NO_YEAR, DateColumn, is_day, zone_of
from .headers import CONSENT, HIDDEN, TRAITS, Header, find_header, recogniser
from .keys import difference, loose, looser, twin
from .label_roles import LabelRoles, label_roles, tags_alone
from .life import FLAGS, Row, Standing, alive, is_life, looks_like_a_bot, names_a_role, read_flag, read_life
from .member_ids import choose_id, first_filled, key_of_double, put_together
from .private_cells import LONGEST_NAME, OF_THIS_RUN, Privacy
from .shapes import chat_log
from .table_log import TableLog, shorten
from .tables import MAX_CELL, Grid, load_grid

NO_FACTS: dict[str, str] = {}
NOTHING = ("", (), None)
TAGS = ("skills", "resources", "groups")
NAMES = ("name", "alias")
SIDES = ("squad", "team")
"""Whatever somebody calls a side is its name: Nan and Null too."""
DATES = ("joined", "last_message", "left_on", "paid_until")
DATE_CODES = {BAD: "W204", AMBIGUOUS: "E230", NO_YEAR: "W209"}
PER_GROUP = ("groups", "joined", "state")
"""What may differ between the rows of one member in a list that was put together from several groups."""
SAME = [f.name for f in fields(Member) if f.name not in PER_GROUP]
CITY_EXAMPLES = 5
CITY_SHARE, DATE_SHARE = 0.7, 0.8
"""Parts of the filled cells that must fit before a column is guessed."""


def load_members(
    path: Path,
    shown: str,
    options: TableOptions,
    timezone: str,
    cities: CityTable,
    privacy: Privacy = OF_THIS_RUN,
    answers: Answers | None = None,
) -> tuple[tuple[Member, ...], Reading | None, list[Problem]]:
    """The members in order of id, what was read, and what is wrong. `shown` is the path to tell."""
    grid, problems = load_grid(path, shown, options, recogniser("members", options.columns))
    if grid is None:
        return (), None, problems
    return read_members(grid, options, timezone, cities, privacy, answers)


def read_members(
    grid: Grid,
    options: TableOptions,
    timezone: str,
    cities: CityTable,
    privacy: Privacy = OF_THIS_RUN,
    answers: Answers | None = None,
) -> tuple[tuple[Member, ...], Reading | None, list[Problem]]:
    if chat := chat_log(grid):
        return (), None, [chat]
    header = find_header(grid, "members", options.columns)
    if header is None:
        return (), None, [Problem("E220", Place(grid.file, sheet=grid.sheet))]
    zone = zone_of(timezone)
    plain = DateColumn(zone, options.day_first, tuple)
    header.guess(grid, "city", lambda text: cities.find(text) is not None, CITY_SHARE)
    header.guess(grid, "joined", partial(is_day, plain), DATE_SHARE)
    alone = tags_alone(header, options.columns)
    if "role" not in header.index and not alone and header.holds(grid, "skills", is_life):
        header.rename("skills", "role")
    log = TableLog(grid, header)
    doubles = choose_id(grid, header, log)
    if doubles is None or not log.tell_unseen():
        return (), None, log.problems()
    dates = {
        name: DateColumn(zone, options.day_first, partial(grid.column, header.index[name], header.at))
        for name in DATES
        if name in header.index
    }
    labels = label_roles(header, options.columns)
    reader = MemberReader(grid, header, log, cities, dates, privacy, answers or Answers(), labels, doubles)
    members = reader.read()
    if not members:
        log.tell_empty()
    log.tell_other_sheets()
    tell_columns(log, grid, header)
    reader.answers.look_for(grid, header)
    return members, log.reading(len(members)), log.problems()


@dataclass(slots=True)
class MemberReader:
    grid: Grid
    header: Header
    log: TableLog
    cities: CityTable
    dates: dict[str, DateColumn]
    privacy: Privacy
    answers: Answers
    labels: LabelRoles
    doubles: frozenset[str]
    """Names of several rows, where names serve as ids."""
    rows: dict[str, tuple[Row, int]] = field(default_factory=dict)
    """By id: what is known of a member, and the line of the first row."""
    found: dict[str, str] = field(default_factory=dict)
    """City texts already looked up -> key."""

    def read(self) -> tuple[Member, ...]:
        log, width = self.log, len(self.header.cells)
        log.skipped["title"] = self.header.above
        places = [*self.header.index.items(), *self.header.more]
        columns = [(name, at, self.answered(name, at)) for name, at in places]
        for line, cells in islice(self.grid.rows(), self.header.at + 1, None):
            if not any(map(str.strip, cells)):
                log.skipped["blank"] += 1
            elif is_total(cells):
                log.skipped["total"] += 1
            elif is_example(first_filled(cells)):
                log.skipped["example"] += 1
            else:
                if len(cells) > width and any(map(str.strip, cells[width:])):
                    log.add("W201", line)
                self.take(self.read_row(cells, columns, line), line)
        self.check_rounded()
        self.check_seen()
        self.tell_twins()
        self.tell_lives()
        for name, _, _ in columns:
            log.filled[name] = sum(1 for row, _ in self.rows.values() if name in row)
        for name, dates in self.dates.items():
            log.note_dates(dates, self.header.index[name])
        return tuple(self.member(self.rows[key][0]) for key in sorted(self.rows))

    def read_row(self, cells: list[str], columns: list[tuple[str, int, Any]], line: int) -> Row:
        row: Row = {}
        answers: Said = []
        for name, column, read in columns:
            text = cells[column] if column < len(cells) else ""
            if len(text) > MAX_CELL:
                self.log.notes["cut_cells", ""] += 1
                text = text[:MAX_CELL]
            value = read(text, line, column) if text else None
            if value in NOTHING:
                continue
            if name in ASKING:
                answers.append((value, column))
            else:
                row[name] = row[name] + value if name == TRAITS and name in row else value
        if answers:
            row[CONSENT] = agreed(self.log, answers, line)
        return alive(row, self.labels.column >= 0, TRAITS)

    def answered(self, name: str, column: int) -> Callable[[str, int, int], Any]:
        """As `reader`; a cell that is one of the words that were asked of as the operator answered."""
        read, given = self.reader(name), self.answers.of(self.log.title(column))
        understood = self.understands(name) if given else None
        if understood is None:
            return read

        def with_answer(text: str, line: int, at: int) -> Any:
            answer = given.get(word_key(text))
            used = answer is not None and self.answers.taken(answer, understood)
            return read(answer.means if answer is not None and used else text, line, at)

        return with_answer

    def understands(self, name: str) -> Callable[[str], bool] | None:
        """Does a text mean something in this field? None for fields in which every text is one."""
        if name in self.dates:
            return lambda text: not isinstance(self.dates[name].read(text), str)
        if name in FLAGS:
            return lambda text: read_flag(name, text) is not None
        judges: dict[str, Callable[[str], bool]] = {
            "city": lambda text: self.cities.find(text) is not None,
            "consent": lambda text: read_yes_no(text) is not None,
            "state": lambda text: any(read_life(text)[:2]),
        }
        return judges.get(name)

    def reader(self, name: str) -> Callable[[str, int, int], Any]:
        """How a cell of this field is read: (text, line, column) -> value, false where there is none."""
        if name in self.dates:
            return partial(self.read_date, self.dates[name])
        special: dict[str, Callable[[str, int, int], Any]] = {
            "id": self.read_key,
            CONSENT: partial(read_consent, self.log),
            HIDDEN: partial(read_hidden, self.log),
            "city": self.read_city,
            "role": self.read_standing,
            "state": partial(self.read_standing, only_state=True),
            **{flag: partial(self.read_answer, flag) for flag in FLAGS},
            **dict.fromkeys(NAMES, self.read_name),
            TRAITS: self.read_traits,
            **dict.fromkeys(TAGS, partial(self.read_tags, name == "groups")),
        }
        if name in special:
            return special[name]
        return partial(self.read_text, name)

    def read_text(self, name: str, text: str, line: int, column: int) -> str:
        if self.privacy.tell(self.log, text, line, column):
            return ""
        if name in SIDES:
            return clean_name(text)
        return clean(text)

    def read_standing(self, text: str, line: int, column: int, only_state: bool = False) -> Standing:
        """What is neither role nor state is told in a column of states. In one of roles it is a tag beside
        them, and the role itself where it stands alone."""
        if self.privacy.tell(self.log, text, line, column):
            return "", "", ()
        role, state, rest = read_life(text)
        if only_state and rest and state not in ("left", "bot"):
            self.log.note_unmet(column, line, text)
            self.log.add("W212", line, column, "、".join(rest))
        if only_state or not rest:
            return role, state, ()
        for word in () if role else filter(names_a_role, rest):
            self.log.add("W251", line, column, word)
        if not role:
            return "、".join(rest) if state else clean(text), state, ()
        header = self.log.title(column)
        return role, state, tuple(Trait(header, word) for word in rest)

    def read_answer(self, flag: str, text: str, line: int, column: int) -> str:
        """The state that a column of yes or no gives."""
        state = read_flag(flag, text)
        if state is None and clean(text):
            self.log.note_unmet(column, line, text)
            self.log.add("W212", line, column, clean(text))
        return state or ""

    def read_key(self, text: str, line: int, column: int) -> str:
        self.privacy.tell(self.log, text, line, column, is_id=True)
        return self.privacy.id(text)

    def read_name(self, text: str, line: int, column: int) -> str:
        self.privacy.tell(self.log, text, line, column)
        text = clean_name(text)
        name = self.privacy.name(text)
        if len(name) < len(self.privacy.name_without(text)):
            self.log.add("W242", line, column, limit=str(LONGEST_NAME))
        return name

    def read_tags(self, names: bool, text: str, line: int, column: int) -> tuple[str, ...]:
        self.privacy.tell(self.log, text, line, column)
        tags = self.privacy.tags(text, names)
        for tag in tags if names else ():
            self.log.note_word(column, line, tag)
        if column == self.labels.column:
            self.labels.tell(self.log, tags, line)
        return tags

    def read_traits(self, text: str, line: int, column: int) -> tuple[Trait, ...]:
        header = self.log.title(column)
        return tuple(Trait(header, value) for value in self.read_tags(False, text, line, column))

    def take(self, row: Row, line: int) -> None:
        """Add a row to the members, unless its id is missing, damaged or there already."""
        column = self.header.index["id"]
        key = read_id(row.get("id", ""))
        if row.get("name", row.get("alias")) in self.doubles:
            self.take_double(row, key, line, column)
        elif not key:
            self.log.skip("no id", "W206", line, column)
        elif is_damaged(key):
            self.log.skip("damaged id", "E232", line, column, key)
        elif key not in self.rows:
            self.rows[key] = ({**row, "id": key}, line)
        else:
            first, at = self.rows[key]
            groups = first.get("groups", ())
            more = set(row.get("groups", ())) - set(groups)
            if bool(first.get("state")) != bool(row.get("state")):  # left one group, is in another
                here = row if first.get("state") else first
                first["groups"], more = here.get("groups", ()), set()
                first.pop("state", None)
                self.log.skipped["merged"] += 1
            elif more and all(first.get(name) == {**row, "id": key}.get(name) for name in SAME):
                first["groups"] = tuple(sorted(more.union(groups)))
                days = [day for day in (first.get("joined"), row.get("joined")) if day]
                first.update({"joined": min(days)} if days else {})
                self.log.skipped["merged"] += 1
            else:
                if row.get("consent") is False:  # one clear no is enough, wherever it stands
                    first["consent"] = False
                self.log.skip("duplicate", "W203", line, column, key, first=str(self.grid.place(at, column)))

    def take_double(self, row: Row, name: str, line: int, column: int) -> None:
        """A row whose name others have too counts as the operator answered."""
        means = key_of_double(name, line, column, self.log, self.answers)
        key = read_id(self.privacy.id(means)) if means else ""
        if key in self.rows:
            put_together(self.rows[key][0], row)
            self.log.skipped["merged"] += 1
        elif key:
            self.rows[key] = ({**row, "id": key}, line)

    def check_rounded(self) -> None:
        """Long ids that all end in zeros were a spreadsheet's numbers: two members may have become one."""
        column = self.header.index["id"]
        long = [(line, key) for key, (_, line) in self.rows.items() if len(key) > 15 and key.isdecimal()]
        if len(long) > 2 and all(is_rounded(key) for _, key in long):
            for line, key in long:
                self.log.add("E233", line, column, key)

    def check_seen(self) -> None:
        """Who agreed to be shown and has no name that can be seen goes by a number, and that is told."""
        for row, line in self.rows.values():
            written = [name for name in NAMES if name in row]
            if row.get("consent") and written and not any(can_be_seen(row[name]) for name in written):
                self.log.add("W243", line, self.header.index[written[0]])

    def read_date(self, dates: DateColumn, text: str, line: int, column: int) -> date | None:
        text = clean(text)
        day = dates.read(text) if text else None
        if isinstance(day, str):
            self.log.note_unmet(column, line, text)
            self.log.add(DATE_CODES[day], line, column, text)
            return None
        return day

    def read_city(self, text: str, line: int, column: int) -> str:
        """The text itself; what it means is kept in `found`."""
        if self.privacy.tell(self.log, text, line, column):  # an address: its city's name goes on alone
            city = self.cities.find(clean(text)) or self.cities.find(self.privacy.name_without(clean(text)))
            text = next(iter(city.names.values())) if city else ""
        if (text := clean(text)) and text not in self.found:
            city = self.cities.find(text)
            self.found[text] = city.key if city else ""
        if text and not self.found[text]:
            nearest = self.cities.nearest(text) if (column, shorten(text)) not in self.log.unmet else None
            self.log.note_unmet(column, line, text, in_script_of(text, nearest) if nearest else "")
            code, facts = "W207", NO_FACTS
            if self.cities.is_region(text):
                code = "W208"
            elif self.log.shows("city", column, CITY_EXAMPLES):
                near = self.cities.nearest(text)
                code, facts = ("W202", dict(near.names)) if near else ("W207", NO_FACTS)
            self.log.add(code, line, column, text, "city", CITY_EXAMPLES, **facts)
        return text

    def tell_twins(self) -> None:
        """Ids of two rows that differ in zeros in front, in letters of another script, or, with one name, in
        case: real tools give ids to two people that differ by case alone."""
        for way in (twin, looser):
            seen: dict[str, tuple[str, int]] = {}
            for key, (_, line) in self.rows.items():
                other, first = seen.setdefault(way(key), (key, line))
                if other == key or (way is looser and twin(other) == twin(key)):
                    continue
                names = {loose(self.rows[one][0].get("name", "")) for one in (key, other)}
                if key.casefold() != other.casefold() or len(names) == 1:
                    column = self.header.index["id"]
                    self.log.add(
                        "W215",
                        line,
                        column,
                        key,
                        other=other,
                        first=str(self.grid.place(first, column)),
                        difference=difference(key, other),
                    )

    def tell_lives(self) -> None:
        """How many are not there, and who may be a bot where no column says it."""
        away = [row for row, _ in self.rows.values() if row.get("state")]
        if away:
            self.log.notes["away", ""] = len(away)
        if not {"state", "bot"} & self.header.index.keys():
            for row, line in self.rows.values():
                name = row.get("name") or row.get("alias") or ""
                if not row.get("state") and looks_like_a_bot(name):
                    self.log.add("W213", line, self.header.index["id"], name)

    def member(self, row: Row) -> Member:
        text = row.pop("city", "")
        return Member(**row, refused=row.get(CONSENT) is False, city=self.found.get(text, ""), city_text=text)
