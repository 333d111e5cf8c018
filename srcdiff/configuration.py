"""Configuration files: where they are found, what they may hold, how options get it.

    [tool.srcdiff]                     in pyproject.toml; .srcdiff.toml has the same
    encoder = "static"                 without "tool.srcdiff"

    [[tool.srcdiff.pairs]]             sources of drafts that have no front matter
    draft = "drafts/*.docx"
    sources = ["wire/{stem}.html", "wire/common.txt"]

    [tool.srcdiff.check]               see editorial/policy.py

Each draft has the nearest file upward from itself, as far as the top of its
repository; below it lies the one in the user's folder.  An option goes before its
``SRCDIFF_…`` in the environment, that before the nearest file, that before the user's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from glob import escape, glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srcdiff.errors import SettingsError, shown_name, suggestion
from srcdiff.presentation import presentation_options
from srcdiff.reading import settings_options

if TYPE_CHECKING:
    from srcdiff.editorial.policy import Policy

OWN, SHARED, USERS = ".srcdiff.toml", "pyproject.toml", "config.toml"
"""Names of the files: ours, the one of several tools, the one in the user's folder."""

OPTIONS = (
    *("language", "encoder", "extract", "docx_view", "max_size"),
    *("format", "show", "summary", "context", "full"),
    *("layout", "width", "color", "theme", "no_pager"),
)
"""The options that a file may hold: those that fit more than one run."""

_PARAMETERS = {"format": "format_"}
"""Names of options inside the program, where they are others."""

_STEM = "{stem}"
"""In a source: the draft's file name without its suffix."""


@dataclass(frozen=True, slots=True)
class File:
    """A configuration file."""

    path: Path
    section: str
    """What the keys stand below, with a dot: ``tool.srcdiff.``, or nothing."""
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What messages call it."""
        return _shown(self.path)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The files that hold for one article, the one that goes before all last."""

    files: tuple[File, ...] = ()
    everywhere: bool = False
    """Whether the user chose it, and it holds for every other article too."""

    def at(self, path: str) -> Configuration:
        """Return what holds for another article."""
        return self if self.everywhere else configuration(path)

    def options(self) -> dict[str, tuple[Any, str]]:
        """Return the options, each with the file it comes from."""
        return {
            key: (as_written(key, file.table[key], file.name), file.name)
            for file in self.files
            for key in OPTIONS
            if key in file.table
        }

    def policy(self, path: str | None) -> Policy:
        """Return what holds for the draft at *path*, or for no one in particular."""
        from srcdiff.editorial.policy import preset, with_table

        policy = preset("default")
        for file in self.files:
            inside = _inside(file, path)
            policy = with_table(policy, file.table.get("check", {}), inside, file.name)
        return replace(policy, sources=tuple(dict.fromkeys(self._sources(path))))

    def _sources(self, path: str | None) -> Iterator[str]:
        """Yield the sources that the pairs give the draft, as paths from here."""
        from srcdiff.editorial.globs import matches

        for file in self.files:
            inside = _inside(file, path)
            for pair in file.table.get("pairs", ()):
                if inside and matches(pair["draft"], inside):
                    for source in pair["sources"]:
                        yield from _named(file.path.parent, source, Path(inside).stem)


def _inside(file: File, path: str | None) -> str:
    """Return an article's path from the folder of a file; empty if it is not below."""
    if path is None:
        return ""
    try:
        inside = Path(path).absolute().relative_to(file.path.parent.absolute())
    except ValueError:
        return ""
    return Path(os.path.normpath(inside)).as_posix()


def _named(folder: Path, source: str, stem: str) -> list[str]:
    """Return the files that a source of a pair names.

    One without a pattern need not be there: that it is missing will be told.
    """
    from srcdiff.editorial.globs import is_glob

    if is_glob(source) or _STEM in source:
        pattern = source.replace(_STEM, escape(stem))
        # Path.glob cannot climb: a pattern may start with "..".
        names = sorted(glob(pattern, root_dir=folder, recursive=True))  # noqa: PTH207
    else:
        names = [source]
    return [os.path.relpath(folder / name) for name in names]


def _shown(path: Path) -> str:
    """Return a path for a message: from here, if it lies below."""
    here = Path.cwd()
    return shown_name(
        str(path.relative_to(here) if path.is_relative_to(here) else path)
    )


# -- where they are -----------------------------------------------------------


def configuration(
    path: str | None, *, config: str | None = None, no_config: bool = False
) -> Configuration:
    """Return what holds for the article at *path*.

    Args:
        path: The article; what lies in the current folder where there is none.
        config: The only file to take, whatever lies about.
        no_config: Take none.

    Raises:
        SettingsError: a file cannot be read, or makes no sense; one line that names
            file and key.
    """
    if no_config:
        return Configuration(everywhere=True)
    if config is not None:
        return Configuration((_given(Path(config)),), everywhere=True)
    folder = Path.cwd() if path is None else Path(path).absolute().parent
    found = (_users(), _nearest(folder))
    return Configuration(tuple(file for file in found if file is not None))


