"""E-mails, saved pages in MIME form, subtitles."""

from __future__ import annotations

import pytest

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes


def read(text: str, name: str) -> Extract:
    return extract_bytes(text.encode(), name, max_size=10**6)


HEAD = (
    "From: Press Office <press@example.org>\nDate: Fri, 2 May 2025 10:00:00 +0000\n"
    "Subject: =?utf-8?q?Br=C3=BCcke?= falls\nMIME-Version: 1.0\n"
)
PAGE = "<html><body><p>It fell on Friday.</p><p>He ran.</p></body></html>"
MIXED = (
    f"{HEAD}Content-Type: multipart/alternative; boundary=x\n\n--x\n"
    f"Content-Type: text/html\n\n{PAGE}\n--x\nContent-Type: text/plain; "
    "charset=utf-8\n\nIt fell on Friday.\n\nHe ran.\n--x--\n"
)

MAILS = {
    "plain": f"{HEAD}\nIt fell on Friday.\n\nHe ran.\n",
    "page": f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{PAGE}\n",
    "both": MIXED,
    "base64": f"{HEAD}Content-Transfer-Encoding: base64\n\n"
    "SXQgZmVsbCBvbiBGcmlkYXkuCgpIZSByYW4uCg==\n",
}


@pytest.mark.parametrize("text", MAILS.values(), ids=MAILS)
@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_mails(text: str, name: str) -> None:
    extract = read(text, name)
    words = [block.span.of(extract.text) for block in extract.blocks]
    assert words == ["It fell on Friday.", "He ran."]
    assert extract.title == "Brücke falls"
    assert extract.metadata["author"] == "Press Office <press@example.org>"
    assert extract.limits == ()


def test_saved_page_in_mime_form() -> None:
    text = (
        "From: <Saved by Blink>\nSubject: Bridge falls\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        '<html><body><p class=3D"a">It fe=\nll.</p></body></html>\n--x\n'
        "Content-Type: image/png\n\nxx\n--x--\n"
    )
    assert read(text, "a.mhtml").text == "It fell."


def test_attachments_are_left_out_and_named() -> None:
    text = MIXED.replace("--x--", "--x\nContent-Disposition: attachment\n\nNo.\n--x--")
    extract = read(text, "a.eml")
    assert "No." not in extract.text
    assert extract.limits == ("The attachments of a.eml were left out.",)


BAD = {
    "no text": f"{HEAD}Content-Type: image/png\n\nx\n",
    "encrypted": f"{HEAD}Content-Type: multipart/encrypted; boundary=x\n\n"
    "--x\n\ny\n--x--\n",
    "nested without end": HEAD
    + "".join(
        f"Content-Type: multipart/mixed; boundary=x{n}\n\n--x{n}\n" for n in range(3000)
    ),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_mails(text: str) -> None:
    with pytest.raises(InputError, match=r"^a\.eml: [^\n]*; "):
        read(text, "a.eml")


def test_articles_with_colons_are_no_mail() -> None:
    text = "Bridge falls: seven dead\n\nFrom: the editor.\n"
    assert read(text, "a.txt").text == text


SRT = """\
1
00:00:01,000 --> 00:00:02,500
<i>Seven people died</i>
when the bridge fell.

2
00:00:02,600 --> 00:00:03,000
It had been

3
00:00:03,100 --> 00:00:04,000
{\\an8}inspected in May.

4
00:00:09,000 --> 00:00:10,000
Nobody knew.
"""
VTT = """\
WEBVTT

NOTE made by hand

00:01.000 --> 00:02.500 align:start
Seven people died when the bridge fell.

00:02.600 --> 00:04.000
It had been inspected in May.

00:04.100 --> 00:04.200
It had been inspected in May.

00:09.000 --> 00:10.000
Nobody knew.
"""


@pytest.mark.parametrize(
    ("text", "name", "lines"),
    [(SRT, "a.srt", [2, 15]), (VTT, "a.vtt", [5, 14]), (SRT, "a.txt", [2, 15])],
    ids=["SubRip", "WebVTT", "by content"],
)
def test_subtitles(text: str, name: str, lines: list[int]) -> None:
    extract = read(text, name)
    assert [block.span.of(extract.text) for block in extract.blocks] == [
        "Seven people died when the bridge fell. It had been inspected in May.",
        "Nobody knew.",
    ]
    assert [block.line for block in extract.blocks] == lines
    assert extract.limits == ()
