"""Spoilt files of every kind are read or refused: twenty thousand here, more by `make fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.samples import coded_samples, network_samples
from tests.fuzzing.trials import try_out

EACH = 2_000


@pytest.mark.parametrize("portion", range(8))
def test_nothing_but_reading_or_refusal_comes_of_a_spoilt_network(
    tmp_path: Path, portion: int
) -> None:
    samples = network_samples()
    outcome = try_out(samples, EACH, seed=portion, folder=tmp_path)
    assert outcome.broken == []
    # Both happen to every kind, or the spoiling would prove little.
    assert set(outcome.read) == set(outcome.refused) == {sample.name for sample in samples}


@pytest.mark.parametrize("portion", range(2))
def test_nothing_but_import_or_refusal_comes_of_spoilt_interviews(
    tmp_path: Path, portion: int
) -> None:
    samples = coded_samples()
    outcome = try_out(samples, EACH, seed=portion, folder=tmp_path)
    assert outcome.broken == []
    assert set(outcome.refused) == {sample.name for sample in samples}
    assert set(outcome.read) == {sample.name for sample in samples}
