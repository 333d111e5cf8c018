"""What git tells a program that it calls to show a change: ``diff.external``.

    path old-file old-hex old-mode new-file new-hex new-mode [new-path how-it-moved]

The two files are copies, or the file in the work tree; ``/dev/null . .`` stands for
one that is not there.  Of a path with a merge conflict git names the path and no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from srcdiff.errors import SettingsError

_ABSENT = "/dev/null"
_FILE_MODE = "100"
"""How the mode of a file starts; that of a link or of a submodule does not."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a change."""

    path: str
    """In the repository, from its top."""
    file: str
    """Where its bytes lie."""
    mode: str

    @property
    def absent(self) -> bool:
        """Whether there is no such file on this side."""
        return self.file == _ABSENT

    @property
    def readable(self) -> bool:
        """Whether it is a file, or absent: no link, no submodule."""
        return self.absent or self.mode.startswith(_FILE_MODE)


@dataclass(frozen=True, slots=True)
class Change:
    """One path that git shows the difference of."""

    old: Version
    new: Version
    counter: str
    """Which of how many: ``2 of 5``; empty if git does not say."""

    @property
    def title(self) -> str:
        """The path, and what became of it besides its text."""
        path = self.old.path
        if self.new.path != path:
            path = f"{path} → {self.new.path}"
        return f"{path}{self._fate()}{self.counter and f' ({self.counter})'}"

    def _fate(self) -> str:
        if self.old.absent or self.new.absent:
            return ", new" if self.old.absent else ", deleted"
        if self.old.mode != self.new.mode:
            return f", mode {self.old.mode} → {self.new.mode}"
        return ""


def change(arguments: Sequence[str], environment: Mapping[str, str]) -> Change | None:
    """Return the change that git tells of; none for a path with a merge conflict.

    Raises:
        SettingsError: these are not the arguments of an external diff.
    """
    if len(arguments) == 1:
        return None
    if len(arguments) not in (7, 9):
        raise SettingsError(
            "git-diff is called by git, with 7 arguments: "
            "git -c diff.external='srcdiff git-diff' diff"
        )
    path, old_file, _, old_mode, new_file, _, new_mode, *moved = arguments
    number = environment.get("GIT_DIFF_PATH_COUNTER", "")
    total = environment.get("GIT_DIFF_PATH_TOTAL", "")
    return Change(
        Version(path, old_file, old_mode),
        Version(moved[0] if moved else path, new_file, new_mode),
        f"{number} of {total}" if number and total else "",
    )
