"""Flags that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path

import click

rule_dirs = click.option(
    "--rules", "rule_dirs", multiple=True, type=click.Path(path_type=Path), help="A directory of your own rules."
)
var_files = click.option(
    "--var-file", "var_files", multiple=True, type=click.Path(path_type=Path), help="A Terraform .tfvars file."
)
vendored_modules = click.option(
    "--vendored-modules",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A directory of Terraform modules by their source address, such as DIR/terraform-aws-modules/vpc/aws.",
)
env_vars = click.option("--env-vars", is_flag=True, help="Also take Terraform variables from TF_VAR_NAME.")
parameters = click.option(
    "--parameters", multiple=True, type=click.Path(path_type=Path), help="A CloudFormation parameter file. Repeatable."
)
values = click.option(
    "--values", multiple=True, type=click.Path(path_type=Path), help="A Helm values file. All given are one more case."
)
render = click.option(
    "--no-render", "render", is_flag=True, flag_value=False, default=True, help="Do not run helm on the charts found."
)
ignores = click.option(
    "--no-ignores", "ignores", is_flag=True, flag_value=False, default=True, help="Audit: nothing is suppressed."
)
foreign_ignores = click.option(
    "--no-foreign-ignores",
    "foreign_ignores",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Only our own comments suppress, not those of other tools.",
)
require_reason = click.option("--require-reason", is_flag=True, help="What is suppressed without a reason is not.")
exit_zero = click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
plan = click.option(
    "--plan", type=click.Path(path_type=Path), help="What `terraform show -json` says of a plan of the sources."
)

select = click.option(
    "--select", multiple=True, metavar="RULE", help="Only this rule: id, alias or pattern. Repeatable."
)
ignore = click.option(
    "--ignore", multiple=True, metavar="RULE", help="Not this rule: id, alias or pattern. Repeatable."
)


def _assignments(_: click.Context, __: click.Parameter, written: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = [text.partition("=") for text in written]
    if wrong := [name for name, equals, _ in pairs if not (name and equals)]:
        raise click.BadParameter(f"{wrong[0]!r} is not NAME=VALUE")
    return tuple((name, value) for name, _, value in pairs)


variables = click.option(
    "--var", "variables", multiple=True, metavar="NAME=VALUE", callback=_assignments, help="A Terraform variable."
)
paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def evaluation(command: Callable[..., None]) -> Callable[..., None]:
    """The flags that say with which values sources are evaluated."""
    flags = (plan, render, values, parameters, vendored_modules, env_vars, variables, var_files)
    return reduce(lambda decorated, flag: flag(decorated), flags, command)
