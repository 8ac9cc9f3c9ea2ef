"""Brokers' roles under many labellings of a large network, against one broker after the other."""

from __future__ import annotations

import os

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from netkit.measures._kernels import permuted_roles
from netkit.measures._kernels.paths_roles import role_counts
from netkit.measures._kernels.permutations import broker_counts, deviation, permuted
from netkit.measures._kernels.permuted_roles import TwoSteps, role_deviations

Labels = npt.NDArray[np.uint8]
COUNT = 12


@st.composite
def labelled(draw: st.DrawFn) -> tuple[csr_array, Labels]:
    """Draw arcs between a few places and labels of them: few arcs to nearly all."""
    size, kinds = draw(st.integers(1, 14)), draw(st.integers(1, 4))
    share = draw(st.sampled_from([0.05, 0.2, 0.5, 0.9]))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    marks = random.random((size, size)) < share
    np.fill_diagonal(marks, val=False)
    return csr_array(marks.astype(np.int64)), random.integers(0, kinds, size).astype(np.uint8)


@settings(deadline=None)
@given(labelled(), st.sampled_from([1, 7, 2_000_000]))
def test_roles_under_a_labelling_are_those_of_the_network_so_labelled(
    given_arcs: tuple[csr_array, Labels], cells: int
) -> None:
    arcs, labels = given_arcs
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(permuted_roles, "CELLS", cells)
        found = TwoSteps.of(arcs).counts(labels)
    assert found.tolist() == role_counts(arcs, labels.astype(np.int64)).tolist()


@settings(deadline=None, max_examples=50)
@given(labelled())
def test_deviations_are_those_of_each_broker_by_itself(
    given_arcs: tuple[csr_array, Labels],
) -> None:
    arcs, labels = given_arcs
    dealt = permuted(labels, COUNT, np.random.default_rng(1))
    observed = role_counts(arcs, labels.astype(np.int64))
    plain = np.full(observed.shape, np.nan)
    for broker, counts in broker_counts(arcs, dealt):
        plain[broker] = deviation(observed[broker], counts)
    found = role_deviations(TwoSteps.of(arcs), observed, dealt)
    assert found == pytest.approx(plain, rel=1e-9, abs=1e-9, nan_ok=True)


def test_any_number_of_processors_gives_the_same_deviations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    random = np.random.default_rng(2)
    marks = random.random((40, 40)) < 0.2
    np.fill_diagonal(marks, val=False)
    arcs = csr_array(marks.astype(np.int64))
    labels = random.integers(0, 3, 40).astype(np.uint8)
    dealt, observed = permuted(labels, 50, random), role_counts(arcs, labels.astype(np.int64))
    found = []
    for processors in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        found.append(role_deviations(TwoSteps.of(arcs), observed, dealt).tobytes())
    assert len(set(found)) == 1


def test_a_single_labelling_makes_no_deviation() -> None:
    arcs = csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])
    labels = np.array([[0, 0, 1]], dtype=np.uint8)
    steps = TwoSteps.of(arcs)
    for dealt in (labels, labels[:0]):
        assert np.isnan(role_deviations(steps, steps.counts(labels[0]), dealt)).all()
