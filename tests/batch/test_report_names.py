"""Names of reports: what stays as it is, and what no file may be called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.batch.names import LONGEST, MOST_BYTES, folded, safe

KEPT = [
    "mill-fire",
    "Mill_Fire.2",
    "2026",
    "Zürich-Brand",
    "火事",
    "पुल",
    "console",
    "nullify",
]
MADE = {
    "mill fire": "mill-fire",
    "a/b\\c": "a-b-c",
    "../../etc/passwd": "etc-passwd",
    "C:\\news\\x": "C-news-x",
    ".hidden": "hidden",
    "-rf": "rf",
    "ends. ": "ends",
    "a\x00b\nc\u202ed": "a-b-c-d",
    "what? <b>*": "what-b",
    "": "pair",
    "...": "pair",
    "NUL": "pair-NUL",
    "com1.txt": "pair-com1.txt",
    "Lpt²": "pair-Lpt²",
    "e\u0301cole": "école",
}


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_is_safe_stays(name: str) -> None:
    assert safe(name) == name


@pytest.mark.parametrize(("name", "made"), MADE.items(), ids=map(ascii, MADE))
def test_a_name_that_is_not_is_made_so(name: str, made: str) -> None:
    assert safe(name) == made


@given(st.text(max_size=300))
def test_any_text_makes_a_safe_name(text: str) -> None:
    name = safe(text)
    assert name == safe(name)
    assert 0 < len(name) <= LONGEST + len("pair-")
    assert len(name.encode("utf-8")) <= MOST_BYTES + len("pair-")
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert name[0] not in "-." and name[-1] not in " ."


def test_case_and_composition_make_no_other_name() -> None:
    assert folded("École") == folded("e\u0301COLE")
    assert folded("mill") != folded("hill")
