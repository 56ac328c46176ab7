"""The composition root: the only module that names every stage, in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from yourside import __version__
from yourside.catalog.load import load_catalog
from yourside.catalog.model import Catalog
from yourside.config import Options, UsageError
from yourside.coverage import Dialect, Ledger
from yourside.engine.evaluate import evaluate
from yourside.engine.load import load_rules
from yourside.engine.rule import Rule
from yourside.engine.selection import select
from yourside.findings.collect import collect
from yourside.findings.model import Report
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import Reading
from yourside.graph.build import build
from yourside.graph.model import ResourceGraph
from yourside.graph.views import load_views
from yourside.sources import SourceTree, discover, read_source
from yourside.spans import Diagnostic, SourceFile

Files = Mapping[Dialect, Sequence[SourceFile]]
Read = Callable[[Sequence[SourceFile], Inputs], Reading]


@dataclass(frozen=True, slots=True)
class Reached:
    """The graph of a run and what its input had wrong."""

    graph: ResourceGraph
    diagnostics: tuple[Diagnostic, ...]


def check(options: Options) -> Report:
    """Raises UsageError, with every problem, when rules, flags or paths are wrong; nothing is scanned then."""
    rules = load(options)
    reached = reach(options)
    return judge(reached, rules, load_catalog())


def load(options: Options) -> Sequence[Rule]:
    """The rules that a run asks for; raises UsageError."""
    with _During("rules"):
        loaded = load_rules(options.rule_dirs)
        return select(loaded, options.select, options.ignore)


def reach(options: Options) -> Reached:
    """From paths to the one graph; raises UsageError when a path is not there."""
    with _During("sources"):
        paths = options.paths or (Path(),)
        found = discover(paths)
        absent = [str(path) for path in options.named_files if not path.is_file()]
        absent += [str(path) for path in options.vendored_modules if not path.is_dir()]
        problems = tuple(f"there is no file or directory {path}" for path in (*found.missing, *absent))
        if options.audit and not options.plan:
            problems += ("--audit compares with a plan: name it with --plan",)
        if problems:
            raise UsageError(problems)
        known = [file for files in found.files.values() for file in files]
        tree = SourceTree.of((*paths, *options.vendored_modules), known)
        inputs = Inputs(
            var_files=tuple(map(read_source, options.var_files)),
            variables=dict(options.variables),
            environment=_terraform_variables() if options.env_vars else {},
            vendored=tuple(path.as_posix() for path in options.vendored_modules),
            parameters=tuple(map(read_source, options.parameters)),
            values=tuple(map(read_source, options.values)),
            render=options.render,
            plan=read_source(options.plan) if options.plan else None,
            audit=options.audit,
            tree=tree,
        )
    reached = assemble(found.files, inputs, found.ledger)
    told = _validated(found.files.get(Dialect.CLOUDFORMATION, ())) if options.validate else ()
    return Reached(reached.graph, found.diagnostics + reached.diagnostics + told)


def _terraform_variables() -> Mapping[str, str]:
    return {name.removeprefix("TF_VAR_"): text for name, text in os.environ.items() if name.startswith("TF_VAR_")}


def assemble(files: Files, inputs: Inputs | None = None, ledger: Ledger | None = None) -> Reached:
    """From files of known dialects to the one graph."""
    reading, inputs = Reading(ledger=ledger or Ledger()), inputs or Inputs()
    for dialect, read in FRONTENDS.items():
        if dialect in files:
            with _During(f"frontends.{dialect}"):
                reading += read(files[dialect], inputs)
    if inputs.plan:
        with _During("frontends.plan"):
            reading = _with_plan(reading, inputs.plan, inputs.audit)
    with _During("graph"):
        graph = build(reading.resources, load_catalog(), reading.ledger)
    return Reached(graph, reading.diagnostics)


def judge(reached: Reached, rules: Sequence[Rule], catalog: Catalog) -> Report:
    # One stage for both: of the verdicts, which come one by one, only those that fail are kept.
    with _During("engine and findings"):
        findings, tally = collect(evaluate(reached.graph, rules, load_views()), catalog)
    return Report(
        findings=findings,
        diagnostics=reached.diagnostics,
        ledger=reached.graph.ledger,
        rules=tuple(rule.info for rule in rules),
        tally=tally,
        version=__version__,
    )


def _validated(templates: Sequence[SourceFile]) -> tuple[Diagnostic, ...]:
    from yourside.validation import validate

    with _During("validation"):
        return validate(templates) if templates else ()


# A frontend is imported when there is something for it to read: start-up pays for nothing else.
def _terraform(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    from yourside.frontends.terraform import read

    return read(files, inputs)


def _cloudformation(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    from yourside.frontends.cloudformation import read

    return read(files, inputs)


def _kubernetes(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    from yourside.frontends.kubernetes import read

    return read(files, inputs)


def _plan(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    from yourside.frontends.plan import read

    return read(files, inputs)


def _with_plan(sources: Reading, plan: SourceFile, audited: bool) -> Reading:
    from yourside.frontends.plan import joined

    return joined(sources, plan, audited)


FRONTENDS: Mapping[Dialect, Read] = {
    Dialect.TERRAFORM: _terraform,
    Dialect.CLOUDFORMATION: _cloudformation,
    Dialect.KUBERNETES: _kubernetes,
    Dialect.PLAN: _plan,
}


class _During:
    """Names the stage on an exception that passes, for the one handler that reports a bug."""

    def __init__(self, stage: str) -> None:
        self._stage = stage

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None and not isinstance(error, UsageError):
            error.add_note(f"stage: {self._stage}")
