"""``srcdiff check``: drafts against their sources and their last versions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srcdiff import console
from srcdiff.editorial.formats import FORMATS
from srcdiff.errors import InputError, OutputError
from srcdiff.presentation import COLOUR, HELP, WIDTH
from srcdiff.reading import same_file, settings_options
from srcdiff.settings import Settings

if TYPE_CHECKING:
    from srcdiff.editorial.finding import Review
    from srcdiff.editorial.settle import Settlement


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
    "--baseline",
    metavar="FILE",
    help="What was settled before (default: .srcdiff-baseline.json in the nearest "
    "folder upward that has one, a .srcdiff.toml or the repository).",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Tell which entries of the baseline nothing needs any more; "
    "'srcdiff accept --prune' takes them out.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="Form of the review (default: text).",
)
@click.option("-o", "--output", metavar="FILE", help="Write the review to FILE.")
@click.option(
    "--force", is_flag=True, help="Let -o replace a file that is no review of srcdiff."
)
@click.option("--width", type=WIDTH, help="Columns to write in.")
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the review (default: auto)."
)
@click.option(
    "--explain",
    metavar="RULE",
    help="Print what a rule means, with an example, and check nothing.",
)
@settings_options
def check(  # noqa: PLR0913, PLR0917 -- one argument an option
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    baseline: str | None,
    prune: bool,
    format_: str,
    output: str | None,
    force: bool,
    width: int | None,
    color: str,
    explain: str | None,
    **chosen: Any,
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
    from srcdiff.editorial.formats import ReviewLook, load
    from srcdiff.editorial.places import Places
    from srcdiff.editorial.settle import settle

    file = None if output in (None, "-") else output
    _refuse_to_replace(file, drafts, force=force)
    review = reviewed(drafts, against, changed_only, Settings(**chosen))
    places = Places()
    settlement = settle(
        review,
        drafts,
        places=places,
        baseline=baseline_path(baseline),
        whole=not changed_only,
    )
    review = settlement.review
    to_screen = format_ == "text" and file is None
    look = ReviewLook(
        width=console.width(width),
        colour=format_ == "text" and console.colour(color, to_file=file is not None),
        ascii=to_screen and not console.has_signs(),
        colours=256 if console.many_colours() else 16,
        drafts=drafts,
        places=places,
    )
    report = load(format_)(review, look)
    if file is not None:
        console.write_file(Path(file), report)
    else:
        console.write_out(report, as_it_is=format_ != "text")
    _tell_besides(review, format_, look)
    if prune:
        _tell_stale(settlement)
    return review.status


def reviewed(
    drafts: Sequence[str], against: str | None, changed_only: bool, settings: Settings
) -> Review:
    """Return what the check of drafts finds, before the desk's memory."""
    from srcdiff.editorial.check import check as review_drafts

    return review_drafts(
        drafts, against=against, changed_only=changed_only, settings=settings
    )


def baseline_path(given: str | None) -> Path | None:
    """Return the baseline that the user names.

    Raises:
        InputError: there is none; a wrong name must not settle nothing in silence.
    """
    if given is None:
        return None
    if not Path(given).is_file():
        raise InputError(f"{given}: there is no such baseline; check the name")
    return Path(given)


def _refuse_to_replace(file: str | None, drafts: Sequence[str], *, force: bool) -> None:
    """Make sure that no file is lost that is no review.

    Raises:
        OutputError: the output is a draft, or some other file.
    """
    if file is None:
        return
    if any(same_file(draft, file) for draft in drafts):
        raise OutputError(f"{file}: is one of the drafts; choose another file")
    path = Path(file)
    try:
        data = path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return  # writing will say what is wrong
    if data and not force and not _is_review(data):
        raise OutputError(
            f"{file}: exists and is no review of srcdiff; choose another name, or "
            "replace it with --force"
        )


def _is_review(data: bytes) -> bool:
    from srcdiff.editorial.rules import RULES

    names = ("problem", "note", *RULES)
    return b"srcdiff" in data or any(f"[{name}]".encode() in data for name in names)


def _explain(rule: str) -> int:
    from srcdiff.editorial.pages import page

    console.write_out(page(rule), as_it_is=False)
    return 0


def _tell_besides(review: Review, format_: str, look: Any) -> None:
    """Say what the format cannot, and write the summary of a step on GitHub."""
    from srcdiff.editorial.settle import told

    settled = told(review.findings)
    if settled and format_ in ("line", "rdjson", "sarif", "junit"):
        console.tell(settled)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if format_ == "github" and summary:
        from srcdiff.editorial.formats.github import summary as written

        text = written(review, look)
        try:
            with open(summary, "ab") as stream:  # noqa: PTH123
                stream.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise OutputError(
                f"{summary}: the summary cannot be written ({error.strerror}); "
                "check GITHUB_STEP_SUMMARY"
            ) from error


def _tell_stale(settlement: Settlement) -> None:
    for baseline, entry in settlement.stale:
        console.tell(
            f"{baseline.path}: {entry.key} is stale: no {entry.rule} like it is found "
            f"in {entry.draft} ({entry.because}: {entry.reason})"
        )
