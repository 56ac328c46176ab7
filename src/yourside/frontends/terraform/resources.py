"""Resource, data and provider blocks: what each instance is, and what an expression that names the resource reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.frontends.terraform.blocks import body
from yourside.frontends.terraform.google import computed
from yourside.frontends.terraform.instances import Expansion, both, expand
from yourside.frontends.terraform.policy_document import policy_document
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Block, Body
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why

_REPEATED = frozenset({"count", "for_each"})
# What tells Terraform how to deploy, not what.
_META = frozenset({"provider", "depends_on", "lifecycle", "connection", "provisioner"})
_PROVIDER_META = frozenset({"alias", "version"})
# Data sources that tell where the deployment runs.
_ENVIRONMENT = frozenset(
    {"aws_availability_zones", "aws_caller_identity", "aws_partition", "aws_region", "aws_default_tags"}
)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`value` is what the resource's address reads, `instance` what any index reads when their number is unknown."""

    natives: tuple[NativeResource, ...]
    value: Value
    instance: Value | None = None


def resource(block: Block, address: str, unit: str, scope: Scope) -> Evaluated:
    expansion = expand(block.body, scope)
    plain = _without(written(block), _REPEATED)
    origin = Origin(block.span, block.labels[0].span.to(block.labels[-1].span))
    scopes = [scope.binding(instance.bindings) for instance in expansion.instances]
    bodies = [without_nulls(body(plain, origin, inner)) for inner in scopes]
    keys = [instance.key for instance in expansion.instances]
    address = scope.full(address)
    when = both(scope.when, expansion.when)
    natives = tuple(_native(block, address, unit, found, key) for found, key in zip(bodies, keys, strict=True))
    natives = tuple(replace(native, when=when) for native in natives) if when else natives
    readable = [_readable(block, f"{address}{key}", found) for found, key in zip(bodies, keys, strict=True)]
    return Evaluated(natives, _value(address, origin, expansion, readable), readable[0] if expansion.symbolic else None)


def unread(block: Block, address: str, unit: str) -> Evaluated:
    """A resource past the limits of this tool: it is there, and nothing is known of it. `address` is the full one."""
    origin = Origin(block.span, block.labels[0].span.to(block.labels[-1].span), refs=(address,))
    unknown = Unknown(Why.LIMIT, origin, address)
    return Evaluated((_native(block, address, unit, Map({}, replace(origin, refs=()), unknown), ""),), unknown)


def written(block: Block) -> Body:
    """The body without what tells Terraform how to deploy."""
    return _without(block.body, _PROVIDER_META if block.type.text == "provider" else _META)


def _native(block: Block, address: str, unit: str, found: Map, key: str) -> NativeResource:
    prefix = "" if block.type.text == "resource" else f"{block.type.text}."
    kind = f"{prefix}{block.labels[0].text}"
    return NativeResource(Dialect.TERRAFORM, kind, f"{address}{key}", unit, found, found.origin, key)


def _without(whole: Body, names: frozenset[str]) -> Body:
    attributes = {name: attribute for name, attribute in whole.attributes.items() if name not in names}
    return Body(attributes, tuple(block for block in whole.blocks if block.type.text not in names), whole.span)


def without_nulls(found: Map) -> Map:
    """A null is an attribute that is not written: the provider's default, or known after deployment."""
    entries = {name: _pruned(value) for name, value in found.entries.items() if not _null(value)}
    return replace(found, entries=entries)


def _pruned(value: Value) -> Value:
    match value:
        case Map():
            return without_nulls(value)
        case Seq(items=items):
            return replace(value, items=tuple(_pruned(item) for item in items))
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, _pruned(branch)) for label, branch in branches))
    return value


def _null(value: Value) -> bool:
    return isinstance(value, Scalar) and value.data is None


def _readable(block: Block, address: str, found: Map) -> Map:
    """The instance as expressions see it: what is not written is known after deployment."""
    origin = replace(found.origin, refs=(address,))
    why = Why.REFERENCE
    entries = {**found.entries, **computed(block.labels[0].text, found, origin)}
    if block.type.text == "data":
        why = Why.ENVIRONMENT if block.labels[0].text in _ENVIRONMENT else Why.DATA
        if block.labels[0].text == "aws_iam_policy_document":
            document = policy_document(found, origin)
            entries |= {"json": document, "minified_json": document}
    return Map(entries, origin, Unknown(why, origin, address))


def _value(address: str, origin: Origin, expansion: Expansion, readable: Sequence[Map]) -> Value:
    if expansion.symbolic:
        return Unknown(Why.REFERENCE, replace(origin, refs=(address,)), address)
    match expansion.by:
        case "count":
            return Seq(tuple(readable), origin)
        case "for_each":
            return Map({each.name: found for each, found in zip(expansion.instances, readable, strict=True)}, origin)
    return readable[0]
