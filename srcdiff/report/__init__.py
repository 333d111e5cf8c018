"""From a finished comparison to a string: one module a format.

A renderer is ``render(comparison, look) -> str``.  It prints nothing, asks
nothing of the terminal and passes no judgement of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias, cast

from srcdiff.errors import SettingsError
from srcdiff.model import Comparison
from srcdiff.report.look import Look

__all__ = ["RENDERERS", "Look", "Renderer", "load"]

Renderer: TypeAlias = Callable[[Comparison, Look], str]
"""What every format offers under the name ``render``."""

RENDERERS: dict[str, str] = {
    "terminal": "srcdiff.report.terminal:render",
    "html": "srcdiff.report.html:render",
    "json": "srcdiff.report.json:render",
    "markdown": "srcdiff.report.markdown:render",
}
"""Format → where its renderer lives, so that only the chosen one is imported."""


def load(name: str) -> Renderer:
    """Return the renderer of the format *name*.

    Raises:
        SettingsError: there is no such format.
    """
    if name not in RENDERERS:
        raise SettingsError(
            f"unknown format {name!r}: choose one of " + ", ".join(RENDERERS)
        )
    module, _, function = RENDERERS[name].partition(":")
    return cast(Renderer, getattr(import_module(module), function))
