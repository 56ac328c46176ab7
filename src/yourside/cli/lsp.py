"""`yourside lsp`."""

from __future__ import annotations

import gc
from dataclasses import fields
from datetime import date
from pathlib import Path

import click

from yourside.cli.failure import usage_errors
from yourside.config import Options, UsageError, need


@click.command("lsp")
@click.option("--stdio", is_flag=True, expose_value=False, help="What some editors say; there is no other way.")
def command() -> None:
    """Serve an editor: the language server protocol on stdin and stdout."""
    with usage_errors():
        need("pygls", "lsp")
    from yourside.lsp.server import serve

    # It makes graphs for hours, each with some cycles: what is collected seldom is collected cheaply.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    serve(options_of)


def options_of(folder: Path) -> Options:
    """What `yourside check` would do there; raises UsageError."""
    from yourside.cli import check
    from yourside.cli.configured import from_file
    from yourside.configuration import load

    load(folder)  # a command would end with what is wrong with it
    try:
        with check.command.make_context("yourside check", [str(folder)]) as ctx:
            wanted = {field.name: ctx.params[field.name] for field in fields(Options) if field.name in ctx.params}
            return Options(**wanted, **from_file(ctx), today=date.today())
    except click.ClickException as error:
        raise UsageError((error.format_message(),)) from error
