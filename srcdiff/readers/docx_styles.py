"""Styles of a Word document: what kind of paragraph each is for.

Paragraphs refer to styles by identifiers, which are translated; the names are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srcdiff.model import Kind
from srcdiff.readers.archive import Archive
from srcdiff.readers.styles import kind_by_style
from srcdiff.readers.xml import child, children, parsed_xml, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 20
"""Longest chain of styles based on one another that is followed."""

_PART = "word/styles.xml"


class _Style(NamedTuple):
    name: str
    based_on: str
    kind: Kind | None
    """What the style's own properties say."""


class Styles:
    """The styles of a document by identifier."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, _Style] = {}
        if _PART not in archive:
            return
        for style in children(parsed_xml(archive.read(_PART), archive.name), "style"):
            name = value_of(child(style, "name")).lower()
            self._styles[value_of(style, "styleId")] = _Style(
                name,
                value_of(child(style, "basedOn")),
                kind_by_style(name) or _kind_by_properties(child(style, "pPr")),
            )

    def kind(self, properties: _Element | None) -> Kind:
        """Return the kind of a paragraph with these properties."""
        if properties is None:
            return "body"
        style = self._kind_of_style(value_of(child(properties, "pStyle")))
        own = _kind_by_properties(properties)
        if style not in (None, "list-item"):
            return style or "body"
        if _number_of(properties) == "0":  # taken out of the list
            return "body"
        return own or style or "body"

    def is_title(self, paragraph: _Element) -> bool:
        """Tell whether a paragraph has the style for the title of the whole."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return False
        style = self._styles.get(value_of(child(properties, "pStyle")))
        return style is not None and style.name == "title"

    def _kind_of_style(self, identifier: str) -> Kind | None:
        for _ in range(DEEPEST):
            style = self._styles.get(identifier)
            if style is None:
                return None
            if style.kind is not None:
                return style.kind
            identifier = style.based_on
        return None


def _kind_by_properties(properties: _Element | None) -> Kind | None:
    """Return what outline level and numbering say; the list "0" is none."""
    if properties is None:
        return None
    if value_of(child(properties, "outlineLvl")) in [*"012345678"]:
        return "heading"
    return "list-item" if _number_of(properties) not in ("", "0") else None


def _number_of(properties: _Element) -> str:
    """Return the number of the list that a paragraph is in."""
    numbering = child(properties, "numPr")
    return "" if numbering is None else value_of(child(numbering, "numId"))
