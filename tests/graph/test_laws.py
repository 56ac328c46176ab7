"""What holds for every body and every order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bodies import NOWHERE, graph, native, ref
from yourside.graph.model import ResourceGraph
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

LEAVES = st.sampled_from(["true", "tcp", "a", "public-read", "22", True, False, 0, 7])
NAMES = ["enabled", "protocol", "cidr_blocks", "encrypted", "device_name", "bucket", "name", "policy"]
BLOCKS = st.lists(
    st.dictionaries(st.sampled_from(NAMES), LEAVES | st.lists(LEAVES, max_size=2), max_size=3), max_size=2
)
BODIES = {
    "aws_s3_bucket": ["acl", "bucket", "versioning", "policy", "tags"],
    "aws_security_group": ["name", "ingress", "egress"],
    "aws_instance": ["ami", "root_block_device", "ebs_block_device", "associate_public_ip_address"],
    "aws_lb": ["internal", "access_logs", "enable_deletion_protection"],
    "aws_iam_role": ["name", "inline_policy", "assume_role_policy"],
}
RESOURCES = st.sampled_from(sorted(BODIES)).flatmap(
    lambda type_: st.tuples(st.just(type_), st.dictionaries(st.sampled_from(BODIES[type_]), LEAVES | BLOCKS))
)
HIDDEN = Unknown(Why.VARIABLE, NOWHERE, target="hidden")


def scalars(value: Value, path: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every known leaf with its path, without positions in lists: one item more or less moves the others."""
    match value:
        case Scalar():
            yield path, value
        case Map(entries=entries):
            for name, entry in entries.items():
                yield from scalars(entry, f"{path}.{name}")
        case Seq(items=items):
            for item in items:
                yield from scalars(item, f"{path}[]")


def known(found: ResourceGraph) -> set[tuple[str, str, object]]:
    return {(r.id.part, path, leaf.data) for r in found.resources.values() for path, leaf in scalars(r.properties)}


def hiding(value: Value, leaf: Scalar) -> Value:
    match value:
        case Map(entries=entries):
            return Map({name: hiding(entry, leaf) for name, entry in entries.items()}, value.origin)
        case Seq(items=items):
            return Seq(tuple(hiding(item, leaf) for item in items), value.origin)
    return HIDDEN if value is leaf else value


@settings(max_examples=60, deadline=None)
@given(RESOURCES, st.data())
def test_what_is_not_known_in_the_source_is_not_known_in_the_graph(found: tuple[str, Any], data: st.DataObject) -> None:
    type_, body = found
    before = native(f"{type_}.a", **body)
    leaves = [leaf for _, leaf in scalars(before.body)]
    if not leaves:
        return
    hidden = data.draw(st.sampled_from(leaves))
    after = native(f"{type_}.a", **{n: hiding(entry, hidden) for n, entry in before.body.entries.items()})
    assert known(graph(after)) <= known(graph(before))


SOME = [
    native("aws_s3_bucket.a", bucket="a"),
    native("aws_s3_bucket.b", "other"),
    native("aws_s3_bucket_versioning.v", bucket="a", versioning_configuration=[{"status": "Enabled"}]),
    native("aws_s3_bucket_acl.a", bucket=ref("aws_s3_bucket.a.id"), acl="private"),
    native("aws_s3_bucket_acl.b", bucket=ref("aws_s3_bucket.a.id"), acl="public-read"),
    native("aws_security_group.g"),
    native("aws_vpc_security_group_ingress_rule.x", security_group_id=ref("aws_security_group.g.id"), cidr_ipv4="x"),
    native("aws_vpc_security_group_ingress_rule.y", security_group_id=ref("aws_security_group.g.id"), cidr_ipv4="y"),
    native("aws_vpc_security_group_ingress_rule.z", security_group_id="sg-1", cidr_ipv4="z"),
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(SOME))
def test_the_graph_does_not_depend_on_the_order_of_its_sources(order: list[Any]) -> None:
    assert graph(*order) == graph(*SOME)
    assert list(graph(*order).resources) == list(graph(*SOME).resources)
