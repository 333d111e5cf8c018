"""Files of every format with something broken in them: read or refused in one line.

``benchmarks/fuzz/fuzz.py`` does the same for long.
"""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_files import archive, sound_files

from srcdiff.errors import InputError
from srcdiff.readers import extract_bytes

SOUND = sound_files()

TOKENS = (
    *(b"", b"\0", b"<", b">", b"</p>", b"<table><tr><td>", b"<!--", b"&#0;", b"&a;"),
    *(b"{", b"}", b"\\u-1?", b"\\'", b"\\bin99 ", b"\\*", b"\\cell\\row", b"\\par"),
    *(b"%PDF-", b"endobj", b"endstream", b"1 0 R", b"<<", b">>", b"/Kids [1 0 R]"),
    *(
        b"<w:p>",
        b"<w:del>",
        b"<text:p>",
        b"---\n",
        b"```\n",
        b"> ",
        b"[](",
        b"\xff\xfe",
    ),
    *(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"--> ", b"(" * 99),
)


def check(data: bytes, name: str) -> None:
    """What is read has its blocks in order; what is refused is so in one line."""
    began = time.process_time()
    try:
        extract = extract_bytes(data, name, max_size=10**6)
    except InputError as error:
        assert str(error).startswith(f"{name}: ")
        assert str(error).isprintable()
        return
    finally:
        assert time.process_time() - began < 5
    assert extract.blocks
    for block in extract.blocks:
        words = block.span.of(extract.text)
        assert words
        assert words == words.strip() or block.kind == "code"
        assert block.line >= 1
    assert all(a.span.end <= b.span.start for a, b in pairwise(extract.blocks))


@pytest.mark.parametrize("name", SOUND)
def test_sound_files(name: str) -> None:
    check(SOUND[name], name)
    assert "Kelmouth" in extract_bytes(SOUND[name], name, max_size=10**6).text


changes = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.sampled_from(TOKENS) | st.binary(max_size=8),
        st.sampled_from([1, 1, 1, 300]),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, how: list[tuple[float, int, bytes, int]]) -> bytes:
    for place, length, token, times in how:
        at = int(place * len(data))
        data = data[:at] + token * times + data[at + length :]
    return data


@pytest.mark.parametrize("name", SOUND)
@given(how=changes)
def test_broken_files(name: str, how: list[tuple[float, int, bytes, int]]) -> None:
    check(changed(SOUND[name], how), name)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
@given(how=changes, pick=st.integers(0, 9))
def test_broken_parts_of_archives(
    name: str, how: list[tuple[float, int, bytes, int]], pick: int
) -> None:
    with zipfile.ZipFile(BytesIO(SOUND[name])) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    part = sorted(parts)[pick % len(parts)]
    check(archive({**parts, part: changed(parts[part], how)}), name)


@pytest.mark.parametrize("name", SOUND)
def test_files_cut_anywhere(name: str) -> None:
    data = SOUND[name]
    for at in range(1, len(data), max(1, len(data) // 25)):
        check(data[:at], name)


@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf1", b"<html>"]),
    rest=st.binary(max_size=200),
    name=st.sampled_from(sorted(SOUND)),
)
def test_anything_at_all(start: bytes, rest: bytes, name: str) -> None:
    check(start + rest, name)
