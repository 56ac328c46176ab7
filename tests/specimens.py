"""Small resources and verdicts made by hand over the text of a file: what findings and reports are tested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yourside.catalog.model import Attr, Catalog, Table
from yourside.catalog.shapes import Shapes
from yourside.coverage import Dialect, Ledger
from yourside.findings.collect import collect
from yourside.findings.model import Evidence, Report, RuleInfo, Severity, Verdict, World
from yourside.frontends.native import NativeResource
from yourside.graph.model import Resource, ResourceId
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Data, Map, Missing, Scalar, Seq, Tri, Value

ACL = RuleInfo(
    id="aws-s3-bucket-public-acl",
    title="S3 bucket ACL lets everyone read",
    severity=Severity.HIGH,
    resource="AWS::S3::Bucket",
    message="{resource} is readable by anyone: ACL {AccessControl}",
    why="Anyone who knows the name can read every object.",
    advice="Make the ACL private.",
    fix={"AccessControl": "Private"},
    responsibility={"layer": "data", "service": "saas"},
    controls={"cis-aws-3.0": ("2.1.4",), "cwe": ("CWE-732",)},
    aliases=("CKV_AWS_20", "AVD-AWS-0092"),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",),
    since="0.1.0",
)

ACLS = {"private": "Private", "public-read": "PublicRead"}
CATALOG = Catalog(
    tables={
        "aws_s3_bucket": Table(
            "aws_s3_bucket", "AWS::S3::Bucket", attrs={("acl",): Attr(to=("AccessControl",), enum=ACLS)}
        )
    },
    shapes=Shapes({name: {"shape": "any"} for name in ("AWS::S3::Bucket", "v1/Pod")}, {}, {}),
)

BUCKET = SourceFile(
    "s3/main.tf",
    'resource "aws_s3_bucket" "site" {\n  bucket = "site"\n  acl    = "public-read"\n}\n',
)


def at(file: SourceFile, text: str) -> Span:
    """The first place where `text` stands."""
    start = file.text.index(text)
    return Span(file, start, start + len(text))


def assigned(file: SourceFile, text: str, data: Data) -> Scalar:
    """The value of `key = literal` or `key: literal`."""
    return Scalar(data, assignment(file, text))


def assignment(file: SourceFile, text: str) -> Origin:
    whole = at(file, text)
    sign = text.index("=" if "=" in text else ":")
    key, literal = text[:sign].rstrip(), text[sign + 1 :].lstrip()
    return Origin(Span(file, whole.end - len(literal), whole.end), Span(file, whole.start, whole.start + len(key)))


def native(block: Span, name: str, address: str = "aws_s3_bucket.site", **more: str) -> NativeResource:
    """`name` is a text of the file; `more` may give type, unit, instance and dialect."""
    origin = Origin(block, at(block.file, name))
    kind, unit = more.get("type", "aws_s3_bucket"), more.get("unit", "s3")
    dialect = Dialect(more.get("dialect", "terraform"))
    return NativeResource(dialect, kind, address, unit, Map({}, origin), origin, more.get("instance", ""))


def resource(properties: Mapping[str, Value], *natives: NativeResource, type: str = "AWS::S3::Bucket") -> Resource:
    own = natives[0]
    return Resource(ResourceId(own.unit, own.address), type, Map(properties, own.origin), natives, own.origin)


def evidence(of: Resource, path: str) -> Evidence:
    chain: list[Value] = [of.properties]
    for step in path.split("."):
        chain.append(_walked(chain[-1], step))
    return Evidence(path, tuple(chain))


def _walked(value: Value, step: str) -> Value:
    match value:
        case Map(entries=entries) if step in entries:
            return entries[step]
        case Seq(items=items) if step.isdecimal() and int(step) < len(items):
            return items[int(step)]
    return Missing(value.origin)


def verdict(
    of: Resource,
    path: str = "AccessControl",
    truth: Tri = Tri.TRUE,
    rule: RuleInfo = ACL,
    facet: str = "",
    worlds: tuple[World, ...] = (),
) -> Verdict:
    deciding = evidence(of, path)
    return Verdict(rule, of, facet, truth, deciding, (deciding,), worlds)


def bucket(acl: Value | None = None, address: str = "aws_s3_bucket.site") -> Resource:
    """The bucket of BUCKET."""
    value = acl or assigned(BUCKET, 'acl    = "public-read"', "PublicRead")
    return resource({"AccessControl": value}, native(block(BUCKET), '"aws_s3_bucket" "site"', address))


def report(*verdicts: Verdict, **more: Any) -> Report:
    """`more` may give diagnostics and ledger."""
    findings, tally = collect(verdicts, CATALOG)
    rules = {each.rule.id: each.rule for each in verdicts}
    made = Report(findings, (), Ledger(), tuple(rules[each] for each in sorted(rules)), tally, "0.1.0")
    return replace(made, **more)


def block(file: SourceFile) -> Span:
    """The whole text as one block."""
    return Span(file, 0, len(file.text.rstrip()))
