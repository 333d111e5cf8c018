"""The forms of a review: what shows it to people, and what other programs read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeAlias

from srcdiff.editorial.finding import Review
from srcdiff.editorial.places import Places
from srcdiff.report.look import Theme

FORMATS: dict[str, str] = {
    "text": "srcdiff.editorial.formats.text:render",
    "line": "srcdiff.editorial.formats.line:render",
    "github": "srcdiff.editorial.formats.github:render",
    "sarif": "srcdiff.editorial.formats.sarif:render",
    "rdjson": "srcdiff.editorial.formats.rdjson:render",
    "junit": "srcdiff.editorial.formats.junit:render",
}
"""Name to ``"module:function"``."""


@dataclass(frozen=True, slots=True)
class ReviewLook:
    """How a review is shown.  Nothing here changes what is found."""

    width: int = 80
    """Columns of the terminal."""
    colour: bool = False
    ascii: bool = False
    """Whether the output carries ASCII alone."""
    colours: int = 256
    theme: Theme = "auto"
    drafts: tuple[str, ...] = ()
    """The drafts that were checked, for formats that name those without findings."""
    against: str | None = None
    """The commit that last versions were taken from, if it was named."""
    places: Places = field(default_factory=Places)
    """Where excerpts stand."""


Renderer: TypeAlias = Callable[[Review, ReviewLook], str]


def load(name: str) -> Renderer:
    """Return the renderer of a format."""
    module, function = FORMATS[name].split(":")
    renderer: Renderer = getattr(import_module(module), function)
    return renderer
