"""`yourside init`."""

from __future__ import annotations

from pathlib import Path

import click

from yourside.cli.failure import usage_errors


@click.command("init")
@click.argument("directory", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(directory: Path) -> None:
    """Write a commented yourside.toml into DIRECTORY (default: the current one). Overwrites nothing."""
    from yourside.configuration.start import start

    with usage_errors():
        click.echo(f"wrote {start(directory)}")
