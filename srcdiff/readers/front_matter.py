"""The settings that stand on top of a Markdown file, YAML or TOML.

Front matter is data from anywhere: it is parsed safely, within bounds, and if it
cannot be parsed the article is still read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

LARGEST = 65_536
"""Largest front matter that is parsed, in characters.  That of an article has
less than a thousand."""

DEEPEST = 50
"""Deepest nesting that is parsed.  That of an article has two levels or three."""

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSING = {
    "---": re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)"),
    "+++": re.compile(r"(?<=[\r\n])\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)"),
}
_ENTRY = {
    "---": re.compile(r"[\w\"'][^:]{0,100}:(?:\s|$)"),
    "+++": re.compile(r"\[|[\w\"'.-][^=]{0,100}="),
}
_NEWLINE = re.compile(r"\r\n|\n|\r")


class FrontMatter(NamedTuple):
    """What stands above the article."""

    metadata: Mapping[str, Any]
    end: int
    """Where the article starts in the file's text."""
    lines: int
    """How many lines stand above the article."""
    limits: tuple[str, ...]


def front_matter(text: str, name: str) -> FrontMatter:
    """Return the front matter of *text*; an empty one if there is none.

    Front matter that is malformed, too large or too deep gives a sentence in
    ``limits`` and no metadata.
    """
    nothing: Mapping[str, Any] = MappingProxyType({})
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter(nothing, 0, 0, ())
    fence = opening[1]
    closing = _CLOSING[fence].search(text, opening.end())
    if closing is None:
        return FrontMatter(nothing, 0, 0, ())
    source = text[opening.end() : closing.start()]
    if not _has_entries(source, fence):
        return FrontMatter(nothing, 0, 0, ())
    lines = len(_NEWLINE.findall(text, 0, closing.end()))
    metadata, problem = _parsed(source, fence)
    limits = (f"The front matter of {name} {problem}.",) if problem else ()
    return FrontMatter(MappingProxyType(metadata), closing.end(), lines, limits)


def _has_entries(source: str, fence: str) -> bool:
    """Tell whether the first line is an entry: an article may start with a rule."""
    for line in source[:LARGEST].splitlines():
        words = line.strip()
        if words and not words.startswith("#"):
            return _ENTRY[fence].match(words) is not None
    return True


def _parsed(source: str, fence: str) -> tuple[dict[str, Any], str | None]:
    """Return the entries, and what is wrong with them if anything is."""
    if len(source) > LARGEST:
        return {}, f"was left out: it is longer than {LARGEST:,} characters"
    try:
        found = _yaml(source) if fence == "---" else _toml(source)
    except (ValueError, RecursionError):
        language = "YAML" if fence == "---" else "TOML"
        return {}, f"was left out: it is not well-formed {language}"
    if found is None:
        return {}, None
    if not isinstance(found, dict):
        return {}, "was left out: it is no list of names and values"
    return {str(key): value for key, value in found.items()}, None


def _toml(source: str) -> Any:
    import tomllib

    # TOML knows two line ends only, and rejects a carriage return alone.
    return tomllib.loads(_NEWLINE.sub("\n", source))


def _yaml(source: str) -> Any:
    """Parse YAML without aliases, which can stand for a billion values.

    Raises:
        ValueError: it is malformed, too deep, or has aliases.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        depth = 0

        def compose_node(
            self, parent: yaml.Node | None, index: int
        ) -> yaml.Node | None:
            if self.depth >= DEEPEST or self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError
            self.depth += 1
            try:
                return super().compose_node(parent, index)
            finally:
                self.depth -= 1

    try:
        return yaml.load(source, Loader)  # noqa: S506 -- a safe loader, made safer
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        # PyYAML lets some malformed tags and time stamps out as other errors.
        raise ValueError("malformed YAML") from error
