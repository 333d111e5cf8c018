"""Patterns of paths in configuration files: ``drafts/*.md``, ``opinion/**``.

``*`` and ``?`` stand for what a name may hold, ``**`` for folders as well.  A pattern
without a slash is met in any folder, as in a ``.gitignore``.
"""

from __future__ import annotations

import re
from functools import cache

_PART = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Tell whether a path, with ``/`` between its parts, fits a pattern."""
    return _compiled(pattern).fullmatch(path) is not None


def is_glob(pattern: str) -> bool:
    """Tell whether a pattern may stand for more than one path."""
    return _PART.search(pattern) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    whole = pattern.removeprefix("./")
    while "**/**/" in whole:  # one says as much as several, and is matched at once
        whole = whole.replace("**/**/", "**/")
    if "/" not in whole.rstrip("/"):
        whole = f"**/{whole}"
    if whole.endswith("/"):
        whole += "**"
    out: list[str] = []
    at = 0
    for part in _PART.finditer(whole):
        out += re.escape(whole[at : part.start()]), _MEANS[part[0]]
        at = part.end()
    return re.compile("".join((*out, re.escape(whole[at:]))), re.DOTALL)
