"""``srcdiff check``: drafts against their sources and their last versions."""

from __future__ import annotations

from typing import Any

import click

from srcdiff import console
from srcdiff.presentation import COLOUR, HELP
from srcdiff.reading import settings_options
from srcdiff.settings import Settings


@click.command(context_settings=HELP)
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...")
@click.option(
    "--against",
    metavar="COMMIT",
    help="Take each draft's last version from COMMIT (default: HEAD).",
)
@click.option(
    "--changed-only",
    is_flag=True,
    help="Pass over a draft that is as it was in its last version, with its sources.",
)
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the report (default: auto)."
)
@settings_options
def check(
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    color: str,
    **chosen: Any,
) -> int:
    """Review drafts against the sources they name.

    A draft names its sources in its front matter, relative to itself:

    \b
        ---
        sources: [wire.txt, ../agency/report.md]
        ---

    Nothing is printed where nothing is wrong.  Exit status: 0 nothing found,
    1 a draft contradicts its sources, 2 a draft or source cannot be read.
    """
    from srcdiff.editorial.check import check as review_drafts
    from srcdiff.editorial.review_text import review_text

    review = review_drafts(
        drafts,
        against=against,
        changed_only=changed_only,
        settings=Settings(**chosen),
    )
    colour = console.colour(color, to_file=False)
    console.write_out(
        review_text(review, color=colour, ascii=not console.has_signs()), as_it_is=False
    )
    return review.status
