"""`yourside check`."""

from __future__ import annotations

from typing import Any

import click

from yourside.cli import options
from yourside.cli.failure import usage_errors
from yourside.cli.output import Output, OutputType, deliver, one_on_stdout
from yourside.config import Options

SEVERITIES = ("low", "medium", "high", "critical")


@click.command("check")
@options.paths
@click.option(
    "-f",
    "--format",
    "outputs",
    multiple=True,
    type=OutputType(),
    callback=one_on_stdout,
    help="text (default), json or sarif; FORMAT=FILE writes a file. Repeatable.",
)
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="low", show_default=True, help="Severity for exit 1.")
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule: id, alias or pattern. Repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not this rule: id, alias or pattern. Repeatable.")
@click.option("--undetermined", is_flag=True, help="Also list what could not be decided, with what would decide it.")
@options.var_files
@options.variables
@options.env_vars
@options.vendored_modules
@options.parameters
@options.values
@options.render
@options.plan
@click.option("--audit", is_flag=True, help="With --plan: warn where our evaluation of the sources disagrees with it.")
@click.option("--validate", is_flag=True, help="Also run cfn-lint on CloudFormation templates; decides no exit code.")
@options.rule_dirs
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.pass_context
def command(
    ctx: click.Context, /, outputs: tuple[Output, ...], fail_on: str, undetermined: bool, exit_zero: bool, **wanted: Any
) -> None:
    """Check files and directories (default: the current one).

    Exit codes: 0 clean and complete, 1 findings, 2 usage or rule error, 3 incomplete (some input could not be read
    and nothing was found), 4 internal error. The warnings of --audit do not change the exit code.
    """
    from yourside import app
    from yourside.cli.status import exit_code
    from yourside.report import View, render

    with usage_errors():
        report = app.check(Options(**wanted))
    view = View.of_terminal(undetermined=undetermined)
    for output in outputs or (Output("text"),):
        deliver(render(report, output.format, view if output.file is None else view.plain), output)
    ctx.exit(0 if exit_zero else exit_code(report, fail_on))
