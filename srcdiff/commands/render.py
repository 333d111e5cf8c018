"""``srcdiff render``: another report of a comparison saved as JSON."""

from __future__ import annotations

from typing import Any

import click

from srcdiff.configured import Configured, configuration_options
from srcdiff.errors import OutputError, shown_name
from srcdiff.presentation import (
    HELP,
    Presentation,
    present,
    presentation_options,
    refuse_to_replace,
)
from srcdiff.reading import same_file
from srcdiff.settings import Settings


@click.command(cls=Configured, context_settings=HELP)
@click.argument("report")
@presentation_options
@configuration_options
def render(report: str, **shown: Any) -> int:
    """Make a report of a comparison saved with --format json.

    REPORT is that file; - is standard input.  The articles themselves are not
    needed: the report is the same, to the byte, as if it were made at once.
    """
    from srcdiff.readers import read_bytes
    from srcdiff.report.saved import comparison_of

    asked = Presentation(**shown)
    if asked.file and same_file(report, asked.file):
        raise OutputError(f"{asked.file}: is the report to read; choose another file")
    refuse_to_replace(asked.file, force=asked.force)
    name = shown_name(report)
    data = read_bytes(report, name, LARGEST_REPORT)
    present(comparison_of(data, name), asked)
    return 0


LARGEST_REPORT: int = 10 * Settings().max_size
"""Bytes of a saved report: it holds two articles and up to four times their size."""
