"""`yourside drift`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from yourside.cli import options
from yourside.cli.configured import Configured, from_file
from yourside.cli.failure import usage_errors
from yourside.cli.output import Output, OutputType, deliver, one_on_stdout
from yourside.config import Options

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

KINDS = ("regressed", "patched", "settled", "confirmed", "unmanaged", "missing", "changed")
GATED = ("regressed", "patched")

Part = TypeVar("Part", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of the report."""

    outputs: tuple[Output, ...]
    gate: tuple[str, ...]
    undetermined: bool
    exit_zero: bool


@click.command("drift", cls=Configured)
@options.paths
@click.option("--live", multiple=True, metavar="SOURCE", help="An inventory: a file, a directory, or a live cloud.")
@click.option(
    "--state", "states", multiple=True, type=click.Path(path_type=Path), help="A Terraform state, to join by."
)
@click.option(
    "--stack", "stacks", multiple=True, type=click.Path(path_type=Path), help="What describe-stack-resources gave."
)
@click.option(
    "--findings",
    multiple=True,
    type=click.Path(path_type=Path),
    help="What Prowler (OCSF) or Security Hub (ASFF) found, with or without --live.",
)
@click.option(
    "-f", "--format", "outputs", multiple=True, type=OutputType(), callback=one_on_stdout, help="As in check."
)
@click.option(
    "--gate",
    multiple=True,
    type=click.Choice((*KINDS, "all", "none")),
    default=GATED,
    show_default=True,
    help="What makes the exit code 1. Repeatable.",
)
@click.option(
    "--undetermined", is_flag=True, help="Also list what is settled for the good, and what could not be told."
)
@click.option("--codify", type=click.Path(path_type=Path), help="Write Terraform for what is not in the code into DIR.")
@options.select
@options.ignore
@options.evaluation
@options.rule_dirs
@options.exit_zero
@click.pass_context
def command(ctx: click.Context, /, codify: Path | None, **given: Any) -> None:
    """Compare what files declare (default: the current directory) with what is deployed.

    Exit codes: 0 no drift that is gated, 1 drift, 2 usage error, 3 incomplete, 4 internal error.
    """
    from yourside import adoption, deployed
    from yourside.cli.status import drift_code
    from yourside.report import View, render

    told, sources = _part(Told, given), _part(deployed.Sources, given)
    with usage_errors():
        wished = Options(**given, **from_file(ctx))
        drifted = deployed.drift(wished, sources)
        if codify:
            adoption.save(adoption.adopt(drifted.adoptable, wished), codify)
    view = View.of_terminal(undetermined=told.undetermined)
    for output in told.outputs or (Output("text"),):
        deliver(render(drifted.report, output.format, view if output.file is None else view.plain), output)
    gate = KINDS if "all" in told.gate else told.gate
    ctx.exit(0 if told.exit_zero else drift_code(drifted.report, gate))


def _part(part: type[Part], given: dict[str, Any]) -> Part:
    """The flags that are fields of a dataclass, taken out of those that were given."""
    return part(**{each.name: given.pop(each.name) for each in fields(part)})
