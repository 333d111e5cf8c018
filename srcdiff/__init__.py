"""srcdiff: one honest account of two articles about the same thing.

    >>> import srcdiff
    >>> c = srcdiff.compare("a.txt", "b.txt")   # doctest: +SKIP

Nothing heavy is imported here: the functions load what they use when called.
"""

from __future__ import annotations

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
