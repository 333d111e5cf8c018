"""The map: both articles as columns, bands where each one's content went.

Heights are shares of the text, so a glance says how much is shared, what stands
alone and what moved.  Coordinates are those of the SVG view box; no text of an
article is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from srcdiff.model import Comparison, Document, Side, Span, address

Course: TypeAlias = Literal["kept", "moved", "conflict"]
"""How a band runs: in common order, out of it, or between what cannot both be right."""

WIDTH: int = 960
HEIGHT: int = 360
COLUMN: int = 150
"""Width of an article's column."""
FINE: int = 400
"""Sentences of both articles up to which each is drawn by itself: about one for two
units of height.  Beyond, neighbours that look alike are drawn as one."""
SLICE: float = 2.0
"""Least height of what is drawn as one beyond that: thinner bars would be lost under
the lines between them, and a browser would be kept busy with what nobody sees."""
LABELLED: int = 30
"""Conflicts up to which each band has its number: more would cover one another."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Some sentences of one article."""

    side: Side
    cls: Literal["shared", "only", "other"]
    top: float
    height: float
    address: str
    """Where clicking it leads."""
    last: str
    """The last of its sentences."""
    mixed: bool = False
    """Whether some of its sentences are of another class."""

    @property
    def left(self) -> int:
        """Where it begins from the left."""
        return 0 if self.side == "a" else WIDTH - COLUMN


@dataclass(frozen=True, slots=True)
class Band:
    """Some content of A and where B has it."""

    course: Course
    a: tuple[float, float]
    """Top and bottom at A's column."""
    b: tuple[float, float]
    from_a: str
    from_b: str
    """Addresses of the first sentences it joins."""
    label: str = ""
    """Number of the conflict."""

    @property
    def path(self) -> str:
        """The outline as SVG path data."""
        left, right, middle = COLUMN, WIDTH - COLUMN, WIDTH // 2
        (a1, a2), (b1, b2) = self.a, self.b
        return (
            f"M{left} {a1:g}C{middle} {a1:g} {middle} {b1:g} {right} {b1:g}"
            f"V{b2:g}C{middle} {b2:g} {middle} {a2:g} {left} {a2:g}Z"
        )

    @property
    def centre(self) -> float:
        """Height of its middle."""
        return round((sum(self.a) + sum(self.b)) / 4, 1)


@dataclass(frozen=True, slots=True)
class Map:
    """The whole picture; bands in the order in which to paint them."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]

    @property
    def mixed(self) -> bool:
        """Whether some bar stands for sentences of more than one class."""
        return any(bar.mixed for bar in self.bars)


def draw(comparison: Comparison) -> Map:
    """Return the map of a comparison."""
    bars = [*_bars(comparison, "a"), *_bars(comparison, "b")]
    bands = list(_bands(comparison))
    if len(bars) > FINE:
        bars, bands = _merged_bars(bars), _merged_bands(bands)
    order: tuple[Course, ...] = ("kept", "moved", "conflict")
    bands.sort(key=lambda band: order.index(band.course))
    return Map(tuple(bars), tuple(bands))


def _bars(comparison: Comparison, side: Side) -> Iterator[Bar]:
    document = comparison.document(side)
    linked = {link.a if side == "a" else link.b for link in comparison.links}
    aligned = set(document.aligned())
    for index, sentence in enumerate(document.sentences):
        top, bottom = _extent(document, sentence.span)
        name = address(side, index)
        lone: Literal["only", "other"] = "only" if index in aligned else "other"
        yield Bar(
            side,
            "shared" if index in linked else lone,
            top,
            round(bottom - top, 1),
            name,
            name,
        )


def _bands(comparison: Comparison) -> Iterator[Band]:
    a, b = comparison.a, comparison.b
    disputed: dict[tuple[int, int], int] = {}
    for number, conflict in enumerate(comparison.conflicts, start=1):
        disputed.setdefault((conflict.a.sentence, conflict.b.sentence), number)
    pairs = {(link.a, link.b): link.moved for link in comparison.links}
    labelled = len(disputed) <= LABELLED
    for i, j in sorted(pairs.keys() | disputed.keys()):
        number = disputed.get((i, j), 0)
        course: Course = "moved" if pairs.get((i, j)) else "kept"
        yield Band(
            "conflict" if number else course,
            _extent(a, a.sentences[i].span),
            _extent(b, b.sentences[j].span),
            address("a", i),
            address("b", j),
            f"!{number}" if number and labelled else "",
        )


def _extent(document: Document, span: Span) -> tuple[float, float]:
    """Return top and bottom of some text, as shares of the height."""
    whole = len(document.text) or 1
    return (
        round(span.start / whole * HEIGHT, 1),
        round(span.end / whole * HEIGHT, 1),
    )


def _merged_bars(bars: Iterable[Bar]) -> list[Bar]:
    """Draw neighbours as one: those too thin to be seen alone, then those alike."""
    merged: list[Bar] = []
    for bar in map(_slice, _slices(bars)):
        last = merged[-1] if merged else None
        if last and (last.side, last.cls, last.mixed) == (bar.side, bar.cls, bar.mixed):
            merged[-1] = _slice([last, bar])
        else:
            merged.append(bar)
    return merged


def _slices(bars: Iterable[Bar]) -> Iterator[list[Bar]]:
    """Yield neighbours that reach :data:`SLICE` together, of one side."""
    taken: list[Bar] = []
    for bar in bars:
        if taken and (bar.side != taken[0].side or bar.top - taken[0].top >= SLICE):
            yield taken
            taken = []
        taken.append(bar)
    if taken:
        yield taken


def _slice(bars: Sequence[Bar]) -> Bar:
    """Return neighbours as one bar, of the class that most of them have."""
    first, last = bars[0], bars[-1]
    classes = Counter(bar.cls for bar in bars)
    return replace(
        first,
        cls=classes.most_common(1)[0][0],
        height=round(last.top + last.height - first.top, 1),
        last=last.last,
        mixed=first.mixed or len(classes) > 1,
    )


def _merged_bands(bands: Iterable[Band]) -> list[Band]:
    """Join bands that run side by side, and drop those that nobody could see."""
    merged: list[Band] = []
    seen: set[tuple[object, ...]] = set()
    for band in bands:
        last = merged[-1] if merged else None
        if last and last.course == band.course != "conflict" and _touching(last, band):
            merged[-1] = replace(
                last, a=(last.a[0], band.a[1]), b=(last.b[0], band.b[1])
            )
            continue
        place = (band.course, round(band.a[0]), round(band.b[0]))
        if band.course == "conflict" or place not in seen:
            merged.append(band)
        seen.add(place)
    return merged


def _touching(one: Band, other: Band) -> bool:
    """Tell whether a band begins where another ends, on both sides."""
    return all(
        0 <= below[0] - above[1] < 1
        for above, below in ((one.a, other.a), (one.b, other.b))
    )
