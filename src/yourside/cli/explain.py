"""`yourside explain`."""

from __future__ import annotations

from pathlib import Path

import click

from yourside.cli import options
from yourside.cli.configured import Configured
from yourside.cli.failure import usage_errors


@click.command("explain", cls=Configured)
@click.argument("rule")
@options.rule_dirs
def command(rule: str, rule_dirs: tuple[Path, ...]) -> None:
    """Explain a rule: what it finds, why it matters, how to mend it. RULE may be another tool's id (CKV_AWS_20)."""
    from yourside.engine.load import load_rules
    from yourside.engine.selection import find
    from yourside.report.rules import page

    with usage_errors():
        found = find(load_rules(rule_dirs), rule)
    click.echo(page(found.info, found.deny), nl=False)
