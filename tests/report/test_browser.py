"""The page in a real Chromium: what a reader, a keyboard and a screen reader meet.

Needs the browser of the system (Debian: ``apt-get install chromium``) and the extra
``dev``; without either these tests are skipped, and say so.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from srcdiff.model import Comparison
from srcdiff.report import Look, load
from tests.report.conftest import make_comparison, make_document

pytestmark = pytest.mark.slow

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra dev")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}

render = load("html")

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    name = os.environ.get("CHROMIUM") or next(filter(shutil.which, BROWSERS), None)
    if name is None:
        pytest.skip("no Chromium: install the package chromium, or set CHROMIUM")
    with playwright.sync_playwright() as driver:
        # Playwright starts it headless, with a fresh profile.
        chromium = driver.chromium.launch(
            executable_path=shutil.which(name), args=OPTIONS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Return what opens a report; at the end, nothing was asked for or went wrong."""
    contexts: list[Any] = []
    asked: list[str] = []
    wrong: list[str] = []

    def opened(
        comparison: Comparison,
        fragment: str = "",
        *,
        look: Look | None = None,
        **how: Any,
    ) -> Any:
        file = tmp_path / "report.html"
        file.write_text(render(comparison, look or Look()), "utf-8")
        context = browser.new_context(**{"viewport": WIDE, "offline": True, **how})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(file.as_uri() + fragment)
        return page

    yield opened
    own = (tmp_path / "report.html").as_uri()
    for context in contexts:
        context.close()
    assert {url.partition("#")[0] for url in asked} == {own}
    assert wrong == []


