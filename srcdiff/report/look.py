"""How a report is shown.  Nothing here changes what is found.

Kept apart from the settings of a comparison, so that the same finding can be
shown in any width, colour or selection, and so that the signature never depends
on the terminal somebody happened to use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from srcdiff.errors import SettingsError

Layout: TypeAlias = Literal["auto", "side", "stacked"]
"""Two columns, one below the other, or by the width at hand."""

LAYOUTS: tuple[Layout, ...] = get_args(Layout)

SHOWABLE: tuple[str, ...] = (
    "identical",
    "edited",
    "paraphrase",
    "overlap",
    "only-a",
    "only-b",
    "moved",
    "conflict",
)
"""What ``show`` can name: the classes of sentences, then two things that can be
true of a sentence of any class."""

SIDE_BY_SIDE: int = 100
"""Columns from which ``auto`` sets the articles side by side: below, a column
holds fewer than 40 letters, and reading it is work."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is shown.

    Raises:
        SettingsError: a value that no report understands.
    """

    width: int = 80
    """Columns of the terminal."""
    colour: bool = False
    """Whether to write SGR colour codes."""
    ascii: bool = False
    """Whether the output cannot carry the signs, so that ASCII stands in."""
    layout: Layout = "auto"
    show: frozenset[str] = frozenset()
    """Names of :data:`SHOWABLE` to show; empty shows everything."""
    colours: Literal[16, 256] = 256
    """How many colours the terminal knows."""

    def __post_init__(self) -> None:
        if self.width < 1:
            raise SettingsError("width must be at least 1 column")
        if self.layout not in LAYOUTS:
            raise SettingsError(
                f"unknown layout {self.layout!r}: choose one of " + ", ".join(LAYOUTS)
            )
        unknown = sorted(self.show - set(SHOWABLE))
        if unknown:
            raise SettingsError(
                f"cannot show {unknown[0]!r}: choose from " + ", ".join(SHOWABLE)
            )

    def side_by_side(self) -> bool:
        """Tell whether the two articles stand in columns."""
        if self.layout == "auto":
            return self.width >= SIDE_BY_SIDE
        return self.layout == "side"
