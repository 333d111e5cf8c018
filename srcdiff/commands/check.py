"""``srcdiff check``: drafts against their sources and their last versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from srcdiff import console
from srcdiff.commands.memory import AGAINST, BASELINE, tell_stale
from srcdiff.commands.review_output import (
    ReviewOutput,
    output_options,
    present,
    refuse_to_replace,
)
from srcdiff.errors import InputError
from srcdiff.presentation import HELP
from srcdiff.reading import settings_of, settings_options


@click.command(context_settings=HELP)
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
@output_options
@settings_options
def check(  # noqa: PLR0913, PLR0917 -- one argument an option
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    baseline: Path | None,
    prune: bool,
    explain: str | None,
    **options: Any,
) -> int:
    """Review drafts against the sources they name.

    A draft names its sources in its front matter, relative to itself:

    \b
        ---
        sources: [wire.txt, ../agency/report.md]
        ---

    Nothing is printed where nothing is wrong.  Exit status: 0 nothing fails,
    1 a finding fails, 2 a draft or source cannot be read.
    """
    if explain is not None:
        return _explain(explain)
    if prune and changed_only:
        raise click.UsageError("--prune needs every draft: leave --changed-only out")
    from srcdiff.editorial.check import check as review_drafts
    from srcdiff.editorial.places import Places
    from srcdiff.editorial.settle import settle

    settings, asked = settings_of(options), ReviewOutput.of(options)
    refuse_to_replace(asked, drafts)
    if baseline is not None and not baseline.is_file():
        # A wrong name must not settle nothing in silence.
        raise InputError(f"{baseline}: there is no such baseline; check the name")
    review = review_drafts(
        drafts, against=against, changed_only=changed_only, settings=settings
    )
    places, whole = Places(), not changed_only
    settlement = settle(review, drafts, places=places, baseline=baseline, whole=whole)
    ref = against or os.environ.get("PRE_COMMIT_FROM_REF")
    present(settlement.review, asked, asked.look(drafts, places, ref))
    if prune:
        tell_stale(settlement)
    return settlement.review.status


def _explain(rule: str) -> int:
    from srcdiff.editorial.pages import page

    console.write_out(page(rule), as_it_is=False)
    return 0
