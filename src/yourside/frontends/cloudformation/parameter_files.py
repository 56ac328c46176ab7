"""Parameter files: what the user gives.

Two forms, told apart by content: the list that the AWS CLI takes ([{ParameterKey, ParameterValue}], or plain texts
"Key=Value"), and the template configuration file of CodePipeline ({Parameters: {Key: Value}}).
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.cloudformation.parameters import labelled
from yourside.frontends.documents import parse
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.values import Map, Scalar, Seq, Value


def given(files: Iterable[SourceFile]) -> tuple[Mapping[str, Value], tuple[Diagnostic, ...]]:
    """The values by parameter, those of later files over those of earlier ones; and what is wrong with the files."""
    values: dict[str, Value] = {}
    problems: list[Diagnostic] = []
    for source in files:
        file = parse(source, {})
        problems += file.diagnostics
        found = dict(_pairs(file.documents[0].value)) if file.documents else {}
        if not found:
            whole = Origin(Span(source, 0, 0))
            problems.append(Diagnostic("parameter-file", "holds no parameters of a template", Level.ERROR, whole))
        values |= {name: labelled(value, f"parameter {name}") for name, value in found.items()}
    return values, tuple(problems)


def _pairs(value: Value) -> Iterator[tuple[str, Scalar]]:
    match value:
        case Seq(items=items):
            for item in items:
                yield from _pair(item)
        case Map(entries={"Parameters": Map(entries=entries)}) | Map(entries=entries):
            yield from ((name, text) for name, text in entries.items() if isinstance(text, Scalar))


def _pair(item: Value) -> Iterator[tuple[str, Scalar]]:
    match item:
        case Map(entries={"ParameterKey": Scalar(data=str(name)), "ParameterValue": Scalar() as value}):
            yield name, value
        case Scalar(data=str(text)) if "=" in text:
            name, _, data = text.partition("=")
            yield name, replace(item, data=data)
