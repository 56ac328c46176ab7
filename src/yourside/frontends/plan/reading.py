"""Plans and states as native resources: the same that the sources give, with the values that Terraform computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from operator import add

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.plan.document import Document, read_document
from yourside.frontends.plan.expressions import Expression, written, wrote
from yourside.frontends.plan.instance import Instance, mapping
from yourside.frontends.plan.links import identities, linked, links
from yourside.frontends.plan.marks import Marks, marked
from yourside.frontends.plan.providers import provider
from yourside.frontends.plan.references import Configuration
from yourside.frontends.plan.secrets import presentable, secrets
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.concrete import reader_of
from yourside.syntax.json.cursor import Piece
from yourside.syntax.json.parse import parse, read_text
from yourside.values import Map, Unknown, Value, Why


@dataclass(frozen=True, slots=True)
class Plan:
    """`written` is what the configuration has of each resource, by address."""

    reading: Reading
    configuration: Configuration
    written: Mapping[str, Expression] = field(default_factory=dict)


def read(files: Sequence[SourceFile], _: Inputs) -> Reading:
    return reduce(add, (read_plan(file).reading for file in files), Reading())


def read_plan(source: SourceFile) -> Plan:
    try:
        document = read_document(source.text)
    except (ValueError, RecursionError):
        return Plan(_broken(source), Configuration())
    configuration = Configuration(document.configuration, [instance.address for instance in document.instances])
    expressions = {each.address: written(configuration.block(each.address)) for each in document.instances}
    shown = _shown(source, document)
    resources = (
        *_resources(source, shown, document, configuration, expressions),
        *_providers(source, shown, document),
    )
    deployed = sum(not resource.type.startswith(("data.", "provider.")) for resource in resources)
    line = FileCoverage(source.path, Dialect.PLAN, State.EVALUATED)
    return Plan(Reading(resources, (), Ledger((line,), {"resources": deployed})), configuration, expressions)


def _broken(source: SourceFile) -> Reading:
    """The reader that gives every value its place also says what is wrong with a text."""
    nowhere = Origin(Span(source, 0, 0))
    problem = Diagnostic("plan-syntax", "not the JSON that `terraform show -json` writes", Level.ERROR, nowhere)
    line = FileCoverage(source.path, Dialect.PLAN, State.UNREADABLE, ("broken JSON",))
    return Reading((), parse(source).diagnostics or (problem,), Ledger((line,)))


def _resources(
    source: SourceFile,
    shown: SourceFile,
    document: Document,
    configuration: Configuration,
    expressions: Mapping[str, Expression],
) -> Iterator[NativeResource]:
    known = {} if document.configuration else identities(document.instances)
    for instance in document.instances:
        expression = expressions[instance.address]
        unknown = mapping(document.changes.get(instance.address)).get("after_unknown")
        resolve = partial(configuration.references, instance=instance)
        marks = Marks(resolve, unknown, instance.sensitive, expression)
        body = marked(_values(instance, source, shown), marks)
        if isinstance(body, Map):
            native = _native(instance, linked(body, links(instance, known)), shown)
            yield replace(native, filled=frozenset(name for name in body.entries if not wrote(expression, name)))


def _providers(source: SourceFile, shown: SourceFile, document: Document) -> Iterator[NativeResource]:
    for piece in document.providers:
        found = _located(piece, source, shown)
        if isinstance(found, Map) and (native := provider(found, source.path)):
            yield native


def _shown(source: SourceFile, document: Document) -> SourceFile:
    """The file that all places are in: of a plan on one line, a report would quote what stands beside them."""
    places = [instance.place for instance in document.instances]
    places += [(piece.start, piece.end) for piece in document.providers]
    names = [instance.name for instance in document.instances]
    hidden = (
        place
        for instance in document.instances
        if "True" in str(instance.sensitive)
        for place in secrets(_values(instance, source, source), instance.sensitive)
    )
    return presentable(source, [*places, *names], hidden)


def _values(instance: Instance, source: SourceFile, shown: SourceFile) -> Value:
    if instance.values is None:
        return Map({}, Origin(Span(shown, *instance.place)))
    return _located(instance.values, source, shown)


def _located(piece: Piece, source: SourceFile, shown: SourceFile) -> Value:
    """The values of `source` at their places in `shown`."""
    value = read_text(reader_of(shown, source.text[piece.start : piece.end], piece.start))
    return value or Unknown(Why.PARSE, Origin(Span(shown, piece.start, piece.end)))


def _native(instance: Instance, body: Map, shown: SourceFile) -> NativeResource:
    origin = Origin(Span(shown, *instance.place), Span(shown, *instance.name))
    kind = f"data.{instance.type}" if instance.mode == "data" else instance.type
    placed = replace(body, origin=origin)
    return NativeResource(Dialect.TERRAFORM, kind, instance.address, shown.path, placed, origin, instance.key)
