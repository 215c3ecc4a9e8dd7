"""Makes the helpers in this folder importable; says how often properties are tried; two processes begin with what
takes longest."""

import gc
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from tries import try_for

RUBBISH = 100_000
"""Objects made before collection looks for cycles: what tests of a process share grows large, and to look at it after
each 700 takes a twelfth of all time."""


def pytest_configure(config: pytest.Config) -> None:
    try_for(str(config.option.markexpr))
    gc.set_threshold(RUBBISH, *gc.get_threshold()[1:])


def pytest_runtest_setup() -> None:
    """A command switches collection off for its short life; a test process lives on."""
    gc.enable()


LARGEST = "metropolis"
"""The example of 13,000 people: to plan it takes seconds, so no test of it is quick."""


def pytest_itemcollected(item: pytest.Item) -> None:
    given = getattr(item, "callspec", None)
    if given and any(isinstance(value, str) and value == LARGEST for value in given.params.values()):
        item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each process gets a run of neighbours and works from its front, others take from its end. So the first half
    begins with the browser, the second with what builds and draws, and the quick ones are what is left to take."""
    browser, slow, quick = [], [], []
    for item in items:
        kind = (
            browser
            if item.get_closest_marker("browser")
            else slow
            if item.get_closest_marker("slow")
            else quick
        )
        kind.append(item)
    half = max(len(items) // 2 - len(browser), 0)
    items[:] = browser + quick[:half] + slow + quick[half:]
