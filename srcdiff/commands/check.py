"""``srcdiff check``: drafts against their sources and their last versions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from srcdiff import console
from srcdiff.beside import processors
from srcdiff.commands.memory import AGAINST, BASELINE, tell_stale
from srcdiff.commands.review_output import (
    ReviewOutput,
    output_options,
    present,
    refuse_to_lose,
)
from srcdiff.configuration import Configuration
from srcdiff.configured import Configured, configuration_options, setting
from srcdiff.editorial.policy import Policy, never_failing, with_levels, with_preset
from srcdiff.editorial.rules import GROUPS, PRESETS, RULES, Setting
from srcdiff.errors import InputError
from srcdiff.presentation import HELP, names
from srcdiff.reading import settings_of, settings_options
from srcdiff.settings import Settings

if TYPE_CHECKING:
    from srcdiff.editorial.finding import Review

_RULE_NAMES = names((*RULES, *GROUPS))


def _policy_lines(
    found: Configuration, options: Mapping[str, Any], path: str | None
) -> Iterator[str]:
    """Yield the policy of a draft as a configuration file would have it."""
    policy = _chosen(found.policy(path), options)
    thresholds = {
        "copied_words": policy.copied_words,
        "phrase_words": policy.phrase_words,
        "correction_note": policy.correction_note.pattern,
    }
    yield from ("", "[tool.srcdiff.check]")
    for name, value in thresholds.items():
        yield setting(name, value, policy.origins.get(name, "default"))
    yield from ("", "[tool.srcdiff.check.rules]")
    for rule, level in policy.levels.items():
        yield setting(rule, level, policy.origins.get(rule, "default"))


@click.command(cls=Configured, context_settings=HELP, shown_too=_policy_lines)
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...")
@AGAINST
@click.option(
    "--changed-only",
    is_flag=True,
    help="Pass over a draft that is as it was in its last version, with its sources.",
)
@BASELINE
@click.option(
    "--prune",
    is_flag=True,
    help="Tell which entries of the baseline nothing needs any more; "
    "'srcdiff accept --prune' takes them out.",
)
@click.option(
    "--explain",
    metavar="RULE",
    help="Print what a rule means, with an example, and check nothing.",
)
@click.option(
    "--preset",
    type=click.Choice(PRESETS),
    help="Set all rules: strict, default, or advisory, which never fails.",
)
@click.option(
    "--fail-on",
    "fail_rules",
    envvar="SRCDIFF_CHECK_FAIL_ON",
    callback=_RULE_NAMES,
    metavar="RULES",
    help="Let these rules fail, with commas between; all, source and last-version "
    "stand for several.",
)
@click.option(
    "--warn-on",
    "warn_rules",
    envvar="SRCDIFF_CHECK_WARN_ON",
    callback=_RULE_NAMES,
    metavar="RULES",
    help="Let these rules warn.",
)
@click.option(
    "--advisory", is_flag=True, help="Warn where the policy fails; end with status 0."
)
@output_options
@settings_options
@configuration_options
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: click.Context,
    /,
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    baseline: Path | None,
    prune: bool,
    explain: str | None,
    **options: Any,
) -> int:
    """Review drafts against their sources and their last versions.

    A draft names its sources in its front matter, relative to itself; a
    configuration file can name them too.

    \b
        ---
        sources: [wire.txt, ../agency/report.md]
        ---

    A source stands for the drafts in git that name it.  Nothing is printed where
    nothing is wrong.  Exit status: 0 nothing that fails, 1 something does, 2 a
    draft or source cannot be read.
    """
    if explain is not None:
        return _explain(explain)
    if prune and changed_only:
        raise click.UsageError("--prune needs every draft: leave --changed-only out")
    from srcdiff.editorial.places import Places
    from srcdiff.editorial.settle import settle

    asked = ReviewOutput.of(options)
    refuse_to_lose(asked, drafts)
    if baseline is not None and not baseline.is_file():
        # A wrong name must not settle nothing in silence.
        raise InputError(f"{baseline}: there is no such baseline; check the name")
    review = reviewed(
        context,
        drafts,
        settings_of(options),
        _policy_of(context.obj, options),
        against=against,
        changed_only=changed_only,
    )
    places, whole = Places(), not changed_only
    settlement = settle(review, drafts, places=places, baseline=baseline, whole=whole)
    ref = against or os.environ.get("PRE_COMMIT_FROM_REF")
    present(settlement.review, asked, asked.look(drafts, places, ref))
    if prune:
        tell_stale(settlement)
    return 0 if options["advisory"] else settlement.review.status


def _explain(rule: str) -> int:
    from srcdiff.editorial.pages import page

    console.write_out(page(rule), as_it_is=False)
    return 0


def reviewed(  # noqa: PLR0913 -- one argument an option
    context: click.Context,
    drafts: Iterable[str],
    settings: Settings,
    policy_of: Callable[[str], Policy],
    *,
    against: str | None,
    changed_only: bool,
) -> Review:
    """Return what the check of drafts finds, before the desk's memory.

    Args:
        context: That of the command; its object is what holds for the first draft.
        drafts: Their paths.
        settings: Those of the first draft.
        policy_of: What holds for the draft at a path.
        against: The commit to take last versions from.
        changed_only: Pass over drafts that are as they were.
    """
    from srcdiff.editorial.check import check as review_drafts
    from srcdiff.editorial.check import together

    return together(
        review_drafts(
            group,
            policy_of=policy_of,
            against=against,
            changed_only=changed_only,
            settings=own,
            processes=processors(),
        )
        for own, group in _groups(context, drafts, settings).items()
    )


def _groups(
    context: click.Context, drafts: Iterable[str], settings: Settings
) -> dict[Settings, list[str]]:
    """Return the drafts by their settings: each has those of its nearest file.

    Args:
        context: That of the command; its object is what holds for the first draft.
        drafts: Their paths.
        settings: Those of the first draft.
    """
    found: Configuration = context.obj
    from_files = {
        param.name: param
        for param in context.command.params
        if param.name in Settings.__dataclass_fields__
        and context.get_parameter_source(param.name)
        in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
    }
    groups: dict[Settings, list[str]] = {}
    for path in drafts:
        options = found.at(path).options()
        own = {
            name: param.process_value(
                context, options[name][0] if name in options else param.default
            )
            for name, param in from_files.items()
        }
        groups.setdefault(replace(settings, **own), []).append(path)
    return groups


def _policy_of(
    found: Configuration, options: Mapping[str, Any]
) -> Callable[[str], Policy]:
    """Return what tells the policy of the draft at a path."""
    return lambda path: _chosen(found.at(path).policy(path), options)


def _chosen(policy: Policy, options: Mapping[str, Any]) -> Policy:
    """Return a policy as the options of this run change it."""
    if options["preset"]:
        policy = with_preset(policy, options["preset"], "--preset")
    levels: dict[str, Setting] = dict.fromkeys(options["warn_rules"], "warn")
    levels.update(dict.fromkeys(options["fail_rules"], "fail"))
    policy = with_levels(policy, levels, "--fail-on and --warn-on")
    return never_failing(policy) if options["advisory"] else policy
