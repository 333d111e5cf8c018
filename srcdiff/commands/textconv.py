"""``srcdiff textconv``: an article as text, one sentence a line, for ``git diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from srcdiff import console
from srcdiff.errors import InputError, shown_name
from srcdiff.presentation import HELP
from srcdiff.reading import settings_of, settings_options
from srcdiff.settings import Settings


@click.command(context_settings=HELP)
@click.argument("file")
@settings_options
def textconv(file: str, **chosen: Any) -> int:
    """Print the article in FILE, one sentence a line.

    An empty line stands between paragraphs, a # before headings.  Git calls this to
    show what has changed in a Word document or a PDF: 'srcdiff git-setup' tells git
    to.  Of a file that holds no article, the reason is printed in its place.
    """
    settings = settings_of(chosen)
    try:
        is_file = Path(file).is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        raise InputError(f"{shown_name(file)}: is no file; name one")
    console.write_out(_text(Path(file), settings), as_it_is=True)
    return 0


def _text(file: Path, settings: Settings) -> str:
    """Return the article as lines; if it has none, what is to be said of it.

    A converter that fails would end the whole ``git diff``, other files included.
    """
    from srcdiff.pipeline import parse
    from srcdiff.readers import read_bytes
    from srcdiff.report.lines import as_lines

    try:
        # By its last name alone: git puts each version into a folder of its own.
        data = read_bytes(str(file), shown_name(file.name), settings.max_size)
        return as_lines(parse(data, file.name, settings)) if data.strip() else ""
    except InputError as error:
        return f"[{error}]\n[SHA-256 {_digest(file, error)}]\n"


def _digest(file: Path, error: InputError) -> str:
    """Return what tells two versions apart of which nobody can read a word."""
    import hashlib

    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise error from None
