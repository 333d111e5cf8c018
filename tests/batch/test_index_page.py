"""The page of a batch in a real Chromium: sorting, filtering, nothing fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from many import Batch, listed

from srcdiff.batch.pairs import Listed
from tests.report.test_browser import browser

__all__ = ["browser"]

pytestmark = pytest.mark.slow


@pytest.fixture
def shown(batch: Batch, browser: Any) -> Any:
    """The page of six pairs, one of which could not be compared."""
    batch([*listed(), Listed("no", "none", "none")])
    asked: list[str] = []
    wrong: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(Path("out/index.html").absolute().as_uri())
    yield page
    assert asked == [page.url]
    assert wrong == []
    context.close()


def names(page: Any) -> list[str]:
    """Return the names of the pairs that are seen, from top to bottom."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('tbody tr')]"
        ".filter((row) => row.checkVisibility())"
        ".map((row) => row.cells[1].textContent.trim())"
    )
    return found


def test_columns_sort_both_ways(shown: Any) -> None:
    order = ["orrin", "selby", "tarn", "umber", "velm", "none"]
    assert names(shown) == order
    conflicts = shown.get_by_role("button", name="Conflicts")
    conflicts.click()
    assert names(shown) == ["orrin", "tarn", "selby", "umber", "velm", "none"]
    assert conflicts.locator("..").get_attribute("aria-sort") == "descending"
    conflicts.click()
    assert names(shown) == ["selby", "umber", "velm", "orrin", "tarn", "none"]
    shown.get_by_role("button", name="Pair").click()
    assert names(shown) == sorted(order)
    shown.get_by_role("button", name="No.").click()
    assert names(shown) == order


def test_only_what_needs_a_look(shown: Any) -> None:
    shown.get_by_label("Only what needs a look").check()
    assert names(shown) == ["orrin", "tarn", "none"]
