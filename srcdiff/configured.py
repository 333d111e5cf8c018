"""Commands that take options from configuration files, and show which are whose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import click
from click.core import ParameterSource

from srcdiff import console
from srcdiff.configuration import (
    OPTIONS,
    Configuration,
    configuration,
    parameter_name,
)
from srcdiff.presentation import Command

Shown: TypeAlias = Callable[
    [Configuration, Mapping[str, Any], str | None], Iterator[str]
]
"""From the configuration, the options and the article to lines to print."""


def configuration_options(command: Command) -> Command:
    """Give a command the options that say which configuration holds."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--config",
        metavar="FILE",
        expose_value=False,
        help="Take options from this configuration file alone.",
    ),
    click.option(
        "--no-config",
        is_flag=True,
        expose_value=False,
        help="Take no options from any configuration file.",
    ),
    click.option(
        "--print-config",
        is_flag=True,
        expose_value=False,
        allow_from_autoenv=False,
        help="Print the options and where each comes from, and stop.",
    ),
)


class Configured(click.Command):
    """A command whose options have defaults in configuration files.

    What holds for its article is the object of its context.
    """

    def __init__(
        self, *arguments: Any, shown_too: Shown | None = None, **options: Any
    ) -> None:
        """Make the command.

        Args:
            arguments: Those of click.
            shown_too: What ``--print-config`` prints besides options.
            options: Those of click.
        """
        super().__init__(*arguments, **options)
        self._shown_too = shown_too

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; what it leaves out, files may say.

        Raises:
            SettingsError: a configuration file makes no sense.
        """
        given, _, _ = self.make_parser(ctx).parse_args(list(args))
        eager = [param for param in self.get_params(ctx) if param.is_eager]
        if any(given.get(str(param.name)) for param in eager):
            return super().parse_args(ctx, args)  # --help, --version
        paths = _articles(given)
        how = {
            "config": self._early(ctx, given, "config"),
            "no_config": click.BOOL(self._early(ctx, given, "no_config") or False),
        }
        found = configuration(paths[0] if paths else None, **how)
        if any(configuration(path, **how) != found for path in paths[1:]):
            # Neither of two articles is the first: what holds here decides.
            found = configuration(None, **how)
        ctx.obj = found
        ctx.default_map = {
            parameter_name(key): value for key, (value, _) in found.options().items()
        }
        if given.get("print_config"):
            self._print(ctx, args, paths[0] if paths else None)
            ctx.exit()
        return super().parse_args(ctx, args)

    def _print(self, ctx: click.Context, args: list[str], path: str | None) -> None:
        """Print the options, and what else there is to show; no article is needed."""
        needed = [
            p for p in self.params if isinstance(p, click.Argument) and p.required
        ]
        for param in needed:
            param.required = False
        try:
            super().parse_args(ctx, args)
        finally:
            for param in needed:
                param.required = True
        lines = [*self._lines(ctx)]
        if self._shown_too is not None:
            lines += self._shown_too(ctx.obj, ctx.params, path)
        console.write_out("".join(f"{line}\n" for line in lines), as_it_is=False)

    def _early(self, ctx: click.Context, given: Mapping[str, Any], name: str) -> Any:
        """Return an option that is needed before the others are read."""
        param = next(param for param in self.params if param.name == name)
        return given.get(name, param.resolve_envvar_value(ctx))

    def _lines(self, ctx: click.Context) -> Iterator[str]:
        """Yield the options, as a configuration file would have them."""
        names = {parameter_name(key): key for key in OPTIONS}
        yield "[tool.srcdiff]"
        for param in self.params:
            if param.name in names:
                value = ctx.params[param.name]
                yield setting(names[param.name], value, _origin(ctx, param))


def _articles(given: Mapping[str, Any]) -> list[str]:
    """Return the articles whose folders say which file is the nearest.

    Of several drafts the first: the others have their own, see ``commands/check.py``.
    """
    drafts = given.get("drafts")
    first = drafts[:1] if isinstance(drafts, list | tuple) else ()
    paths = [given.get("a"), given.get("b"), *first]
    return [path for path in paths if isinstance(path, str) and path != "-"]


def _origin(ctx: click.Context, param: click.Parameter) -> str:
    """Return where the value of an option comes from, in words."""
    source = ctx.get_parameter_source(str(param.name))
    if source is ParameterSource.COMMANDLINE:
        return max(param.opts, key=len)
    if source is ParameterSource.ENVIRONMENT:
        return str(param.envvar or f"SRCDIFF_{param.name}".upper())
    if source is ParameterSource.DEFAULT_MAP:
        found: Configuration = ctx.obj
        return next(
            origin
            for key, (_, origin) in found.options().items()
            if parameter_name(key) == param.name
        )
    return "default"


def setting(key: str, value: Any, origin: str) -> str:
    """Return a line of a configuration file, with where its value comes from."""
    if isinstance(value, frozenset):
        value = sorted(value)
    if not isinstance(value, str | int | list):
        return f"# {key} is not set"
    return f"{key} = {json.dumps(value, ensure_ascii=False)}  # {origin}"
