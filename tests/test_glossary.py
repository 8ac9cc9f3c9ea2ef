"""The glossary: in order, and with every term that a column names."""

from __future__ import annotations

from netkit.glossary import GLOSSARY, define
from netkit.measures.registry import Column, measures, tables


def columns() -> list[Column]:
    held = [entry.columns for entry in (*measures(), *tables().values())]
    return [column for several in held for column in several]


def test_terms_stand_in_the_order_of_the_alphabet_and_once() -> None:
    terms = list(GLOSSARY)
    assert terms == sorted(terms, key=str.casefold)
    assert len({term.casefold() for term in terms}) == len(terms)


def test_every_term_that_a_column_names_is_defined() -> None:
    named = {column.term for column in columns() if column.term}
    assert "holder" in named
    assert named - GLOSSARY.keys() == set()


def test_definitions_are_sentences() -> None:
    for term in GLOSSARY:
        words = define(term)
        assert words[0].isupper() or not words[0].isalpha()
        assert words == " ".join(words.split())


def test_the_words_of_draws_are_there_with_their_source() -> None:
    for term in ("draw", "weighing", "firmness", "dependence interval"):
        assert "Rubin 1981" in GLOSSARY[term].source
    assert "not the chance" in define("firmness")
    assert "not what would happen" in define("scenario")
