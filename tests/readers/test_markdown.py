"""Markdown: the article's words without the markup."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.readers.markdown import read_markdown


def shape(text: str) -> list[tuple[str, str]]:
    extract = read_markdown(text)
    return [(block.kind, block.span.of(extract.text)) for block in extract.blocks]


WORDS = {
    "emphasis": ("*Seven* **people** _died_.", "Seven people died."),
    "link": ('A [bridge](http://x.y/z "old") fell.', "A bridge fell."),
    "link by reference": ("A [bridge][1] fell.\n\n[1]: http://x.y", "A bridge fell."),
    "bare link": ("See <http://x.y/z>.", "See http://x.y/z."),
    "code": ("Run `rm *` now.", "Run rm * now."),
    "tags": ("Seven <b>people</b> died.", "Seven people died."),
    "comment": ("Seven <!-- check! --> people died.", "Seven people died."),
    "picture in a paragraph": ("See ![a map](m.png) here.", "See here."),
    "entities": ("Brandt &amp; Oakes paid &pound;5.", "Brandt & Oakes paid £5."),
    "escapes": (r"5 \* 3 \[sic\]", "5 * 3 [sic]"),
    "line breaks": ("Seven\npeople  \ndied\\\nthere.", "Seven\npeople\ndied\nthere."),
    "line break as a tag": ("Seven<br>died.", "Seven\ndied."),
    "no markup at all": ("It is 5 < 6 and a_b_c.", "It is 5 < 6 and a_b_c."),
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_words(text: str, words: str) -> None:
    assert shape(text) == [("body", words)]


BLOCKS = {
    "headings": (
        "# Bridge *falls*\n\nSeven died.\n\nInquiry\n-------\nNone.",
        [
            ("heading", "Bridge falls"),
            ("body", "Seven died."),
            ("heading", "Inquiry"),
            ("body", "None."),
        ],
    ),
    "list": (
        "- one\n- *two*\n- three",
        [("list-item", w) for w in ("one", "two", "three")],
    ),
    "list in a list": (
        "1. one\n   - two\n     more\n\n   - three\n2. four",
        [("list-item", w) for w in ("one", "two\nmore", "three", "four")],
    ),
    "list item of two paragraphs": (
        "- one\n\n  two\n- three",
        [("list-item", w) for w in ("one", "two", "three")],
    ),
    "list below a paragraph": (
        "He said:\n- one\n- two",
        [("body", "He said:"), ("list-item", "one"), ("list-item", "two")],
    ),
    "quotation": (
        "> It fell.\n> It *fell*.\n\nHe left.",
        [("quotation", "It fell.\nIt fell."), ("body", "He left.")],
    ),
    "list in a quotation": ("> - one", [("list-item", "one")]),
    "code": (
        "```sh\nrm *\n\nls\n```\n\n    cd\n",
        [("code", "rm *\n\nls"), ("code", "    cd".strip())],
    ),
    "table": (
        "| *Town* | Dead |\n|---|---|\n| Kelmouth | 7 |\n",
        [("table", "Town | Dead\nKelmouth | 7")],
    ),
    "picture alone": ("![The *bridge*](b.png)", [("caption", "The bridge")]),
    "linked picture": ("[![The bridge](b.png)](c)", [("caption", "The bridge")]),
    "picture without words": ("![](b.png)\n\nIt fell.", [("body", "It fell.")]),
    "byline": (
        "*By Ada Wren*\n\nIt fell.",
        [("heading", "By Ada Wren"), ("body", "It fell.")],
    ),
    "date": (
        "**9 May 2025**\n\nIt fell.",
        [("heading", "9 May 2025"), ("body", "It fell.")],
    ),
    "heading in bold letters": (
        "**What is known**\n\nIt fell.",
        [("heading", "What is known"), ("body", "It fell.")],
    ),
    "sentence in bold letters": ("**It fell.**", [("body", "It fell.")]),
    "rules and comments": ("It fell.\n\n***\n\n<!-- no -->\n", [("body", "It fell.")]),
    "old Macintosh line ends": (
        "# Bridge\r\rIt fell.",
        [("heading", "Bridge"), ("body", "It fell.")],
    ),
    "nothing": ("\n\n", []),
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape(text) == expected
    assert read_markdown(text).text == "\n\n".join(words for _, words in expected)
    assert read_markdown(text).limits == ()


def test_lines_are_those_of_the_file() -> None:
    text = "---\ntitle: x\n---\n\n# One\n\ntwo\n- three\n- four\n\n| a |\n|---|\n"
    assert [block.line for block in read_markdown(text).blocks] == [5, 7, 8, 9, 11]


TITLES = {
    "front matter": ("---\ntitle: Bridge  falls\n---\n# Other", "Bridge falls"),
    "first heading": ("It fell.\n\n## Bridge *falls*\n\n# Other", "Bridge falls"),
    "title that is no text": ("---\ntitle: [a]\n---\n# Bridge falls", "Bridge falls"),
    "byline": ("# By Ada Wren\n\n# Bridge falls", "Bridge falls"),
    "none": ("It fell.", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_title(text: str, title: str | None) -> None:
    assert read_markdown(text).title == title


METADATA = {
    "YAML": (
        "---\ntitle: Bridge\ndate: 2025-05-09\ntags: [a, b]\n---\nIt fell.",
        {"title": "Bridge", "date": date(2025, 5, 9), "tags": ["a", "b"]},
    ),
    "YAML that ends in dots": ("---\na: 1\n...\nIt fell.", {"a": 1}),
    "YAML with a comment": ("---\n# note\n\na: 1\n---\nIt fell.", {"a": 1}),
    "YAML, Windows line ends": ("---\r\na: 1\r\n---\r\nIt fell.", {"a": 1}),
    "YAML, old Macintosh line ends": ("---\ra: 1\r---\rIt fell.", {"a": 1}),
    "TOML": (
        '+++\ntitle = "Bridge"\n[b]\nc = 1\n+++\nIt fell.',
        {"title": "Bridge", "b": {"c": 1}},
    ),
    "empty": ("---\n---\nIt fell.", {}),
    "none": ("It fell.", {}),
}


@pytest.mark.parametrize(("text", "metadata"), METADATA.values(), ids=METADATA)
def test_front_matter(text: str, metadata: dict[str, object]) -> None:
    extract = read_markdown(text)
    assert dict(extract.metadata) == metadata
    assert extract.text == "It fell."
    assert extract.limits == ()


BAD_MATTER = {
    "YAML with a colon too many": "---\ntitle: Bridge: falls\n---\n",
    "YAML with an open bracket": "---\na: [1\n---\n",
    "YAML with a day that is none": "---\na: 2025-13-45\n---\n",
    "YAML with a tag": "---\na: !!python/object/apply:os.system [ls]\n---\n",
    "YAML that names itself": "---\na: &b [*b]\n---\n",
    "YAML with aliases": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
    "YAML too deep": f"---\na: {'[' * 20_000}\n---\n",
    "YAML with a list as a name": "---\na: b\n? [c]\n: d\n---\n",
    "YAML with a number too long": f"---\na: {'9' * 50_000}\n---\n",
    "YAML with a control character": "---\na: \x01\n---\n",
    "YAML too long": f"---\na: {'x' * 70_000}\n---\n",
    "TOML malformed": "+++\na = \n+++\n",
    "TOML too deep": f"+++\na = {'[' * 20_000}\n+++\n",
}


@pytest.mark.parametrize("matter", BAD_MATTER.values(), ids=BAD_MATTER)
def test_bad_front_matter_is_left_out_and_named(matter: str) -> None:
    began = time.process_time()
    extract = read_markdown(matter + "It fell.", "a.md")
    assert dict(extract.metadata) == {}
    assert extract.text == "It fell."
    assert [limit[:33] for limit in extract.limits] == [
        "The front matter of a.md was left"
    ]
    assert time.process_time() - began < 2


NO_MATTER = {
    "an article between rules": "---\nIt fell. Seven died\n\n---\n",
    "never closed": "---\na: 1\n\nIt fell.\n",
    "not on top": "It fell.\n\n---\na: 1\n---\n",
}


@pytest.mark.parametrize("text", NO_MATTER.values(), ids=NO_MATTER)
def test_a_rule_is_no_front_matter(text: str) -> None:
    extract = read_markdown(text)
    assert "It fell." in extract.text
    assert extract.limits == ()


def test_raw_html_is_left_out_and_named() -> None:
    extract = read_markdown("It fell.\n\n<div>\nSeven died.\n</div>\n\n<hr>\n", "a.md")
    assert extract.text == "It fell."
    assert extract.limits == ("A block of raw HTML in a.md was left out, at line 3.",)


def test_deep_lists_lose_nothing() -> None:
    text = "".join(f"{'  ' * depth}- level{depth}\n" for depth in range(40))
    assert [words for _, words in shape(text)] == [f"level{n}" for n in range(40)]


def test_too_deep_quotations_are_named() -> None:
    assert len(read_markdown("> " * 300 + "It fell.", "a.md").limits) == 1


def test_too_many_brackets_are_named() -> None:
    extract = read_markdown("[" * 20_000 + "\n\n*It* fell.", "a.md")
    assert extract.text == "[" * 20_000 + "\n\nIt fell."
    assert len(extract.limits) == 1


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "  \n", "\t", "    ", "\x1c", "---\n", "+++\n", "a: 1\n"),
        *("- ", "> ", "# ", "1. ", "```\n", "|", "|---|\n", "*", "_", "`", "\\"),
        *("[", "](", ")", "![", "<", "<!--", "-->", "<b>", "&amp;", "~~"),
        *("Seven died.", "By Ada Wren", "é"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_blocks_are_in_order_and_not_blank(text: str) -> None:
    extract = read_markdown(text)
    end, line = 0, 1
    for number, block in enumerate(extract.blocks):
        between = extract.text[end : block.span.start]
        assert between == ("\n\n" if number else "")
        assert block.span.of(extract.text).strip()
        assert line <= block.line <= 1 + text.count("\n") + text.count("\r")
        end, line = block.span.end, block.line
    assert end == len(extract.text)


@given(
    st.lists(st.sampled_from(["- ", "  ", "\n", "\n\n", "> ", "1. ", "w"]), max_size=60)
)
def test_nothing_in_a_list_is_lost(pieces: list[str]) -> None:
    count = iter(range(1000))
    text = "".join(f"w{next(count)} " if piece == "w" else piece for piece in pieces)
    assert re.findall(r"w\d+", read_markdown(text).text) == re.findall(r"w\d+", text)


HOSTILE = {
    "quotation marks": '"' * 200_000,
    "one line of words": "word and " * 25_000,
    "short lines": "abc de\n" * 10_000,
    "marks of quotation": ">" * 200_000,
    "number signs": "#" * 200_000,
    "brackets": "[" * 200_000,
    "nested links": "[a](" * 5_000,
    "nested pictures": "![" * 5_000,
    "brackets on lines": "[\n" * 5_000,
    "stars": "*a " * 10_000,
    "stars and underscores": "*_" * 10_000,
    "open tags": "<b " * 10_000,
    "open comments": "<!-- a " * 10_000,
    "open instructions": "<?a" * 10_000,
    "open comments as blocks": "<!-- a\n\n" * 10_000,
    "backticks": "`a``b```" * 5_000,
    "wide table": "a|" * 300 + "\n" + "-|" * 300 + "\n" + "a\n" * 300,
    "deep list": "".join("  " * n + "- a\n" for n in range(200)),
    "fence of front matter": "---\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    read_markdown(text)
    assert time.process_time() - began < 3
