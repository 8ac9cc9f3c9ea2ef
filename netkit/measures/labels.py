"""Columns that are not measured but carried: names, marks and lists, with their meanings."""

from __future__ import annotations

from netkit.measures.registry import Column, Level

__all__ = ["LABELS", "ROWS"]

ROWS: dict[str, Level] = {"actors": "actor", "ties": "tie"}

_DRAWN = "empty without draws"

LABELS: dict[str, tuple[Column, ...]] = {
    "network": (
        Column("measure", "text", "the figure's name"),
        Column("value", "float", "the figure itself"),
        Column("low", "float", f"lower end of the 90 % dependence interval; {_DRAWN}"),
        Column("high", "float", f"upper end of the 90 % dependence interval; {_DRAWN}"),
    ),
    "actor": (
        Column("actor", "text", "the actor's id"),
        Column("name", "text", "the actor's name"),
        Column("sector", "text", "the sector it belongs to; empty if none is given"),
        Column("kind", "text", "agency, body, unnamed, or collective where these are kept"),
        Column(
            "top3",
            "float",
            f"share of draws among the three highest; {_DRAWN}",
            "share",
            0,
            1,
        ),
        Column("tier", "text", "local, regional or national"),
        Column("spoken", "bool", "whether any statement touches the actor, in any view"),
        Column("measured", "bool", "whether the actor is part of the graphs and ranked"),
        Column("ended", "bool", "whether the body's last phase is over in the view's phase"),
    ),
    "tie": (
        Column("source", "text", "the actor that holds the information"),
        Column("target", "text", "the actor that should get it"),
        Column("relations", "list", "the relations whose statements the tie rests on"),
        Column("state", "text", "works, partly, fails or ended", term="state"),
        Column("condition", "text", "open, strained, contested or broken", term="condition"),
        Column(
            "level",
            "int",
            "how directly the tie is spoken of",
            "ends",
            0,
            2,
            term="level",
        ),
        Column(
            "support",
            "float",
            "share of accounts that say the tie carries information; no chance",
            "share",
            0,
            1,
            "Jeffreys 1946; Brown, Cai & DasGupta 2001",
            "support",
        ),
        Column(
            "support_low",
            "float",
            "lower end of support's 90 % interval",
            "share",
            0,
            1,
        ),
        Column(
            "support_high",
            "float",
            "upper end of support's 90 % interval",
            "share",
            0,
            1,
        ),
        Column(
            "firmness",
            "float",
            f"share of draws in which the tie is up; {_DRAWN}",
            "",
            0,
            1,
        ),
        Column(
            "accounts",
            "int",
            "accounts the tie rests on",
            "accounts",
            0,
            term="account",
        ),
        Column("statements", "int", "statements the tie rests on", "statements", 1),
        Column("channels", "list", "channels named in these statements"),
        Column("barriers", "list", "barriers named in these statements", term="barrier"),
        Column(
            "person_dependent",
            "bool",
            "whether all that it carries goes by known persons",
        ),
        Column("evidence_ids", "list", "the statements the tie rests on"),
        Column(
            "general_ids",
            "list",
            "statements made more generally, which do not count here",
        ),
        Column(
            "weight",
            "float",
            "summed weight of the statements; a plain list's tie weight",
        ),
    ),
    "columns": (
        Column("table", "text", "the table"),
        Column("column", "text", "the column, or the row of table network"),
        Column("type", "text", "float, int, bool, text or list"),
        Column("unit", "text", "what is counted"),
        Column("range", "text", "the bounds of its values"),
        Column("meaning", "text", "what it says"),
        Column("source", "text", "where it is defined"),
    ),
}
