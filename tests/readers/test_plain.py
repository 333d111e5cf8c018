"""Plain text: what is a paragraph, and what is a heading."""

from __future__ import annotations

import json
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.readers.plain import read_plain

GOLD = Path(__file__).parents[3] / "shared" / "gold"

LEDE = (
    "Seven people were killed on Friday when a road bridge at Kelmouth fell into "
    "the river during the evening rush. Divers searched the water all night, and "
    "police said that two cars were still missing in the morning."
)
NEXT = (
    "The bridge was built in 1962 and had been inspected in March. Engineers found "
    "cracks in two of its cables, but the report was not read by anyone until June."
)


def shape(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each block, white space made even."""
    extract = read_plain(text)
    return [
        (block.kind, " ".join(block.span.of(text).split())) for block in extract.blocks
    ]


def wrapped(text: str, width: int = 72) -> str:
    return textwrap.fill(text, width)


PARAGRAPHS = {
    "blank lines divide": (f"{LEDE}\n\n{NEXT}\n", [LEDE, NEXT]),
    "several blank lines divide once": (f"\n\n{LEDE}\n\n \t\n\n{NEXT}", [LEDE, NEXT]),
    "one a line without blank lines": (f"{LEDE}\n{NEXT}\n", [LEDE, NEXT]),
    "wrapped with blank lines": (
        f"{wrapped(LEDE)}\n\n{wrapped(NEXT)}\n",
        [LEDE, NEXT],
    ),
    "wrapped at 40": (f"{wrapped(LEDE, 40)}\n\n{wrapped(NEXT, 40)}\n", [LEDE, NEXT]),
    "wrapped at 100": (f"{wrapped(LEDE, 100)}\n\n{wrapped(NEXT, 100)}", [LEDE, NEXT]),
    "wrapped, a short last line ends the paragraph": (
        f"{wrapped(LEDE, 64)}\n{wrapped(NEXT, 64)}\n",
        [LEDE, NEXT],
    ),
    "wrapped, an indent begins the paragraph": (
        f"   {wrapped(LEDE)}\n   {wrapped(NEXT)}\n",
        [LEDE, NEXT],
    ),
    "wrapped with Windows line ends": (
        f"{wrapped(LEDE)}\n\n{wrapped(NEXT)}\n".replace("\n", "\r\n"),
        [LEDE, NEXT],
    ),
    "wrapped with old Macintosh line ends": (
        f"{wrapped(LEDE)}\n\n{wrapped(NEXT)}\n".replace("\n", "\r"),
        [LEDE, NEXT],
    ),
    "a sentence that runs on in a small letter": (
        "Seven people died when\nthe bridge fell.\n",
        ["Seven people died when the bridge fell."],
    ),
    "one sentence a line": (
        "No one was hurt.\nThe road is shut.\n",
        ["No one was hurt.", "The road is shut."],
    ),
    "one line": ("The cat sat on the mat", ["The cat sat on the mat"]),
    "lines without any full stop": (
        "The cat sat on the mat\nThe dog ran away",
        ["The cat sat on the mat", "The dog ran away"],
    ),
    "Chinese, one a line": (
        "大桥坍塌，七人死亡。\n警方正在调查原因。\n",
        ["大桥坍塌，七人死亡。", "警方正在调查原因。"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_body_paragraphs(text: str, expected: list[str]) -> None:
    assert shape(text) == [("body", words) for words in expected]


HEADINGS = {
    "headline": "Bridge collapse kills seven",
    "headline in capitals": "BRIDGE HORROR",
    "headline with a number": "Six years for bridge builder",
    "headline in quotation marks": "“They never stood a chance”",
    "byline": "By Imogen Thackray and Colm Wren",
    "byline with a title": "By Imogen Thackray, Transport Correspondent",
    "byline without a name": "By our own correspondent",
    "correspondent": "From our correspondent, Kelmouth, 21 June",
    "date": "17 September",
    "time stamp": "Posted 9 December, 4.40pm",
    "time stamp that ends in a full stop": "Updated Thursday, 2.20 p.m.",
    "rating": "★★★★☆",
    "rating in words": "Three stars",
    "company": "Brandauer GmbH v. Tallis Instruments Ltd.",
    "question": "Who pays?",
    "marked with number signs": "## What happened?",
    "rule": "* * *",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank line", "no blank line"])
def test_heading_above_the_article(heading: str, between: str) -> None:
    text = f"{heading}{between}{LEDE}{between}{NEXT}\n"
    assert shape(text) == [("heading", heading), ("body", LEDE), ("body", NEXT)]


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank line", "no blank line"])
def test_heading_within_the_article(heading: str, between: str) -> None:
    text = f"{LEDE}{between}{heading}{between}{NEXT}\n"
    assert shape(text) == [("body", LEDE), ("heading", heading), ("body", NEXT)]


BODIES = {
    "short sentence": "No one was hurt.",
    "one-line quotation": "“I told them they would be hearing from our lawyers.”",
    "quotation that goes on": '"Then I texted her where I\'d hidden the key."',
    "question in quotation marks": '"Who is going to pay for it?"',
    "long question": "What, they ask, did the ministry do in all of those years?",
    "colon before a quotation": "The mayor of Kelmouth said:",
    "comma at the end": "For the families of the dead,",
    "two sentences, the last one open": "Nobody came. The road was shut",
    "value": "Attendance: 8,412",
    "small letter": "and so it went on",
    "dateline that opens a paragraph": "KELMOUTH, 21 June - Seven people are dead.",
    "exclamation": "They were wrong!",
    "ends in an abbreviation": "He had worked since May for the firm of Tallis Ltd.",
    "long line without a full stop": "It was, the chief engineer of the county said "
    "on the day after, a bridge like any other that he had seen",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank line", "no blank line"])
def test_body_that_is_no_heading(body: str, between: str) -> None:
    found = shape(f"{LEDE}{between}{body}{between}{NEXT[:78]}\n")
    assert all(kind == "body" for kind, _ in found)


ARTICLES = {
    "headline, standfirst, byline": (
        f"The gap in the sky\n\nA town was cut in two. It may stay so.\n\n"
        f"By Tamsin Roake\n\n{LEDE}",
        ["heading", "heading", "heading", "body"],
    ),
    "headline, standfirst, dateline": (
        f"Singing in the dark\n\nShe lived. Her friends did not.\n\nLANZEN — {LEDE}",
        ["heading", "heading", "body"],
    ),
    "headline, short first paragraph": (
        f"Edda is home!\n\nGood morning, and what a good morning it is.\n\n{LEDE}",
        ["heading", "body", "body"],
    ),
    "headline wrapped over two lines": (
        f"Families in Kelmouth want to know why nobody read the report on the\n"
        f"bridge that fell\n\n{wrapped(LEDE)}\n\n{wrapped(NEXT)}\n",
        ["heading", "body", "body"],
    ),
    "heading straight above a wrapped paragraph": (
        f"{wrapped(LEDE)}\n\nWhat was known\n{wrapped(NEXT)}\n",
        ["body", "heading", "body"],
    ),
    "heading in capitals that fills the line": (
        f"{wrapped(LEDE)}\n\nFAMILIES WANT TO KNOW WHY NOBODY READ REPORT ON KELMOUTH "
        f"BRIDGE\n{wrapped(NEXT)}\n",
        ["body", "heading", "body"],
    ),
    "underlined headings": (
        f"Kelmouth\n========\n\n{LEDE}\n\nThe report\n----------\n{NEXT}\n",
        ["heading", "heading", "body", "heading", "heading", "body"],
    ),
    "many short lines in a row are a list": (
        f"{LEDE}\n\nA bus\nTwo vans\nThree cars\nA bicycle\n\n{NEXT}",
        ["body"] * 6,
    ),
    "nothing below": (f"{LEDE}\n\n{NEXT}\n\nRead more", ["body"] * 3),
    "credit at the end": (f"{LEDE}\n\nReporting by Pia Lind", ["body", "heading"]),
    "bulleted list": (
        f"Who is included\n\n• Light: a bag\n• Plus: two bags\n\n{LEDE}",
        ["heading", "list-item", "list-item", "body"],
    ),
    "list straight below a heading": (
        f"{LEDE}\nHighlights\n* Notes can be locked.\n* It is fast.\nFixes\n* Fixed.",
        ["body", "heading", "list-item", "list-item", "heading", "list-item"],
    ),
    "numbered list, wrapped without indent": (
        f"{wrapped('1. ' + LEDE)}\n{wrapped('2. ' + NEXT)}\n",
        ["list-item", "list-item"],
    ),
    "list wrapped under its markers": (
        textwrap.fill(LEDE, initial_indent="- ", subsequent_indent="  ")
        + "\n"
        + textwrap.fill(NEXT, initial_indent="- ", subsequent_indent="  "),
        ["list-item", "list-item"],
    ),
    "block quotation": (
        f"{LEDE}\n\n> {NEXT}\n> It was late.\n>\n> Nobody came.\n\n{NEXT}",
        ["body", "quotation", "quotation", "quotation", "body"],
    ),
    "a year at the start of a wrapped line is no marker": (
        "The price of coffee passed four dollars a pound last week, the most\n"
        "for a generation and more than was paid by any roaster at any time\n"
        "since 1972. Nobody in the trade had seen anything of the kind, not in\n"
        "19. Robusta rose faster still, and roasters said so at some length,\n"
        "though the harvest was to be the best for years.\n",
        ["body"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ARTICLES.values(), ids=ARTICLES)
def test_article(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in shape(text)] == expected


TITLES = {
    "headline": (f"Bridge falls\n\n{LEDE}", "Bridge falls"),
    "headline below a byline": (
        f"By A. Wren\n\nBridge falls\n\n{LEDE}",
        "Bridge falls",
    ),
    "marked": (f"# Bridge falls\n\n{LEDE}", "Bridge falls"),
    "wrapped": (
        f"Families in Kelmouth want to know why nobody read the report on the\n"
        f"bridge that fell\n\n{wrapped(LEDE)}",
        "Families in Kelmouth want to know why nobody read the report on the "
        "bridge that fell",
    ),
    "none": (f"{LEDE}\n\nInquiry\n\n{NEXT}", None),
    "byline only": (f"By Ada Wren\n\n{LEDE}", None),
    "one line": ("Bridge falls", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_title(text: str, title: str | None) -> None:
    assert read_plain(text).title == title


def test_line_numbers_count_blank_lines() -> None:
    text = f"Bridge falls\r\n\r\n{LEDE}\r\n\r\n\r\n{NEXT}"
    assert [block.line for block in read_plain(text).blocks] == [1, 3, 6]


def test_text_is_kept_verbatim() -> None:
    text = f"  {LEDE} \r\n\r{NEXT}\t\r"
    assert read_plain(text).text == text


PIECES = st.sampled_from(
    [
        *("\n", "\r", "\r\n", "\n\n", " ", "\t", "\u2028", "\x85", "\x1c", "\ufeff"),
        *(">", "- ", "1. ", "• ", "# ", "=====", "★", "“", "?"),
        *("By Ada Wren", "9 May", "A heading", "Who pays?", "Tallis Ltd."),
        *("KELMOUTH, 4 May - ", "Yes.", "and on", "他说。", LEDE),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_blocks_hold_every_word_once(text: str) -> None:
    extract = read_plain(text)
    assert extract.text == text
    end = 0
    for block in extract.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert not text[end : block.span.start].strip()
        words = block.span.of(text)
        assert words == words.strip()
        end = block.span.end
    assert not text[end:].strip()


@given(TEXTS)
def test_lines_are_those_of_the_file(text: str) -> None:
    for block in read_plain(text).blocks:
        above = text[: block.span.start].replace("\r\n", "\n")
        assert block.line == 1 + sum(map(above.count, "\n\r\u2028\u2029"))


HOSTILE = {
    "quotation marks": '"' * 200_000,
    "one line of words": "word and " * 25_000,
    "one word": "a" * 200_000,
    "short lines": "abc de\n" * 20_000,
    "lines in capitals": "ABC DEF\n" * 20_000,
    "headings": "Title Case Words\n" * 20_000,
    "marks of quotation": ">" * 200_000,
    "lines of quotation": "> a\n" * 20_000,
    "number signs": "#" * 200_000,
    "brackets": "[" * 200_000,
    "full stops": "." * 200_000,
    "bullets": "- " * 100_000,
    "blank lines": "\n" * 200_000 + "a",
    "spaces": " " * 200_000 + "a",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    read_plain(text)
    assert time.process_time() - began < 2


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold articles are not here")
def test_gold_articles() -> None:
    headings = found = bodies = wrong = across = 0
    for path in sorted(GOLD.glob("**/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        for side in "ab":
            text = (path.parent / f"{side}.txt").read_bytes().decode("utf-8")
            blocks = read_plain(text).blocks
            at = 0
            for sentence in gold[side]["sentences"]:
                start = text.index(sentence["text"], at)
                at = start + len(sentence["text"])
                own = [b for b in blocks if b.span.start < at and start < b.span.end]
                across += len(own) != 1
                is_heading = own[0].kind == "heading"
                if sentence["kind"] == "heading":
                    headings += 1
                    found += is_heading
                else:
                    bodies += 1
                    wrong += is_heading
    assert headings > 200
    assert found >= 0.98 * headings
    assert wrong <= 0.001 * bodies
    assert across == 0
