"""The composition root: the only module that names every stage, in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
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
from yourside.engine.selection import ids, problem, select, verify, weighed
from yourside.findings.baseline import against, shrunk
from yourside.findings.baseline import read as read_baseline
from yourside.findings.collect import collect
from yourside.findings.comparison import compare
from yourside.findings.comparison import known as known_of
from yourside.findings.model import Known, Report
from yourside.findings.suppress.marks import marked
from yourside.findings.touching import touching
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.releases import Release
from yourside.graph.build import build
from yourside.graph.model import ResourceGraph
from yourside.graph.views import load_views
from yourside.sources import DISK, Change, SourceTree, Storage, change, commit, discover, read_source
from yourside.sources.history import merge_base, repository_of
from yourside.spans import Diagnostic, SourceFile

Files = Mapping[Dialect, Sequence[SourceFile]]
Read = Callable[[Sequence[SourceFile], Inputs], Reading]


@dataclass(frozen=True, slots=True)
class Reached:
    """The graph of a run, what its input had wrong, and the files that it was asked for."""

    graph: ResourceGraph
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[SourceFile, ...] = ()


def check(options: Options) -> Report:
    """Raises UsageError, with every problem, when rules, flags or paths are wrong; nothing is scanned then."""
    if options.diff_base:
        return _against_base(options, options.diff_base)
    with _During("sources"):
        asked = change(options.paths, options.exclude) if options.hook else None
    report, _ = examine(options, asked=asked)
    return touching(report, asked.touched) if asked else report


def examine(options: Options, storage: Storage = DISK, asked: Change | None = None) -> tuple[Report, Reached]:
    """All that is found, before it is narrowed to a change, and what it was found in; raises UsageError."""
    file, known = options.baseline, _known(options.baseline)
    report, reached = _judged(options, storage, asked)
    return (against(report, known, file) if file else report), reached


def _against_base(options: Options, ref: str) -> Report:
    """What the working tree adds to the commit that it started from."""
    if options.hook or options.plan:
        raise UsageError(("--diff-base compares sources with sources: leave out --hook and --plan",))
    paths = options.paths or (Path(),)
    with _During("sources"):
        repository = repository_of(paths)
        base = merge_base(ref, repository)
    report = _found(options)
    with commit(repository, base) as storage:
        there = any(map(storage.stands, paths))
        earlier = known_of(_found(_before(options, paths, storage), storage)) if there else ()
    return compare(report, earlier, ref)


def _before(options: Options, paths: Sequence[Path], storage: Storage) -> Options:
    """What was there already of all that the run is given."""

    def there(given: Sequence[Path]) -> tuple[Path, ...]:
        return tuple(filter(storage.stands, given))

    return replace(
        options,
        paths=there(paths),
        var_files=there(options.var_files),
        parameters=there(options.parameters),
        values=there(options.values),
        vendored_modules=there(options.vendored_modules),
    )


def baseline(options: Options, file: Path, *, shrink: bool) -> tuple[Report, tuple[Known, ...]]:
    """What the baseline in `file` is to hold; `shrink`: of what it holds now."""
    earlier = _known(file) if shrink else ()
    report = _found(options)
    return report, shrunk(report, earlier, file) if shrink else known_of(report)


def _found(options: Options, storage: Storage = DISK) -> Report:
    report, _ = _judged(options, storage)
    return report


def _judged(options: Options, storage: Storage, asked: Change | None = None) -> tuple[Report, Reached]:
    known = _rules(options)
    rules = select(known, options.select, options.ignore)
    reached = reach(options, storage, asked)
    return accept(judge(reached, rules, load_catalog()), reached, known, options), reached


def _known(file: Path | None) -> tuple[Known, ...]:
    """What the baseline in `file` holds."""
    if file is None:
        return ()
    if not file.is_file():
        raise UsageError((f"there is no file {file}",))
    return read_baseline(read_source(file))


def load(options: Options) -> Sequence[Rule]:
    """The rules that a run asks for; raises UsageError."""
    return select(_rules(options), options.select, options.ignore)


def _rules(options: Options) -> Sequence[Rule]:
    """All rules there are, as the user weighs them."""
    with _During("rules"):
        rules = load_rules(options.rule_dirs)
        verify(rules, options.rule_names)
        return weighed(rules, options.severities)


def reach(options: Options, storage: Storage = DISK, asked: Change | None = None) -> Reached:
    """From paths, or from a change, to the one graph; raises UsageError when a path is not there."""
    with _During("sources"):
        paths = (asked.root,) if asked else options.paths or (Path(),)
        found = asked.found if asked else discover(paths, storage, options.exclude)
        absent = [str(path) for path in options.named_files if storage.is_dir(path) or not storage.stands(path)]
        absent += [str(path) for path in options.vendored_modules if not storage.is_dir(path)]
        problems = tuple(f"there is no file or directory {path}" for path in (*found.missing, *absent))
        if options.audit and not options.plan:
            problems += ("--audit compares with a plan: name it with --plan",)
        if problems:
            raise UsageError(problems)
        known = [file for files in found.files.values() for file in files]
        tree = SourceTree.of((*paths, *options.vendored_modules), known, storage)
        given = partial(read_source, storage=storage)
        inputs = Inputs(
            var_files=tuple(map(given, options.var_files)),
            variables=dict(options.variables),
            environment=_terraform_variables() if options.env_vars else {},
            vendored=tuple(path.as_posix() for path in options.vendored_modules),
            parameters=tuple(map(given, options.parameters)),
            values=tuple(map(given, options.values)),
            render=options.render,
            plan=given(options.plan) if options.plan else None,
            audit=options.audit,
            tree=tree,
        )
    reached = assemble(found.files, inputs, found.ledger)
    told = _validated(found.files.get(Dialect.CLOUDFORMATION, ())) if options.validate else ()
    return Reached(reached.graph, found.diagnostics + reached.diagnostics + told, tuple(known))


def _terraform_variables() -> Mapping[str, str]:
    return {name.removeprefix("TF_VAR_"): text for name, text in os.environ.items() if name.startswith("TF_VAR_")}


def assemble(files: Files, inputs: Inputs | None = None, ledger: Ledger | None = None) -> Reached:
    """From files of known dialects to the one graph."""
    reading, inputs = Reading(ledger=ledger or Ledger()), inputs or Inputs()
    for dialect, read in FRONTENDS.items():
        if dialect in files or (dialect is Dialect.KUBERNETES and reading.releases):
            with _During(f"frontends.{dialect}"):
                reading += read(files.get(dialect, ()), replace(inputs, releases=reading.releases))
    releases = reading.releases
    if inputs.plan:
        with _During("frontends.plan"):
            reading = _with_plan(reading, inputs.plan, inputs.audit)
    with _During("graph"):
        graph = build(_besides(releases, reading.resources), load_catalog(), reading.ledger.once(), reading.inventories)
    return Reached(graph, reading.diagnostics)


def _besides(releases: Sequence[Release], resources: Sequence[NativeResource]) -> Sequence[NativeResource]:
    """A release is judged as the objects that its chart makes."""
    asked = {(each.unit, each.address) for each in releases}
    return [each for each in resources if (each.unit, each.address) not in asked]


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


def accept(report: Report, reached: Reached, known: Sequence[Rule], options: Options) -> Report:
    """The report with what its sources and the configuration accept marked. `known` are all rules there are."""
    resources = tuple(reached.graph.resources.values())
    files = {*reached.files, *(native.origin.span.file for resource in resources for native in resource.natives)}
    if not options.ignores or not (options.accepted or marked(files)):
        return report
    from yourside.engine.alternatives import alternative
    from yourside.findings.suppress.apply import suppress
    from yourside.findings.suppress.model import Policy, Rulebook, Scene

    by_id = {rule.info.id: rule for rule in known}
    named = Rulebook(
        cache(partial(ids, known)),
        partial(problem, known),
        lambda verdict: alternative(verdict, by_id[verdict.rule.id], reached.graph, load_views()),
        frozenset(rule.id for rule in report.rules),
    )
    policy = Policy(options.foreign_ignores, options.require_reason, options.today, options.accepted)
    with _During("findings.suppress"):
        return suppress(report, Scene(resources, reached.files, load_catalog()), named, policy)


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


def _live(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    from yourside.frontends.live import read

    return read(files, inputs)


def _with_plan(sources: Reading, plan: SourceFile, audited: bool) -> Reading:
    from yourside.frontends.plan import joined

    return joined(sources, plan, audited)


FRONTENDS: Mapping[Dialect, Read] = {
    Dialect.TERRAFORM: _terraform,
    Dialect.CLOUDFORMATION: _cloudformation,
    Dialect.KUBERNETES: _kubernetes,
    Dialect.PLAN: _plan,
    Dialect.LIVE: _live,
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
