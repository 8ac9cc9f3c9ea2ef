"""Spoilt files of every kind are read or refused: twenty thousand here, more by `make fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.samples import network_samples
from tests.fuzzing.trials import try_out

PORTIONS, EACH = 8, 2_500


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_nothing_but_reading_or_refusal_comes_of_a_spoilt_file(
    tmp_path: Path, portion: int
) -> None:
    samples = network_samples()
    outcome = try_out(samples, EACH, seed=portion, folder=tmp_path)
    assert outcome.broken == []
    # Both happen to every kind, or the spoiling would prove little.
    assert set(outcome.read) == set(outcome.refused) == {sample.name for sample in samples}
