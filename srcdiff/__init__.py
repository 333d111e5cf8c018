"""srcdiff: one honest account of two articles about the same thing.

    >>> import srcdiff
    >>> c = srcdiff.compare("a.txt", "b.txt")   # doctest: +SKIP

Nothing is imported here before it is asked for: ``srcdiff --help`` answers without
loading what compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srcdiff.errors import InputError, SettingsError, SrcdiffError
    from srcdiff.explanation import Explanation
    from srcdiff.model import Comparison, Conflict, Document, Link, Passage, Span
    from srcdiff.pipeline import compare, explain, read
    from srcdiff.settings import Settings
    from srcdiff.version import __version__

__all__ = [
    "Comparison",
    "Conflict",
    "Document",
    "Explanation",
    "InputError",
    "Link",
    "Passage",
    "Settings",
    "SettingsError",
    "Span",
    "SrcdiffError",
    "__version__",
    "compare",
    "explain",
    "read",
]

_MODULES = {
    "errors": ("InputError", "SettingsError", "SrcdiffError"),
    "explanation": ("Explanation",),
    "model": ("Comparison", "Conflict", "Document", "Link", "Passage", "Span"),
    "pipeline": ("compare", "explain", "read"),
    "settings": ("Settings",),
    "version": ("__version__",),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
