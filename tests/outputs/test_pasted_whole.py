"""Most of a week's messages can be pasted as they stand: no gap is left in them, counted over all examples."""

import re

import pytest

from community_playbook.outputs.sheets.week_sheets import messages_sheet
from example_plans import EXAMPLES, example_frame

SLOT = re.compile(r"〔[^〕]*〕|\[[^\]]+\]")
LEAST = 0.7
ALL = sorted(path.parent.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("**/profile.yml"))
WHOLE = [name for name in ALL if "/out/" not in f"/{name}/"]


def counted(name):
    """Messages without a gap, and all of them."""
    said = [str(row[4]) for row in messages_sheet(example_frame(name)).rows]
    return sum(not SLOT.search(text) for text in said), len(said)


def test_seven_messages_of_ten_are_pasted_unedited_over_all_examples():
    found = {name: counted(name) for name in WHOLE}
    for name, (whole, count) in found.items():
        print(f"{name}: {whole} of {count}, {whole / count:.0%}")
    whole, count = (sum(column) for column in zip(*found.values(), strict=True))
    print(f"all: {whole} of {count}, {whole / count:.0%}")
    assert whole >= LEAST * count


@pytest.mark.parametrize("name", [name for name in WHOLE if "/" not in name])
def test_no_large_example_hides_behind_the_others(name):
    whole, count = counted(name)
    assert whole >= LEAST * count
