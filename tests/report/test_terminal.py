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
from srcdiff.model import Comparison, Summary
from srcdiff.report import Look, load
from srcdiff.report.build import view
from srcdiff.report.fold import LEAST, Fold, fold
from srcdiff.report.look import THEMES, Theme
from srcdiff.report.overview import LINES
from srcdiff.report.palette import sgr
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import Styled, width, wrap
from tests.report.eight_kinds import DISPUTES

render = load("terminal")

NOTHING = Summary(0, 0, 0, 0, 0, 0, 3, 3, 0, 0)
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
    shown = body_of(render(comparison, Look(width=columns, layout="side")))
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


@pytest.mark.parametrize("theme", THEMES)
def test_never_red_or_green(comparison: Comparison, theme: Theme):
    for colours in (16, 256):
        text = render(comparison, Look(colour=True, colours=colours, theme=theme))
        plain = {c for code in SGR.findall(text) for c in code[2:-1].split(";")[:2]}
        assert not plain & {"31", "91"}
        assert not re.search(r"\x1b\[(1;|4;)*(32|92)m", text)


def shade(number: int) -> float:
    """Return the luminance of one of xterm's 6 × 6 × 6 colours, 0…1."""
    levels = [0, 95, 135, 175, 215, 255]
    red, green, blue = (levels[(number - 16) // n % 6] / 255 for n in (36, 6, 1))
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("theme", "grounds", "least"),
    [("auto", (0.0, 1.0), 3.8), ("dark", (0.0,), 7), ("light", (1.0,), 5.5)],
)
def test_shades_can_be_read(theme: Theme, grounds: tuple[float, ...], least: float):
    for code in sgr(256, theme).values():
        if found := re.search(r"38;5;(\d+)", code):
            ink = shade(int(found[1]))
            for ground in grounds:
                dim, bright = sorted((ink, ground))
                assert (bright + 0.05) / (dim + 0.05) >= least, code


def test_ascii_has_the_marks_of_news_texts_in_ascii(comparison: Comparison):
    assert 'called the damage "beyond' in render(comparison, Look(ascii=True))
    assert "called the damage “beyond" in render(comparison, Look())


def test_ascii_has_our_signs_in_ascii(comparison: Comparison):
    text = render(comparison, Look(width=120, ascii=True))
    ours = re.sub("[“”שלום北京市民说桥已经关闭é\u0301]", "", text)
    assert ours.isascii()
    assert "o! a3" in text
    assert ">1" in text


def body_of(text: str) -> str:
    """Return what comes after the legend."""
    return text.split("counterpart\n", 1)[1]


def addresses(text: str) -> list[str]:
    """Return the sentences that the body shows, in order."""
    return re.findall(r"^[^ a-z]+!? +([ab]\d+)", body_of(text), re.MULTILINE)


def test_show_keeps_what_is_asked_for(comparison: Comparison):
    text = render(comparison, Look(show=frozenset({"conflict", "only-b"})))
    assert addresses(text) == ["a3", "b4", "b5"]
    assert "16 other sentences left out, as asked" in text


@pytest.mark.parametrize(
    ("side", "alone", "rest"), [("a", "a3 a4 a7 a8", 6), ("b", "b4 b5", 7)]
)
def test_only_shows_what_one_article_alone_says(comparison, side, alone, rest):
    text = render(comparison, Look(width=120, only=side))
    assert addresses(text) == alone.split()
    assert f"{rest} other sentences left out" in text
    assert ("→ b4" if side == "a" else "→ a3") in text  # nothing stands beside it


def test_the_summary_fits_ten_lines(comparison: Comparison, disputed: Comparison):
    for found in (comparison, disputed):
        text = render(found, Look(width=80))
        assert len(text.split("\n\n")[0].splitlines()) <= LINES


def test_the_summary_names_what_moved_and_what_leads(comparison: Comparison):
    summary = render(comparison, Look(summary=True))
    assert "⇄  1 moved: a5 b1\n" in summary
    assert "A leads with B's paragraph 2 of 4; B leads with A's paragraph 3" in summary
    assert "Mayor" not in summary


def test_every_conflict_leads_with_both_sentences(disputed: Comparison):
    text = " ".join(
        render(disputed, Look(width=120)).partition("counterpart")[0].split()
    )
    for number, (kind, a, b, words_a, words_b, why) in enumerate(DISPUTES, start=1):
        assert f"!{number} {kind} {why}" in text
        assert a.replace(words_a, f"[!{number}: {words_a}]") in text
        assert b.replace(words_b, f"[!{number}: {words_b}]") in text


def test_the_summary_names_every_conflict_where_none_follows(disputed: Comparison):
    text = render(disputed, Look(summary=True))
    assert 'quote  a4 "We never felt any danger at' in text
    assert [f"!{n} " in text for n in range(1, 9)] == [True] * 8
    assert "more conflicts" not in text
    assert "and 6 more conflicts, below" in render(disputed, Look())


def test_facts_are_listed_where_asked_for_only(disputed: Comparison):
    assert "115 minutes" not in render(disputed, Look(summary=True))
    assert "rounded" not in render(disputed, Look())
    text = render(disputed, Look(width=140, show=frozenset({"facts"})))
    row = r"^(?:!\d|  ) +(\w+) +(conflict|agree|compatible|only in [AB])"
    kinds = re.findall(row, text, re.MULTILINE)
    assert [verdict for _, verdict in kinds] == [
        *["conflict"] * 8,
        *("agree", "compatible", "only in A", "only in B"),
    ]
    assert [kind for kind, _ in kinds[:8]] == [kind for kind, *_ in DISPUTES]
    assert "counterpart" not in text  # no body


def test_lines_of_a_narrow_ledger_stand_apart(disputed: Comparison):
    text = render(disputed, Look(width=60, show=frozenset({"facts"})))
    assert "\n\n!2 date  conflict\n" in text


def test_articles_that_share_nothing_are_said_to(comparison: Comparison):
    nothing = dataclasses.replace(comparison, links=(), conflicts=(), facts=())
    text = render(dataclasses.replace(nothing, summary=NOTHING), Look())
    assert "No sentence of one has a counterpart in the other" in text
    assert "leads with" not in text


def test_the_ledger_says_where_it_is_empty(revised: Comparison):
    assert "No facts were found" in render(revised, Look(show=frozenset({"facts"})))


@pytest.mark.parametrize("columns", [20, 40, 71, 72, 80, 120, 200])
@pytest.mark.parametrize("plain", [False, True], ids=["signs", "ascii"])
def test_the_ledger_fits_its_width_and_loses_no_word(disputed, columns, plain):
    look = Look(width=columns, ascii=plain, show=frozenset({"facts"}))
    text = render(disputed, look)
    body, _, _ = text.rpartition("\nsrcdiff=")
    assert all(wcswidth(line) <= columns for line in body.splitlines())
    for _, _, _, _, _, why in DISPUTES:
        for word in why.split():
            if len(word) <= 8:
                assert word in text


def test_what_is_the_same_is_folded(revised: Comparison):
    text = render(revised, Look())
    assert "=== 13 identical sentences, a0–a12 b0–b12 (--full shows them)" in text
    assert "=== 12 identical sentences, a18–a29 b18–b29" in text
    assert addresses(text) == ["a13", "a14", "a15", "b15", "a16", "a17"]
    assert re.findall(r"= (b\d+)$", text, re.MULTILINE) == ["b13", "b14", "b16", "b17"]


@pytest.mark.parametrize(
    "look", [Look(context=None), Look(context=15), Look(show=frozenset({"identical"}))]
)
def test_nothing_is_folded_where_all_is_wanted(revised: Comparison, look: Look):
    text = render(revised, look)
    assert "(--full" not in text
    assert "Paragraph 3 of" in text


def test_a_moved_pair_is_never_folded(comparison: Comparison):
    assert "free of charge" in render(comparison, Look(context=0))


def test_folds_keep_everything_and_save_lines(revised: Comparison):
    groups = view(revised).groups
    for context in range(16):
        items = list(fold(groups, context))
        flat = [g for i in items for g in (i.groups if isinstance(i, Fold) else [i])]
        assert flat == list(groups)
        assert all(len(i.groups) >= LEAST for i in items if isinstance(i, Fold))


def test_the_same_words_are_printed_once_when_stacked(comparison: Comparison):
    text = render(comparison, Look(width=80))
    assert text.count("free of charge") == 1
    assert " = b1 ⇄1\n" in text


def test_no_conflict_is_said(comparison: Comparison):
    calm = dataclasses.replace(comparison, conflicts=(), facts=())
    text = " ".join(render(calm, Look()).split())
    assert (
        "! No conflict found in numbers, dates, names, places, quotations, negations, "
        "certainty or attribution"
    ) in text


def test_hostile_names_are_inert(comparison: Comparison):
    b = dataclasses.replace(comparison.b, name="b\x1b[2J.txt", title="\u202eevil\x07")
    text = render(dataclasses.replace(comparison, b=b), Look(width=120))
    assert r"b\x1b[2J.txt" in text
    assert r"\u202eevil\x07" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"width": 0},
        {"layout": "diagonal"},
        {"show": frozenset({"all"})},
        {"theme": "pink"},
        {"context": -1},
        {"only": "c"},
    ],
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
