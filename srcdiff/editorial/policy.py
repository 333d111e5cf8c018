"""What a desk makes of each rule: fail, warn or off; and its thresholds.

    [tool.srcdiff.check]                  in pyproject.toml; [check] in .srcdiff.toml
    preset = "default"
    copied_words = 12

    [tool.srcdiff.check.rules]
    unsupported = "warn"
    last-version = "off"                  # a group: all, source, last-version

    [[tool.srcdiff.check.paths]]          # for drafts at these paths; later ones win
    path = "opinion/**"
    preset = "advisory"

A preset sets all rules; what follows it changes single ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

from srcdiff.editorial.finding import Level
from srcdiff.editorial.globs import matches
from srcdiff.editorial.rules import GROUPS, PRESETS, RULES, Preset, Setting
from srcdiff.errors import SettingsError, suggestion

COPIED_WORDS = 12
"""Words in a row, outside quotations, from which they count as copied.  Of 38 annotated
pairs that are no versions of one text, one shares such a run, two share one of 11, and
of 208 news articles and their rewritings none shares one (``benchmarks/editorial.py``).
"""

PHRASE_WORDS = 8
"""Words from which a part of a sentence counts as a statement of its own: without
support, added, removed.  Of the phrases so long that a comparison calls one article's
alone, five in six hold something that a person marked; of those of three words, seven
in ten; of whole sentences 19 in 20 (``benchmarks/editorial.py``)."""

CORRECTION_NOTE = (
    r"^[^\w\n]{0,20}(?:corrections?|clarifications?|updated?|editor['’]s note)\b"
    r"(?:[^\w\n]{0,20}$|[^\n:–—]{0,40}(?:[:–—]|\s-\s))"
    r"|^[^\w\n]{0,20}this (?:article|report|story) (?:has been|was) "
    r"(?:corrected|updated|amended|clarified)"
)
"""What a line starts with that says what was corrected: "Correction (May 3): …",
"This article was amended on …"."""

MOST_WORDS = 100
"""Largest threshold in words: each row of so many words of a source is looked up."""

LEVELS: tuple[Setting, ...] = get_args(Setting)

KEYS = (
    "preset",
    "rules",
    "copied_words",
    "phrase_words",
    "require_correction_note",
    "correction_note",
)
"""What a table of a policy may hold, besides its ``paths``."""


def _note(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


_NOTE = _note(CORRECTION_NOTE)


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one draft."""

    levels: Mapping[str, Setting]
    """What becomes of each rule, by its id."""
    copied_words: int = COPIED_WORDS
    phrase_words: int = PHRASE_WORDS
    correction_note: re.Pattern[str] = _NOTE
    sources: tuple[str, ...] = ()
    """Sources that the configuration names for this draft, as paths from here."""
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where each level and threshold comes from, in words, unless by default."""

    def on(self, *rules: str) -> bool:
        """Tell whether any of these rules is to be looked at."""
        return any(self.levels[rule] != "off" for rule in rules)

    def level(self, rule: str) -> Level:
        """Return the level of the findings of a rule that is on."""
        return "fail" if self.levels[rule] == "fail" else "warn"


def preset(name: Preset) -> Policy:
    """Return the policy of a preset."""
    levels = {rule.id: rule.under(name) for rule in RULES.values()}
    return Policy(MappingProxyType(levels))


def with_table(
    policy: Policy, table: Mapping[str, Any], path: str, place: str
) -> Policy:
    """Return a policy changed by a table of a configuration file.

    Args:
        policy: What holds so far.
        table: ``[check]`` of a file, which :func:`validate` has seen.
        path: The draft, from the folder of the file, with ``/`` between its parts;
            empty for no draft in particular.
        place: What the file is called.
    """
    policy = _with_part(policy, table, place)
    for part in table.get("paths", ()):
        if path and matches(part["path"], path):
            policy = _with_part(policy, part, f"{place}, paths {part['path']}")
    return policy


def _with_part(policy: Policy, table: Mapping[str, Any], place: str) -> Policy:
    """Return a policy changed by the keys of a table, but for its paths."""
    advisory = table.get("preset") == "advisory"
    if "preset" in table:
        origin = f"preset {table['preset']}, {place}"
        policy = with_preset(policy, table["preset"], origin)
    if "require_correction_note" in table:
        wanted: Setting = "off"
        if table["require_correction_note"]:
            wanted = "warn" if advisory else "fail"
        policy = with_levels(policy, {"silent-edit": wanted}, place)
    policy = with_levels(policy, table.get("rules", {}), place)
    words = {name: table[name] for name in _THRESHOLDS if name in table}
    if "correction_note" in table:
        words["correction_note"] = _note(table["correction_note"])
    origins = {**policy.origins, **dict.fromkeys(words, place)}
    return replace(policy, **words, origins=origins)


def with_preset(policy: Policy, name: Preset, origin: str) -> Policy:
    """Return a policy with all rules as a preset has them."""
    levels = preset(name).levels
    origins = {**policy.origins, **dict.fromkeys(levels, origin)}
    return replace(policy, levels=levels, origins=origins)


def with_levels(policy: Policy, levels: Mapping[str, Setting], origin: str) -> Policy:
    """Return a policy in which rules and groups of rules have other levels.

    Whatever their order, a rule's own level goes before that of its group, and a
    group's before that of all.
    """
    found = dict(policy.levels)
    for names in (("all",), tuple(GROUPS.keys() - {"all"}), tuple(RULES)):
        for name in names:
            if name in levels:
                found.update(dict.fromkeys(GROUPS.get(name, (name,)), levels[name]))
    changed = {rule for name in levels for rule in GROUPS.get(name, (name,))}
    origins = {**policy.origins, **dict.fromkeys(changed, origin)}
    return replace(policy, levels=found, origins=origins)


def never_failing(policy: Policy) -> Policy:
    """Return a policy that warns where it would fail."""
    softened: dict[str, Setting] = {
        rule: "warn" for rule, level in policy.levels.items() if level == "fail"
    }
    return with_levels(policy, softened, "--advisory")


# -- what a configuration file may say ----------------------------------------


_THRESHOLDS = ("copied_words", "phrase_words")


def validate(table: Any, place: str) -> None:
    """Make sure that a table can be a policy.

    Args:
        table: ``[check]`` of a file.
        place: What errors call it: ``pyproject.toml: tool.srcdiff.check``.

    Raises:
        SettingsError: a key is unknown, or a value makes no sense; one line that
            names both, and what may have been meant.
    """
    _validate_part(table, place, (*KEYS, "paths"))
    for number, part in enumerate(_list_of_tables(table, "paths", place), start=1):
        here = f"{place}.paths, entry {number}"
        _validate_part(part, here, (*KEYS, "path"))
        if not isinstance(part.get("path"), str) or not part["path"].strip():
            raise SettingsError(f'{here}: needs a path, such as path = "opinion/**"')


def _list_of_tables(table: Mapping[str, Any], key: str, place: str) -> list[Any]:
    found = table.get(key, [])
    if not isinstance(found, list):
        raise SettingsError(f"{place}.{key}: must be tables of their own, [[…{key}]]")
    return found


def _validate_part(table: Any, place: str, keys: Iterable[str]) -> None:
    if not isinstance(table, Mapping):
        raise SettingsError(f"{place}: must be a table")
    known(table, keys, place)
    if "preset" in table:
        _one_of(table["preset"], PRESETS, f"{place}.preset")
    for name in _THRESHOLDS:
        value = table.get(name, 1)
        if type(value) is not int or not 1 <= value <= MOST_WORDS:
            raise SettingsError(
                f"{place}.{name}: must be a number of words from 1 to {MOST_WORDS:,}"
            )
    if not isinstance(table.get("require_correction_note", False), bool):
        raise SettingsError(f"{place}.require_correction_note: must be true or false")
    _validate_note(table.get("correction_note", CORRECTION_NOTE), place)
    rules = table.get("rules", {})
    if not isinstance(rules, Mapping):
        raise SettingsError(f'{place}.rules: must be a table, such as copied = "warn"')
    known(rules, (*RULES, *GROUPS), f"{place}.rules")
    for name, level in rules.items():
        _one_of(level, LEVELS, f"{place}.rules.{name}")


def _validate_note(pattern: Any, place: str) -> None:
    try:
        _note(pattern)
    except (TypeError, re.error) as error:
        raise SettingsError(
            f"{place}.correction_note: is no regular expression ({error})"
        ) from None


def known(table: Mapping[str, Any], keys: Iterable[str], place: str) -> None:
    """Make sure that a table has no key but these.

    Raises:
        SettingsError: it has.
    """
    names = tuple(keys)
    for key in table:
        if key not in names:
            raise SettingsError(f"{place}: no key {key!r}; {suggestion(key, names)}")


def _one_of(value: Any, allowed: tuple[str, ...], place: str) -> None:
    if value not in allowed:
        raise SettingsError(f"{place}: {value!r} is not one of {', '.join(allowed)}")
