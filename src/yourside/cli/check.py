"""`yourside check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yourside.cli import options
from yourside.cli.configured import Configured, from_file
from yourside.cli.failure import usage_errors
from yourside.cli.output import Output, OutputType, deliver, one_on_stdout
from yourside.config import Options, UsageError
from yourside.report import FORMATS

if TYPE_CHECKING:
    from yourside.findings.model import Report

SEVERITIES = ("low", "medium", "high", "critical")


@click.command("check", cls=Configured)
@options.paths
@click.option(
    "-f",
    "--format",
    "outputs",
    multiple=True,
    type=OutputType(),
    callback=one_on_stdout,
    help=f"One of {', '.join(FORMATS)} (default: text); FORMAT=FILE writes a file. Repeatable.",
)
@click.option(
    "--sarif-include-suppressed",
    "suppressed",
    is_flag=True,
    help="In SARIF, also tell what is suppressed or fixed; code scanning opens an alert for it.",
)
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="low", show_default=True, help="Severity for exit 1.")
@options.select
@options.ignore
@click.option("--baseline", type=click.Path(path_type=Path), help="Only report what is not in this file.")
@click.option("--diff-base", default="", metavar="REF", help="Judge what changed since HEAD left this git reference.")
@click.option("--hook", is_flag=True, help="Judge what git says is staged or pushed; what pre-commit calls.")
@click.option("--undetermined", is_flag=True, help="Also list what could not be decided, with what would decide it.")
@options.evaluation
@click.option("--audit", is_flag=True, help="With --plan: warn where our evaluation of the sources disagrees with it.")
@click.option("--validate", is_flag=True, help="Also run cfn-lint on CloudFormation templates; decides no exit code.")
@click.option("--live", multiple=True, metavar="SOURCE", help="Judge what is deployed, by an inventory, and no files.")
@options.rule_dirs
@options.ignores
@options.foreign_ignores
@options.require_reason
@options.exit_zero
@click.pass_context
def command(
    ctx: click.Context,
    /,
    outputs: tuple[Output, ...],
    fail_on: str,
    undetermined: bool,
    suppressed: bool,
    exit_zero: bool,
    **wanted: Any,
) -> None:
    """Check files and directories (default: the current one).

    Exit codes: 0 clean and complete, 1 findings, 2 usage or rule error, 3 incomplete (some input could not be read
    and nothing was found), 4 internal error. The warnings of --audit do not change the exit code.
    """
    from yourside import app
    from yourside.cli.status import exit_code
    from yourside.report import View, render

    live = wanted.pop("live")
    with usage_errors():
        wished = Options(**wanted, **from_file(ctx), today=date.today())
        report = _live(wished, live) if live else app.check(wished)
    view = View.of_terminal(undetermined=undetermined, suppressed=suppressed)
    for output in outputs or (Output("text"),):
        deliver(render(report, output.format, view if output.file is None else view.plain), output)
    if report.elsewhere:
        click.echo(
            f"yourside: findings that have no part in this change and are not shown: {report.elsewhere}", err=True
        )
    ctx.exit(0 if exit_zero else exit_code(report, fail_on))


def _live(wished: Options, live: tuple[str, ...]) -> Report:
    from yourside import deployed

    if wished.paths or wished.hook or wished.diff_base or wished.plan:
        raise UsageError(("--live judges what is deployed: name no files with it (`yourside drift` compares them)",))
    return deployed.check(wished, live)
