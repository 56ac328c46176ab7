"""`yourside graph`."""

from __future__ import annotations

from typing import Any

import click

from yourside.cli import options
from yourside.cli.configured import Configured, from_file
from yourside.cli.failure import usage_errors


@click.command("graph", cls=Configured)
@options.paths
@options.evaluation
@click.option("--json", "as_json", is_flag=True, help="The graph as JSON.")
@click.pass_context
def command(ctx: click.Context, /, as_json: bool, **wanted: Any) -> None:
    """Show the canonical resources that rules see, and where each value comes from."""
    from yourside import app
    from yourside.config import Options
    from yourside.report import graph

    with usage_errors():
        reached = app.reach(Options(**wanted, **from_file(ctx)))
    click.echo(graph.render_json(reached.graph) if as_json else graph.render_text(reached.graph), nl=False)
