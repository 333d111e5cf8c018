"""How a report is shown.  Nothing here changes what is found.

Kept apart from the settings of a comparison, so that the same finding can be
shown in any width, colour or selection, and so that the signature never depends
on the terminal somebody happened to use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from srcdiff.errors import SettingsError
from srcdiff.model import Side

Layout: TypeAlias = Literal["auto", "side", "stacked"]
"""Two columns, one below the other, or by the width at hand."""

LAYOUTS: tuple[Layout, ...] = get_args(Layout)

Theme: TypeAlias = Literal["auto", "dark", "light"]
"""What the terminal's background is: unknown, dark or light."""

THEMES: tuple[Theme, ...] = get_args(Theme)

CLASSES: tuple[str, ...] = (
    "identical",
    "edited",
    "paraphrase",
    "overlap",
    "only-a",
    "only-b",
    "moved",
    "conflict",
)
"""What sentences can be asked for by: their class, then two things that can be true
of a sentence of any class."""

SHOWABLE: tuple[str, ...] = (*CLASSES, "facts")
"""What ``show`` can name: sentences, and the fact ledger."""

CONTEXT: int = 2
"""Sentences shown on either side of what differs, before sameness is folded: with
one, a reader sees where it stands; with two, a pronoun finds its noun as well."""

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
    theme: Theme = "auto"
    """Which shades of them can be read there."""
    context: int | None = CONTEXT
    """Sentences kept around what differs; None folds nothing."""
    only: Side | None = None
    """Show nothing but what this article alone says."""
    summary: bool = False
    """Stop after the summary."""

    def __post_init__(self) -> None:
        if self.width < 1:
            raise SettingsError("width must be at least 1 column")
        if self.layout not in LAYOUTS:
            raise SettingsError(
                f"unknown layout {self.layout!r}: choose one of " + ", ".join(LAYOUTS)
            )
        if self.theme not in THEMES:
            raise SettingsError(
                f"unknown theme {self.theme!r}: choose one of " + ", ".join(THEMES)
            )
        if self.context is not None and self.context < 0:
            raise SettingsError("context must be at least 0 sentences")
        if self.only not in (None, "a", "b"):
            raise SettingsError(f"no article {self.only!r}: choose a or b")
        unknown = sorted(self.show - set(SHOWABLE))
        if unknown:
            raise SettingsError(
                f"cannot show {unknown[0]!r}: choose from " + ", ".join(SHOWABLE)
            )

    @property
    def classes(self) -> frozenset[str]:
        """The names in ``show`` that sentences have."""
        return self.show & set(CLASSES)

    @property
    def has_facts(self) -> bool:
        """Whether the fact ledger is asked for."""
        return "facts" in self.show

    @property
    def has_body(self) -> bool:
        """Whether sentences are asked for: all, some, or none but the ledger."""
        return not self.summary and self.show != {"facts"}

    def side_by_side(self) -> bool:
        """Tell whether the two articles stand in columns."""
        if self.layout == "auto":
            return self.width >= SIDE_BY_SIDE
        return self.layout == "side"
