"""What the commands that use the desk's memory share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from srcdiff import console

if TYPE_CHECKING:
    from srcdiff.editorial.settle import Settlement

AGAINST = click.option(
    "--against",
    metavar="COMMIT",
    help="Take each draft's last version from COMMIT (default: HEAD).",
)

BASELINE = click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What was settled (default: .srcdiff-baseline.json in the nearest folder "
    "upward that has one, a .srcdiff.toml or the repository).",
)


def tell_stale(settlement: Settlement) -> None:
    """Say which entries nothing needs any more."""
    for baseline, entry in settlement.stale:
        console.tell(
            f"{baseline.path}: {entry.key} is stale: no {entry.rule} like it is found "
            f"in {entry.draft} ({entry.because}: {entry.reason})"
        )
