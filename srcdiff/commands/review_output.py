"""How a review reaches its reader: the options for it, and the way there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from srcdiff import console
from srcdiff.editorial.finding import Review
from srcdiff.editorial.formats import FORMATS, ReviewLook, load
from srcdiff.editorial.places import Places
from srcdiff.editorial.rules import RULES
from srcdiff.errors import OutputError
from srcdiff.presentation import COLOUR, WIDTH, Command, refuse_to_replace
from srcdiff.reading import same_file

_UNCOUNTED = ("line", "rdjson", "sarif", "junit")
"""Formats that do not say in plain words how many findings are settled."""

_OPTIONS = (
    click.option(
        "-f",
        "--format",
        "form",
        allow_from_autoenv=False,
        type=click.Choice(list(FORMATS)),
        default="text",
        help="Form of the review (default: text).",
    ),
    click.option("-o", "--output", metavar="FILE", help="Write the review to FILE."),
    click.option(
        "--force",
        is_flag=True,
        help="Let -o replace a file that is no review of srcdiff.",
    ),
    click.option("--width", type=WIDTH, help="Columns to write in."),
    click.option(
        "--color",
        type=COLOUR,
        default="auto",
        help="Colour the review (default: auto).",
    ),
)


def output_options(command: Command) -> Command:
    """Give a command the options of :class:`ReviewOutput`, in their order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class ReviewOutput:
    """What a user asked for; the fields are the options."""

    form: str
    output: str | None
    force: bool
    width: int | None
    color: str

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> ReviewOutput:
        """Take what is meant for the output out of all options of a command."""
        return cls(**{field.name: options[field.name] for field in fields(cls)})

    @property
    def file(self) -> str | None:
        """Where the review goes; none for standard output."""
        return None if self.output == "-" else self.output

    def look(
        self, drafts: Sequence[str], places: Places, against: str | None
    ) -> ReviewLook:
        """Return how the review is to look, given the terminal at hand."""
        text = self.form == "text"
        return ReviewLook(
            width=console.width(self.width),
            colour=text and console.colour(self.color, to_file=self.file is not None),
            ascii=text and self.file is None and not console.has_signs(),
            colours=256 if console.many_colours() else 16,
            drafts=tuple(drafts),
            against=against,
            places=places,
        )


def refuse_to_lose(asked: ReviewOutput, drafts: Sequence[str]) -> None:
    """Make sure that no file is lost that is no review; asked before the work.

    Raises:
        OutputError: the output is a draft, or some other file.
    """
    if asked.file is None:
        return
    if any(same_file(draft, asked.file) for draft in drafts):
        raise OutputError(f"{asked.file}: is one of the drafts; choose another file")
    refuse_to_replace(asked.file, force=asked.force, what="review", ours=_is_review)


def _is_review(data: bytes) -> bool:
    names = ("problem", "note", *RULES)
    return b"srcdiff" in data or any(f"[{name}]".encode() in data for name in names)


def present(review: Review, asked: ReviewOutput, look: ReviewLook) -> None:
    """Write a review to where it was asked for.

    Raises:
        OutputError: it cannot be written.
    """
    from srcdiff.editorial.settle import told

    text = load(asked.form)(review, look)
    if asked.file is not None:
        console.write_file(Path(asked.file), text)
    else:
        console.write_out(text, as_it_is=asked.form != "text")
    settled = told(review.findings)
    if settled and asked.form in _UNCOUNTED:
        console.tell(settled)
    step = os.environ.get("GITHUB_STEP_SUMMARY")
    if asked.form == "github" and step:
        _summarise(review, look, step)


def _summarise(review: Review, look: ReviewLook, file: str) -> None:
    """Add the whole list to the summary of a step on GitHub."""
    from srcdiff.editorial.formats.github import summary

    text = summary(review, look)
    try:
        with Path(file).open("ab") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(
            f"{file}: the summary cannot be written ({error.strerror}); check "
            "GITHUB_STEP_SUMMARY"
        ) from error
