"""Files of every kind that is read, to be spoilt: small, and with all that the kind can hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from netkit.evidence import read
from netkit.evidence.coding import bring
from tests.evidence import test_networks as networks
from tests.evidence.coding import samples as coded
from tests.fuzzing.trials import Sample

__all__ = ["coded_samples", "network_samples", "table_samples"]


def network_samples() -> list[Sample]:
    """Give a network file of every kind."""
    rows: list[list[object]] = [["source", "target", "weight"], ["a", "b", 2], ["b", "Ä", 1.5]]
    texts = {
        "ties.csv": "source,target,weight,status\na,b,2,open\nb,c,1,broken\n",
        "ties.tsv": "from\tto\trespondents\na\tb\tN1\n",
        "matrix.txt": "x a b\na 0 1\nb 1 0\n",
        "net.graphml": networks.GRAPHML,
        "net.gexf": networks.GEXF,
        "net.net": networks.PAJEK,
        "half.dl": networks.DL_HALF,
        "list.dl": networks.DL_EDGES,
        "two.dl": networks.DL_TWO,
        "net.json": '{"directed": true, "nodes": [{"id": "a"}, {"id": "b", "sector": "x"}], '
        '"links": [{"source": "a", "target": "b", "weight": 2, "status": "broken"}]}',
        "net.cyjs": '{"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}], '
        '"edges": [{"data": {"source": "a", "target": "b", "evidence_ids": ["E1"]}}]}}',
    }
    files = {name: text.encode() for name, text in texts.items()}
    files["book.xlsx"] = networks.sheets({"ties": rows, "nodes": [["id", "sector"], ["a", "x"]]})
    files["study.xlsx"] = networks.sheets(
        {
            "statements": [["source", "target", "phase", "respondents"], ["a", "b", "any", "R1"]],
            "actors": [["id", "sector"], ["a", "x"], ["b", "x"]],
            "phases": [["id", "from"], ["before", 2020]],
            "sectors": [["id", "colour"], ["x", "#1d6b3a"]],
            "study": [["setting", "value"], ["threshold", 2]],
        }
    )
    return [Sample(name, data, read) for name, data in files.items()]


def table_samples() -> list[Sample]:
    """Give a Parquet file, which takes the engine some time to open and refuse."""
    table = pd.DataFrame(
        {"source": ["a", "b"], "target": ["b", "Ä"], "weight": [2.0, 1.5], "keys": [["E1"], []]}
    )
    return [Sample("ties.parquet", table.to_parquet(index=False), read)]


def coded_samples() -> list[Sample]:
    """Give coded interviews of every program."""
    files = {
        "pilot.qdpx": coded.refi(),
        "book.qdc": coded.QDC.encode(),
        "pilot.sqlite3": coded.taguette(),
        "pilot.csv": coded.highlights(),
        "data.qda": coded.qualcoder(),
        "packed.zip": coded.qualcoder(packed=True),
        "pilot.rqda": coded.rqda(),
    }
    return [Sample(name, data, _brought) for name, data in files.items()]


def _brought(path: Path) -> object:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        return bring([path], Path(folder, "study"), accept=True)
