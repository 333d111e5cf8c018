"""``srcdiff accept``: what the desk decides about findings, for later checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from srcdiff import console
from srcdiff.commands.check import reviewed
from srcdiff.commands.memory import AGAINST, BASELINE
from srcdiff.configuration import Configuration
from srcdiff.configured import Configured, configuration_options
from srcdiff.editorial.finding import Because, Settled
from srcdiff.errors import GitError, InputError
from srcdiff.presentation import HELP
from srcdiff.reading import settings_options
from srcdiff.settings import Settings

if TYPE_CHECKING:
    from srcdiff.editorial.formats.message import Shown
    from srcdiff.editorial.policy import Policy
    from srcdiff.editorial.settle import Settlement


@click.command(cls=Configured, context_settings=HELP)
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option("--rule", metavar="RULE", help="Findings of this rule.")
@click.option(
    "--line", type=click.IntRange(min=1), help="Findings in this line of the draft."
)
@click.option("--key", metavar="KEY", help="The finding with this key.")
@click.option("--all", "all_", is_flag=True, help="All findings, or all of --rule.")
@click.option(
    "--because",
    type=click.Choice(get_args(Because)),
    help="The text stands (accepted), srcdiff is mistaken (wrong), or it does not "
    "matter here (ignored).",
)
@click.option("--reason", metavar="TEXT", help="Why, for whoever reads it later.")
@click.option(
    "--by", metavar="NAME", help="Who decides (default: user.name as git has it)."
)
@BASELINE
@click.option(
    "--prune",
    is_flag=True,
    help="Take out the entries of these drafts that no finding needs any more.",
)
@AGAINST
@settings_options
@configuration_options
@click.pass_context
def accept(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: click.Context,
    /,
    drafts: tuple[str, ...],
    rule: str | None,
    line: int | None,
    key: str | None,
    all_: bool,
    because: Because | None,
    reason: str | None,
    by: str | None,
    baseline: Path | None,
    prune: bool,
    against: str | None,
    **chosen: Any,
) -> int:
    """Settle findings, so that later checks count them and go on.

    The text of a finding says how to accept it.  What is decided is kept in a file
    in the repository, .srcdiff-baseline.json, to be committed with the draft; it
    holds until one of the two sentences changes.

    Exit status: 0 done, 2 nothing of the kind is found, or a draft cannot be read.
    """
    choice = Choice(rule, line, key)
    settled = None
    if not prune or choice != Choice() or all_:
        settled = _decision(choice, all_, because, reason, by, drafts)
    from srcdiff.editorial.places import Places
    from srcdiff.editorial.settle import settle

    found: Configuration = context.obj
    review = reviewed(
        context,
        drafts,
        Settings(**chosen),
        lambda path: choice.looked_for(found.at(path).policy(path)),
        against=against,
        changed_only=False,
    )
    for problem in review.problems:
        console.tell(f"{problem.draft}: {problem.message}")
    if review.problems:
        return review.status
    places = Places()
    settlement = settle(review, drafts, places=places, baseline=baseline)
    if settled is not None:
        _record(settlement, choice, settled, places, baseline)
    if prune:
        _prune(settlement)
    return 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are meant."""

    rule: str | None = None
    line: int | None = None
    key: str | None = None

    def fits(self, one: Shown) -> bool:
        """Tell whether a finding is meant."""
        at = one.here.start.line if one.here and one.here.start else None
        return (
            self.rule in (None, one.finding.rule)
            and self.line in (None, at)
            and self.key in (None, one.key)
        )

    def looked_for(self, policy: Policy) -> Policy:
        """Return a policy under which what is meant is found.

        What the check was told on its command line, to look for a rule that is off,
        need not be told again.
        """
        if self.rule is None or policy.on(self.rule):
            return policy
        return replace(policy, levels={**policy.levels, self.rule: "warn"})

    def __str__(self) -> str:
        parts = [f"of rule {self.rule}"] if self.rule else []
        parts += [f"in line {self.line}"] if self.line else []
        parts += [f"with the key {self.key}"] if self.key else []
        return " ".join(parts)


def _decision(  # noqa: PLR0913, PLR0917
    choice: Choice,
    all_: bool,
    because: Because | None,
    reason: str | None,
    by: str | None,
    drafts: Sequence[str],
) -> Settled:
    """Return what the options decide.

    Raises:
        UsageError: something is left open.
        SettingsError: there is no such rule.
    """
    from srcdiff.editorial.formats.message import REASON
    from srcdiff.editorial.pages import unknown
    from srcdiff.editorial.rules import RULES

    if choice.rule is not None and choice.rule not in RULES:
        raise unknown(choice.rule)
    if all_ == (choice.line is not None or choice.key is not None):
        raise click.UsageError("say which findings: --line N, --key KEY or --all")
    if because is None:
        known = ", ".join(get_args(Because))
        raise click.UsageError(f"say why it is settled: --because {known}")
    if not (reason or "").strip() or reason == REASON:
        raise click.UsageError("give the reason in your own words: --reason TEXT")
    return Settled(because, reason or "", by or _user(Path(drafts[0]).parent))


def _user(folder: Path) -> str:
    """Return the name that git has for the user; empty if it has none."""
    from srcdiff.editorial.git_process import git

    try:
        answer = git(folder, "config", "--get", "user.name", accept=1)
    except GitError:
        return ""
    return answer.decode("utf-8", "replace").strip()


def _record(
    settlement: Settlement,
    choice: Choice,
    settled: Settled,
    places: Any,
    file: Path | None,
) -> None:
    """Add the findings that are meant to their baselines.

    Raises:
        InputError: there are none.
    """
    from srcdiff.editorial.baseline import entry_of, load, path_for
    from srcdiff.editorial.formats.message import shown

    found = [
        one
        for one in shown(settlement.review, places)
        if not (one.finding.settled and one.finding.settled.inline)
    ]
    meant = [one for one in found if choice.fits(one)]
    if not meant:
        raise InputError(_nothing(choice, found))
    paths = {one.finding.draft: file or path_for(one.finding.draft) for one in meant}
    for path in dict.fromkeys(paths.values()):
        baseline = load(path)
        own = [one for one in meant if paths[one.finding.draft] == path]
        entries = [entry_of(one.finding, one.key, settled, baseline) for one in own]
        console.write_file(path, baseline.with_entries(entries).text())
        for one in own:
            where = one.here.words if one.here else "what it leaves out"
            console.tell(
                f"{path}: {settled.because}: {one.finding.rule} in "
                f"{one.finding.draft}, {where}"
            )


def _nothing(choice: Choice, found: Iterable[Shown]) -> str:
    """Say that no finding is meant, and which there are."""
    known = [
        f"{one.finding.rule} in {one.finding.draft}, "
        + (one.here.words if one.here else f"key {one.key}")
        for one in found
    ]
    wanted = f" {choice}" if str(choice) else ""
    if not known:
        return f"no finding{wanted}: the check finds nothing in these drafts"
    listed = "; ".join(known[:5]) + ("; …" if len(known) > 5 else "")
    return f"no finding{wanted}; there is {listed}"


def _prune(settlement: Settlement) -> None:
    """Take stale entries out of their baselines."""
    from srcdiff.editorial.baseline import load

    for path in dict.fromkeys(baseline.path for baseline, _ in settlement.stale):
        stale = [entry for baseline, entry in settlement.stale if baseline.path == path]
        # Loaded again: what was settled just now stays in.
        console.write_file(path, load(path).without(stale).text())
        for entry in stale:
            console.tell(f"{path}: taken out: {entry.rule} in {entry.draft}")
