"""The page of each rule: ``docs/rules/ID.md``, which the package brings along."""

from __future__ import annotations

from pathlib import Path

from srcdiff.editorial.rules import RULES
from srcdiff.errors import SettingsError

_PACKAGE = Path(__file__).parents[1]

_FOLDERS = (
    _PACKAGE / "editorial" / "rule_pages",
    _PACKAGE.parent / "docs" / "rules",
)
"""Where the pages lie: in an installed package, and in a checkout."""


def page(rule: str) -> str:
    """Return the page of a rule, in Markdown.

    Raises:
        SettingsError: there is no such rule.
    """
    if rule not in RULES:
        raise unknown(rule)
    for folder in _FOLDERS:
        file = folder / f"{rule}.md"
        if file.is_file():
            return file.read_text("utf-8")
    raise FileNotFoundError(f"{rule}.md is missing from the installation")


def unknown(rule: str) -> SettingsError:
    """Return what to say of a rule that does not exist."""
    from difflib import get_close_matches

    near = get_close_matches(rule, RULES, n=1)
    hint = f"did you mean {near[0]}?" if near else "choose one of " + ", ".join(RULES)
    return SettingsError(f"unknown rule {rule!r}: {hint}")
