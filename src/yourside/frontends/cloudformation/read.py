"""From template files to native resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.frontends.cloudformation.cdk import placed
from yourside.frontends.cloudformation.functions import FUNCTIONS
from yourside.frontends.cloudformation.gaps import gaps, uncalled
from yourside.frontends.cloudformation.library import Library, root
from yourside.frontends.cloudformation.nested import nested
from yourside.frontends.cloudformation.opening import opened
from yourside.frontends.cloudformation.parameter_files import given
from yourside.frontends.cloudformation.resources import existing, resources
from yourside.frontends.cloudformation.scope import Scope
from yourside.frontends.cloudformation.stacks import Given, Place
from yourside.frontends.cloudformation.template import Template
from yourside.frontends.documents import gather
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import Level, SourceFile
from yourside.syntax.document import DocumentFile
from yourside.values import Choice, Value

NOTHING = Inputs()


def read(files: Sequence[SourceFile], inputs: Inputs = NOTHING) -> Reading:
    """Every resource that may exist, of every template. One that another template nests is read as a part of that."""
    library = Library.of(files, inputs.tree)
    values, problems = given(inputs.parameters)
    opened = {path: _open(file, library, values) for path, file in library.templates.items()}
    stacks = _deployed([scope for scope in opened.values() if scope])
    seen: dict[str, list[Part]] = {}
    for part in stacks:
        seen.setdefault(part.scope.stack.path, []).append(part)
    readings = [_reading(file, _once(seen.get(file.source.path, ()))) for file in library.templates.values()]
    found = tuple(resource for part in stacks for resource in part.resources)
    own = Reading(found, problems, Ledger(counts={"resources": len(found)}))
    return gather([own, *readings])


@dataclass(frozen=True, slots=True)
class Part:
    """What one deployment of a template holds."""

    scope: Scope
    resources: tuple[NativeResource, ...]


def _open(file: DocumentFile, library: Library, values: Mapping[str, Value]) -> Scope | None:
    document = root(file)
    if document is None:
        return None
    given = {name: Given(value, value) for name, value in values.items()}
    place = Place((file.source.path,), library, library.notes_of(file), given)
    return Scope(opened(document, place, FUNCTIONS), FUNCTIONS)


def _deployed(scopes: Sequence[Scope]) -> tuple[Part, ...]:
    """Every stack there will be: of each template that no other one nests, with all that it nests."""
    inner = {path for scope in scopes for path in _nests(scope)}
    parts: list[Part] = []
    for scope in sorted(scopes, key=lambda scope: scope.stack.path in inner):
        # Templates that nest one another in a circle: it has to start somewhere.
        if scope.stack.path not in {part.scope.stack.path for part in parts}:
            parts += _parts(scope, scope.stack.path, None)
    return tuple(parts)


def _nests(scope: Scope) -> Iterator[str]:
    for name in scope.template.resources:
        inside = nested(name, scope)
        if inside and inside.stack.path != scope.stack.path:
            yield inside.stack.path


def _parts(scope: Scope, unit: str, when: Choice | None) -> Iterator[Part]:
    path = scope.stack.path
    made = resources(unit, scope, when)
    found = tuple(placed(made, scope.template.resources, path, scope.stack.library.assembly(path)))
    yield Part(scope, found)
    for resource in found:
        name = resource.address.removeprefix(scope.stack.prefix)
        if inside := nested(name, existing(resource.when, scope)):
            yield from _parts(inside, unit, resource.when)


def _once(parts: Sequence[Part]) -> Sequence[Part]:
    """A file's template as it is deployed first, with the templates that stand in it."""
    return [part for part in parts if part.scope.stack.prefix.startswith(parts[0].scope.stack.prefix)]


def _reading(file: DocumentFile, parts: Sequence[Part]) -> Reading:
    if not parts:
        reason = next(_errors(file), "holds no template")
        line = FileCoverage(file.source.path, Dialect.CLOUDFORMATION, State.UNREADABLE, (reason,))
        return Reading((), file.diagnostics, Ledger((line,)))
    stacks, notes = [part.scope.stack for part in parts], parts[0].scope.notes
    reasons = tuple(_reasons(file, [stack.template for stack in stacks], notes.wrong))
    state = State.PARTIAL if reasons else State.EVALUATED
    line = FileCoverage(file.source.path, Dialect.CLOUDFORMATION, state, reasons)
    found = sum((Counter(gaps(part.scope.stack, part.resources)) for part in parts), Counter(uncalled(notes)))
    ledger = Ledger((line,), {"templates": 1}, dict(found))
    return Reading((), (*file.diagnostics, *notes.problems.values()), ledger)


def _errors(file: DocumentFile) -> Iterator[str]:
    return (problem.message for problem in file.diagnostics if problem.level is Level.ERROR)


def _reasons(file: DocumentFile, templates: Sequence[Template], wrong: int) -> Iterator[str]:
    yield from dict.fromkeys(_errors(file))
    if len(file.documents) > 1:
        yield "only its first document is read"
    if not templates[0].resources:
        yield "the template has no resources that can be read"
    if not all(template.complete for template in templates):
        yield "a macro or loop that is not evaluated may add or change resources"
    if wrong:
        yield f"{wrong} of its expressions {'is' if wrong == 1 else 'are'} wrong"
