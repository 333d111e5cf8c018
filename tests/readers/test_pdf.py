"""PDF: lines off the pages, put together to paragraphs."""

from __future__ import annotations

import zlib

import pytest
from making_files import Printed, column, pdf

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes


def read(*pages: list[Printed]) -> Extract:
    return extract_bytes(pdf(*pages), "a.pdf", max_size=10**7)


def shape(extract: Extract) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(extract.text)) for block in extract.blocks]


WRAPPED = """\
Seven people were killed when a road bridge fell
into the river at Kelmouth on Friday, police said.
Two more are missing."""
FIRST = " ".join(WRAPPED.split())
SECOND = """\
The bridge was built in 1931 and had been inspected
twice in the last year. Nothing had been found then."""
OTHER = " ".join(SECOND.split())

LAYOUTS = {
    "a gap between paragraphs": (
        [column(f"{WRAPPED}\n\n{SECOND}")],
        [("body", FIRST), ("body", OTHER)],
    ),
    "a short last line": (
        [column(f"{WRAPPED}\n{SECOND}")],
        [("body", FIRST), ("body", OTHER)],
    ),
    "an indent": (
        [column(f"{SECOND}\n  {WRAPPED}")],
        [("body", OTHER), ("body", FIRST)],
    ),
    "larger letters": (
        [[*column("Bridge falls", top=740, size=18), *column(WRAPPED)]],
        [("heading", "Bridge falls"), ("body", FIRST)],
    ),
    "two columns": (
        [
            [
                *column(f"{SECOND}\n\nMayor Tom Oduya had asked for the repairs in"),
                *column(f"March, but was told to wait.\n\n{WRAPPED}", x=320),
            ]
        ],
        [
            ("body", OTHER),
            (
                "body",
                "Mayor Tom Oduya had asked for the repairs in March, but was told to "
                "wait.",
            ),
            ("body", FIRST),
        ],
    ),
    "a paragraph over two pages": (
        [
            column(f"{SECOND}\n\nMayor Tom Oduya had asked for the repairs in the"),
            column(f"spring, but was told to wait.\n\n{WRAPPED}"),
        ],
        [
            ("body", OTHER),
            (
                "body",
                "Mayor Tom Oduya had asked for the repairs in the spring, but was told "
                "to wait.",
            ),
            ("body", FIRST),
        ],
    ),
    "a list": (
        [column(f"{WRAPPED}\n\n\x95 one boat\n\x95 two boats\n1. a third")],
        [
            ("body", FIRST),
            ("list-item", "• one boat"),
            ("list-item", "• two boats"),
            ("list-item", "1. a third"),
        ],
    ),
    "a number of a note": (
        [
            [
                (72, 700, 10, "The bridge fell"),
                (145, 704, 6, "12"),
                (152, 700, 10, " twice."),
            ]
        ],
        [("body", "The bridge fell twice.")],
    ),
}


@pytest.mark.parametrize(("pages", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_layout(pages: list[list[Printed]], expected: list[tuple[str, str]]) -> None:
    extract = read(*pages)
    assert shape(extract) == expected
    assert extract.unit == "page"
    assert extract.limits[0].startswith("a.pdf is a PDF: paragraphs, headings and ")


DIVIDED = {
    "divided words": ("The inspec-\ntors found it.", "The inspectors found it.", 1),
    "compounds": (
        "A well-known bridge, and a well-\nknown river.",
        "A well-known bridge, and a well-known river.",
        0,
    ),
    "names": ("He met Mrs Smith-\nJones there.", "He met Mrs Smith- Jones there.", 0),
    "dashes": ("It fell -\nthey say.", "It fell - they say.", 0),
}


@pytest.mark.parametrize(("text", "words", "count"), DIVIDED.values(), ids=DIVIDED)
def test_words_at_line_ends(text: str, words: str, count: int) -> None:
    extract = read(column(text))
    assert extract.text == words
    assert ("1 word divided" in " ".join(extract.limits)) == bool(count)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            *column(f"The Kelmouth Post, 4 May, p. {n}", top=800, size=8),
            *column(f"{'On' * n} Friday it fell.\n\n{WRAPPED}\n\nBoat{'s' * n} came."),
            *column(f"- {n} -", top=40, size=8),
        ]
        for n in (1, 2, 3)
    ]
    extract = read(*pages)
    assert [block.line for block in extract.blocks] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert "Kelmouth Post" not in extract.text
    assert extract.text.count("Seven people") == 3
    assert "6 running heads and page numbers" in extract.limits[1]


def test_pages_with_few_lines_are_no_running_heads() -> None:
    extract = read(*[column("It fell on Friday.\n\nHe ran.")] * 4)
    assert extract.text.count("It fell on Friday.") == 4


def test_headlines_that_stand_once_stay() -> None:
    pages = [
        [*column("Bridge falls", top=800, size=16), *column(WRAPPED)],
        column(SECOND),
    ]
    assert read(*pages).title == "Bridge falls"


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        extract_bytes(data, "a.pdf", max_size=10**7)
    assert str(caught.value).startswith("a.pdf: ")
    return str(caught.value)


def test_pictures_of_pages() -> None:
    assert "holds pictures of pages and no text; run text recog" in refused(pdf([], []))
    extract = read(column(WRAPPED), [])
    assert extract.limits[1] == "1 page of a.pdf without text may be pictures of text."


def test_damaged_and_encrypted_files() -> None:
    whole = pdf(column(WRAPPED))
    for data in (whole[:100], b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20):
        assert "is damaged or incomplete; " in refused(data)
    locked = pdf(
        column(WRAPPED),
        more="/Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /O (a) /U (b) "
        "/CF << /StdCF << /CFM /AESV2 >> >> /StmF /StdCF /StrF /StdCF >> /ID [(a) (b)]",
    )
    assert "is encrypted; " in refused(locked) or "is damaged" in refused(locked)


def test_a_bomb_is_refused() -> None:
    bomb = zlib.compress(b"BT (a) Tj ET\n" * 3_000_000, 9)
    page = pdf([(1, 1, 1, "x")])
    at = page.index(b"<< /Length")
    end = page.index(b"endstream")
    packed = (
        page[:at]
        + f"<< /Length {len(bomb)} /Filter /FlateDecode >>\nstream\n".encode()
        + bomb
        + b"\n"
        + page[end:]
    )
    message = refused(packed)
    assert "is damaged" in message or "draws more" in message
