"""Rules that look at the resources around one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bodies import either, ref, var
from judging import edge, graph_of, resource, rule
from yourside.engine.evaluate import evaluate
from yourside.findings.model import Verdict
from yourside.graph.model import Edge, Resource
from yourside.values import Tri, Unknown, Why

VPC, LOG, KEY = "AWS::EC2::VPC", "AWS::EC2::FlowLog", "AWS::KMS::Key"
NO_LOG = f"!r.referrers('{LOG}').exists(l, l.TrafficType == 'ALL')"
NO_LOG_OF_IT = f"!r.referrers('{LOG}', 'ResourceId').exists(l, true)"
ROTATES = "r.refs('Encryption.KeyId').all(k, k.EnableKeyRotation)"


def ask(deny: str, about: str, *around: Resource, edges: Iterable[Edge] = ()) -> Verdict:
    """What a rule says of the first of the resources."""
    return next(evaluate(graph_of(*around, edges=edges), [rule(deny, about)], {}))


def test_a_resource_that_refers_to_this_one() -> None:
    vpc, other = resource("vpc.a", VPC), resource("vpc.b", VPC)
    log = resource("log.a", LOG, ResourceId=ref("vpc.a.id"), TrafficType="ALL")
    to_it = [edge(log, "ResourceId", vpc)]
    assert ask(NO_LOG, VPC, vpc, log, edges=to_it).truth is Tri.FALSE
    assert ask(NO_LOG, VPC, other, vpc, log, edges=to_it).truth is Tri.TRUE
    assert ask(NO_LOG_OF_IT, VPC, vpc, log, edges=to_it).truth is Tri.FALSE
    assert ask(NO_LOG_OF_IT.replace("ResourceId", "Tags"), VPC, vpc, log, edges=to_it).truth is Tri.TRUE


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        (var("vpc"), Tri.UNKNOWN),
        (Unknown(Why.MODULE, var("x").origin), Tri.UNKNOWN),
        (either("C", true=var("vpc"), false="vpc-0123456789"), Tri.UNKNOWN),
        (ref("vpc.b.id"), Tri.TRUE),
        ("vpc-0123456789", Tri.TRUE),
        (None, Tri.TRUE),
    ],
)
def test_one_whose_reference_is_not_known_may_refer_to_this_one(target: object, missing: Tri) -> None:
    log = resource("log.a", LOG, ResourceId=target)
    assert ask(NO_LOG_OF_IT, VPC, resource("vpc.a", VPC), log).truth is missing


def test_with_a_path_other_unknowns_of_a_referrer_do_not_matter() -> None:
    log = resource("log.a", LOG, ResourceId="vpc-1", Tags=var("tags"))
    assert ask(NO_LOG_OF_IT, VPC, resource("vpc.a", VPC), log).truth is Tri.TRUE
    assert ask(NO_LOG, VPC, resource("vpc.a", VPC), log).truth is Tri.UNKNOWN


def test_the_resources_that_a_value_refers_to() -> None:
    key = resource("key.a", KEY, EnableKeyRotation=True)
    disk = resource("disk.a", Encryption={"KeyId": ref("key.a.arn")})
    found = ask(f"!{ROTATES}", disk.type, disk, key, edges=[edge(disk, "Encryption.KeyId", key)])
    assert found.truth is Tri.FALSE
    stale = resource("key.a", KEY, EnableKeyRotation=False)
    found = ask(f"!{ROTATES}", disk.type, disk, stale, edges=[edge(disk, "Encryption.KeyId", stale)])
    assert found.truth is Tri.TRUE
    assert [each.chain[0] for each in found.evidence] == [stale.properties]


@pytest.mark.parametrize(
    ("encryption", "truth"),
    [
        ({"KeyId": "alias/aws/s3"}, Tri.UNKNOWN),
        ({"KeyId": var("key")}, Tri.UNKNOWN),
        ({"KeyId": ref("data.aws_kms_key.k.arn")}, Tri.UNKNOWN),
        (var("encryption"), Tri.UNKNOWN),
        ({}, Tri.TRUE),
        (None, Tri.TRUE),
    ],
)
def test_what_leads_out_of_the_graph_is_not_known(encryption: object, truth: Tri) -> None:
    disk = resource("disk.a", Encryption=encryption)
    assert ask(ROTATES, disk.type, disk).truth is truth


def test_list_positions_are_left_out_of_paths() -> None:
    one, other = resource("subnet.a", "AWS::EC2::Subnet", Public=True), resource("subnet.b", "AWS::EC2::Subnet")
    group = resource("group.a", Subnets=[{"Id": ref("subnet.a.id")}, {"Id": ref("subnet.b.id")}])
    edges = [edge(group, "Subnets.0.Id", one), edge(group, "Subnets.1.Id", other)]
    assert ask("r.refs('Subnets.Id').exists(s, s.Public)", group.type, group, one, other, edges=edges).truth is Tri.TRUE
    assert ask("size(r.refs('Subnets.Id')) == 2", group.type, group, one, other, edges=edges).truth is Tri.TRUE
    of_item = "r.Subnets.filter(s, s.refs('Id').exists(x, x.Public))[0].Id != null"
    assert ask(of_item, group.type, group, one, other, edges=edges).truth is Tri.TRUE


def test_neighbours_of_neighbours() -> None:
    key, disk = resource("key.a", KEY), resource("disk.a", "AWS::EC2::Volume", KmsKeyId=ref("key.a.arn"))
    host = resource("host.a", "AWS::EC2::Instance", Volume=ref("disk.a.id"))
    edges = [edge(disk, "KmsKeyId", key), edge(host, "Volume", disk)]
    deny = "r.refs('Volume').exists(v, v.refs('KmsKeyId').exists(k, k.EnableKeyRotation != true))"
    assert ask(deny, host.type, host, disk, key, edges=edges).truth is Tri.TRUE
    deny = "r.referrers('AWS::EC2::Volume').exists(v, v.referrers('AWS::EC2::Instance').exists(i, true))"
    assert ask(deny, KEY, key, disk, host, edges=edges).truth is Tri.TRUE


def test_a_name_that_leads_nowhere_is_what_has_to_be_known() -> None:
    pod = resource("pod.a", "v1/Pod", Account="robot")
    verdict = ask("r.refs('Account').exists(a, a.Mounted)", pod.type, pod)
    assert verdict.truth is Tri.UNKNOWN
    [leaf] = [evidence.value for evidence in verdict.evidence]
    assert isinstance(leaf, Unknown)
    assert (leaf.why, leaf.target) == (Why.OUTSIDE, "robot")
