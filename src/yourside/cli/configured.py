"""Commands whose flags may stand in a configuration file: what the command line says wins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from yourside.cli.failure import usage_errors
from yourside.configuration import load
from yourside.configuration.model import Configuration

_META = "yourside.configuration"


class Configured(click.Command):
    """Takes defaults of its parameters from the configuration file, and has the flags that choose one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--config"],
                type=click.Path(path_type=Path),
                expose_value=False,
                help="This configuration file instead of the nearest yourside.toml, .yourside.yaml or pyproject.toml.",
            ),
            click.Option(["--isolated"], is_flag=True, expose_value=False, help="Without any configuration file."),
            click.Option(
                ["--show-config"], is_flag=True, help="Print what holds and where it was set; do nothing else."
            ),
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = _written_flags(self, ctx, args)
        if not (given.get("isolated") or ctx.resilient_parsing):
            # What a hook is about, git says: its arguments are some of the files.
            first, *_ = (() if "hook" in given else given.get("paths")) or (".",)
            with usage_errors():
                found = load(Path(first), Path(given["config"]) if "config" in given else None)
            ctx.meta[_META] = found
            ctx.default_map = {
                name: each for name, each in found.flags.items() if name != "paths" or "hook" not in given
            }
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx.params.pop("show_config"):
            return super().invoke(ctx)
        for line in _effective(ctx):
            click.echo(line)
        return None


def _written_flags(command: click.Command, ctx: click.Context, args: list[str]) -> Mapping[str, Any]:
    """What the command line gives, as it is written."""
    given, _, _ = command.make_parser(ctx).parse_args(args=list(args))
    return {name: value for name, value in given.items() if isinstance(value, str | bool | tuple | list)}


def from_file(ctx: click.Context) -> Mapping[str, Any]:
    """The fields of Options that only a file sets."""
    options = dict(_configuration(ctx).options)
    if accepted := options.get("accepted"):
        options["accepted"] = tuple(replace(entry, whole=_sees_all(ctx, Path(entry.base))) for entry in accepted)
    return options


def _sees_all(ctx: click.Context, directory: Path) -> bool:
    """Whether the run is about all that a file in this directory is about."""
    named = ctx.get_parameter_source("paths") is ParameterSource.COMMANDLINE
    around = (directory.resolve().is_relative_to(path.resolve()) for path in ctx.params["paths"])
    return not ctx.params.get("hook") and (not named or any(around))


def _effective(ctx: click.Context) -> Iterator[str]:
    """What holds for this run, a line for each key with where it comes from."""
    from yourside.configuration.read import flags

    found = _configuration(ctx)
    for name, key in flags().items():
        match ctx.get_parameter_source(name):
            case ParameterSource.COMMANDLINE:
                source = "the command line"
            case ParameterSource.DEFAULT_MAP:
                source = found.places[key]
            case _:
                source = "default"
        if name in ctx.params:
            yield f"{key} = {_written(ctx.params[name])}  # {source}"
    for key, value in found.alone.items():
        yield f"{key} = {_written(value)}  # {found.places[key]}"


def _configuration(ctx: click.Context) -> Configuration:
    found: Configuration = ctx.meta.get(_META) or Configuration()
    return found


def _written(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)
