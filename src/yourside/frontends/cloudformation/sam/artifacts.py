"""Code, layers and definitions: in a bucket once they are packaged, in the tree before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yourside.frontends.cloudformation.sam.written import Plan, entries_of, text_of
from yourside.values import Unknown, Value, Why

# What CloudFormation calls the parts of a place in a bucket.
OF_CODE: Mapping[str, str] = {"Bucket": "S3Bucket", "Key": "S3Key", "Version": "S3ObjectVersion"}
OF_DEFINITIONS: Mapping[str, str] = {"Bucket": "Bucket", "Key": "Key", "Version": "Version"}

_URI = re.compile(r"s3://([^/]+)/([^?]+)(?:\?.*)?")


def in_bucket(uri: Value, names: Mapping[str, str]) -> Plan:
    """Unknown for a local path: only packaging gives it a place."""
    if found := _URI.fullmatch(text_of(uri) or ""):
        return {names["Bucket"]: found[1], names["Key"]: found[2]}
    parts = entries_of(uri)
    if {"Bucket", "Key"} <= set(parts):
        return {names[name]: part for name, part in parts.items() if name in names}
    return Unknown(Why.ENVIRONMENT, uri.origin, text_of(uri) or "code")
