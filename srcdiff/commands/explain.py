"""``srcdiff explain``: why sentences are linked, or why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from srcdiff import console
from srcdiff.configured import Configured, configuration_options
from srcdiff.presentation import COLOUR, FORCE, HELP, WIDTH, refuse_to_replace
from srcdiff.reading import apart, encoding_options, read_both, settings_options
from srcdiff.report.look import Look
from srcdiff.settings import Settings


@click.command(cls=Configured, context_settings=HELP)
@click.argument("a")
@click.argument("b")
@click.argument("where")
@click.option(
    "-f",
    "--format",
    "form",
    allow_from_autoenv=False,
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    help="Form of the answer (default: terminal).",
)
@click.option("-o", "--output", metavar="FILE", help="Write the answer to FILE.")
@FORCE
@click.option("--width", type=WIDTH, help="Columns to write in.")
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the answer (default: auto)."
)
@encoding_options
@settings_options
@configuration_options
def explain(  # noqa: PLR0913, PLR0917 -- one argument an option
    a: str,
    b: str,
    where: str,
    form: str,
    output: str | None,
    force: bool,
    width: int | None,
    color: str,
    encoding_a: str | None,
    encoding_b: str | None,
    **chosen: Any,
) -> int:
    """Say why sentences are linked, or why not.

    WHERE is a sentence as the report of A and B names it, a9 or b7, or one of
    each, a9:b7.  Shown are its counterparts and the best candidates that were
    not linked, each with the evidence and with the words matched to one another.
    """
    from srcdiff import pipeline
    from srcdiff.report import explain as text
    from srcdiff.report import explain_json

    settings = Settings(**chosen)
    to_file = output not in (None, "-")
    apart(a, b, output)
    refuse_to_replace(output if to_file else None, force=force)
    docs = read_both(a, b, settings, (encoding_a, encoding_b))
    explanation = pipeline.explain(*docs, where, settings)
    look = Look(
        width=console.width(width),
        colour=console.colour(color, to_file=to_file),
        ascii=not to_file and not console.has_signs(),
        colours=256 if console.many_colours() else 16,
    )
    answer = (explain_json if form == "json" else text).render(explanation, look)
    if to_file:
        console.write_file(Path(str(output)), answer)
    else:
        console.write_out(answer, as_it_is=form == "json")
    return 0