def _given(path: Path) -> File:
    """Return the file that the user names."""
    found = _read(path, shared=path.name == SHARED)
    if found is None:
        raise SettingsError(f"{_shown(path)}: has no [tool.srcdiff]; name another file")
    return found


@cache
def _nearest(folder: Path) -> File | None:
    for name in (OWN, SHARED):
        path = folder / name
        if path.is_file():
            found = _read(path, shared=name == SHARED)
            if found is not None:
                return found
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return _nearest(folder.parent)


@cache
def _users() -> File | None:
    path = Path(click.get_app_dir("srcdiff")) / USERS
    found = _read(path, shared=False) if path.is_file() else None
    if found and ("pairs" in found.table or "paths" in found.table.get("check", {})):
        raise SettingsError(
            f"{found.name}: pairs and check.paths name files of a project; "
            f"put them into its {OWN}"
        )
    return found


def _read(path: Path, *, shared: bool) -> File | None:
    """Read a file; None if it is for other tools."""
    import tomllib

    name = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if shared and "srcdiff" not in text:
            return None
        table: Any = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(
            f"{name}: cannot be read ({error.strerror or error}); give another file"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{name}: is no TOML ({error}); correct it") from None
    if shared:
        tools = table.get("tool", {})
        if not isinstance(tools, dict) or "srcdiff" not in tools:
            return None
        table = tools["srcdiff"]
    file = File(path, "tool.srcdiff." if shared else "", table)
    _validate(file)
    return file


# -- what they may hold -------------------------------------------------------


def _validate(file: File) -> None:
    """Make sure that all of a file makes sense, whatever of it is used.

    Raises:
        SettingsError: it does not.
    """
    if not isinstance(file.table, Mapping):
        raise SettingsError(f"{file.name}: tool.srcdiff must be a table")
    names = (*OPTIONS, "check", "pairs")
    for key in file.table:
        if key not in names:
            close = suggestion(key.replace("-", "_"), names)
            raise SettingsError(f"{file.name}: no key '{file.section}{key}'; {close}")
    for key in OPTIONS:
        if key in file.table:
            as_written(key, file.table[key], f"{file.name}: {file.section}{key}")
    _validate_pairs(file)
    if "check" in file.table:
        from srcdiff.editorial.policy import validate

        validate(file.table["check"], f"{file.name}: {file.section}check")


@cache
def _parameters() -> Mapping[str, click.Parameter]:
    """Return the options of the plain comparison by name."""

    @click.command
    @presentation_options
    @settings_options
    def plain(**_: Any) -> None: ...

    return {param.name: param for param in plain.params if param.name}


def parameter_name(key: str) -> str:
    """Return what the program calls the option with a key."""
    return _PARAMETERS.get(key, key)


def as_written(key: str, value: Any, place: str) -> Any:
    """Return the value of an option as the command line would write it.

    Raises:
        SettingsError: it has none such.
    """
    param = _parameters()[parameter_name(key)]
    flag = isinstance(param, click.Option) and param.is_flag
    if flag != isinstance(value, bool):
        wanted = "true or false" if flag else "a value of its own, not true or false"
        raise SettingsError(f"{place}: must be {wanted}")
    if flag:
        return value
    parts = value if isinstance(value, list) and key == "show" else [value]
    if not all(isinstance(part, str | int) for part in parts):
        raise SettingsError(f"{place}: {value!r} is no value for it")
    written = ",".join(map(str, parts))
    try:
        with click.Context(click.Command("srcdiff")) as context:
            param.process_value(context, written)
    except click.BadParameter as error:
        raise SettingsError(f"{place}: {error.message.rstrip('.')}") from None
    return written


def _validate_pairs(file: File) -> None:
    place = f"{file.name}: {file.section}pairs"
    pairs = file.table.get("pairs", [])
    if not isinstance(pairs, list):
        raise SettingsError(f"{place}: must be tables of their own, [[…pairs]]")
    for number, pair in enumerate(pairs, start=1):
        here = f"{place}, entry {number}"
        if not isinstance(pair, Mapping):
            raise SettingsError(f"{here}: must be a table")
        for key in pair:
            if key not in ("draft", "sources"):
                close = suggestion(key, ("draft", "sources"))
                raise SettingsError(f"{here}: no key {key!r}; {close}")
        draft, sources = pair.get("draft"), pair.get("sources")
        if not isinstance(draft, str) or not draft.strip():
            raise SettingsError(f'{here}: needs a path, draft = "drafts/*.docx"')
        if not isinstance(sources, list) or not all(
            isinstance(source, str) and source.strip() for source in sources
        ):
            raise SettingsError(f'{here}: needs a list, sources = ["wire/{_STEM}.txt"]')
