"""How far work has come, told to whoever wants to know.

Shares count the time that a part takes of the whole, as measured once on long articles:
they are for people who wait, and nothing else depends on them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

Stage: TypeAlias = Literal["reading", "aligning", "facts", "writing"]
"""What a comparison is at."""

Progress: TypeAlias = Callable[[Stage, float], None]
"""Told the stage, and the share of the whole that is done, 0…1."""

Tick: TypeAlias = Callable[[float], None]
"""Told the share of a part that is done, 0…1."""


def unheard(_: float) -> None:
    """Let nobody know."""


def unseen(_: Stage, __: float) -> None:
    """Show nobody."""


def within(progress: Progress, stage: Stage, start: float, end: float) -> Tick:
    """Return what tells of a stage that takes a comparison from *start* to *end*."""
    return lambda share: progress(stage, start + (end - start) * share)


def part(tick: Tick, start: float, end: float) -> Tick:
    """Return what tells of a part that takes a whole from *start* to *end*."""
    return lambda share: tick(start + (end - start) * share)
