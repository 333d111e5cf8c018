"""What is said of files that hold no article, in one line each."""

from __future__ import annotations

from srcdiff.errors import InputError


def empty(name: str) -> InputError:
    """Return what to raise for a file without anything in it."""
    return InputError(f"{name}: is empty; give a file that holds an article")


def no_text(name: str) -> InputError:
    """Return what to raise for a document in which nothing is written."""
    return InputError(f"{name}: holds no text; give a file that holds an article")


def damaged(name: str) -> InputError:
    """Return what to raise for a document that cannot be taken apart."""
    return InputError(
        f"{name}: is damaged or incomplete; open it and save it again, or get "
        "another copy"
    )


def too_large(name: str, max_size: int) -> InputError:
    """Return what to raise for a file of more bytes than allowed."""
    return InputError(
        f"{name}: is larger than {max_size:,} bytes; split it or raise the limit "
        "with --max-size"
    )
