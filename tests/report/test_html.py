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
from srcdiff.report.html import language_tag

render = load("html")

VOID = {"meta", "input", "rect", "br", "link", "img"}


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
        self.inside.append(tag)
        if "s" in (attributes.get("class") or "").split():
            self._sentence.append((attributes["id"] or "", len(self.inside)))
            self.sentences[attributes["id"] or ""] = ""

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag, f"</{tag}> out of place"
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
        for name in ("data-to", "aria-labelledby"):
            assert set((attributes.get(name) or "").split()) <= set(ids)


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
    assert "only in B: " in text
    assert "paraphrase, b3: " in text
    assert "[only in A: " in text


def test_filters_follow_show(comparison: Comparison):
    page = Page(render(comparison, Look(show=frozenset({"conflict"}))))
    boxes = {
        attributes["id"]: "checked" in attributes
        for tag, attributes in page.tags
        if tag == "input"
    }
    assert boxes.pop("show-conflict")
    assert len(boxes) == 7
    assert not any(boxes.values())


def test_every_filter_has_its_rules(page: Page):
    css = "".join(page.held["style"])
    for tag, attributes in page.tags:
        if tag == "input":
            name = (attributes["id"] or "").removeprefix("show-")
            assert f"body:has(#show-{name}:checked) .r.{name}" in css
            assert f"body:has(#show-{name}:checked) .s.{name}" in css


def test_language_and_direction(page: Page):
    sides = [
        attributes
        for _, attributes in page.tags
        if "side" in (attributes.get("class") or "").split()
    ]
    assert {side["lang"] for side in sides} == {"en"}
    assert all(
        attributes.get("dir") == "auto" for tag, attributes in page.tags if tag == "h3"
    )


@pytest.mark.parametrize(
    ("language", "tag"),
    [("english", "en"), ("pt-BR", "pt-BR"), ("klingon", None), ('"><b', None)],
)
def test_language_tags(language: str, tag: str | None):
    assert language_tag(language) == tag


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
