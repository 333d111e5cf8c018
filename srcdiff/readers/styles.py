"""What the styles of word processors say of a paragraph, by their names.

Word and LibreOffice name their own styles in English whatever language they speak.
"""

from __future__ import annotations

from srcdiff.model import Kind

_KINDS: dict[str, Kind] = {
    "title": "heading",
    "subtitle": "heading",
    "quote": "quotation",
    "quotations": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "source code": "code",
    "html preformatted": "code",
    "preformatted text": "code",
}
_BEGINNINGS: tuple[tuple[str, Kind], ...] = (
    ("heading", "heading"),
    ("list bullet", "list-item"),
    ("list number", "list-item"),
)


def kind_by_style(name: str) -> Kind | None:
    """Return what a style of that name is for; None if the name does not say."""
    name = name.strip().lower()
    if name in _KINDS:
        return _KINDS[name]
    if "caption" in name:
        return "caption"
    return next((kind for start, kind in _BEGINNINGS if name.startswith(start)), None)
