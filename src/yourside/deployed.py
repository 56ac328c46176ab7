"""Runs on what is deployed: the rules on an inventory alone, and the code against it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import TypeVar

from yourside import __version__, app
from yourside.catalog.load import load_catalog
from yourside.collect.named import collect, is_named
from yourside.config import Options, UsageError
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.drift import rules as drift_rules
from yourside.drift.compare import ambiguities, compare, ordered
from yourside.drift.keys import Identities
from yourside.drift.outside import seen
from yourside.engine.rule import Rule
from yourside.findings.model import Report
from yourside.frontends.inputs import Inputs
from yourside.frontends.live.identities import of_stack, of_state
from yourside.frontends.live.read import reader_of
from yourside.frontends.live.scanners import Told, read_findings
from yourside.frontends.native import NativeResource
from yourside.graph.model import Resource, ResourceGraph
from yourside.graph.views import load_views
from yourside.sources import read_source
from yourside.sources.inventory import read_inventory
from yourside.sources.sniff import sniff
from yourside.spans import SourceFile

Parsed = TypeVar("Parsed")

SUFFIXES = (".json", ".jsonl", ".ndjson", ".gz", ".tfstate", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Sources:
    """`live` are inventories, files or directories of them; `states` and `stacks` say what became of which code;
    `findings` are what other scanners saw."""

    live: tuple[str, ...]
    states: tuple[Path, ...] = ()
    stacks: tuple[Path, ...] = ()
    findings: tuple[Path, ...] = ()


def check(options: Options, live: Sequence[str]) -> Report:
    """Every rule on what is deployed, those included that code cannot prove; raises UsageError."""
    rules = app.load(options)
    reached = _reached(live)
    return app.accept(app.judge(reached, rules, load_catalog()), reached, rules, options)


@dataclass(frozen=True, slots=True)
class Drifted:
    """`adoptable` as in `Compared`."""

    report: Report
    adoptable: tuple[tuple[Resource, str], ...]


def drift(options: Options, sources: Sources) -> Drifted:
    """What is declared against what is deployed; raises UsageError."""
    if not (sources.live or sources.findings):
        raise UsageError(("name what is deployed, with --live or --findings",))
    rules = app.load(options)
    known, told = _identities(sources), _told(sources.findings)
    live = _reached(sources.live)
    declared = app.reach(options)
    found = compare(declared.graph, live.graph, rules, load_views(), load_catalog(), known)
    others = seen(told, found.scene)
    ledger = declared.graph.ledger + live.graph.ledger
    report = Report(
        findings=ordered((*found.findings, *others.findings)),
        diagnostics=declared.diagnostics + live.diagnostics + found.diagnostics + ambiguities(others.ambiguous),
        ledger=replace(ledger, gaps={**ledger.gaps, **found.gaps, **others.gaps}),
        rules=(*(rule.info for rule in rules), *drift_rules.ALL),
        tally=found.tally,
        version=__version__,
    )
    return Drifted(_accepted(report, declared, rules, options), found.adoptable)


def _accepted(report: Report, declared: app.Reached, rules: Sequence[Rule], options: Options) -> Report:
    """A suppression for what is no drift is not unused for that."""
    accepted = app.accept(report, declared, rules, options)
    told = tuple(each for each in accepted.diagnostics if each.code != "ignore-unused")
    return replace(accepted, diagnostics=told)


def _reached(live: Sequence[str]) -> app.Reached:
    files: dict[Dialect, list[SourceFile]] = {}
    lines: list[FileCoverage] = []
    for source in _sources(live):
        if dialect := _dialect(source):
            files.setdefault(dialect, []).append(source)
        else:
            lines.append(FileCoverage(source.path, None, State.SKIPPED, ("not an inventory that is known here",)))
    reached = app.assemble(files, Inputs(render=False), Ledger(tuple(lines)))
    return replace(reached, graph=_in_part(reached.graph))


def _in_part(graph: ResourceGraph) -> ResourceGraph:
    """States and what kubectl gives are some of what is deployed: they list nothing wholly."""
    apart = {each.id.unit for each in graph.resources.values() if each.native.dialect is not Dialect.LIVE}
    return replace(graph, inventories={**dict.fromkeys(apart, frozenset[str]()), **graph.inventories})


def _sources(live: Sequence[str]) -> Iterator[SourceFile]:
    """The files, and what those that are named as live clouds give; both only when all are there."""
    named = [each for each in live if is_named(each)]
    yield from map(read_inventory, tuple(_files(each for each in live if not is_named(each))))
    yield from (SourceFile(each, collect(each)) for each in named)


def _files(live: Iterable[str]) -> Iterator[Path]:
    paths = [Path(each) for each in live]
    if absent := [f"there is no file or directory {path}" for path in paths if not path.exists()]:
        raise UsageError(tuple(absent))
    for path in paths:
        yield from sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES) if path.is_dir() else (path,)


def _dialect(source: SourceFile) -> Dialect | None:
    """An inventory in a cloud's own form, live objects of Kubernetes, or a state of Terraform."""
    if reader_of(source.text):
        return Dialect.LIVE
    found = sniff(Path(source.path).name, source.text).dialect
    return found if found in (Dialect.KUBERNETES, Dialect.PLAN) else None


def _identities(sources: Sources) -> Identities:
    named = (*sources.states, *sources.stacks, *sources.findings)
    if problems := tuple(f"there is no file {path}" for path in named if not path.is_file()):
        raise UsageError(problems)
    stacks = (
        Identities(stacks=_parsed(read_inventory(path), lambda each: of_stack(each.text))) for path in sources.stacks
    )
    states = (Identities(state=of_state(_natives(path))) for path in sources.states)
    return reduce(add, (*stacks, *states), Identities())


def _natives(state: Path) -> Iterator[NativeResource]:
    from yourside.frontends.plan import read

    yield from read((read_source(state),), Inputs()).resources


def _told(findings: Iterable[Path]) -> tuple[Told, ...]:
    return tuple(told for path in findings for told in _parsed(read_inventory(path), read_findings))


def _parsed(source: SourceFile, parse: Callable[[SourceFile], Parsed]) -> Parsed:
    """Raises UsageError, with line and column, where a file that a flag names is not what it is to be."""
    try:
        return parse(source)
    except (ValueError, RecursionError) as problem:
        raise UsageError((_located(source, problem),)) from problem


def _located(source: SourceFile, problem: Exception) -> str:
    try:
        json.loads(source.text)
    except json.JSONDecodeError as error:
        return f"{source.path}:{error.lineno}:{error.colno}: {error.msg}"
    except RecursionError:
        pass
    return f"{source.path}: {problem}"
