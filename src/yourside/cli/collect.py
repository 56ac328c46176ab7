"""`yourside collect`."""

from __future__ import annotations

import click

from yourside.cli.failure import usage_errors


@click.command("collect")
@click.argument("source")
def command(source: str) -> None:
    """Write the inventory of a live SOURCE, for --live.

    SOURCE is `aws` or `aws:profile=NAME,region=NAME,region=NAME`, `kubernetes` or
    `kubernetes:context=NAME,kubeconfig=FILE` (`exec=allow`: start the program that it names for credentials). It is
    asked with your own credentials, and only for what it lists and describes; a cluster is not asked for secrets.
    """
    from yourside.collect.named import collect, is_named
    from yourside.config import UsageError

    with usage_errors():
        if not is_named(source):
            raise UsageError((f"there is no live source {source!r}",))
        click.echo(collect(source))
