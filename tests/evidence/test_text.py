"""Encodings and names: no letter is ever guessed in silence."""

from __future__ import annotations

import pytest

from netkit.evidence.problems import did_you_mean, nearest
from netkit.evidence.text import clean, encoding_of, shown, split_list, text_of


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"", "utf-8"),
        ("Café".encode(), "utf-8"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "utf-8-sig"),
        ("Café".encode("utf-16"), "utf-16"),
        ("Café".encode("utf-16-be"), "utf-16-be"),
        ("Café".encode("utf-32"), "utf-32"),
        ("Café".encode("cp1252"), "cp1252"),
        ("l’été – “l'hôtel”".encode("cp1252"), "cp1252"),
        ("œuvre, garçon, Ærø, naïve".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_that_are_read(data: bytes, codec: str) -> None:
    decoding = encoding_of(data)
    assert (decoding.codec, decoding.error) == (codec, "")
    data.decode(decoding.codec)


@pytest.mark.parametrize(
    "data",
    [
        "Łódź, Kraków, mógł".encode("cp1250"),
        "Αθήνα".encode("cp1253"),
        "Préfecture".encode("mac_roman"),
        "Préfecture".encode("cp850"),
        "警察".encode("shift-jis"),
        b"caf\x81",
        b"caf\xe9\x01",
        b"\xff\xfea\x00b",
        b"\xff\xfea\x00\x00\x00",
        "Préfecture".encode() + b"\xe9",
    ],
    ids="cp1250 cp1253 mac dos japanese undefined control damaged nul mixed".split(),
)
def test_encodings_that_could_give_wrong_letters_are_refused(data: bytes) -> None:
    decoding = encoding_of(data)
    assert decoding.error.endswith("save it as CSV (UTF-8)")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (" Police ", "Police"),
        ("Fire\u00a0\u2003Service", "Fire Service"),
        ("Fire\tand\nRescue", "Fire and Rescue"),
        ("\ufeffPolice\u200b", "Police"),
        ("e\u0301cole", "école"),
        ("po\u00adlice", "police"),
        ("\u200cname\u200d ", "name"),
        ("می\u200cروم", "می\u200cروم"),
        ("", ""),
    ],
)
def test_names_are_trimmed_collapsed_and_composed(raw: str, name: str) -> None:
    assert clean(raw) == name
    assert clean(clean(raw)) == name


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_the_apostrophe_before_a_formula_is_taken_off_again(sign: str) -> None:
    assert text_of(f"'{sign}x") == f"{sign}x"


@pytest.mark.parametrize("text", ["'tis", "''=x", "x'=y", "'", ""])
def test_other_apostrophes_stay(text: str) -> None:
    assert text_of(text) == text


def test_lists_stand_between_semicolons() -> None:
    assert split_list(" a ; b c;;") == ("a", "b c")


def test_values_are_shown_with_what_would_not_show() -> None:
    assert shown("a\u200bb\x1b") == r"'a\u200bb\x1b'"
    assert shown("x" * 100) == f"'{'x' * 59}…'"


def test_the_nearest_word_is_found_beyond_case_and_signs() -> None:
    assert nearest("N.G.O.", ["ngos", "police"]) == "ngos"
    assert nearest("POLICE", ["police", "Police!"]) == "Police!"
    assert did_you_mean("brocken", ["open", "broken"]) == " (did you mean 'broken'?)"
    assert did_you_mean("harbour", ["open", "broken"]) == ""


def test_the_nearest_of_very_many_words_must_be_equal_but_for_case() -> None:
    many = [f"actor-{i}" for i in range(6_000)]
    assert nearest("Actor 77", many) == "actor-77"
    assert nearest("actr-77", many) == ""
