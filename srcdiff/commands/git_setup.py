"""``srcdiff git-setup``: git shows documents as sentences, and knows srcdiff."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

import click

from srcdiff import console
from srcdiff.errors import OutputError, shown_name
from srcdiff.presentation import HELP

if TYPE_CHECKING:
    from srcdiff.editorial.git_setup import Plan

_USE = """\
git diff now shows Word documents, OpenDocument, RTF, EPUB and PDF sentence by sentence.
For an account of what has changed since a version, file by file, or in one go:
    git difftool -t srcdiff HEAD~1
    git -c diff.external={external} diff HEAD~1
"""
_SHARE = """\
Commit .gitattributes; whoever works here runs srcdiff git-setup once as well.
"""
_UNDO = "To undo it: srcdiff git-setup{scope} --disable\n"


@click.command(context_settings=HELP)
@click.option(
    "--global",
    "everywhere",
    is_flag=True,
    help="For all repositories of yours, not for this one alone.",
)
@click.option("--disable", is_flag=True, help="Take away what git-setup has set.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def git_setup(everywhere: bool, disable: bool, dry_run: bool) -> int:
    """Let git show documents as sentences, and offer srcdiff as a difftool.

    Sets difftool.srcdiff.cmd and diff.srcdiff.textconv in the configuration of git,
    and names the documents in .gitattributes.  Files themselves stay as they are:
    only what git shows of them changes.
    """
    from srcdiff.editorial.git_setup import plan, program

    planned = plan(everywhere=everywhere, disable=disable)
    if not dry_run:
        _carry_out(planned)
    text = "".join(f"{step}\n" for step in _steps(planned)) or "Nothing to change.\n"
    if not disable and not dry_run:
        external = quote(f"{program()} git-diff")
        text += "\n" + _USE.format(external=external) + ("" if everywhere else _SHARE)
        text += _UNDO.format(scope=" --global" if everywhere else "")
    console.write_out(text, as_it_is=False)
    return 0


def _carry_out(planned: Plan) -> None:
    """Change what is planned; the file first, which is likelier to be refused.

    Raises:
        OutputError: the attributes file cannot be written.
        GitError: git does not take a setting.
    """
    from srcdiff.editorial.git_setup import configure

    file = planned.attributes
    try:
        if planned.text:
            file.parent.mkdir(parents=True, exist_ok=True)
            console.write_file(file, planned.text)
        elif planned.text is not None:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{shown_name(str(file))}: cannot be changed "
            f"({error.strerror or error}); check its permissions"
        ) from None
    configure(planned)


def _steps(planned: Plan) -> Iterator[str]:
    """Yield what is done: commands of git's, and files that change."""
    for key, value in planned.settings.items():
        change = f"--unset-all {key}" if value is None else f"{key} {quote(value)}"
        yield f"git config {planned.flag} {change}"
    if planned.text is not None:
        yield f"{shown_name(str(planned.attributes))}: {planned.about_attributes}"
