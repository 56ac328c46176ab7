"""What a file is, told by its text."""

from __future__ import annotations

import pytest

from yourside.coverage import Dialect
from yourside.sources.sniff import NOT_OURS, Kind, readable, sniff

CLOUDFORMATION = Kind(Dialect.CLOUDFORMATION)
KUBERNETES = Kind(Dialect.KUBERNETES)
TERRAFORM = Kind(Dialect.TERRAFORM)
NEITHER = Kind(None, NOT_OURS)
KUSTOMIZATION = Kind(Dialect.KUBERNETES, "kustomization under a name of its own")


@pytest.mark.parametrize("name", ["main.tf", "main.tofu", "main.tf.json", "x.auto.tfvars", "terraform.tfvars.json"])
def test_terraform_by_name(name: str) -> None:
    assert sniff(name, "{}") == TERRAFORM


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AWSTemplateFormatVersion: 2010-09-09\n", CLOUDFORMATION),
        ("# a\n---\n  AWSTemplateFormatVersion: '2010-09-09'\n  Resources:\n", CLOUDFORMATION),
        ('"Resources":\n  A:\n    Type: AWS::S3::Bucket\n', CLOUDFORMATION),
        ("Resources:\n  A: {Type: Custom::Thing}\n", CLOUDFORMATION),
        ("Resources:\n  A:\n    Type: 'Alexa::ASK::Skill'\n", CLOUDFORMATION),
        ("Resources:\n  A:\n    Type: [broken\n  B:\n    Type: AWS::S3::Bucket\n", CLOUDFORMATION),
        ("Transform: Mine\nResources: [S3]\n", CLOUDFORMATION),
        ('{"Resources": {"A": {"Type": "AWS::S3::Bucket"', CLOUDFORMATION),
        ('{ "AWSTemplateFormatVersion" : "x", oops', CLOUDFORMATION),
        ('\n\t{AWS, \'x\' "Resources": {"A": {"Type":\n"AWS::S3::Bucket"', CLOUDFORMATION),
        ("Resources:\n  A: {Type: table}\n", NEITHER),
        ("resources:\n  Resources:\n    A: {Type: AWS::S3::Bucket}\n", NEITHER),
        ('{"a": {"AWSTemplateFormatVersion": "x"}}', NEITHER),
        ('{"a": "\\"AWSTemplateFormatVersion\\": 1"}', NEITHER),
        ('["AWSTemplateFormatVersion"]', NEITHER),
        ("apiVersion: v1\nkind: Pod\n", KUBERNETES),
        ("a: b\n---\nkind: Pod\napiVersion: v1\n", KUBERNETES),
        ("{{ if .x }}\napiVersion: v1\nkind: Pod\n{{ end }}\n", KUBERNETES),
        ("\r\napiVersion: v1\r\nkind: Pod\r\n", KUBERNETES),
        ('{"items": [{"a": "}"}], "kind": "List", "apiVersion": "v1"}', KUBERNETES),
        ("apiVersion: v1\nkind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: x\n", KUBERNETES),
        ("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n", KUBERNETES),
        ("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", KUSTOMIZATION),
        ("- op: remove\n  path: /spec\n", KUBERNETES),
        ("# a patch\n---\n- path: /spec\n  op: remove\n", KUBERNETES),
        ('[\n  {"op": "add", "path": "/spec"}\n]', KUBERNETES),
        ("- opens: door\n", NEITHER),
        ("apiVersion: v2\nname: chart\n", NEITHER),
        ("apiVersion: v1\n---\nkind: Pod\n", NEITHER),
        ("a:\n  apiVersion: v1\n  kind: Pod\n", NEITHER),
        ("name: ci\non: push\njobs: {}\n", NEITHER),
        ('{"name": "package", "version": "1.0.0"}', NEITHER),
        ("", NEITHER),
    ],
)
def test_documents_by_text(text: str, kind: Kind) -> None:
    assert sniff("x.yaml", text) == kind


@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_a_kustomization_is_known_by_its_name(name: str) -> None:
    assert readable(name)
    assert sniff(name, "resources: [a.yaml]\n") == KUBERNETES


@pytest.mark.parametrize(
    "text", ['"' * 300_000, '{"' + '\\"' * 300_000, "{" * 300_000, "  " * 300_000 + "kind", "# " * 300_000]
)
def test_text_that_is_made_to_be_slow(text: str) -> None:
    assert sniff("x.json", f"{text} kind") == NEITHER
