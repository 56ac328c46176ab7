"""How far each file was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import PurePosixPath

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.spans import Level, SourceFile, Span
from yourside.syntax.hcl.tree import HclFile


def directory_of(file: SourceFile) -> str:
    """As the user sees it; "." is where the run started."""
    return str(PurePosixPath(file.path).parent)


def covered(
    files: Iterable[SourceFile], used: Iterable[HclFile], missing: Mapping[Span, str], replaced: Container[str]
) -> Ledger:
    """One line for each file, whether it was used or not. `missing` are the sources of modules that are not there, by
    the place of the call, `replaced` the paths of files that OpenTofu has others for."""
    read = {file.source.path: file for file in used}
    absent: dict[str, list[str]] = {}
    for span, source in missing.items():
        absent.setdefault(span.file.path, []).append(source)
    lines = {file.path: _skipped(file.path, file.path in replaced) for file in files}
    lines |= {path: _line(file, absent.get(path, ())) for path, file in read.items()}
    calls = sum(module_calls(file) for file in read.values())
    gaps = Counter(f"module not evaluated: {source}" for source in missing.values())
    return Ledger(tuple(lines.values()), {"module calls": calls}, gaps)


def module_calls(file: HclFile) -> int:
    return sum(block.type.text == "module" for block in file.body.blocks)


def _line(file: HclFile, absent: Iterable[str]) -> FileCoverage:
    path = file.source.path
    errors = [problem.origin.span for problem in file.diagnostics if problem.level is Level.ERROR]
    reasons = [f"syntax error at line {span.file.line_col(span.start)[0]}" for span in errors]
    if errors and not file.body.blocks and not file.body.attributes:
        return FileCoverage(path, Dialect.TERRAFORM, State.UNREADABLE, tuple(reasons))
    reasons += (f"module not evaluated: {source}" for source in absent)
    state = State.PARTIAL if reasons else State.EVALUATED
    return FileCoverage(path, Dialect.TERRAFORM, state, tuple(dict.fromkeys(reasons)))


def _skipped(path: str, replaced: bool) -> FileCoverage:
    reason = "OpenTofu has a .tofu file of the same name" if replaced else _unused(path)
    return FileCoverage(path, Dialect.TERRAFORM, State.SKIPPED, (reason,))


def _unused(path: str) -> str:
    name = PurePosixPath(path).name
    if name.endswith((".tfvars", ".tfvars.json")):
        return "Terraform does not load this file by itself; name it with --var-file"
    if name == ".terraform.lock.hcl":
        return "a lock of provider versions declares nothing"
    return "not a Terraform configuration"
