"""One report with something of everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specimens import ACL, assigned, assignment, at, block, bucket, native, report, resource, verdict
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.findings.comparison import compare, known
from yourside.findings.model import Identity, Report, RuleInfo, Severity, Verdict, World
from yourside.spans import Diagnostic, Hop, Level, Origin, SourceFile
from yourside.values import Choice, Map, Scalar, Seq, Tri, Unknown, Why

PRIVILEGED = RuleInfo(
    id="k8s-container-privileged",
    title="Privileged container",
    severity=Severity.CRITICAL,
    resource="k8s.Container",
    message="container {name} of {resource} runs with all rights of the host",
    why="Whoever gets into the container has the node.",
    fix={"securityContext.privileged": False},
    controls={"cis-k8s-1.10": ("5.2.2",)},
    aliases=("CKV_K8S_16",),
)
UNENCRYPTED = RuleInfo(
    id="aws-rds-instance-unencrypted",
    title="Database is not encrypted",
    severity=Severity.MEDIUM,
    resource="AWS::RDS::DBInstance",
    message="{resource} is not encrypted: StorageEncrypted {StorageEncrypted}",
    why="A copy of the disk or of a snapshot can be read.",
    advice="Encrypt the storage; an existing database needs a new one from an encrypted snapshot.",
)


@pytest.fixture
def scene() -> Report:
    verdicts = (from_a_variable(), undecided_acl(), in_some_worlds(), container(), database(), *passed(4))
    broken = SourceFile("broken.tf", 'resource "a" {\n  b = \n}\n')
    return report(
        *verdicts,
        diagnostics=(
            Diagnostic("hcl-syntax", "expected a value", Level.ERROR, Origin(at(broken, "\n}"))),
            Diagnostic("yaml-tag", "unknown tag !Custom", Level.WARNING, Origin(at(POD, "kind: Pod"))),
        ),
        ledger=Ledger(
            files=(
                FileCoverage("s3/main.tf", Dialect.TERRAFORM, State.EVALUATED),
                FileCoverage("web.yaml", Dialect.KUBERNETES, State.EVALUATED),
                FileCoverage("broken.tf", Dialect.TERRAFORM, State.PARTIAL, ("a syntax error",)),
                FileCoverage("image.tf", None, State.UNREADABLE, ("not text",)),
                FileCoverage("values.yaml", None, State.SKIPPED, ("holds no infrastructure",)),
                FileCoverage("ci.yaml", None, State.SKIPPED, ("holds no infrastructure",)),
            ),
            counts={"resources": 5, "module calls": 1},
            gaps={
                "module call not evaluated": 1,
                **{f"resource type without a table: aws_t{n}": n for n in range(2, 14)},
            },
        ),
    )


def from_a_variable() -> Verdict:
    text = 'resource "aws_s3_bucket" "logs" {\n  acl = var.acl\n}\n'
    file = SourceFile("logs/main.tf", text)
    variables = SourceFile("logs/variables.tf", 'variable "acl" {\n  default = "public-read"\n}\n')
    via = (Hop(at(variables, '"public-read"'), "default of var.acl"),)
    value = Scalar("PublicRead", replace(assignment(file, "acl = var.acl"), via=via))
    address = "module.eu.aws_s3_bucket.logs"
    return verdict(resource({"AccessControl": value}, native(block(file), '"aws_s3_bucket" "logs"', address)))


def undecided_acl() -> Verdict:
    file = SourceFile("s3/main.tf", 'resource "aws_s3_bucket" "site" {\n  acl = var.acl\n}\n')
    unknown = Unknown(Why.VARIABLE, assignment(file, "acl = var.acl"), "var.acl")
    of = resource({"AccessControl": unknown}, native(block(file), '"aws_s3_bucket" "site"'))
    return verdict(of, truth=Tri.UNKNOWN)


def in_some_worlds() -> Verdict:
    file = SourceFile(
        "template.yaml",
        "Resources:\n  Site:\n    Type: AWS::S3::Bucket\n    AccessControl: !If [IsProd, Private, PublicRead]\n",
    )
    origin = assignment(file, "AccessControl: !If [IsProd, Private, PublicRead]")
    choice = Choice("IsProd", (("true", Scalar("Private", origin)), ("false", Scalar("PublicRead", origin))), origin)
    own = native(block(file), "Site", "Site", type="AWS::S3::Bucket", dialect="cloudformation", unit="template.yaml")
    return verdict(resource({"AccessControl": choice}, own), worlds=(World((("IsProd", "false"),)),))


POD = SourceFile(
    "web.yaml",
    "kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
    "    - name: web\n      securityContext:\n        privileged: true\n",
)


def container() -> Verdict:
    privileged = assigned(POD, "privileged: true", True)
    context = Map({"privileged": privileged}, Origin(privileged.origin.span, at(POD, "securityContext")))
    item = Map(
        {"name": assigned(POD, "name: web", "web"), "securityContext": context},
        Origin(at(POD, "name: web")),
    )
    spec = Map({"containers": Seq((item,), Origin(at(POD, "containers")))}, Origin(at(POD, "spec")))
    own = native(block(POD), "web", "Pod/default/web", type="v1/Pod", dialect="kubernetes", unit="web.yaml")
    path = "spec.containers.0"
    of = resource({"spec": spec}, own, type="v1/Pod")
    return verdict(of, f"{path}.securityContext.privileged", rule=PRIVILEGED, facet=path)


def database() -> Verdict:
    file = SourceFile("db.tf", 'resource "aws_db_instance" "db" {\n  engine = "postgres"\n}\n')
    own = native(block(file), '"aws_db_instance" "db"', "aws_db_instance.db", type="aws_db_instance")
    return verdict(resource({}, own, type="AWS::RDS::DBInstance"), "StorageEncrypted", rule=UNENCRYPTED)


def passed(count: int) -> list[Verdict]:
    return [verdict(bucket(), f"P{number}", Tri.FALSE, rule=ACL) for number in range(count)]


@pytest.fixture
def compared(scene: Report) -> Report:
    """The scene since an earlier run: the container is new, the database is worse, and something is fixed."""
    earlier = list(known(scene))
    gone = Identity("old/pod.yaml", "Pod/default/old")
    earlier.append(replace(earlier[0], rule=PRIVILEGED.id, file=gone.unit, identities=(gone,)))
    before = [
        replace(each, severity=Severity.LOW) if each.rule == UNENCRYPTED.id else each
        for each in earlier
        if each.rule != PRIVILEGED.id or each.identities[0] is gone
    ]
    return compare(scene, before, "main")
