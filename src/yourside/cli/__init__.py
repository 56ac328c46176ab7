"""The command line: argv to options, a call of the app, output, an exit code. No logic, and nothing heavy to import."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from yourside import __version__

INTERNAL_ERROR = 4
COMMANDS: Mapping[str, str] = {
    "baseline": "yourside.cli.baseline",
    "check": "yourside.cli.check",
    "collect": "yourside.cli.collect",
    "drift": "yourside.cli.drift",
    "explain": "yourside.cli.explain",
    "graph": "yourside.cli.graph",
    "init": "yourside.cli.init",
    "lsp": "yourside.cli.lsp",
    "rules": "yourside.cli.rules",
}


class _Lazy(click.Group):
    """Imports a command's module when the command is asked for; `--version` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yourside", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="On an internal error, show the traceback.")
def cli(debug: bool) -> None:
    """Check your side of the cloud's shared responsibility line before you deploy."""


def main() -> None:
    # A run makes millions of objects that live to its end, in no cycles: looking for some would take half of its time.
    gc.disable()
    try:
        cli(prog_name="yourside")
    # The one place that may catch anything: a bug is reported as a bug, with what helps to find it.
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from yourside.cli.bug import describe

        click.echo(describe(error), err=True)
        sys.exit(INTERNAL_ERROR)
