import math
import re

import pytest

from netkit.maps.geometry import curve_between, hull, mark_path, number, point_on, reach
from netkit.maps.layers import SHAPES


def test_coordinates_are_short() -> None:
    assert [number(v) for v in (1.04, 2.0, -0.04, -3.26)] == ["1", "2", "0", "-3.3"]


def test_a_tie_and_its_return_never_lie_on_each_other() -> None:
    there = curve_between((0, 0), (100, 0), (10, 10))
    back = curve_between((100, 0), (0, 0), (10, 10))
    assert point_on(there, 0.5)[1] * point_on(back, 0.5)[1] < 0


@pytest.mark.parametrize("angle", range(0, 360, 45))
def test_a_curve_ends_before_the_mark(angle: int) -> None:
    target = (300 * math.cos(math.radians(angle)), 300 * math.sin(math.radians(angle)))
    start, _, end = curve_between((0, 0), target, (14, 20))
    assert 14 < math.dist(start, (0, 0)) < 18
    assert 20 < math.dist(end, target) < 25


def test_marks_that_touch_still_have_a_curve() -> None:
    assert curve_between((0, 0), (5, 0), (20, 20))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_an_outline_about_its_middle(shape: str) -> None:
    path = mark_path(shape, 100.0, 50.0, 12.0)
    assert path.startswith("M")
    assert path.endswith("z")
    if shape != "circle":
        points = [tuple(map(float, p.split())) for p in re.findall(r"[\d.]+ [\d.]+", path)]
        far = max(max(abs(x - 100), abs(y - 50)) for x, y in points)
        assert far == pytest.approx(12 * reach(shape), abs=0.1)
    assert 0.85 <= reach(shape) <= 1.35


def test_a_hull_goes_round_all_boxes() -> None:
    assert hull([(0, 0, 10, 10), (4, 4, 5, 5)]) == "M0 0L10 0L10 10L0 10z"
