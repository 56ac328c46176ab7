"""Comments, and what they are on. Each case is a file in which the findings that stand are marked."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from yourside.findings.model import Report

Judge = Callable[..., Report]

STANDS = "# stands"

TERRAFORM = {
    "a comment at the end of a line is on the attribute there": """
        resource "aws_s3_bucket" "a" {
          bucket = "a"
          acl    = "public-read" # yourside: ignore[aws-s3-bucket-public-acl] a site
        }
        resource "aws_s3_bucket" "b" {
          acl = "public-read" # stands
        }
    """,
    "a comment on a line of its own is on the attribute below": """
        resource "aws_s3_bucket" "a" {
          # yourside: ignore[aws-s3-bucket-public-acl] a site
          # More words.
          acl = "public-read"
        }
        resource "aws_s3_bucket" "b" {
          # yourside: ignore[aws-s3-bucket-public-acl] a site
          bucket = "b"
          acl    = "public-read" # stands
        }
    """,
    "a comment above a block is on all of it": """
        # yourside: ignore[aws-s3-bucket-public-acl] a site
        resource "aws_s3_bucket" "a" {
          bucket = "a"
          acl    = "public-read"
        }
        resource "aws_s3_bucket" "b" {
          acl = "public-read" # stands
        }
    """,
    "an empty line ends what a comment is on": """
        # yourside: ignore[aws-s3-bucket-public-acl] a site

        resource "aws_s3_bucket" "a" {
          acl = "public-read" # stands
        }
    """,
    "a comment on the first line of a block is on all of it": """
        resource "aws_s3_bucket" "a" { # yourside: ignore[aws-s3-bucket-public-acl] a site
          bucket = "a"
          acl    = "public-read"
        }
    """,
    "every kind of comment counts": """
        // yourside: ignore[aws-s3-bucket-public-acl] a site
        resource "aws_s3_bucket" "a" {
          acl = "public-read"
        }
        /* yourside: ignore[aws-s3-bucket-public-acl] a site */
        resource "aws_s3_bucket" "b" {
          acl = "public-read"
        }
        /*
         * The site.
         * yourside: ignore[aws-s3-bucket-public-acl] a site
         */
        resource "aws_s3_bucket" "c" {
          acl = "public-read"
        }
        resource "aws_s3_bucket" "d" {
          /* yourside: ignore[aws-s3-bucket-public-acl] */ acl = "public-read"
        }
        #yourside:ignore[aws-s3-bucket-public-acl]
        resource "aws_s3_bucket" "e" {
          acl = "public-read" // yourside: none of ours
        }
    """,
    "other ids, patterns and lists name rules": """
        resource "aws_s3_bucket" "a" {
          acl = "public-read" # yourside: ignore[CKV_AWS_20] a site
        }
        resource "aws_s3_bucket" "b" {
          acl = "public-read" # yourside: ignore[aws-s3-*] a site
        }
        resource "aws_s3_bucket" "c" {
          acl = "public-read" # yourside: ignore[aws-s3-bucket-versioning-off, aws-s3-bucket-public-acl] a site
        }
        resource "aws_s3_bucket" "d" {
          acl = "public-read" # yourside: ignore[*] stands not
        }
    """,
    "what looks like a comment in a text is none": """
        resource "aws_s3_bucket" "a" {
          bucket = "# yourside: ignore[aws-s3-bucket-public-acl]"
          acl    = "public-read" # stands
        }
        locals {
          text = <<-EOT
            # yourside: ignore[aws-s3-bucket-public-acl]
          EOT
        }
        resource "aws_s3_bucket" "b" {
          acl = "public-read" # stands
        }
    """,
    "a bucket's comment holds for what companions add to it": """
        # yourside: ignore[aws-s3-bucket-public-acl] a site
        resource "aws_s3_bucket" "a" {
          bucket = "a"
        }
        resource "aws_s3_bucket_acl" "a" {
          bucket = aws_s3_bucket.a.id
          acl    = "public-read"
        }
        resource "aws_s3_bucket" "b" {
          bucket = "b"
        }
        # yourside: ignore[aws-s3-bucket-public-acl] a site
        resource "aws_s3_bucket_acl" "b" {
          bucket = aws_s3_bucket.b.id
          acl    = "public-read"
        }
    """,
    "a comment on an instance's block is on each instance": """
        # yourside: ignore[aws-s3-bucket-public-acl] sites
        resource "aws_s3_bucket" "a" {
          for_each = toset(["x", "y"])
          bucket   = each.key
          acl      = "public-read"
        }
    """,
    "what cannot be decided is accepted like the rest": """
        variable "acl" {}
        # yourside: ignore[aws-s3-bucket-public-acl] a site
        resource "aws_s3_bucket" "a" {
          acl = var.acl
        }
    """,
    "a file that is broken elsewhere keeps its comments": """
        resource "aws_s3_bucket" "a" {
          acl = "public-read" # yourside: ignore[aws-s3-bucket-public-acl] a site
        }
        resource "aws_s3_bucket" "b" {
          tags = = "x"
        }
    """,
}

YAML = {
    "a comment at the end of a line": """
        Resources:
          A:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead # yourside: ignore[aws-s3-bucket-public-acl] a site
          B:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead # stands
    """,
    "a comment above a resource is on all of it": """
        Resources:
          # yourside: ignore[aws-s3-bucket-public-acl] a site
          A:
            Type: AWS::S3::Bucket
            Properties:
              # The site.
              BucketName: a

              AccessControl: PublicRead
          B:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead # stands
    """,
    "a comment on the key of a block is on all of it": """
        Resources:
          A: # yourside: ignore[aws-s3-bucket-public-acl] a site
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead
          B:
            Type: AWS::S3::Bucket
            Properties: # yourside: ignore[aws-s3-bucket-public-acl] a site
              AccessControl: PublicRead
    """,
    "a comment on the first line of a document is on all of it": """
        # yourside: ignore[aws-s3-bucket-public-acl] sites
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          A:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead
    """,
    "what looks like a comment in a text is none": """
        Description: |
          # yourside: ignore[aws-s3-bucket-public-acl]
        Resources:
          A:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: "a # yourside: ignore[aws-s3-bucket-public-acl]"
              AccessControl: PublicRead # stands
    """,
}


@pytest.mark.parametrize("name", TERRAFORM)
def test_in_terraform(name: str, judge: Judge) -> None:
    assert _agrees(judge, "main.tf", TERRAFORM[name])


@pytest.mark.parametrize("name", YAML)
def test_in_templates(name: str, judge: Judge) -> None:
    assert _agrees(judge, "template.yaml", YAML[name])


def _agrees(judge: Judge, path: str, text: str) -> bool:
    """Whether the findings that stand are those that are marked."""
    report = judge({path: text})
    lines = dedent(text).lstrip("\n").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if line.endswith(STANDS)}
    assert report.findings
    return marked == {
        finding.place.span.file.line_col(finding.place.span.start)[0]
        for finding in report.findings
        if not finding.suppression
    }


PODS = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: a
    spec:
      containers:
        # yourside: ignore[kubernetes-container-privileged] needs the host
        - name: one
          image: one
          securityContext:
            privileged: true
        - name: two
          image: two
          securityContext:
            privileged: true
      # yourside: ignore[kubernetes-container-privileged] so do they
      initContainers:
      - name: three
        image: three
        securityContext:
          privileged: true
    ---
    # yourside: ignore[kubernetes-container-privileged] the whole object
    apiVersion: v1
    kind: Pod
    metadata:
      name: b
    spec:
      containers:
        - name: four
          image: four
          securityContext:
            privileged: true
    --- # yourside: ignore[kubernetes-container-privileged] the whole object
    apiVersion: v1
    kind: Pod
    metadata:
      name: c
    spec:
      containers:
        - name: five
          image: five
          securityContext:
            privileged: true
"""


def test_items_of_lists_and_documents_of_manifests(judge: Judge) -> None:
    report = judge({"pods.yaml": PODS}, select=("kubernetes-container-privileged",))
    reasons = [finding.suppression.reason if finding.suppression else "" for finding in report.findings]
    assert reasons == ["needs the host", "", "so do they", "the whole object", "the whole object"]


def test_a_suppression_says_where_and_until_when(judge: Judge) -> None:
    comment = "# yourside: ignore[CKV_AWS_20] a site, until 2027-01-31"
    [finding] = judge({"main.tf": f'resource "aws_s3_bucket" "a" {{\n  acl = "public-read" {comment}\n}}\n'}).findings
    assert finding.suppression is not None
    assert finding.suppression.at is not None
    assert finding.suppression.at.text == comment
    assert (finding.suppression.reason, str(finding.suppression.until)) == ("a site", "2027-01-31")
    assert finding.suppression.inline
