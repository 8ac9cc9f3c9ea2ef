"""The simulation behind docs/how-sure.md: it repeats, knows the truth, and the page is current."""

import numpy as np
import pytest

import netkit as nk
from benchmarks.coverage import PAGE, cell, filled
from benchmarks.shipped import figures_table, states_table
from benchmarks.simulation import SPOKEN, Setting, agreeing, scores, simulated

CERTAIN = Setting(accounts=8, accuracy=1.0)


def test_it_repeats_by_seed():
    setting = Setting(2, 0.75)
    assert simulated(setting, 3) == simulated(setting, 3)
    assert scores(setting, 3) == scores(setting, 3)
    assert simulated(setting, 3) != simulated(setting, 4)


def test_the_truth_is_what_accurate_respondents_say():
    study, truth = simulated(CERTAIN, 1)
    network = nk.build(study)
    assert set(network.graph.edges) == truth
    assert len(network.ties) == SPOKEN
    assert (network.ties["accounts"] == 8).all()


def test_inaccurate_respondents_say_the_opposite():
    study, truth = simulated(Setting(8, 0.0), 1)
    network = nk.build(study)
    assert not truth & set(network.graph.edges)
    assert len(truth) + len(network.graph.edges) == SPOKEN


def test_accounts_of_one_source_agree():
    study, _ = simulated(Setting(5, 0.6, together=True), 1)
    said = {}
    for statement in study.statements:
        said.setdefault((statement.source, statement.target), set()).add(statement.status)
    assert all(len(states) == 1 for states in said.values())


def test_with_many_accurate_accounts_firmness_tells_nearly_every_tie():
    found = cell(Setting(8, 0.95), studies=5)
    assert found["firm_true"] == 1.0 and found["down_true"] == 1.0
    assert found["firm"] + found["down"] > 0.95
    assert found["state_true"] > 0.99
    for figure in ("density", "reachable_share", "in_degree"):
        assert found[f"{figure}_held"] > 0.95


def test_accounts_that_are_mere_chance_tell_nothing():
    found = cell(Setting(5, 0.5, 0.5), studies=20)
    assert found["firm_true"] == pytest.approx(0.5, abs=0.15)
    assert found["state_true"] == pytest.approx(0.5, abs=0.1)


def test_firmness_of_one_account_by_quadrature():
    # One holder's weight v ~ Exp(1): the chance of Beta(1/2 + v, 1/2) above 1/2, averaged over v.
    from scipy.integrate import quad
    from scipy.special import betainc

    by_hand = quad(lambda v: np.exp(-v) * (1 - betainc(0.5 + v, 0.5, 0.5)), 0, np.inf)[0]
    found = agreeing([(1, 0), (0, 1), (1, 1)])
    assert found[1, 0] == pytest.approx(by_hand, abs=0.015)
    assert found[0, 1] == pytest.approx(1 - by_hand, abs=0.015)
    assert found[1, 1] == pytest.approx(0.5, abs=0.015)


def test_a_block_is_put_between_its_markers():
    page = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    new = filled(page, "x", ["1", r"\2"])
    assert new == "a\n<!-- x: begin -->\n\n1\n\\2\n\n<!-- x: end -->\nb\n"
    assert filled(new, "x", ["1", r"\2"]) == new
    with pytest.raises(ValueError, match="markers of 'y'"):
        filled(page, "y", [])


def test_the_page_gives_the_shipped_study_as_it_is():
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page, "shipped figures", figures_table()) == page
    assert filled(page, "shipped states", states_table()) == page
