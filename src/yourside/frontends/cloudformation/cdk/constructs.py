"""The resources of a template at the constructs that they were made by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from yourside.frontends.cloudformation.cdk.assembly import Assembly
from yourside.frontends.cloudformation.cdk.traces import user_code
from yourside.frontends.native import NativeResource
from yourside.spans import Hop, Origin
from yourside.values import Map, Scalar, Value

_PATH, _ASSET = "aws:cdk:path", "aws:asset:path"


def placed(
    resources: Iterable[NativeResource], written: Mapping[str, Value], template: str, assembly: Assembly | None
) -> Iterator[NativeResource]:
    """`written` are the resources of the `template` (its path), by logical id. No assembly: it is not of the CDK.

    A resource stands at the call that made its construct where that is known and in the tree; its values stay in the
    template. The construct is the first hop of its origin in either case.
    """
    for resource in resources:
        id = (PurePosixPath(template).name, resource.address.rpartition("/")[2])
        yield _placed(resource, id, _metadata(written.get(id[1]), _PATH), assembly) if assembly else resource


def asset_of(declaration: Value | None) -> str | None:
    """The file, beside the template, that a nested stack is uploaded from."""
    path = _metadata(declaration, _ASSET)
    return str(path.data) if path else None


def _placed(resource: NativeResource, id: tuple[str, str], path: Scalar | None, assembly: Assembly) -> NativeResource:
    construct = str(path.data) if path else assembly.paths.get(id)
    if construct is None:
        return resource
    named = path.origin.span if path else resource.origin.name or resource.origin.span
    traces = assembly.traces_of(construct)
    call = next(filter(None, (user_code(trace, assembly.directory, assembly.tree) for trace in traces)), None)
    origin = Origin(call, call) if call else resource.origin
    origin = replace(origin, via=(Hop(named, f"construct {construct}"),))
    return replace(resource, origin=origin, body=replace(resource.body, origin=origin))


def _metadata(declaration: Value | None, key: str) -> Scalar | None:
    match declaration:
        case Map(entries={"Metadata": Map(entries=entries)}):
            match entries.get(key):
                case Scalar(data=str()) as found:
                    return found
    return None
