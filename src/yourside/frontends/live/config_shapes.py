"""Types whose form in AWS Config is not that of CloudFormation, property by property."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Said = Mapping[str, Any]

_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")


def _bucket(said: Said, more: Said) -> dict[str, Any]:
    properties: dict[str, Any] = {"BucketName": said.get("name")}
    match more.get("BucketVersioningConfiguration"):
        case {"status": str(status)}:
            # A bucket whose versioning was never switched on has none to tell.
            properties["VersioningConfiguration"] = {} if status == "Off" else {"Status": status}
    match more.get("PublicAccessBlockConfiguration"):
        case dict(block):
            properties["PublicAccessBlockConfiguration"] = pascal(block)
    match more.get("BucketLoggingConfiguration"):
        case {"destinationBucketName": str(target), **others}:
            logging = {"DestinationBucketName": target, "LogFilePrefix": others.get("logFilePrefix")}
            properties["LoggingConfiguration"] = logging
    return properties


def bucket_policy(bucket: str, more: Said) -> dict[str, Any] | None:
    match more.get("BucketPolicy"):
        case {"policyText": str(text)} if text:
            return {"Bucket": bucket, "PolicyDocument": text}
    return None


def _group(said: Said, _: Said) -> dict[str, Any]:
    sides = (
        ("SecurityGroupIngress", "ipPermissions", "Source"),
        ("SecurityGroupEgress", "ipPermissionsEgress", "Destination"),
    )
    rules = {name: list(_rules(said[key], side)) for name, key, side in sides if key in said}
    return {"GroupDescription": said.get("description"), **rules}


def _rules(permissions: Any, side: str) -> Iterator[Said]:
    """A rule for each peer."""
    for permission in _each(permissions):
        head = {name: permission.get(name[0].lower() + name[1:]) for name in ("IpProtocol", "FromPort", "ToPort")}
        yield from ({**head, **peer} for peer in _peers(permission, side))


def _peers(permission: Said, side: str) -> Iterator[Said]:
    lists = (
        ("ipv4Ranges", "cidrIp", "CidrIp"),
        ("ipv6Ranges", "cidrIpv6", "CidrIpv6"),
        ("userIdGroupPairs", "groupId", f"{side}SecurityGroupId"),
        ("prefixListIds", "prefixListId", f"{side}PrefixListId"),
    )
    for source, key, name in lists:
        yield from ({name: each.get(key)} for each in _each(permission.get(source)))


def _role(said: Said, _: Said) -> dict[str, Any]:
    return {
        **_principal(said, "rolePolicyList"),
        "AssumeRolePolicyDocument": _decoded(said.get("assumeRolePolicyDocument")),
    }


def _user(said: Said, _: Said) -> dict[str, Any]:
    groups = {"Groups": said["groupList"]} if "groupList" in said else {}
    return {**_principal(said, "userPolicyList"), **groups}


def _member_group(said: Said, _: Said) -> dict[str, Any]:
    return _principal(said, "groupPolicyList")


def _principal(said: Said, inline: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if inline in said:
        properties["Policies"] = [
            {"PolicyName": each.get("policyName"), "PolicyDocument": _decoded(each.get("policyDocument"))}
            for each in _each(said[inline])
        ]
    if "attachedManagedPolicies" in said:
        properties["ManagedPolicyArns"] = [each.get("policyArn") for each in _each(said["attachedManagedPolicies"])]
    return properties


def _managed(said: Said, _: Said) -> dict[str, Any]:
    """The version that counts, of those that there are."""
    versions = (each for each in _each(said.get("policyVersionList")) if each.get("isDefaultVersion") is True)
    documents = [{"PolicyDocument": _decoded(each.get("document"))} for each in versions]
    return {"ManagedPolicyName": said.get("policyName"), **next(iter(documents), {})}


def _each(value: Any) -> Iterator[Said]:
    yield from (each for each in (value if isinstance(value, list) else ()) if isinstance(each, dict))


def _decoded(document: Any) -> Any:
    """IAM's documents are percent-encoded."""
    if not isinstance(document, str):
        return document
    return _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), document.encode()).decode("utf-8", "replace")


def pascal(said: Said) -> dict[str, Any]:
    return {name[:1].upper() + name[1:]: value for name, value in said.items()}


TRANSLATED: Mapping[str, Callable[[Said, Said], dict[str, Any]]] = {
    "AWS::S3::Bucket": _bucket,
    "AWS::EC2::SecurityGroup": _group,
    "AWS::IAM::Role": _role,
    "AWS::IAM::User": _user,
    "AWS::IAM::Group": _member_group,
    "AWS::IAM::Policy": _managed,
}
