"""From manifests to native resources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.frontends.documents import gather, parse
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes.objects import is_object, members, resources
from yourside.frontends.kubernetes.roots import CHART_FILE, KUSTOMIZATIONS
from yourside.frontends.native import Reading
from yourside.spans import Diagnostic, SourceFile, Span
from yourside.syntax.document import DocumentFile
from yourside.values import Map, Scalar, Seq, Value


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a stream: its objects, or why there are none."""

    objects: tuple[Map, ...] = ()
    state: State = State.EVALUATED
    reason: str = ""


def read(files: Sequence[SourceFile], inputs: Inputs | None = None) -> Reading:
    """Every API object of every document, whole, as the resource of its kind; what charts and kustomizations take in,
    as they deploy it."""
    inputs = inputs or Inputs()
    charts, rendered = _charts(files, inputs)
    rest = [file for file in files if file.path not in rendered]
    kustomizations, built = _kustomizations(rest, inputs)
    plain = (file for file in rest if file.path not in built)
    return gather((charts, kustomizations, *(_read_file(parse(source, {})) for source in plain)))


# Most runs have no charts and no kustomizations: what reads them is imported by those that have.
def _charts(files: Sequence[SourceFile], inputs: Inputs) -> tuple[Reading, frozenset[str]]:
    """What they deploy, and the paths of the files that are no manifests of their own."""
    if not inputs.releases and not _has(files, CHART_FILE):
        return Reading(), frozenset()
    from yourside.frontends.kubernetes.helm import render

    rendered = render(files, inputs)
    return rendered.reading, rendered.consumed


def _kustomizations(files: Sequence[SourceFile], inputs: Inputs) -> tuple[Reading, frozenset[str]]:
    """The same of them."""
    if not _has(files, *KUSTOMIZATIONS):
        return Reading(), frozenset()
    from yourside.frontends.kubernetes.kustomize import build

    built = build(files, inputs.tree)
    return built.reading, built.consumed


def _has(files: Sequence[SourceFile], *names: str) -> bool:
    return any(basename(file.path) in names for file in files)


def _read_file(file: DocumentFile) -> Reading:
    path, problems = file.source.path, _problems(file)
    parts = tuple(_parts(file, problems))
    found = tuple(resources((value for part in parts for value in part.objects), path))
    reasons = tuple(part.reason for part in parts if part.reason)
    line = FileCoverage(path, Dialect.KUBERNETES, _state(parts), reasons)
    counts = {"documents": len(parts), "resources": len(found)}
    told = (problem for place, problem in problems if not (place and _templated(place)))
    return Reading(found, tuple(told), Ledger((line,), counts))


def _problems(file: DocumentFile) -> Sequence[tuple[Span | None, Diagnostic]]:
    """Each diagnostic with the unread document it lies in. To YAML a placeholder without quotes is a strange key."""
    unread = sorted(file.unread, key=lambda span: span.start)
    starts = [span.start for span in unread]
    found: list[tuple[Span | None, Diagnostic]] = []
    for problem in file.diagnostics:
        start = problem.origin.span.start
        place = unread[bisect_right(starts, start) - 1] if unread else None
        if not (problem.code == "yaml-key" and "{{" in file.source.text[max(start - 1, 0) : start + 2]):
            found.append((place if place and place.contains(problem.origin.span) else None, problem))
    return found


def _parts(file: DocumentFile, problems: Sequence[tuple[Span | None, Diagnostic]]) -> Iterator[_Part]:
    messages = {place: problem.message for place, problem in problems}
    rests = {span.start: span for span in file.unread}
    # Of a document that was read up to an error, the rest is no document of its own.
    cut = {document.span.start: rests.pop(document.span.end) for document in file.documents if not document.whole}
    read = [(document.span, document.value) for document in file.documents if not _empty(document.value)]
    unread = [(span, None) for span in rests.values()]
    for number, (span, value) in enumerate(sorted([*read, *unread], key=lambda place: place[0].start), 1):
        rest = cut.get(span.start, span)
        problem = f"document {number}: {messages.get(rest, 'cannot be read')}"
        if value is not None:
            part = _read_document(number, value)
            state = State.PARTIAL if part.objects else State.UNREADABLE
            yield replace(part, state=state, reason=problem) if span.start in cut else part
        elif _templated(span):
            yield _Part((), State.SKIPPED, f"document {number} is a Go template")
        else:
            yield _Part((), State.UNREADABLE, problem)


def _read_document(number: int, value: Value) -> _Part:
    every = tuple(members(value))
    found = tuple(filter(is_object, every))
    if len(found) == len(every):
        return _Part(found)
    if every == (value,):
        return _Part((), State.SKIPPED, f"document {number} has no apiVersion and kind")
    strays = len(every) - len(found)
    return _Part(found, State.PARTIAL, f"document {number} has items without apiVersion and kind: {strays}")


def _empty(value: Value) -> bool:
    match value:
        case Scalar(data=None) | Seq(items=()):
            return True
        case Map(entries=entries):
            return not entries
    return False


def _templated(span: Span) -> bool:
    return "{{" in span.text


def _state(parts: Sequence[_Part]) -> State:
    """The file's state: that of its parts when they agree."""
    states = {part.state for part in parts} or {State.EVALUATED}
    if len(states) == 1:
        return states.pop()
    return State.PARTIAL if states & {State.EVALUATED, State.PARTIAL} else State.UNREADABLE
