"""The terminal report: nothing lost, nothing too wide, nothing that acts."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from srcdiff.errors import SettingsError
from srcdiff.model import Comparison
from srcdiff.report import Look, load
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import Styled, width, wrap

render = load("terminal")

GOLDEN = Path(__file__).with_name("lorn-80.txt")
"""To renew it, write what ``render(comparison, Look(width=80))`` returns to the file
and read the difference."""

SGR = re.compile(r"\x1b\[[0-9;]*m")

LOOKS = [
    Look(width=columns, colour=colour, ascii=plain, layout=layout)
    for columns in (40, 60, 80, 120, 200)
    for colour in (False, True)
    for plain in (False, True)
    for layout in ("auto", "side", "stacked")
    if columns >= 60 or layout != "side"
]


def name(look: Look) -> str:
    return f"{look.width}-{look.layout}-{look.colour}-{look.ascii}"


def test_golden(comparison: Comparison):
    assert render(comparison, Look(width=80)) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("look", LOOKS, ids=name)
def test_no_line_is_too_wide(comparison: Comparison, look: Look):
    for line in SGR.sub("", render(comparison, look)).splitlines():
        assert wcswidth(line) <= look.width, line


@pytest.mark.parametrize("look", LOOKS, ids=name)
def test_no_word_is_lost(comparison: Comparison, look: Look):
    # Lines are cut into columns, so letters are counted rather than words found.
    shown = SGR.sub("", render(comparison, look))
    for side in ("a", "b"):
        document = comparison.document(side)
        for index in range(len(document.sentences)):
            for word in for_terminal(document.text_of(index)).split():
                core = re.sub(r"^\W+|\W+$", "", word)
                if core.isascii() and len(core) <= 12:
                    assert core in shown, word


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_each_letter_is_shown_once(comparison: Comparison, columns: int):
    """Letters that stand nowhere in our own words: each comes out as often as in."""
    shown = render(comparison, Look(width=columns, layout="side"))
    for letter in "שלום北京市民说桥已经关闭“”":
        written = comparison.a.text.count(letter) + comparison.b.text.count(letter)
        assert shown.count(letter) == written, letter


def test_without_colour_there_is_no_escape(comparison: Comparison):
    assert "\x1b" not in render(comparison, Look(width=120))


def test_colours_end_on_their_line(comparison: Comparison):
    for line in render(comparison, Look(width=120, colour=True)).splitlines():
        codes = SGR.findall(line)
        assert not SGR.sub("", line).count("\x1b")
        assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2)


def test_never_red_or_green(comparison: Comparison):
    for colours in (16, 256):
        text = render(comparison, Look(colour=True, colours=colours))
        plain = {c for code in SGR.findall(text) for c in code[2:-1].split(";")[:2]}
        assert not plain & {"31", "91"}
        assert not re.search(r"\x1b\[(1;|4;)*(32|92)m", text)


def test_ascii_has_our_signs_in_ascii(comparison: Comparison):
    text = render(comparison, Look(width=120, ascii=True))
    ours = re.sub("[“”שלום北京市民说桥已经关闭é\u0301]", "", text)
    assert ours.isascii()
    assert "o! a3" in text
    assert ">1" in text


def test_show_keeps_what_is_asked_for(comparison: Comparison):
    text = render(comparison, Look(show=frozenset({"conflict", "only-b"})))
    body = text.split("\n\n", 1)[1]
    assert re.findall(r"^\S+ +([ab]\d)", body, re.MULTILINE) == ["a3", "b4", "b5"]
    assert "16 sentences of other classes left out" in text


def test_the_same_words_are_printed_once_when_stacked(comparison: Comparison):
    text = render(comparison, Look(width=80))
    assert text.count("free of charge") == 1
    assert "=  b1\n" in text


def test_no_conflict_is_said(comparison: Comparison):
    calm = dataclasses.replace(comparison, conflicts=(), facts=())
    assert "!  no conflict of numbers found; nothing else is compared yet\n" in render(
        calm, Look()
    )


def test_hostile_names_are_inert(comparison: Comparison):
    b = dataclasses.replace(comparison.b, name="b\x1b[2J.txt", title="\u202eevil\x07")
    text = render(dataclasses.replace(comparison, b=b), Look(width=120))
    assert r"b\x1b[2J.txt" in text
    assert r"\u202eevil\x07" in text


@pytest.mark.parametrize(
    "wrong", [{"width": 0}, {"layout": "diagonal"}, {"show": frozenset({"all"})}]
)
def test_a_look_that_makes_no_sense(wrong):
    with pytest.raises(SettingsError):
        Look(**wrong)


def test_unknown_format():
    with pytest.raises(SettingsError, match="unknown format 'papyrus'"):
        load("papyrus")


@given(
    st.lists(
        st.builds(
            Styled,
            st.text(alphabet="ab -北é\u0301👩\u200d👧。", max_size=20),
            st.sampled_from(["", "a"]),
        ),
        max_size=5,
    ),
    st.integers(2, 20),
)
def test_wrapping_keeps_letters_and_width(runs, columns):
    lines = wrap(runs, columns)
    letters = "".join(run.text for run in runs).replace(" ", "")
    shown = "".join(part.text for line in lines for part in line).replace(" ", "")
    assert shown == letters
    assert all(sum(width(part.text) for part in line) <= columns for line in lines)


def test_wide_letters_break_without_blanks():
    lines = wrap([Styled("北京市民说，桥关闭", "")], 8)
    assert ["".join(p.text for p in line) for line in lines] == [
        "北京市民",
        "说，桥关",
        "闭",
    ]
