"""The layout by its own measures: nothing over anything, few crossings, always the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import netkit as nk
from netkit.maps.layout import WIDTH, Layout, lay_out
from netkit.maps.payload import make_payload
from netkit.maps.polish import polish, steps_for
from netkit.maps.ring import ring_order
from netkit.maps.strokes import crosses, near_parallel, over_boxes, overlap
from tests.maps.sample import crowd, study_of
from tests.samples import shipped_findings


def payload_of(study: nk.Study) -> dict[str, object]:
    return make_payload(nk.analyse(study, tables=("actors", "ties"), resamples=0))


def overlaps(boxes: np.ndarray) -> int:
    one, other = np.triu_indices(len(boxes), 1)
    return int((overlap(boxes[one], boxes[other]) > 0).sum())


def crossings(layout: Layout) -> int:
    start, end = (layout.placement.xy[layout.plan.ties[:, side]] for side in (0, 1))
    return int(crosses(start[:, None], end[:, None], start[None], end[None]).sum()) // 2


def ties_over_labels(layout: Layout) -> int:
    start, end = (layout.placement.xy[layout.plan.ties[:, side], None] for side in (0, 1))
    labels = layout.placement.labels(layout.plan)[None]
    return int(over_boxes(start, end, labels).any(axis=1).sum())


def near_of_same_sector(layout: Layout) -> float:
    xy, zone = layout.placement.xy, layout.plan.zone
    far = ((xy[:, None] - xy[None]) ** 2).sum(axis=-1)
    np.fill_diagonal(far, np.inf)
    nearest = np.argsort(far, axis=1)[:, :3]
    return float((zone[nearest] == zone[:, None]).mean())


@pytest.mark.parametrize("seed", range(6))
def test_a_dense_network_of_sectors_stays_readable(seed: int) -> None:
    layout = lay_out(payload_of(crowd(24, 80, seed=seed)), {}, 1)
    assert overlaps(layout.placement.labels(layout.plan)) == 0
    assert overlaps(layout.placement.zones(layout.plan)) == 0
    assert crossings(layout) <= 170
    assert ties_over_labels(layout) <= 20
    assert near_of_same_sector(layout) >= 0.45


def test_the_shipped_study_has_room_for_everything_at_first_sight() -> None:
    layout = lay_out(make_payload(shipped_findings(0)), {}, 1)
    assert overlaps(layout.placement.footprints(layout.plan)) == 0
    assert overlaps(layout.placement.zones(layout.plan)) == 0
    assert layout.plan.height <= 560
    zones = layout.placement.zones(layout.plan)
    assert (zones[:, :2] >= 0).all()
    assert (zones[:, 2:] <= (layout.plan.width, layout.plan.height)).all()


def test_the_same_seed_gives_the_same_places() -> None:
    payload = payload_of(crowd(12, 30, sectors=3))
    plan = lay_out(payload, {}, 1).plan
    start = lay_out(payload, {}, 1).placement
    rows = np.arange(plan.size)
    one, other = (polish(plan, start, rows, 5, steps=60) for _ in range(2))
    assert (one.xy == other.xy).all()
    assert (one.side == other.side).all()


@pytest.mark.parametrize(
    ("actors", "ties", "sectors"), [(1, 0, 1), (2, 1, 1), (3, 3, 3), (60, 300, 8)]
)
def test_any_size_finds_its_place(actors: int, ties: int, sectors: int) -> None:
    layout = lay_out(payload_of(crowd(actors, ties, sectors)), {}, 1)
    assert layout.placement.xy.shape == (actors, 2)
    assert np.isfinite(layout.placement.xy).all()
    assert overlaps(layout.placement.footprints(layout.plan)) == 0


def test_nobody_and_sectorless_actors_are_laid_out_too() -> None:
    nobody = lay_out(payload_of(study_of([])), {}, 1)
    assert nobody.placement.xy.shape == (0, 2)
    plain = lay_out(payload_of(study_of([("a", "b"), ("b", "c"), ("c", "a")])), {}, 1)
    assert overlaps(plain.placement.footprints(plain.plan)) == 0


def test_above_forty_actors_only_the_most_central_are_labelled() -> None:
    assert sum(bool(part) for part in lay_out(payload_of(crowd(48, 90)), {}, 1).lines) == 24


def test_long_names_make_a_taller_page_not_an_overlap() -> None:
    study = crowd(20, 40)
    actors = tuple(
        replace(a, name=f"{a.name} with a long name of many words") for a in study.actors
    )
    layout = lay_out(payload_of(replace(study, actors=actors)), {}, 1)
    assert overlaps(layout.placement.footprints(layout.plan)) == 0


def test_kept_places_stay_and_new_actors_stand_among_them() -> None:
    study = crowd(12, 24, sectors=3)
    payload = payload_of(study)
    first = lay_out(payload, {}, 1)
    ids = [actor["id"] for actor in payload["actors"]]
    kept = dict(zip(ids, first.positions, strict=True))
    again = lay_out(payload, kept, 9)
    assert again.positions == first.positions
    newcomer = ids[4]
    del kept[newcomer]
    grown = lay_out(payload, kept, 1)
    shifts = {
        (round(x1 - x0, 1), round(y1 - y0, 1))
        for name, (x0, y0), (x1, y1) in zip(ids, first.positions, grown.positions, strict=True)
        if name != newcomer
    }
    assert len(shifts) == 1


@pytest.mark.parametrize("scale", [0.001, 1.0, 50.0])
def test_kept_places_of_any_scale_are_brought_onto_the_page(scale: float) -> None:
    study = study_of([("a", "b"), ("b", "c")])
    kept = {"a": (0.0, 0.0), "b": (400 * scale, 0.0), "c": (400 * scale, 400 * scale)}
    layout = lay_out(payload_of(study), kept, 1)
    xy = layout.placement.xy
    assert (xy >= 0).all()
    assert (xy <= (WIDTH, layout.plan.height)).all()
    assert np.ptp(xy, axis=0).max() > 100


def test_sectors_that_share_ties_stand_side_by_side() -> None:
    between = np.zeros((4, 4))
    for one, other in ((0, 2), (2, 1), (1, 3)):
        between[one, other] = between[other, one] = 1
    order = ring_order(between)
    place = {sector: turn for turn, sector in enumerate(order)}
    for one, other in ((0, 2), (2, 1), (1, 3)):
        assert (place[one] - place[other]) % 4 in (1, 3)


def test_steps_are_counted_and_fewer_where_each_costs_more() -> None:
    small = lay_out(payload_of(crowd(24, 80)), {}, 1).plan
    large = lay_out(payload_of(crowd(60, 300)), {}, 1).plan
    assert steps_for(large) < steps_for(small) <= 3000


# --- kernels against plain geometry -------------------------------------------------------------


def test_strokes_cross_only_where_they_do() -> None:
    def hit(*points: tuple[float, float]) -> bool:
        return bool(crosses(*(np.array(point, dtype=float) for point in points)))

    assert hit((0, 0), (2, 2), (0, 2), (2, 0))
    assert not hit((0, 0), (1, 1), (2, 0), (3, 5))
    assert not hit((0, 0), (2, 2), (0, 0), (2, 0))


def test_a_curve_over_a_box_is_found_as_by_sampling() -> None:
    random = np.random.default_rng(3)
    start, end = random.random((400, 2)) * 600, random.random((400, 2)) * 600
    corner = random.random((400, 2)) * 560
    boxes = np.concatenate([corner, corner + np.array([90, 15])], axis=1)
    along = end - start
    aside = np.stack([along[:, 1], -along[:, 0]], axis=1) * 0.14
    at = np.linspace(0, 1, 400)[:, None, None]
    points = start + along * at + aside * 2 * at * (1 - at)
    sampled = ((points >= boxes[:, :2]) & (points <= boxes[:, 2:])).all(axis=-1).any(axis=0)
    found = over_boxes(start, end, boxes)
    assert (found == sampled).mean() > 0.98
    assert sampled.sum() > 20


def test_side_by_side_strokes_are_told_from_others() -> None:
    at, one = np.array([0.0, 0.0]), np.array([100.0, 0.0])
    assert near_parallel(at, one, np.array([50.0, 1.0])) > 0.9
    assert near_parallel(at, one, np.array([0.0, 50.0])) == 0
    assert near_parallel(at, one, np.array([-50.0, 0.0])) == 0
