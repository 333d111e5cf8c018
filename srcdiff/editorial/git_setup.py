"""What git is told once so that it shows documents through srcdiff, and how to undo it.

[difftool "srcdiff"]                          in the configuration of git
    cmd = srcdiff "$LOCAL" "$REMOTE"
[diff "srcdiff"]
    textconv = srcdiff textconv
    cachetextconv = true

*.docx diff=srcdiff                           in .gitattributes, between two marks
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from srcdiff.editorial.git_process import NotARepositoryError, git
from srcdiff.errors import SettingsError
from srcdiff.readers.formats import SUFFIXES, Format

_HERE = Path()

_DOCUMENTS: frozenset[Format] = frozenset({"docx", "odt", "epub", "rtf", "pdf"})
"""What git shows as "binary files differ", or as markup that nobody reads."""

PATTERNS = tuple(
    f"*{suffix}" for suffix, kind in SUFFIXES.items() if kind in _DOCUMENTS
)

_FIRST = "# >>> srcdiff git-setup: documents as sentences in git diff"
_LAST = "# <<< srcdiff git-setup"

_CACHE = "refs/notes/textconv/srcdiff"
"""Where git keeps the sentences of versions that it has shown."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to change.  Nothing of it is done by making it."""

    flag: str
    """Which configuration: ``--local`` or ``--global``."""
    settings: Mapping[str, str | None]
    """Keys to set, or to take away: none as their value."""
    attributes: Path
    text: str | None
    """What the attributes file is to hold; none if it may stay as it is."""

    @property
    def about_attributes(self) -> str:
        """What becomes of the attributes file, in a few words."""
        if not self.text:
            return "removed, for it holds nothing else"
        if _FIRST not in self.text:
            return "without the lines of srcdiff"
        return f"diff=srcdiff for {' '.join(PATTERNS)}"


def program() -> str:
    """Return how git, which uses a shell, calls this srcdiff.

    By its name where everybody finds it; by its interpreter where it is on the path
    only as long as a virtual environment is active, for git is used without it too.
    """
    found = shutil.which("srcdiff")
    inside = sys.prefix != sys.base_prefix and found
    if found and not (inside and Path(found).is_relative_to(sys.prefix)):
        return "srcdiff"
    # -P: a folder called srcdiff, where git runs, is not this program.
    return f"{quote(Path(sys.executable).as_posix())} -P -m srcdiff"


def plan(*, everywhere: bool, disable: bool) -> Plan:
    """Return what it takes to set git up, or to undo that.

    Args:
        everywhere: For all repositories of this user, not for this one.
        disable: Undo it.

    Raises:
        GitError: there is no git, or no repository here.
        SettingsError: the attributes file cannot be read, or its marks are damaged.
    """
    flag = "--global" if everywhere else "--local"
    attributes = _attributes_of_user() if everywhere else _attributes_of_repository()
    now = _configured(flag)
    wanted = dict.fromkeys(now) if disable else _settings(program())
    text = _read(attributes)
    new = _without_block(text, attributes)
    if not disable:
        new = _with_block(text, attributes)
    return Plan(
        flag,
        {key: value for key, value in wanted.items() if now.get(key) != value},
        attributes,
        None if new == text else new,
    )


def configure(plan: Plan) -> None:
    """Change the configuration of git as planned, and forget what it has cached.

    The cache goes in any case, because sentences made by another version of srcdiff
    would show as changes.
    """
    for key, value in plan.settings.items():
        change = (
            ("--unset-all", key) if value is None else ("--replace-all", key, value)
        )
        git(_HERE, "config", plan.flag, *change)
    if plan.flag == "--local":
        git(_HERE, "update-ref", "-d", _CACHE)


def _settings(srcdiff: str) -> dict[str, str | None]:
    return {
        "difftool.srcdiff.cmd": f'{srcdiff} "$LOCAL" "$REMOTE"',
        "diff.srcdiff.textconv": f"{srcdiff} textconv",
        "diff.srcdiff.cachetextconv": "true",
    }


def _configured(flag: str) -> dict[str, str]:
    """Return our keys as they are set."""
    keys = {}
    for key in _settings(""):
        value = _answer("config", flag, "--null", "--get", key)
        if value:
            keys[key] = value.rstrip("\0")
    return keys


def _attributes_of_repository() -> Path:
    try:
        top = git(_HERE, "rev-parse", "--show-toplevel").decode("utf-8", "replace")
    except NotARepositoryError:
        raise SettingsError(
            "this folder is in no git repository: run git-setup in one, or give "
            "--global for all of yours"
        ) from None
    return Path(top.removesuffix("\n")) / ".gitattributes"


def _attributes_of_user() -> Path:
    """Return the attributes file of the user, where git looks for it."""
    for scope in ("--global", "--system"):
        named = _answer("config", scope, "--type=path", "--get", "core.attributesFile")
        if named:
            return Path(named.removesuffix("\n"))
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "git" / "attributes"


def _answer(*arguments: str) -> str:
    # Status 1: there is no such key.
    return git(_HERE, *arguments, accept=1).decode("utf-8", "surrogateescape")


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not in UTF-8"
        raise SettingsError(
            f"{file}: cannot be read ({why}); put lines like "
            f"'{PATTERNS[0]} diff=srcdiff' into it by hand"
        ) from None


def _with_block(text: str, file: Path) -> str:
    """Return *text* with our lines: in their place, or at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [_FIRST, *(f"{pattern} diff=srcdiff" for pattern in PATTERNS), _LAST]
    block = end.join(lines) + end
    before, found, after = _parts(text, file)
    if not found and before and not before.endswith("\n"):
        before += end
    return before + block + after


def _without_block(text: str, file: Path) -> str:
    before, _, after = _parts(text, file)
    return before + after


def _parts(text: str, file: Path) -> tuple[str, str, str]:
    """Return what stands before our lines, these with their marks, and what follows.

    Raises:
        SettingsError: one of the marks stands there without the other.
    """
    lines = text.splitlines(keepends=True)
    bare = [line.strip() for line in lines]
    marks = [index for index, line in enumerate(bare) if line in (_FIRST, _LAST)]
    if not marks:
        return text, "", ""
    if [bare[index] for index in marks] != [_FIRST, _LAST]:
        raise SettingsError(
            f"{file}: the lines that srcdiff marked there were changed; take them "
            f"out by hand, from '{_FIRST}' to '{_LAST}'"
        )
    first, last = marks[0], marks[1] + 1
    parts = lines[:first], lines[first:last], lines[last:]
    before, block, after = map("".join, parts)
    return before, block, after
