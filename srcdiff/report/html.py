"""The report as one HTML page that needs nothing but itself.

The page asks for nothing from anywhere, and its content security policy forbids
that it could: style and script stand inside it and are named by their hash, so an
article that smuggled in a ``<script>`` would not see it run.  It follows that there
are no ``style`` and no ``on…`` attributes; a bar's length is an SVG attribute.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from srcdiff.model import Comparison
from srcdiff.report.build import view
from srcdiff.report.look import CLASSES, Look
from srcdiff.report.signs import NO_CONFLICT, SIGNS, WORDS, count, percent
from srcdiff.report.view import View
from srcdiff.report.visible import for_page

LANGUAGE_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "danish": "da",
        "dutch": "nl",
        "english": "en",
        "finnish": "fi",
        "french": "fr",
        "german": "de",
        "italian": "it",
        "norwegian": "no",
        "portuguese": "pt",
        "spanish": "es",
        "swedish": "sv",
    }
)
"""Language as a document names it → its tag for ``lang``."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def render(comparison: Comparison, look: Look) -> str:
    """Return the report as a page.

    Of *look* only ``show`` counts: it says which filters are on at first.  The page
    holds every sentence either way.
    """
    shown = view(comparison)
    css, js = _file("page.css"), _file("page.js")
    page: str = _template().render(
        view=shown,
        css=css,
        js=js,
        policy=policy(css, js),
        filters=_filters(shown, look),
        language={
            "a": language_tag(shown.a.language),
            "b": language_tag(shown.b.language),
        },
    )
    return page


def policy(css: str, js: str) -> str:
    """Return the content security policy of a page with this style and script."""
    return (
        "default-src 'none'; "
        f"style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def language_tag(language: str) -> str | None:
    """Return the tag of a language, or none if it is not known."""
    if language in LANGUAGE_TAGS:
        return LANGUAGE_TAGS[language]
    return language if _TAG.fullmatch(language) else None


def _filters(shown: View, look: Look) -> list[dict[str, Any]]:
    """Return the boxes that show and hide classes, with what each would show."""
    numbers = dict(shown.links) | {
        "only-a": shown.a.only_sentences,
        "only-b": shown.b.only_sentences,
        "moved": shown.moved,
        "conflict": len(shown.conflicts),
    }
    return [
        {
            "name": name,
            "number": numbers[name],
            "on": not look.classes or name in look.classes,
        }
        for name in CLASSES
    ]


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


def _file(name: str) -> str:
    return files("srcdiff.report").joinpath(name).read_text(encoding="utf-8")


def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(page=for_page, percent=percent)
    environment.globals.update(
        SIGNS=SIGNS, WORDS=WORDS, NO_CONFLICT=NO_CONFLICT, count=count
    )
    return environment.from_string(_file("page.html.jinja"))
