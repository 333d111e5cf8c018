"""The page: one file, no request, nothing from an article that could act."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest

from srcdiff.model import Comparison
from srcdiff.report import Look, load
from srcdiff.report.html import CHUNK
from srcdiff.report.map import FINE, draw
from srcdiff.report.script import direction, language_tag
from tests.report.conftest import make_comparison, make_document
from tests.report.eight_kinds import DISPUTES

render = load("html")

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Everything the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.held: dict[str, list[str]] = {"style": [], "script": []}
        self.sentences: dict[str, str] = {}
        self._sentence: list[tuple[str, int]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag in VOID:
            return
        self.inside.append("bdi" if attributes.get("class") == "m" else tag)
        if "s" in (attributes.get("class") or "").split():
            self._sentence.append((attributes["id"] or "", len(self.inside)))
            self.sentences[attributes["id"] or ""] = ""

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        opened = self.inside.pop()
        assert opened == tag or (opened, tag) == ("bdi", "a"), f"</{tag}> out of place"
        if self._sentence and len(self.inside) < self._sentence[-1][1]:
            self._sentence.pop()

    def handle_data(self, data):
        if self.inside and self.inside[-1] in self.held:
            self.held[self.inside[-1]].append(data)
        elif self._sentence and "bdi" not in self.inside:
            self.sentences[self._sentence[-1][0]] += data


@pytest.fixture(scope="module")
def text(comparison: Comparison) -> str:
    return render(comparison, Look())


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_policy_comes_first_and_names_what_is_inside(text: str, page: Page):
    assert "<head><meta http-equiv" in text
    policy = page.tags[2][1]["content"] or ""
    for tag in ("style", "script"):
        digest = hashlib.sha256("".join(page.held[tag]).encode()).digest()
        source = "sha256-" + base64.b64encode(digest).decode()
        assert f"{tag}-src '{source}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert len([tag for tag, _ in page.tags if tag in page.held]) == 2


def test_nothing_is_asked_from_anywhere(page: Page):
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "form", "base"}
        assert not {"src", "srcset", "data", "action", "poster"} & set(attributes)
        if "href" in attributes:
            assert (attributes["href"] or "").startswith("#")
        assert re.fullmatch(r"(url\(#[a-z-]+\))?", attributes.get("fill") or "")
    for held in page.held.values():
        assert not re.search(r"https?:|url\(|@import|fetch\(", "".join(held))


def test_no_attribute_that_the_policy_forbids(page: Page):
    names = {name for _, attributes in page.tags for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_ids_are_unique_and_links_lead_somewhere(page: Page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        if "href" in attributes:
            assert (attributes["href"] or "")[1:] in ids
        assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)
        for link in (attributes.get("data-to") or "").split():
            found = re.fullmatch(r"([ab]\d+)[=~≈∩][01]\.\d\d", link)
            assert found and found[1] in ids


def test_every_sentence_is_there_to_the_letter(page: Page, comparison: Comparison):
    def plain(words: str) -> str:
        words = re.sub("[\x1b\x07\u202e\u202c\u2060\xa0]|\\\\x1b|\\\\x07", "", words)
        return " ".join(re.sub(r"\\u202[ec]", "", words).split())

    expected = {
        f"{side}{index}": plain(comparison.document(side).text_of(index))
        for side in ("a", "b")
        for index in range(len(comparison.document(side).sentences))
    }
    assert {key: plain(words) for key, words in page.sentences.items()} == expected


def test_hostile_text_is_inert(text: str, page: Page):
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "&lt;script&gt;alert" in text
    assert "lorn &lt;b&gt;.txt" in text
    assert not re.search(
        "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text
    )


def test_hostile_names_are_inert(comparison: Comparison):
    evil = "\"><script>alert(1)</script>' onclick='x\x1b\ud800"
    a = dataclasses.replace(comparison.a, name=evil, title=evil, language=evil)
    odd = dataclasses.replace(
        comparison, a=a, limits=(evil,), signature=evil, version=evil
    )
    text = render(odd, Look())
    text.encode("utf-8")
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any("onclick" in attributes for _, attributes in page.tags)


def test_classes_are_said_in_words(text: str):
    assert 'aria-label="only in B:"' in text
    assert 'aria-label="paraphrase, b3:"' in text
    assert '.a .o::before { content: "[only in A: "; }' in text


def test_filters_follow_show(comparison: Comparison):
    page = Page(render(comparison, Look(show=frozenset({"conflict"}))))
    boxes = {
        attributes["id"]: "checked" in attributes
        for tag, attributes in page.tags
        if tag == "input" and attributes.get("class") == "filter"
    }
    assert boxes.pop("show-conflict")
    assert len(boxes) == 7
    assert not any(boxes.values())


def test_every_filter_has_its_rules(page: Page):
    css = "".join(page.held["style"])
    for tag, attributes in page.tags:
        if tag == "input" and attributes.get("class") == "filter":
            name = (attributes["id"] or "").removeprefix("show-")
            for level in ("chunk", "r", "s"):
                rule = f".tools:has(#show-{name}:checked) ~ .text .{level}.{name}"
                assert rule in css


def test_language_and_direction():
    """An article in Hebrew letters is not called English, and runs its own way."""
    a = make_document("a.txt", None, [("body", ["The bridge is shut.", "Café."])])
    b = make_document("b.txt", None, [("body", ["הגשר סגור.", "שלום."])])
    found = make_comparison(
        a, b, links=[(0, 0, "overlap", 0.5, False)], only_a=[], only_b=[]
    )
    page = Page(render(found, Look()))
    text = next(attrs for _, attrs in page.tags if attrs.get("id") == "text")
    assert (text["lang"], text["class"]) == ("en", "text a-ltr b-rtl")
    hebrew = [
        attrs for tag, attrs in page.tags if (tag, attrs.get("class")) == ("p", "b")
    ]
    assert {(p["lang"], p["dir"]) for p in hebrew} == {("", "auto")}
    english = [
        attrs for tag, attrs in page.tags if (tag, attrs.get("class")) == ("p", "a")
    ]
    assert [p.get("dir") for p in english] == [None, "auto"]
    assert not any("lang" in p for p in english)


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [
        ("english", "", "en"),
        ("english", "The bridge.", "en"),
        ("german", "Die Brücke 北京", "de"),
        ("english", "17 + 4", "en"),
        ("english", "桥已经关闭 OK", ""),
        ("klingon", "", ""),
        ('"><b', "", ""),
    ],
)
def test_language_tags(language: str, text: str, tag: str):
    assert language_tag(language, text) == tag


@pytest.mark.parametrize(
    ("text", "way"), [("", "ltr"), ("OK שלום", "rtl"), ("17", "ltr"), ("جسر", "rtl")]
)
def test_directions(text: str, way: str):
    assert direction(text) == way


def test_conflicts_of_every_kind_stand_with_both_sentences(disputed: Comparison):
    page = render(disputed, Look())
    for number, (kind, _, _, words_a, words_b, why) in enumerate(DISPUTES, start=1):
        item = page.partition(f'<li id="conflict-{number}"')[2].partition("</li>")[0]
        assert f'<span class="kind">{kind}</span> {why}' in item
        assert f'<strong class="c">{words_a}</strong>' in item
        assert f'<strong class="c">{words_b}</strong>' in item


def test_no_conflict_is_said(revised: Comparison):
    assert "No conflict found in numbers, dates, names, places" in render(
        revised, Look()
    )


def test_the_ledger_has_every_fact(disputed: Comparison):
    page = render(disputed, Look())
    body = page.partition('<table id="ledger">')[2].partition("</tbody>")[0]
    assert body.count("<tr class=") == 12
    assert '<a href="#conflict-8"><span class="n">!8</span> conflict</a>' in body
    assert "(--" not in body
    opened = render(disputed, Look(show=frozenset({"facts"})))
    assert "<details open>" in opened
    assert "<details open>" not in page
    assert opened.count(" checked") == page.count(" checked")  # no sentence filtered


def test_what_is_the_same_is_folded_but_there(revised: Comparison):
    page = render(revised, Look())
    assert "13 identical sentences, a0–a12 and b0–b12" in page
    assert page.count('id="a3"') == page.count('id="b29"') == 1
    assert '<details class="fold">' not in render(revised, Look(context=None))


def test_long_articles_come_in_chunks(revised: Comparison):
    page = render(revised, Look(context=None))
    assert page.count('<div class="chunk') == -(-30 // CHUNK)
    assert '<div class="chunk identical overlap">' in page


def test_the_map_draws_every_sentence_and_link_in_place(comparison: Comparison):
    found = draw(comparison)
    assert [bar.address for bar in found.bars if bar.side == "a"] == [
        f"a{n}" for n in range(10)
    ]
    assert [bar.cls for bar in found.bars[:6]] == [
        *("other", "shared", "shared", "shared", "only", "shared")
    ]
    courses = {(band.from_a, band.from_b): band.course for band in found.bands}
    assert courses["a3", "b4"] == "conflict"
    assert courses["a5", "b1"] == "moved"
    assert courses["a1", "b2"] == "kept"
    assert len(courses) == 6
    assert [band.label for band in found.bands if band.label] == ["!1"]


def test_the_map_of_a_long_pair_is_small(revised: Comparison):
    sentences = [("body", [f"Sentence {n} of many."]) for n in range(FINE)]
    a, b = make_document("a", None, sentences), make_document("b", None, sentences)
    same = [(n, n, "identical", 1.0, False) for n in range(FINE)]
    found = draw(make_comparison(a, b, links=same, only_a=[], only_b=[]))
    assert len(found.bars) == 2
    assert len(found.bands) == 1
    assert found.bars[0].last == f"a{FINE - 1}"


def test_sentences_too_thin_to_be_seen_are_drawn_together():
    """Every second one has no counterpart; no sentence is left out of the columns."""
    number = 8 * FINE
    sentences = [("body", [f"Sentence {n} of many."]) for n in range(number)]
    a, b = (make_document(name, None, sentences) for name in "ab")
    same = [(n, n, "identical", 1.0, False) for n in range(0, number, 2)]
    found = draw(make_comparison(a, b, links=same, only_a=[], only_b=[]))
    assert all(bar.height >= 1 and bar.mixed for bar in found.bars)
    for side in "ab":
        bars = [bar for bar in found.bars if bar.side == side]
        firsts = [int(bar.address[1:]) for bar in bars]
        lasts = [int(bar.last[1:]) for bar in bars]
        assert [0, *(last + 1 for last in lasts)] == [*firsts, number]


def test_prominence_says_who_leads_with_what(comparison: Comparison):
    page = render(comparison, Look())
    assert "B leads with A&#39;s paragraph 3 of 5" in page
    table = page.partition('id="prominence"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(comparison.links)
    first = table.partition("<tbody>")[2].partition("</tr>")[0]
    assert 'href="#a5"' in first  # the ferry: first in B, third in A


def test_size_stays_near_the_text():
    """Six times the text at most, where sentences are as long as in a newspaper."""
    words = "The harbour office counted the boats that had been torn from the pier"
    sentences = [
        ("body", [f"{words} on day {n}, and {words.lower()} on the next."])
        for n in range(1500)
    ]
    a, b = make_document("a", None, sentences), make_document("b", None, sentences)
    same = [(n, n, "identical", 1.0, False) for n in range(1500)]
    found = make_comparison(a, b, links=same, only_a=[], only_b=[])
    page = render(found, Look())
    assert len(page) < 6 * (len(a.text) + len(b.text))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(page: Page, theme: str):
    css = "".join(page.held["style"])
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(
        re.findall(r"--([a-z-]+): (#\w+)", blocks[0 if theme == "light" else 1])
    )
    grounds = {
        "ink": "page sheet a-tint b-tint c-tint lit",
        "soft": "page sheet lit",
        "a": "page sheet a-tint lit",
        "b": "page sheet b-tint lit",
        "c": "page sheet c-tint",
        "moved": "page sheet lit",
    }
    for ink, names in grounds.items():
        for ground in names.split():
            pair = sorted((luminance(colours[ink]), luminance(colours[ground])))
            ratio = (pair[1] + 0.05) / (pair[0] + 0.05)
            assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"
