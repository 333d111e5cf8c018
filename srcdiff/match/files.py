"""The articles in a folder, read one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from srcdiff.errors import InputError, SrcdiffError, shown_name
from srcdiff.match.article import Article, read_article
from srcdiff.settings import Settings


def files_in(folder: str, tell: Callable[[str], None]) -> list[str]:
    """Return the paths of all files in a folder and the folders in it, in order.

    What is hidden (``.git``) is left out, and links to folders are not followed.

    Args:
        folder: The folder.
        tell: What is called with one line for each folder that cannot be listed.

    Raises:
        InputError: there is no such folder, or no file in it.
    """
    shown = shown_name(folder)
    if not Path(folder).is_dir():
        missing = not os.path.lexists(folder)
        why = "does not exist" if missing else "is no folder"
        raise InputError(f"{shown}: {why}; give a folder of articles")

    def pass_over(error: OSError) -> None:
        tell(f"{shown_name(str(error.filename))}: cannot be listed ({error.strerror})")

    found = []
    for place, folders, names in os.walk(folder, onerror=pass_over):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [str(Path(place, name)) for name in names if not name.startswith(".")]
    if not found:
        raise InputError(f"{shown}: holds no files; give a folder of articles")
    return sorted(found)


def articles(
    paths: Iterable[str], settings: Settings, tell: Callable[[str], None]
) -> Iterator[Article]:
    """Yield what can be read of some files.

    Args:
        paths: The files.
        settings: Language, size limit and how to read.
        tell: What is called with one line for each file that cannot be read.
    """
    for path in paths:
        try:
            path.encode()  # a list of pairs is UTF-8
            yield read_article(path, settings)
        except UnicodeEncodeError:
            tell(f"{shown_name(path)}: its name is no Unicode; rename it")
        except SrcdiffError as error:
            tell(str(error))
