"""Waivers in the metadata of CloudFormation templates and their resources. Of other tools, by their documentation:

cfn_nag: https://github.com/stelligent/cfn_nag#per-resource-rule-suppression
Checkov: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.findings.suppress.model import Extent, Found, Scope, Waiver, Written, together, warning
from yourside.findings.suppress.words import read_day, read_reason
from yourside.frontends.documents import parse
from yourside.spans import SourceFile, Span
from yourside.values import Map, Scalar, Seq, Value

OWN = "yourside"
# Of each tool: where its list is, and the key that holds the reason.
_LISTS = {"cfn_nag": ("rules_to_suppress", "reason"), "checkov": ("skip", "comment")}
MARKS = (OWN, *_LISTS)
FORM = "expected `ignore: {RULE: REASON, until YYYY-MM-DD}`"


def read(file: SourceFile, *, tools: bool) -> Found:
    """The waivers of a template. `tools`: also those of other tools."""
    return together(
        found
        for document in parse(file, {}).documents
        for metadata, scopes in _metadata(document.value)
        for found in _waivers(metadata, scopes, tools=tools)
    )


def _metadata(template: Value) -> Iterator[tuple[Mapping[str, Value], tuple[Scope, ...]]]:
    """Each with what it holds for: the template, or a resource of it."""
    whole = template.origin.span
    match template:
        case Map(entries={"Metadata": Map(entries=metadata)}):
            yield metadata, (Extent(Span(whole.file, 0, len(whole.file.text))),)
    match template:
        case Map(entries={"Resources": Map(entries=resources)}):
            for value in resources.values():
                match value:
                    case Map(entries={"Metadata": Map(entries=metadata)}, origin=origin):
                        span = origin.name.to(origin.span) if origin.name else origin.span
                        yield metadata, (Extent(span),)


def _waivers(metadata: Mapping[str, Value], scopes: tuple[Scope, ...], *, tools: bool) -> Iterator[Found]:
    match metadata.get(OWN):
        case None:
            pass
        case Map(entries={"ignore": Map(entries=ignored)}):
            for name, said in ignored.items():
                written = _written(name, said)
                if isinstance(written, str):
                    yield _malformed(said, written)
                else:
                    yield Found((Waiver(written, scopes, (said.origin.name or said.origin.span).to(said.origin.span)),))
        case other:
            yield _malformed(other, FORM)
    for tool, (key, reason) in _LISTS.items() if tools else ():
        match metadata.get(tool):
            case Map(entries=entries):
                yield from _listed(entries.get(key), reason, scopes, tool)


def _written(name: str, said: Value) -> Written | str:
    match said:
        case Scalar(data=str(text)):
            return read_reason((name,), text)
        case Scalar(data=None):
            return Written((name,))
        case Map(entries=entries) if entries.keys() <= {"reason", "until"}:
            until = read_day(_text(entries["until"])) if "until" in entries else None
            return until if isinstance(until, str) else Written((name,), _text(entries.get("reason")), until)
    return FORM


def _listed(value: Value | None, reason: str, scopes: tuple[Scope, ...], tool: str) -> Iterator[Found]:
    match value:
        case Seq(items=items):
            for item in items:
                match item:
                    case Map(entries={"id": Scalar(data=str(name))} as entries):
                        written = Written((name,), _text(entries.get(reason)))
                        yield Found((Waiver(written, scopes, item.origin.span, tool),))


def _malformed(value: Value, problem: str) -> Found:
    return Found(problems=(warning("ignore-malformed", f"not understood: {problem}", value.origin.span),))


def _text(value: Value | None) -> str:
    match value:
        case Scalar(data=str(text)):
            return text
    return ""
