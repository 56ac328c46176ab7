"""All waivers of a run: those in its sources, and those of its configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from yourside.config import Accepted
from yourside.coverage import Dialect
from yourside.findings.suppress import comments, objects
from yourside.findings.suppress.model import Found, Policy, Waiver, Written, together
from yourside.findings.suppress.nested import Nested
from yourside.frontends.native import NativeResource
from yourside.graph.model import Resource
from yourside.spans import SourceFile, Span


def gather(resources: Sequence[Resource], files: Sequence[SourceFile], found_in: Set[str], policy: Policy) -> Found:
    """`files` are those of the run, `found_in` the paths that findings are about: other tools' comments count there."""
    spans = _spans(resources)
    everywhere = dict.fromkeys((*files, *(span.file for span in spans)))
    return together(
        (
            *_commented(everywhere, Nested((span, span) for span in spans), found_in, policy),
            *_described(resources, files, policy),
            *(objects.read(each, tools=policy.foreign) for each in resources if "metadata" in each.properties.entries),
            Found(tuple(_configured(entry) for entry in policy.configured)),
        )
    )


def _described(resources: Iterable[Resource], files: Iterable[SourceFile], policy: Policy) -> Iterator[Found]:
    templates = {path for each in resources for path in _templates(each.native)}
    marked = [file for file in files if file.path in templates and "Metadata" in file.text]
    if marked:
        # It reads documents, which a run on Terraform alone has no need of.
        from yourside.findings.suppress import metadata

        yield from (metadata.read(file, tools=policy.foreign) for file in marked if _has(file, metadata.MARKS))


def _templates(native: NativeResource) -> tuple[str, ...]:
    """Those of its stack and of itself: it may be in a nested stack, or stand in an application of the CDK."""
    if native.dialect is not Dialect.CLOUDFORMATION:
        return ()
    hops = (hop.span.file.path for hop in native.origin.via)
    return (native.unit, native.origin.span.file.path, *hops)


def _commented(files: Iterable[SourceFile], spans: Nested[Span], found_in: Set[str], policy: Policy) -> Iterator[Found]:
    for file in files:
        tools = policy.foreign and file.path in found_in
        if _has(file, comments.MARKS if tools else (comments.MARK,)):
            yield comments.read(file, spans, tools=tools)


def _has(file: SourceFile, marks: Iterable[str]) -> bool:
    return any(mark in file.text for mark in marks)


def _spans(resources: Iterable[Resource]) -> Sequence[Span]:
    """The places of resources and module calls, each once."""
    natives = (native for resource in resources for native in resource.natives)
    return tuple(dict.fromkeys(span for native in natives for span in (native.origin.span, *native.calls)))


def _configured(entry: Accepted) -> Waiver:
    return Waiver(Written(entry.rules, entry.reason, entry.until), (entry,), entry.at)
