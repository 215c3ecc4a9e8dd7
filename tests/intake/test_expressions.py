"""An authored condition is computed over the facts that it names, and over no other."""

from pathlib import Path

import pytest

from community_playbook.intake.library import LibraryFault, expression


class Facts(dict[str, object]):
    """Of hundreds, those that were asked for."""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return super().__getitem__(name)

    def keys(self):  # type: ignore[no-untyped-def]
        raise AssertionError("all facts were asked for")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2 * newcomers + 1", 7),
        ("kind == 'hobby' and not newcomers > 3", True),
        ("(groups | length) if kind in ('hobby', 'shop') else 0", 2),
        ("groups[0].upper() ~ newcomers", "A3"),
        ("missing is defined", False),
        (True, True),
    ],
)
def test_of_all_facts_only_those_that_it_names_are_asked_for(source: object, value: object) -> None:
    facts = Facts(newcomers=3, kind="hobby", groups=["a", "b"], unasked=1)
    assert expression(source, Path("x.yml"))(facts) == value
    assert "unasked" not in facts.asked


def test_a_fact_that_there_is_not_is_a_fault_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: 1\nwhen: newcomers > 3\n")
    with pytest.raises(LibraryFault) as told:
        expression("newcomers > 3", path)({})
    assert told.value.problems[0].place.line == 2
