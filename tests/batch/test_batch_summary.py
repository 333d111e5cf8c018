"""The summary: a table, a report for programs and a page, whole with any text."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from many import PLACES, Batch, listed

from srcdiff.batch import summary
from srcdiff.batch.pairs import Alone, Listed
from srcdiff.pipeline import signature
from srcdiff.settings import Settings

HOSTILE = [
    Listed("=1+1.txt", "desk/\x1b]0;title\x07.txt", "=cmd|' /C calc'!A0"),
    Listed(
        "<script>alert(1)</script>", "\u202etxt.exe", "<img src=x onerror=alert(1)>"
    ),
    Listed('"><b onclick="x">', "a,b\nc", "#fragment?query&amp;"),
]


class Page(HTMLParser):
    """What a browser makes of the page: tags, attributes, text, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def page() -> Page:
    return Page(Path("out/index.html").read_text("utf-8"))


def table() -> list[dict[str, str]]:
    with Path("out/summary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_a_line_a_pair(batch: Batch) -> None:
    batch(listed(), forms=("html", "json"))
    rows = table()
    assert [row["name"] for row in rows] == [place.lower() for place in PLACES]
    assert [row["conflicts_number"] for row in rows] == ["1", "0", "1", "0", "0"]
    assert (rows[0]["a"], rows[0]["error"]) == ("wire/orrin.txt", "")
    assert (rows[0]["sentences_a"], rows[0]["sentences_b"]) == ("3", "3")
    assert (rows[0]["html"], rows[0]["json"]) == (
        "reports/orrin.html",
        "reports/orrin.json",
    )
    report = json.loads(Path("out", rows[0]["json"]).read_text("utf-8"))
    for name, value in report["summary"].items():
        assert float(rows[0][name]) == value


def test_the_report_for_programs(batch: Batch) -> None:
    found = [Alone("a", "wire/lone.txt"), *listed(), Listed("no", "none", "none")]
    batch(found)
    report = json.loads(Path("out/summary.json").read_text("utf-8"))
    assert report["totals"] == {
        "pairs": 6,
        "errors": 1,
        "bugs": 0,
        "conflicting": 2,
        "conflicts": 2,
        "found": report["totals"]["found"],
        "signatures": [signature(Settings(encoder="static"))],
        "alone_a": 1,
        "alone_b": 0,
    }
    assert {"conflict", "conflict:number"} <= set(report["totals"]["found"])
    assert [pair["error"] is None for pair in report["pairs"]] == [True] * 5 + [False]
    assert report["pairs"][0]["kinds"] == {"number": 1}
    assert report["pairs"][5]["summary"] is None
    assert report["alone"] == {"a": ["wire/lone.txt"], "b": []}


def test_every_link_of_the_page_leads_somewhere(batch: Batch) -> None:
    batch([*listed(), Listed("wire/velm.txt", "desk/velm.txt", "Zürich 100% 火")])
    links = page().links
    assert len(links) == 8
    assert all(Path("out", unquote(link)).is_file() for link in links)


def test_the_page_says_what_matters_first(batch: Batch) -> None:
    batch([*listed(), Listed("no", "none", "none")])
    text = " ".join(page().text.split())
    assert "2 conflicts in 2 pairs; 1 pair could not be compared" in text
    assert "no: does not exist; check the name" in text
    batch(listed()[3:])
    assert "No conflict found" in page().text


def test_the_page_runs_nothing_but_its_own_script(batch: Batch) -> None:
    batch([*HOSTILE, *listed(), Alone("a", "<i>lone</i>")])
    shown = page()
    assert shown.tags.count("script") == 1
    assert not {"img", "b", "i"} & set(shown.tags)
    assert not {name for name in shown.attributes if name.startswith("on")}
    assert not shown.attributes & {"style", "onclick"}
    assert "<script>alert(1)</script>" in shown.text
    assert "<i>lone</i>" in shown.text
    text = Path("out/index.html").read_text("utf-8")
    assert "\u202e" not in text
    assert "\x1b" not in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")


def test_a_spreadsheet_works_nothing_out(batch: Batch) -> None:
    batch(HOSTILE)
    text = Path("out/summary.csv").read_text("utf-8")
    cells = [cell for row in table() for cell in row.values()]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=1+1.txt" in cells
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
    assert len(text.splitlines()) == 1 + len(HOSTILE)


def test_programs_get_the_names_as_they_are(batch: Batch) -> None:
    batch(HOSTILE)
    text = Path("out/summary.json").read_text("utf-8")
    pairs = json.loads(text)["pairs"]
    assert [(pair["a"], pair["b"]) for pair in pairs] == [(p.a, p.b) for p in HOSTILE]
    assert not {"\x1b", "\u202e"} & set(text)


def test_a_long_page_shows_the_worst(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "MOST_PAIRS", 3)
    monkeypatch.setattr(summary, "MOST_ALONE", 1)
    alone = [Alone("b", "one"), Alone("b", "two"), Alone("b", "three")]
    batch([*listed(), Listed("no", "none", "last"), *alone])
    text = " ".join(page().text.split())
    shown = [
        name for name in (*(p.name for p in listed()), "last") if f" {name} " in text
    ]
    assert shown == ["orrin", "tarn", "last"]
    assert "3 of 6 pairs: those that could not be compared, then" in text
    assert "one and 2 more" in text
    assert len(table()) == 6


def test_results_kept_together_have_no_links(batch: Batch) -> None:
    batch(listed(), into="jsonl", forms=("json", "html"))
    assert [link for link in page().links if "reports" in link] == []
    assert "html" not in table()[0]
