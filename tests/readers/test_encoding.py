"""Bytes into text, and what is said about a guess."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.errors import InputError, SettingsError
from srcdiff.readers.encoding import decode

FRENCH = "L’été dernier, près de Besançon, un « château » à 5 € — c’était où ?"
GERMAN = "Die Straße über München fällt auf: „schön“, sagt er."
ENGLISH = "“We don’t know,” he said – the café owed £5 million."
RUSSIAN = "Привет, мир. Премьер-министр сказал, что мост упал в реку."
GREEK = "Καλημέρα κόσμε, είπε ο πρωθυπουργός στη Βουλή."

CERTAIN = {
    "ascii": (b"Seven people died.", "Seven people died."),
    "utf-8": (FRENCH.encode(), FRENCH),
    "utf-8 with a mark": (codecs.BOM_UTF8 + FRENCH.encode(), FRENCH),
    "utf-16, small end first": (FRENCH.encode("utf-16"), FRENCH),
    "utf-16, big end first": (
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        FRENCH,
    ),
    "utf-32": (FRENCH.encode("utf-32"), FRENCH),
    "line ends are kept": (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
}


@pytest.mark.parametrize(("data", "text"), CERTAIN.values(), ids=CERTAIN)
def test_certain_encodings_need_no_note(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == (text, None)


GUESSED = {
    "French Windows file": (FRENCH, "cp1252"),
    "German Windows file": (GERMAN, "cp1252"),
    "English Windows file": (ENGLISH, "cp1252"),
    "one short word": ("Café", "cp1252"),
    "one sign": ("It cost £5", "cp1252"),
    "capitals with accents": ("L'ÉTÉ À PARIS", "cp1252"),
    "Spanish": ("¿Qué pasó? ¡Nada! El niño comió", "cp1252"),
    "Macintosh file": (FRENCH, "mac_roman"),
    "DOS file": (GERMAN.replace("„", '"').replace("“", '"'), "cp850"),
    "Russian file": (RUSSIAN, "cp1251"),
    "Greek file": (GREEK, "cp1253"),
    "Unicode without a mark": (ENGLISH, "utf-16-le"),
    "Unicode without a mark, big end first": (ENGLISH, "utf-16-be"),
}


@pytest.mark.parametrize(("text", "encoding"), GUESSED.values(), ids=GUESSED)
def test_guessed_encodings_are_named(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.note == f"a.txt is not UTF-8; read as {encoding}."


def test_damaged_utf_8_is_still_utf_8() -> None:
    decoded = decode(FRENCH.encode() + b"\xe9 fin.", "a.txt")
    assert decoded.text == FRENCH + "\ufffd fin."
    assert decoded.note is not None
    assert "damaged" in decoded.note


TOLD = {
    "what it is": (FRENCH, "cp1252"),
    "another spelling": (FRENCH, "Windows-1252"),
    "utf-16 with a mark": (FRENCH, "utf-16"),
    "utf-8 with a mark": ("\ufeff" + FRENCH, "utf-8"),
}


@pytest.mark.parametrize(("text", "encoding"), TOLD.values(), ids=TOLD)
def test_told_encoding_decides(text: str, encoding: str) -> None:
    told = decode(text.encode(encoding), "a.txt", encoding)
    assert told == (text.removeprefix("\ufeff"), None)


def test_told_encoding_that_does_not_fit() -> None:
    with pytest.raises(InputError, match=r"^a\.txt: is not in the encoding 'utf-8' "):
        decode(FRENCH.encode("cp1252"), "a.txt", "utf-8")


@pytest.mark.parametrize(
    "encoding", ["nonsense", "", "hex", "rot13", "idna", "undefined", "a\0b", "\n\x1b"]
)
def test_unknown_encoding(encoding: str) -> None:
    with pytest.raises(SettingsError, match=r"^unknown encoding ") as caught:
        decode(b"Text.", "a.txt", encoding)
    assert str(caught.value).isprintable()


BINARY = {
    "NUL bytes": b"abc\0def\0\0\0",
    "NUL bytes behind a UTF-8 mark": codecs.BOM_UTF8 + b"a\0b",
    "control characters": bytes(range(1, 9)) * 100,
    "neither UTF-8 nor anything else": bytes(range(0x80, 0x100)) * 50,
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_binary_data(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: .*; .*save") as caught:
        decode(data, "a.txt")
    assert str(caught.value).isprintable()


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except InputError as error:
        assert str(error).startswith("a.txt: ")
        assert "\n" not in str(error)
    else:
        assert "\0" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text.removeprefix("\ufeff"), None)


def test_large_files_take_no_time() -> None:
    began = time.process_time()
    decode("naïve café ".encode("cp1252") * 200_000, "a.txt")
    assert time.process_time() - began < 2
