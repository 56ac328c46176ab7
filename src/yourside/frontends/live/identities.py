"""What states and stacks say of their resources: the ids that the cloud gave them, by the address that made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yourside.frontends.native import NativeResource
from yourside.values import Scalar

ARN_NAMES = ("arn", "id", "self_link", "unique_id")
"""The attributes of Terraform's resources that the cloud knows them by."""

Ids = Mapping[str, tuple[str, ...]]


def of_state(natives: Iterable[NativeResource]) -> Ids:
    """By Terraform address."""
    return {native.address: found for native in natives if (found := tuple(_ids(native)))}


def _ids(native: NativeResource) -> Iterator[str]:
    for name in ARN_NAMES:
        match native.body.entries.get(name):
            case Scalar(data=str(text)) if text:
                yield text


def of_stack(text: str) -> Ids:
    """By logical id, of what `describe-stack-resources` or `list-stack-resources` gave as JSON; raises ValueError.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResource.html
    """
    import json

    match json.loads(text):
        case {"StackResources": list(rows)} | {"StackResourceSummaries": list(rows)} | list(rows):
            found: dict[str, tuple[str, ...]] = {}
            for logical, physical in _rows(rows):
                found[logical] = (*found.get(logical, ()), physical)
            return found
    raise ValueError("not what describe-stack-resources or list-stack-resources gives")


def _rows(rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for row in rows:
        match row:
            case {"LogicalResourceId": str(logical), "PhysicalResourceId": str(physical)} if physical:
                yield logical, physical
