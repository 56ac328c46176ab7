"""Values that nobody wrote, at the place of what asked for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Value

# Plain data with values in it; what is None is not written.
Plan: TypeAlias = "Value | Mapping[str, Plan | None] | Sequence[Plan] | str | int | bool"
Parts: TypeAlias = "dict[str, Plan | None]"


def written(plan: Plan, origin: Origin) -> Value:
    """The values in `plan` keep their places; everything around them stands at `origin`."""
    match plan:
        case str() | bool() | int():
            return Scalar(plan, origin)
        case Mapping():
            return Map({name: written(part, origin) for name, part in plan.items() if part is not None}, origin)
        case Sequence():
            return Seq(tuple(written(part, origin) for part in plan), origin)
    return plan


def arn_of(name: str) -> Plan:
    return {"Fn::GetAtt": [name, "Arn"]}


def is_call(value: Value) -> bool:
    """Whether it is a map that stands for the value of an intrinsic function; a loop stands for entries of its map."""
    match value:
        case Map(entries=entries) if len(entries) == 1:
            (name,) = entries
            return name == "Ref" or (name.startswith("Fn::") and not name.startswith("Fn::ForEach::"))
    return False


def text_of(value: Value | None) -> str | None:
    return value.data if isinstance(value, Scalar) and isinstance(value.data, str) else None


def referred(value: Value | None) -> str | None:
    """The name in a Ref, the way to the resource in a Fn::GetAtt."""
    match value:
        case Map(entries={"Ref": Scalar(data=str(name))}):
            return name
        case Map(entries={"Fn::GetAtt": Seq(items=(Scalar(data=str(name)), *_))}):
            return name
        case Map(entries={"Fn::GetAtt": Scalar(data=str(path))}):
            return path.partition(".")[0]
    return None


def entries_of(value: Value | None) -> Mapping[str, Value]:
    """Those of a written map; none of anything else."""
    return value.entries if isinstance(value, Map) and not is_call(value) else {}


def tags_of(value: Value | None) -> Sequence[Plan]:
    """SAM writes tags as a map, CloudFormation as a list."""
    return [{"Key": Scalar(key, tag.origin), "Value": tag} for key, tag in entries_of(value).items()]
