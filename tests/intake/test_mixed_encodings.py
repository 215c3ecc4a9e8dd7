"""A table pasted together from two encodings names the line; a table of one encoding is never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.profile import TableOptions
from community_playbook.intake.headers import recogniser
from community_playbook.intake.tables import odd_line, read_grid
from community_playbook.words import words

HEAD = "编号,昵称,城市\n"
COMMON = [
    char for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
    if len(char := bytes([row, cell]).decode("gb2312", "ignore")) == 1
]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "line", "found"),
    [
        ([("utf-8", HEAD + "1,林晓芳,上海\n2,王小明,成都\n"), ("gb18030", "3,张三,北京\n")], 4, "GB18030"),
        ([("gb18030", HEAD + "1,林晓芳,上海\n2,王小明,成都\n"), ("utf-8", "3,张三,北京\n")], 4, "UTF-8"),
        ([("utf-8-sig", HEAD), ("gb18030", "1,林晓芳,上海\n2,王小明,成都\n3,张三,北京\n")], 1, "UTF-8"),
        ([("gb18030", HEAD), ("utf-8", "1,林晓芳,上海\r\n2,王小明,成都\r\n")], 1, "GB18030"),
        ([("utf-8", HEAD * 9), ("gb18030", "7,雨\n"), ("utf-8", "8,林晓芳,上海\n")], 10, "GB18030"),
        (
            [("utf-8", (HEAD + "1,林晓芳,上海\n").replace("\n", "\r")), ("gb18030", "2,张三,北京\r")],
            3,
            "GB18030",
        ),
    ],
)
def test_the_line_is_named(parts: list[tuple[str, str]], line: int, found: str) -> None:
    data = b"".join(text.encode(codec) for codec, text in parts)
    grid, (problem,) = read_grid(data, "members.csv", TableOptions(), recogniser("members"))
    assert grid is None
    assert (problem.code, problem.place.line, problem.facts["found"]) == ("E237", line, found)
    for language in ("zh", "en"):
        assert found in words(language).problem(problem)


@given(
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    st.lists(st.lists(st.text(st.sampled_from(COMMON), max_size=6), min_size=1, max_size=4), max_size=60),
)
def test_a_table_of_one_encoding_is_not_taken_for_two(codec: str, rows: list[list[str]]) -> None:
    text = HEAD + "".join(f"{number},{','.join(row)}\n" for number, row in enumerate(rows))
    assert odd_line(text.encode(codec)) is None


def test_what_the_operator_says_is_believed() -> None:
    data = (HEAD + "1,林晓芳,上海\n").encode() + "2,张三,北京\n".encode("gb18030")
    _, (problem,) = read_grid(data, "members.csv", TableOptions(encoding="utf-8"), recogniser("members"))
    assert problem.code == "E215"


def test_three_letters_that_could_be_two() -> None:
    """One table of GB18030, of which a line happens to be UTF-8 too."""
    name = "榄伴博"
    assert len(name) == 3 and len(name.encode("gb2312").decode("utf-8")) == 2
    assert odd_line(f"{HEAD}1,林晓芳,上海\n{name}\n".encode("gb18030")) is None