def seen(page: Any) -> list[str]:
    """Return the sentences that take up room, folded ones left out."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.s')]"
        ".filter((s) => s.checkVisibility()).map((s) => s.id)"
    )
    return found


def in_view(page: Any, selector: str) -> bool:
    """Tell whether an element stands inside the window."""
    found: bool = page.evaluate(
        """(selector) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
        }""",
        selector,
    )
    return found


def focused(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


# -- without a script --------------------------------------------------------------


def test_all_of_it_works_without_a_script(open_page: Open, comparison: Comparison):
    page = open_page(comparison, "#conflict-1", java_script_enabled=False)
    assert page.locator("#conflict-1").is_visible()
    assert page.locator(".s:visible").count() == 19
    assert not page.locator("#search, #panel, #keys").first.is_visible()
    page.locator("#show-edited").uncheck()
    assert page.locator(".s.edited:visible").count() == 0
    assert page.locator(".s.overlap:visible").count() == 5
    page.locator("#prominence summary").click()
    assert page.locator("#prominence table").is_visible()


# -- accessibility -----------------------------------------------------------------


def axe() -> str:
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe is not installed: it comes with the extra dev")
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["comparison", "disputed", "revised"])
def test_axe_finds_nothing(open_page: Open, name, size, scheme, request):
    found: Comparison = request.getfixturevalue(name)
    look = Look(show=frozenset({"facts"}))
    page = open_page(found, "#a3", look=look, viewport=size, color_scheme=scheme)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.evaluate(axe())  # as a debugger would: no policy stands in its way
    for state in ("reading", "help"):
        if state == "help":
            page.keyboard.press("?")
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        broken = [
            (v["id"], [n["html"][:120] for n in v["nodes"]][:3])
            for v in result["violations"]
        ]
        assert broken == [], state
        assert len(result["passes"]) > 20


def test_the_parts_of_the_page_have_names(open_page: Open, disputed: Comparison):
    page = open_page(disputed)
    for role in ("banner", "main", "navigation", "search", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    levels = [
        int(h.evaluate("h => h.tagName[1]")) for h in page.locator("h1,h2,h3").all()
    ]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_skip_link_comes_first(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert in_view(page, ".skip")
    page.keyboard.press("Enter")
    assert focused(page) == "articles"


# -- keys --------------------------------------------------------------------------


def test_keys_lead_through_the_differences(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    steps = []
    for key in "jjjkj":
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == ["a1", "b2", "a2", "b2", "a2"]
    assert in_view(page, "#a2")
    assert page.locator("#status").inner_text().endswith("differences")


def test_keys_lead_through_the_conflicts(open_page: Open, disputed: Comparison):
    page = open_page(disputed)
    steps = []
    for key in "nnnp":
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == ["a0", "a1", "a2", "a1"]
    assert "Two different days" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()


def test_figures_toggle_classes(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    before = seen(page)
    page.keyboard.press("2")
    assert not page.locator("#show-edited").is_checked()
    assert "a1" not in seen(page)
    assert "a5" in seen(page)
    page.keyboard.press("1")
    assert "a5" in seen(page)  # it is moved, too
    page.keyboard.press("7")
    assert "a5" not in seen(page)
    for key in "127":
        page.keyboard.press(key)
    assert seen(page) == before


def test_keys_do_nothing_while_somebody_types(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("j1?")
    assert page.locator("#search").input_value() == "j1?"
    assert page.locator("#show-identical").is_checked()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""


def test_single_keys_can_be_switched_off(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("j")
    assert focused(page) != "a1"
    assert "keys=off" in page.url


# -- pointing, searching, sorting --------------------------------------------------


def test_pointing_lights_the_counterparts(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.locator("#a9").hover()
    lit = page.locator(".lit").evaluate_all("all => all.map((s) => s.id)")
    assert sorted(lit) == ["a9", "b6", "b7"]
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_clicking_opens_the_panel_with_the_evidence(open_page: Open, comparison):
    page = open_page(comparison)
    page.locator("#a3").click(position={"x": 60, "y": 8})
    panel = page.locator("#panel").inner_text()
    assert "A counts at least 17 boats, B three dozen." in panel
    assert "overlap, similarity 0.83" in panel
    assert "Three dozen boats broke loose upstream" in panel
    assert "srcdiff explain A B a3" in panel
    assert page.url.endswith("#a3")
    page.get_by_role("button", name="Close").click()
    assert not page.locator("#panel").is_visible()


def test_the_panel_has_the_facts_of_a_sentence(open_page: Open, disputed: Comparison):
    page = open_page(disputed, "#a8")
    panel = page.locator("#panel").inner_text()
    assert "number “almost two hours” / “115 minutes”, compatible: One" in panel
    assert "date “last refitted in 2019”, only in A" in panel


def test_the_map_leads_to_the_text(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.locator(".map a[href='#b5']").click()
    assert focused(page) == "b5"
    assert in_view(page, "#b5")


def test_search_finds_and_steps(open_page: Open, comparison: Comparison):
    page = open_page(comparison)
    page.keyboard.press("/")
    page.keyboard.type("FERR")
    page.keyboard.press("Enter")
    assert page.locator(".hit").evaluate_all("all => all.map((s) => s.id)") == [
        *("b5", "a5", "b1")
    ]
    assert page.locator("#status").inner_text() == "1 of 3 found"
    page.keyboard.press("Shift+Enter")
    assert page.locator(".hit.now").get_attribute("id") == "b1"


def test_the_ledger_sorts_and_filters(open_page: Open, disputed: Comparison):
    page = open_page(disputed, look=Look(show=frozenset({"facts"})))
    kinds = page.locator("#ledger tbody tr:visible td:first-child")
    page.get_by_role("button", name="Kind", exact=True).click()
    assert kinds.all_inner_texts() == sorted(kinds.all_inner_texts())
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Kind"
    page.get_by_role("button", name="Kind", exact=True).click()
    assert kinds.first.inner_text() == "quote"
    page.get_by_label("Verdict").select_option("only in B")
    assert kinds.count() == 1
    assert page.locator("#fact-status").inner_text() == "1 of 12 facts"


# -- the state in the address ------------------------------------------------------


def test_a_deep_link_opens_the_sentence(open_page: Open, comparison: Comparison):
    page = open_page(comparison, "#b7")
    assert focused(page) == "b7"
    assert in_view(page, "#b7")
    assert page.locator("#panel").is_visible()


def test_a_deep_link_opens_the_fold(open_page: Open, revised: Comparison):
    page = open_page(revised)
    assert "a4" not in seen(page)
    page = open_page(revised, "#a4")
    assert "a4" in seen(page)
    assert in_view(page, "#a4")


def test_a_link_opens_the_same_view(open_page: Open, disputed: Comparison):
    page = open_page(disputed)
    page.locator("#show-conflict").uncheck()
    page.keyboard.press("/")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.locator("#facts summary").click()
    page.get_by_role("button", name="Why").click()
    page.locator("#a2").click(position={"x": 60, "y": 8})
    address = "#" + page.url.partition("#")[2]
    again = open_page(disputed, address)
    assert again.url == page.url
    assert not again.locator("#show-conflict").is_checked()
    assert again.locator("#search").input_value() == "ferry"
    assert again.locator("th[aria-sort]").text_content() == "Why"
    assert again.locator(".s.here").get_attribute("id") == "a2"


def test_the_way_back(open_page: Open, disputed: Comparison):
    page = open_page(disputed)
    page.locator("#conflict-2 .a .address").click()
    page.locator("#conflict-5 .b .address").click()
    assert focused(page) == "b4"
    page.go_back()
    page.wait_for_function("document.activeElement.id === 'a1'")


@pytest.mark.parametrize(
    "fragment",
    [
        "#nowhere",
        "#a9?show=",
        "#?q=%ZZ&sort=x&kind=nothing",
        "#%3Cimg%3E",
        "#?show=__proto__",
    ],
)
def test_an_address_that_makes_no_sense(open_page: Open, comparison, fragment: str):
    page = open_page(comparison, fragment)
    assert page.locator("h1").is_visible()


# -- looks -------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 3840])
def test_nothing_sticks_out(open_page: Open, disputed: Comparison, width: int):
    page = open_page(disputed, "#a1", viewport={"width": width, "height": 800})
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_on_paper_nothing_is_folded(open_page: Open, revised: Comparison):
    page = open_page(revised, java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator("#a3").bounding_box()["height"] > 0
    assert not page.locator(".tools").is_visible()
    above, below = (page.locator(f"#{name}15").bounding_box() for name in "ab")
    assert above["y"] + above["height"] <= below["y"] + 1


def test_forced_colours_keep_the_marks(open_page: Open, comparison: Comparison):
    page = open_page(comparison, forced_colors="active")
    for mark in (".o", ".s.only-a", ".d"):
        line = page.locator(mark).first.evaluate(
            "e => getComputedStyle(e).textDecorationLine"
        )
        assert line == "underline", mark


# -- hostile text ------------------------------------------------------------------

ATTACKS = [
    "<script>document.title = 'owned'</script>",
    "</script><script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "<svg onload=\"document.title = 'owned'\">",
    "</style><style>* { display: none }</style>",
    '"><b onmouseover="document.title = \'owned\'">',
    "' onclick='document.title = 1' x='",
    "<a href=\"javascript:document.title = 'owned'\">javascript:alert(1)</a>",
    '<iframe src="https://example.org"></iframe>',
    "<link rel=stylesheet href=//example.org/x.css>",
    '<meta http-equiv=refresh content="0;url=https://example.org">',
    "<base href=//example.org/>",
    "<form action=//example.org><input name=q></form>",
    "<!--><script>document.title = 'owned'</script>-->",
    "<template><script>document.title = 'owned'</script></template>",
    "<details open ontoggle=\"document.title = 'owned'\">",
    "{{ 7 * 7 }} {% raw %} ${document.title = 'owned'}",
    "&lt;script&gt;document.title = 'owned'&lt;/script&gt;",
    "\u2028\u2029\x00\x1b]0;owned\x07 \u202eevil",
    "<input autofocus onfocus=\"document.title = 'owned'\">",
    "<math><mtext></mtext><script>document.title = 'owned'</script></math>",
]


def test_hostile_text_names_and_titles_stay_words(open_page: Open):
    attack = " ".join(ATTACKS)
    a = make_document(attack, attack, [("body", ATTACKS), ("heading", [attack])])
    b = make_document(attack, attack, [("body", ATTACKS[::-1])])
    last = len(ATTACKS) - 1
    found = make_comparison(
        a,
        b,
        links=[(n, last - n, "identical", 1.0, n > 3) for n in range(last + 1)],
        only_a=[],
        only_b=[],
        limits=(attack,),
    )
    odd = dataclasses.replace(found, signature=attack, version=attack)
    page = open_page(odd)
    title = page.title()
    assert title.startswith("<script>document.title")
    for selector in ("#a2", "#a5", "h2", ".notes li"):
        page.locator(selector).first.hover()
    page.locator("#a5").click(position={"x": 40, "y": 8})
    page.keyboard.press("j")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.title() == title
    counts = page.evaluate(
        """['script', 'img', 'iframe', 'link', 'form', 'base', 'template', 'math', 'b',
            'object', 'embed'].map((tag) => document.querySelectorAll(tag).length)"""
    )
    assert counts == [1] + [0] * 10
    for n, words in enumerate(ATTACKS[:4]):
        assert words in page.locator(f"#a{n}").text_content()


def test_a_long_pair_opens_and_answers(open_page: Open):
    """A link leads to its end, and keys go on from there."""
    sentences = [
        ("body", [f"Sentence {n} of a very long report."]) for n in range(3000)
    ]
    other = [("body", [f"Sentence {n} of a much longer report."]) for n in range(3000)]
    a, b = make_document("a", None, sentences), make_document("b", None, other)
    links = [(n, n, "edited", 0.9, False) for n in range(3000)]
    found = make_comparison(a, b, links=links, only_a=[], only_b=[])
    page = open_page(found, "#b2990")
    assert page.locator(".s").count() == 6000
    assert in_view(page, "#b2990")
    page.keyboard.press("j")
    assert focused(page) == "a2991"
    assert in_view(page, "#a2991")
