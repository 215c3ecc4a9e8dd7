"""Work that two processes share: each portion is done once, whoever does it."""

import pytest

from community_playbook.workers import Portions, beside, can_copy


def test_one_asker_gets_all_portions_in_order() -> None:
    portions = Portions(200)
    assert list(portions) == list(range(200))
    assert list(portions) == []


@pytest.mark.skipif(not can_copy(), reason="processes are copied on Linux only")
def test_two_processes_get_each_portion_once() -> None:
    portions = Portions(2_000)
    with beside(lambda: list(portions)) as other:
        ours = list(portions)
        theirs = other()
    assert sorted(ours + theirs) == list(range(2_000))
    assert ours == sorted(ours)
