"""What several pages show alike is made once in each frame, and what differs is not mixed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from community_playbook.outputs.say.once import once
from example_plans import example_frame


@dataclass
class Kept:
    name: str
    said: dict[tuple[object, ...], Any] = field(default_factory=dict)


def test_each_frame_part_and_word_is_asked_for_once():
    asked = []

    @once
    def told(frame: Kept, parts: list[int], word: str = "") -> str:
        asked.append((frame.name, tuple(parts), word))
        return f"{frame.name}{sum(parts)}{word}"

    zh, en, one, alike = Kept("zh"), Kept("en"), [1], [1]
    for _ in range(3):
        assert told(zh, one) == told(zh, alike) == "zh1"
        assert (told(en, one), told(zh, one, "a"), told(zh, one, word="a")) == ("en1", "zh1a", "zh1a")
    assert len(asked) == 5  # `alike` is another one, and a word by its name is another call


def test_parts_that_are_gone_lend_their_place_to_nobody():
    @once
    def told(frame: Kept, parts: list[int]) -> int:
        return parts[0]

    frame = Kept("zh")
    assert [told(frame, [n]) for n in range(500)] == [*range(500)]


def test_who_speaks_of_one_newcomer_has_the_voice_of_all():
    frame = example_frame("lighthouse", "zh")
    from community_playbook.outputs.say.people.newcomers import newcomers_view

    newcomers_view(frame)
    assert frame.asides
    assert all(aside.voice is frame.voice for aside in frame.asides.values())
