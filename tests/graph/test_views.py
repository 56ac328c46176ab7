from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bodies import cfn, either, graph, more, native, plain, var
from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.graph.views import Facet, facets, load_views


def seen(view: str, *natives: NativeResource) -> list[Facet]:
    return list(facets(load_views()[view], graph(*natives)))


def shown(view: str, *natives: NativeResource) -> list[tuple[str, Any]]:
    return [(facet.path, plain(facet.chain[-1])) for facet in seen(view, *natives)]


def manifest(kind: str, **body: Any) -> NativeResource:
    return replace(native(kind, **body), dialect=Dialect.KUBERNETES, type=kind)


POLICY: dict[str, list[str]] = {"Statement": []}


def test_a_facet_is_found_in_every_type_that_has_it() -> None:
    found = shown(
        "iam.IdentityPolicy",
        cfn("Managed", "AWS::IAM::ManagedPolicy", PolicyDocument=POLICY),
        cfn("Role", "AWS::IAM::Role", Policies=[{"PolicyName": "a"}, {"PolicyDocument": POLICY}]),
        cfn("Bare", "AWS::IAM::Role"),
        cfn("Bucket", "AWS::S3::BucketPolicy", PolicyDocument=POLICY),
    )
    assert found == [("PolicyDocument", POLICY), ("Policies.1.PolicyDocument", POLICY)]


def test_a_chain_leads_from_the_properties_to_the_facet() -> None:
    [facet] = seen("iam.IdentityPolicy", cfn("Role", "AWS::IAM::Role", Policies=[{"PolicyDocument": POLICY}]))
    policies = [{"PolicyDocument": POLICY}]
    assert [plain(value) for value in facet.chain] == [{"Policies": policies}, policies, policies[0], POLICY]


def test_what_is_not_known_on_the_way_is_the_facet() -> None:
    assert shown("iam.IdentityPolicy", cfn("Role", "AWS::IAM::Role", Policies=var("p"))) == [("Policies", "?var.p")]


def test_a_list_that_may_be_longer_has_an_unknown_facet_more() -> None:
    found = shown("iam.IdentityPolicy", cfn("Role", "AWS::IAM::Role", Policies=more({"PolicyDocument": POLICY})))
    assert found == [("Policies.0.PolicyDocument", POLICY), ("Policies", "?var.more")]


def test_a_facet_behind_a_choice_is_a_choice_of_facets() -> None:
    policies = either("IsProd", true=[{"PolicyDocument": POLICY}], false=None)
    assert shown("iam.IdentityPolicy", cfn("Role", "AWS::IAM::Role", Policies=policies)) == [
        ("Policies.0.PolicyDocument", {"IsProd is true": POLICY, "IsProd is false": None})
    ]


def test_the_resource_itself_can_be_a_facet() -> None:
    rule = cfn("Rule", "AWS::EC2::SecurityGroupIngress", GroupId="sg-1", CidrIp="a")
    group = cfn("Group", "AWS::EC2::SecurityGroup", SecurityGroupIngress=[{"CidrIp": "b"}])
    assert shown("ec2.Ingress", group, rule) == [
        ("SecurityGroupIngress", [{"CidrIp": "b"}]),
        ("", {"GroupId": "sg-1", "CidrIp": "a"}),
    ]


def test_containers_of_every_workload_with_their_pod() -> None:
    pod = {"containers": [{"name": "a"}], "initContainers": [{"name": "b"}], "hostPID": True}
    found = seen(
        "k8s.Container",
        manifest("v1/Pod", spec=pod),
        manifest("batch/v1/CronJob", spec={"jobTemplate": {"spec": {"template": {"spec": pod}}}}),
    )
    assert [(facet.path, plain(facet.chain[-1])) for facet in found] == [
        ("spec.containers.0", {"name": "a"}),
        ("spec.initContainers.0", {"name": "b"}),
        ("spec.jobTemplate.spec.template.spec.containers.0", {"name": "a"}),
        ("spec.jobTemplate.spec.template.spec.initContainers.0", {"name": "b"}),
    ]
    assert all(plain(facet.parents["pod"][-1]) == pod for facet in found)


def test_the_parent_of_an_unknown_is_as_far_as_the_way_was_known() -> None:
    [facet] = seen("k8s.Container", manifest("apps/v1/Deployment", spec=var("spec")))[:1]
    assert facet.path == "spec"
    assert plain(facet.chain[-1]) == plain(facet.parents["pod"][-1]) == "?var.spec"


CONTAINERS = [{"name": "a", "image": "a:1"}]


@pytest.mark.parametrize(
    ("kind", "body", "paths"),
    [
        ("argoproj.io/v1alpha1/Rollout", {"template": {"spec": {"containers": CONTAINERS}}}, ["spec.template"]),
        ("serving.knative.dev/v1/Service", {"template": {"spec": {"containers": [{"image": "a"}]}}}, ["spec.template"]),
        ("x.io/v1/Pool", {"groups": [{"pod": {"spec": {"containers": CONTAINERS}}}]}, ["spec.groups.0.pod"]),
        ("x.io/v1/Pools", {name: {"spec": {"containers": CONTAINERS}} for name in "ab"}, ["spec.a", "spec.b"]),
        ("x.io/v1/Machine", {"template": {"spec": {"domain": {"devices": {}}, "volumes": []}}}, []),
        ("x.io/v1/Patch", {"podTemplate": {"spec": {"containers": [{"name": "a"}]}}}, []),
        ("x.io/v1/Mixed", {"podTemplate": {"spec": {"containers": [*CONTAINERS, "b"]}}}, []),
        ("x.io/v1/None", {"podTemplate": {"spec": {"containers": []}}}, []),
        ("x.io/v1/Schema", {"properties": {"spec": {"containers": {"type": "array"}}}}, []),
        ("v1/ConfigMap", {"template": {"spec": {"containers": CONTAINERS}}}, []),
    ],
)
def test_pods_in_custom_resources_are_found_by_their_shape(kind: str, body: dict[str, Any], paths: list[str]) -> None:
    assert [path for path, _ in shown("k8s.PodTemplate", manifest(kind, spec=body))] == paths


def test_containers_in_custom_resources_have_their_pod() -> None:
    pod = {"containers": CONTAINERS, "hostPID": True}
    [facet] = seen("k8s.Container", manifest("argoproj.io/v1alpha1/Rollout", spec={"template": {"spec": pod}}))
    assert facet.path == "spec.template.spec.containers.0"
    assert plain(facet.parents["pod"][-1]) == pod


def test_the_pod_of_a_step_is_not_known() -> None:
    [facet] = seen("k8s.Container", manifest("tekton.dev/v1/Task", spec={"steps": CONTAINERS}))
    assert facet.path == "spec.steps.0"
    assert plain(facet.parents["pod"][-1]) == "?its pod"
