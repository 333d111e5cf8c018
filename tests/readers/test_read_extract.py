"""Files: what is read, and what is refused in one line."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from srcdiff.errors import InputError
from srcdiff.readers import READERS, read_extract

TEXT = "Seven people were killed on Friday when a bridge fell.\n"


def read(source: str | Path, max_size: int = 1000, encoding: str | None = None) -> Any:
    return read_extract(source, max_size=max_size, encoding=encoding)


def message(source: str | Path, max_size: int = 1000) -> str:
    """Return what is said about a file that is refused."""
    with pytest.raises(InputError) as caught:
        read(source, max_size)
    text = str(caught.value)
    assert text.isprintable()
    assert "; " in text
    return text


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.rst", "a", "a.log", ".md"])
def test_plain_text_by_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# Bridge falls\n\n*Seven* died.\n")
    assert read(path).text == "# Bridge falls\n\n*Seven* died.\n"


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdown", "A.MD"])
def test_markdown_by_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# Bridge falls\n\n*Seven* died.\n")
    assert read(path).text == "Bridge falls\n\nSeven died."


def test_every_registered_reader_exists(tmp_path: Path) -> None:
    for suffix in READERS:
        path = tmp_path / f"a{suffix}"
        path.write_text(TEXT)
        assert read(str(path)).blocks


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read("-").text == TEXT


def test_standard_input_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO(b"a" * 5_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert message("-").startswith("standard input: is larger than 1,000 bytes; ")
    assert data.tell() == 1001


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert message("-").startswith("standard input: cannot be read")


def test_a_guess_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("---\ntitle: [\n---\nUn café à Besançon.".encode("cp1252"))
    encoding, matter = read(path).limits
    assert encoding == f"{path} is not UTF-8; read as cp1252."
    assert "front matter" in matter


def test_the_encoding_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Привет.".encode("koi8-r"))
    assert read(path, encoding="koi8-r").text == "Привет."


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    assert message(path) == f"{path}: does not exist; check the name"
    assert message("") == "'': does not exist; check the name"


def test_directory(tmp_path: Path) -> None:
    assert message(tmp_path) == f"{tmp_path}: is a directory; give a file in it"


def test_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    monkeypatch.setattr("builtins.open", refuse)
    assert message(path) == f"{path}: may not be read; check its permissions"


def test_too_large_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1001)
    assert "is larger than 1,000 bytes" in message(path)
    path.write_bytes(b"a" * 1000)
    assert len(read(path).text) == 1000


EMPTY = {
    "no bytes": b"",
    "white space": b" \n\t\r\n",
    "a mark alone": b"\xef\xbb\xbf\n",
    "UTF-16 white space": "\n \n".encode("utf-16"),
    "no-break and zero-width spaces": "\xa0\u200b\n".encode(),
}


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY)
def test_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert message(path).startswith(f"{path}: is empty; ")


def test_markdown_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Bridge falls\n---\n<!-- later -->\n")
    assert message(path).startswith(f"{path}: holds no text; ")


def test_null_device_is_empty() -> None:
    assert "is empty" in message(os.devnull)


BY_CONTENT = {
    "a page named text": ("a.txt", b"\n<!DOCTYPE html>\n<p>Seven died."),
    "a page named Markdown": ("a.md", b"<html><p>Seven died.</html>"),
    "a page without a suffix": ("a", b"\xef\xbb\xbf<!-- x --><html><p>Seven died."),
    "a page in UTF-16": ("a.txt", "<html><p>Seven died.".encode("utf-16")),
}


@pytest.mark.parametrize(("name", "data"), BY_CONTENT.values(), ids=BY_CONTENT)
def test_content_goes_before_suffix(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    extract = read(path)
    assert extract.text == "Seven died."
    assert extract.limits == ()


def test_a_suffix_that_is_wrong_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("<html><p>Seven died.")
    note = f"{path} is not a Word document but a web page, and was read as that."
    assert read(path).limits == (note,)
    path = tmp_path / "a.html"
    path.write_text("Seven died; 5 < 6.")
    note = f"{path} is not a web page but text, and was read as that."
    assert read(path).limits == (note,)


REFUSED = {
    "a PNG picture": b"\x89PNG\r\n",
    "a JPEG picture": b"\xff\xd8\xff\xe0",
    "a gzip archive": b"\x1f\x8b\x08",
    "an old or encrypted Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "an empty ZIP archive": b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize(("kind", "data"), REFUSED.items(), ids=REFUSED)
def test_known_formats_are_named(tmp_path: Path, kind: str, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert f"looks like {kind}" in message(path)


def test_text_is_not_binary(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"PK is short for Phil Katz. %PDF- stands later.")
    assert read(path).text.startswith("PK is")


def test_name_is_escaped() -> None:
    shown = message("no\nsuch\x1b[31m\u202efile\udcff.txt")
    assert shown.startswith("no\\nsuch\\x1b[31m\\u202efile\\udcff.txt: ")


def test_name_with_a_nul() -> None:
    assert message("a\0b.txt").startswith("a\\x00b.txt: cannot be read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "is not a regular file" in message(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_device() -> None:
    assert "is not a regular file" in message("/dev/zero")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
@pytest.mark.parametrize("size", [1, 100], ids=["fits", "too large"])
def test_process_substitution(size: int) -> None:
    source, sink = os.pipe()

    def write() -> None:
        with os.fdopen(sink, "wb") as file:
            file.write(TEXT.encode() * size)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        if size == 1:
            assert read(f"/dev/fd/{source}").text == TEXT
        else:
            assert "is larger than" in message(f"/dev/fd/{source}")
    finally:
        writer.join()
        os.close(source)
