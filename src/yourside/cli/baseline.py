"""`yourside baseline`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from yourside.cli import options
from yourside.cli.configured import Configured, from_file
from yourside.cli.failure import usage_errors
from yourside.cli.output import Output, deliver
from yourside.config import Options


@click.command("baseline", cls=Configured)
@options.paths
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    default="yourside-baseline.json",
    show_default=True,
    help="The file to write.",
)
@click.option("--shrink", is_flag=True, help="Only remove what is no longer found from the file; add nothing.")
@options.select
@options.ignore
@options.evaluation
@options.rule_dirs
@click.pass_context
def command(ctx: click.Context, /, file: Path, shrink: bool, **wanted: Any) -> None:
    """Write what is found to a file, so that `yourside check --baseline FILE` reports only what is new.

    Exit codes: 0 written, 2 usage or rule error, 3 written, but some input could not be read, 4 internal error.
    """
    from yourside import app
    from yourside.cli.status import exit_code
    from yourside.findings.baseline import write

    with usage_errors():
        report, known = app.baseline(Options(**wanted, **from_file(ctx), today=date.today()), file, shrink=shrink)
    deliver(write(known, file.parent), Output("baseline", file))
    click.echo(f"{file}: {len(known)} known", err=True)
    ctx.exit(exit_code(replace(report, findings=()), "low"))
