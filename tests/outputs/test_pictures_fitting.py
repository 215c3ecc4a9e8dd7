"""A text gets into its box: shrunk a little, broken well, cut last, and never out of the box."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_samples import GREEN, HARD, studio

from community_playbook.outputs.images.fitting import (
    DOTS,
    LEAST,
    NEVER_FIRST,
    NEVER_LAST,
    breaks,
    fit,
    is_word,
)
from community_playbook.outputs.look.clusters import Cluster
from tries import tries

WIDTHS = {" ": 0.25, "…": 1.0, "。": 1.0, "，": 1.0, "（": 1.0, "）": 1.0, "👍": 1.06}


def measure(clusters, size):
    """Han 1, Latin letters 0.55, as our font has them."""
    return sum(WIDTHS.get(c.text, 0.55 if ord(c.text[0]) < 0x2E80 else 1.0) for c in clusters) * size


def line(text):
    return tuple(Cluster(c, "emoji" if c == "👍" else "own") for c in text)


def shown(found):
    return ["".join(c.text for c in part) for part in found.lines]


WORDS = st.sampled_from(["张", "三丰", "社群运营", "，", "。", "）", "（", "「", "」", "·", "…", " ", " ", "Kevin", "to", "a",
                         "Featherstonehaugh", "14:00", "1,264", "2026-03-01", "至", "👍", "!", ", ", "(", ")", "-"])  # fmt: skip
TEXTS = (
    st.lists(WORDS, min_size=1, max_size=16).map(lambda parts: " ".join("".join(parts).split())).filter(bool)
)
BOXES = {
    "text": TEXTS, "width": st.integers(30, 900), "size": st.integers(20, 120), "most": st.integers(1, 3),
    "wrap": st.booleans(), "height": st.integers(1, 3),
}  # fmt: skip


def fitted(text, width, size, most, wrap, height):
    """`height`: so many lines fit at full size."""
    most = max(most, 1)

    def fits(lines, at):
        return lines * at <= height * size + 0.5

    return line(text), fit(line(text), measure, width, size, most, wrap, fits)


@settings(max_examples=tries(200))
@given(**BOXES)
def test_never_out_of_the_box(text, width, size, most, wrap, height):
    _, found = fitted(text, width, size, most, wrap, height)
    assert 1 <= len(found.lines) <= most
    assert max(round(size * LEAST), 1) <= found.size <= size
    assert len(found.lines) == 1 or len(found.lines) * found.size <= height * size + 0.5
    for part in found.lines:
        assert part
        assert measure(part, found.size) <= width or len([c for c in part if c != DOTS]) <= 1
        assert len(found.lines) == 1 or (part[0].text != " " and part[-1].text != " ")


@settings(max_examples=tries(200))
@given(**BOXES)
def test_nothing_is_lost_but_at_the_least_size(text, width, size, most, wrap, height):
    clusters, found = fitted(text, width, size, most, wrap, height)
    kept, whole = "".join(shown(found)).replace(" ", ""), text.replace(" ", "")
    if not found.cut:
        assert kept == whole
        return
    assert found.size == max(round(size * LEAST), 1)
    if kept == whole:  # the last try of all lines at the least size
        return
    assert kept.endswith("…")
    assert whole.startswith(kept[:-1])
    drawn = [at for at, c in enumerate(clusters) if c.text != " "]
    ended = drawn[len(kept) - 2] + 1 if len(kept) > 1 else 0
    more = clusters[ended : drawn[len(kept) - 1] + 1]  # the next one, with the blank before it
    assert measure([*found.lines[-1][:-1], *more, DOTS], found.size) > width, "one more would have fitted"
    assert measure(clusters, found.size) > width


@settings(max_examples=tries(300))
@given(**BOXES)
def test_lines_end_at_good_places(text, width, size, most, wrap, height):
    """Closing signs are never first, Latin words and numbers stay whole; unless a line has no good place."""
    clusters, found = fitted(text, width, size, most, wrap, height)
    allowed, at, starts = set(breaks(clusters)), 0, []
    for part in found.lines:
        while clusters[at].text == " ":
            at += 1
        starts.append(at)
        at += len([c for c in part if c != DOTS or "…" in text])
        at = min(at, len(clusters) - 1)
    for (before, start), part in zip(pairwise(starts), found.lines, strict=False):
        if start not in allowed:
            assert not [i for i in range(before + 1, before + len(part)) if i in allowed], (
                shown(found),
                part,
            )
        else:
            assert clusters[start].text[0] not in NEVER_FIRST
            assert clusters[start - 1].text not in NEVER_LAST


@settings(max_examples=tries(300))
@given(**BOXES)
def test_the_order_of_the_steps(text, width, size, most, wrap, height):
    clusters, found = fitted(text, width, size, most, wrap, height)
    least = max(round(size * LEAST), 1)
    if measure(clusters, size) <= width:
        assert found == (size, (clusters,), False)
    elif measure(clusters, least) <= width and (most == 1 or not wrap):
        assert found.lines == (clusters,)
        assert not found.cut
        assert measure(clusters, found.size + 1) > width, "no smaller than it must be"


@pytest.mark.parametrize(
    ("text", "width", "lines", "wrap", "size", "expected"),
    [
        ("社群运营", 400, 2, False, 100, ["社群运营"]),
        ("社群运营", 300, 2, False, 75, ["社群运营"]),
        ("社群运营，从零到一", 560, 2, False, 100, ["社群运营，", "从零到一"]),
        ("Kevin Featherstone", 660.5, 2, False, 100, ["Kevin", "Featherstone"]),
        ("一起做私域一起赚钱", 500, 2, False, 100, ["一起做私域", "一起赚钱"]),
        ("一起做私域", 450, 2, True, 100, ["一起做", "私域"]),
        ("一起做私域", 450, 2, False, 90, ["一起做私域"]),
        ("一起做私域一起赚钱一起变老", 320, 2, False, 70, ["一起做私", "域一起…"]),
        ("一起做私域一起赚钱", 400, 1, False, 70, ["一起做私…"]),
        ("张" * 3 + "）", 350, 2, True, 100, ["张张", "张）"]),
        ("张三丰（李四）", 400, 2, True, 100, ["张三丰", "（李四）"]),
        ("", 100, 1, False, 100, [""]),
    ],
)  # fmt: skip
def test_steps_by_example(text, width, lines, wrap, size, expected):
    found = fit(line(text), measure, width, 100, lines, wrap)
    assert (found.size, shown(found)) == (size, expected)


def test_numbers_and_words_are_not_torn():
    clusters = line("3 月 14:00–17:00，共 1,264 人")
    texts = ["".join(c.text for c in clusters[i:]) for i in breaks(clusters)]
    assert not [t for t in texts if t.startswith(("00", "264", ":", ",", "，", "4:"))]
    assert any(t.startswith("1,264") for t in texts)
    assert not is_word("张")
    assert is_word("é")


def test_a_line_too_low_for_two_is_cut_to_one():
    found = fit(line("一起做私域一起赚钱"), measure, 400, 100, 2, False, lambda lines, at: lines * at <= 100)
    assert (found.size, len(found.lines), found.cut) == (70, 1, True)


def test_real_names_fit_real_boxes():
    """With the widths of our font, its emoji and the other scripts."""
    drawing = studio(GREEN)
    for weight in (400, 700):
        measured = drawing.measure(weight)
        for name in HARD:
            clusters = drawing.clusters(name)
            for width, size, lines in ((952, 84, 2), (740, 76, 2), (480, 36, 1), (212, 36, 2)):
                found = fit(clusters, measured, width, size, lines)
                for part in found.lines:
                    assert measured(part, found.size) <= width, (name, width)
