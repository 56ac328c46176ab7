"""What the configuration of a provider means for its resources: which one they have, its tags and its region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yourside.frontends.native import NativeResource
from yourside.frontends.terraform.functions.calls import call
from yourside.frontends.terraform.resources import Evaluated
from yourside.frontends.terraform.scope import Scope
from yourside.syntax.hcl.tree import Attribute, Block, Call, Expr, GetAttr, Literal, Variable
from yourside.values import Map, Scalar, Seq, Unknown, Value

# Source: registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags
_UNTAGGED = frozenset({"aws_autoscaling_group"})
_NAMES_OF_REGION = ("id", "name", "region")

# The configuration of a provider by its name: `aws`, `aws.west`.
Configured = Callable[[str], Value | None]


def _takes_tags(block: Block) -> bool:
    kind = block.labels[0].text
    return block.type.text == "resource" and kind.startswith("aws_") and kind not in _UNTAGGED


def _provider_of(block: Block) -> str:
    """The provider configuration that a resource names, or else its default one."""
    match block.body.attributes.get("provider"):
        case Attribute(value=value):
            return spelled_provider(value)
    return block.labels[0].text.partition("_")[0]


def spelled_provider(expr: Expr) -> str:
    """`aws` or `aws.west`; empty when an expression decides."""
    match expr:
        case Variable(name=name) | Literal(data=str(name)):
            return name
        case GetAttr(Variable(name=name), name=alias):
            return f"{name}.{alias.text}"
    return ""


def provided(found: Evaluated, block: Block, configured: Configured, scope: Scope) -> Evaluated:
    """The resource or data source with what its provider adds, if that is anything that matters."""
    if _takes_tags(block):
        provider = configured(_provider_of(block))
        return replace(found, natives=tuple(_tagged(native, provider, scope) for native in found.natives))
    if _is_region(block):
        return replace(found, value=_located(found.value, configured(_provider_of(block))))
    return found


def _located(value: Value, provider: Value | None) -> Value:
    """The region of the provider, unless the data source asks for another one."""
    match value, provider:
        case Map(entries=written), Map(entries={"region": region}) if not written:
            return replace(value, entries=dict.fromkeys(_NAMES_OF_REGION, region))
    return value


def _is_region(block: Block) -> bool:
    return block.type.text == "data" and block.labels[0].text == "aws_region"


def _tagged(native: NativeResource, provider: Value | None, scope: Scope) -> NativeResource:
    """With all of its tags as `tags_all`, when its provider has any to give."""
    if (given := _given(provider)) is None:
        return native
    span, entries = given.origin.span, native.body.entries
    own = entries.get("tags", Scalar(None, native.body.origin))
    every = call(Call("merge", (), False, span), (given, own), scope)
    body = replace(native.body, entries={**entries, "tags_all": every})
    return replace(native, body=body, filled=native.filled | {"tags_all"})


def _given(provider: Value | None) -> Value | None:
    match provider:
        case Map(entries={"default_tags": Seq(items=(Map(entries={"tags": tags}),)) | Map(entries={"tags": tags})}):
            return tags
        case Map(entries={"default_tags": (Unknown() as unknown) | Seq(rest=Unknown() as unknown)}):
            return unknown
        case Unknown():
            return provider
    return None
