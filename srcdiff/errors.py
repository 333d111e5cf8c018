"""What can go wrong, as one small family of exceptions.

Every message is one line for a person: what is wrong and what to do about it.
The command line prints it and ends with status 2; a caller of the library
catches :class:`SrcdiffError`.
"""

from __future__ import annotations

from collections.abc import Iterable


class SrcdiffError(Exception):
    """Root of every error that srcdiff raises on purpose."""


class InputError(SrcdiffError):
    """An article that cannot be read: missing, empty, binary, undecodable…"""


class SettingsError(SrcdiffError):
    """A setting, option or configuration file that makes no sense."""


class OutputError(SrcdiffError):
    """A report that cannot be written where it was asked for."""


class GitError(SrcdiffError):
    """Git is missing, or did not do what a check needs of it."""


class ClusterError(SrcdiffError):
    """A cluster that cannot be reached, or whose workers cannot compare."""


def shown_name(path: str) -> str:
    """Return *path* fit for a message: what does not print is escaped."""
    if path == "-":
        return "standard input"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path) or "''"


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return what a message says of a name that there is not: what was meant."""
    from difflib import get_close_matches

    names = tuple(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"choose of {', '.join(names)}"
