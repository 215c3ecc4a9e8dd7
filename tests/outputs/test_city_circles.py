"""Cities as circles: none lies on another, all inside, the same whatever the machine, in their true direction."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.outputs.pages.city_circles import EDGE, draw_circles
from community_playbook.outputs.say.people.meetups import CityMark
from tries import tries

CHINA = [
    CityMark("上海", 392, 31.23, 121.47, "self"), CityMark("北京", 387, 39.9, 116.41, "trip"),
    CityMark("广州", 299, 23.13, 113.26, ""), CityMark("成都", 269, 30.66, 104.06, "self"),
]  # fmt: skip
MARKS = st.lists(
    st.builds(CityMark, st.sampled_from(["杭州", "呼和浩特", "San Francisco", "Ufa"]), st.integers(1, 900),
              st.floats(-50, 60), st.floats(-179, 179), st.just("")), min_size=1, max_size=18,
)  # fmt: skip


@settings(max_examples=tries(40), deadline=None)
@given(MARKS, st.sampled_from([358, 680]))
def test_none_lies_on_another(marks, width):
    drawing = draw_circles(marks, width)
    for a, b in combinations(drawing.circles, 2):
        assert hypot(a.x - b.x, a.y - b.y) > (a.r + b.r) * 0.9
    for one in drawing.circles:
        assert one.x - one.r >= 0 and one.x + one.r <= drawing.width
        assert one.y - one.r >= -1 and one.y + one.r <= drawing.height + 1
    assert drawing.height < 1000 and drawing.circles == draw_circles(marks, width).circles


def test_north_is_up_and_east_is_right():
    at = {one.name: one for one in draw_circles(CHINA, 358).circles}
    assert at["北京"].y < at["上海"].y < at["广州"].y
    assert at["成都"].x < at["北京"].x < at["上海"].x
    assert at["上海"].r > at["广州"].r > at["成都"].r > EDGE


def test_one_spot_is_taken_apart():
    marks = [CityMark(str(n), 9, 30, 120, "") for n in range(6)]
    spots = {(one.x, one.y) for one in draw_circles(marks, 358).circles}
    assert len(spots) == 6
