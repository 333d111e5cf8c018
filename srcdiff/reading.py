"""How articles are read: options shared by every command that reads some."""

from __future__ import annotations

import re

import click

from srcdiff.presentation import Command
from srcdiff.settings import DOCX_VIEWS, EXTRACT_MODES


def reading_options(command: Command) -> Command:
    """Give a command options that are named like the fields of the settings."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _size(_: click.Context, option: click.Parameter, value: str) -> int:
    """Read a number of bytes: ``50000000``, ``50M``, ``50 MB``."""
    match = re.fullmatch(r"([0-9]{1,15}) ?([kMG]?)B?", value.strip())
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{value!r} is no size such as 50M", param=option)
    return int(match[1]) * {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}[match[2]]


_OPTIONS = (
    click.option(
        "--extract",
        type=click.Choice(EXTRACT_MODES),
        default="balanced",
        help="What of a web page is its article: what likely is (balanced, "
        "default), what surely is (precision), what may be (recall), all (raw).",
    ),
    click.option(
        "--docx-view",
        type=click.Choice(DOCX_VIEWS),
        default="final",
        help="Tracked changes of Word documents accepted (final, default) or "
        "rejected (original).",
    ),
    click.option(
        "--max-size",
        callback=_size,
        metavar="SIZE",
        default="50M",
        help="Largest article read, and unpacked: 200M, 1G (default: 50M).",
    ),
)
