"""`yourside rules list | show | test | coverage`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from yourside.cli import options
from yourside.cli.configured import Configured
from yourside.cli.failure import USAGE_ERROR, usage_errors

FAILED = 1


@click.group("rules")
def command() -> None:
    """List, read and test rules."""


@command.command("list", cls=Configured)
@click.option("--json", "as_json", is_flag=True, help="Everything the rules say of themselves, as JSON.")
@options.rule_dirs
def list_rules(as_json: bool, rule_dirs: tuple[Path, ...]) -> None:
    """List the rules."""
    from yourside.engine.load import load_rules
    from yourside.report.rules import describe

    with usage_errors():
        rules = load_rules(rule_dirs)
    if as_json:
        click.echo(json.dumps([describe(rule.info) for rule in rules], indent=2))
        return
    width = max(len(rule.info.id) for rule in rules)
    for rule in sorted(rules, key=lambda rule: rule.info.id):
        click.echo(f"{rule.info.id:{width}}  {rule.info.severity.word:8}  {rule.info.title}")


@command.command("show", cls=Configured)
@click.argument("rule")
@options.rule_dirs
def show(rule: str, rule_dirs: tuple[Path, ...]) -> None:
    """Show one rule as JSON: RULE is an id or another tool's id for the same check."""
    from yourside.engine.load import load_rules
    from yourside.engine.selection import find
    from yourside.report.rules import describe

    with usage_errors():
        found = find(load_rules(rule_dirs), rule)
    click.echo(json.dumps({**describe(found.info), "deny": found.deny}, indent=2))


@command.command("test")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def test(ctx: click.Context, directory: Path) -> None:
    """Check the rule files below DIRECTORY and run their examples."""
    from yourside.engine.directory import located, read_rules
    from yourside.examples import try_rule

    found = read_rules(directory)
    for problem in found.problems:
        click.echo(located(problem), err=True)
    if found.problems:
        ctx.exit(USAGE_ERROR)
    failures = [(file.source.path, failure) for file in found.files for failure in try_rule(file)]
    for path, failure in failures:
        click.echo(f"{path}: {failure}", err=True)
    examples = sum(len(file.data["examples"]) for file in found.files)
    click.echo(f"{len(found.files)} rules, {examples} examples, {len(failures)} failures")
    ctx.exit(FAILED if failures else 0)


@command.command("coverage")
@click.option("--json", "form", flag_value="json", help="Each control with its rules, as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="The page of the documentation.")
@options.rule_dirs
def coverage(form: str | None, rule_dirs: tuple[Path, ...]) -> None:
    """Count the controls of the catalogue that have a rule, by provider, tier and layer."""
    from yourside.engine.load import load_rules
    from yourside.report.controls import aligned, covered, describe, page, table

    with usage_errors():
        infos = [rule.info for rule in load_rules(rule_dirs)]
    match form:
        case "json":
            click.echo(json.dumps(describe(covered(infos)), indent=2))
        case "markdown":
            click.echo(page(infos), nl=False)
        case _:
            click.echo(aligned(table(covered(infos))))
