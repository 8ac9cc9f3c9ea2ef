import pytest

from netkit.maps.lettering import clean, text_width, wrap


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Children\u202e's\u202c services", "Children's services"),
        ("\u2066a\u2069 \u200fb\u061c", "a b"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("tab\tand\x00null\x07", "tab andnull"),
        ("\ud800half", "half"),
        ("  kept   apart ", "kept   apart"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_what_could_turn_or_hide_text_is_taken_off(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_wider_letters_take_more_room() -> None:
    assert text_width("iii") < text_width("nnn") < text_width("WWW")
    assert text_width("漢字") > text_width("ab")
    assert text_width("e\u0301") == text_width("e")
    assert text_width("") == 0


@pytest.mark.parametrize("width", [60, 128, 300])
def test_wrapping_loses_nothing_and_keeps_to_the_width(width: float) -> None:
    text = "Missing and Exploitation Groups of the six local authorities"
    lines = wrap(text, width)
    assert " ".join(lines) == text
    longest = max(text_width(word) for word in text.split())
    assert all(text_width(line) <= max(width, longest) + 1e-9 for line in lines)


def test_lines_are_of_even_length() -> None:
    lines = wrap("UK Human Trafficking Centre", 170)
    assert lines == ("UK Human", "Trafficking Centre")


def test_a_word_no_line_holds_is_broken_and_whole() -> None:
    lines = wrap("x" * 200, 128)
    assert len(lines) > 5
    assert "".join(lines) == "x" * 200


def test_no_text_has_no_lines() -> None:
    assert wrap("", 100) == wrap("   ", 100) == ()
