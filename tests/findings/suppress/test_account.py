"""What is said of waivers that are wrong, expired, unused, or without a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from yourside.config import Accepted
from yourside.findings.model import Report
from yourside.spans import Diagnostic, Level, SourceFile, Span

Judge = Callable[..., Report]

OPEN = 'resource "aws_s3_bucket" "a" {\n  acl = "public-read"\n}\n'
PRIVATE = 'resource "aws_s3_bucket" "a" {\n  acl = "private"\n}\n'

# A comment above a bucket that is open -> what is said of it, and whether the finding stands.
CASES: Mapping[str, tuple[str, Sequence[tuple[str, str]], bool]] = {
    "used": ("ignore[aws-s3-bucket-public-acl] a site", [], False),
    "used until today": ("ignore[aws-s3-bucket-public-acl] a site, until 2026-11-22", [], False),
    "expired yesterday": (
        "ignore[aws-s3-bucket-public-acl] a site, until 2026-11-21",
        [("ignore-expired", "suppresses nothing: it expired on 2026-11-21")],
        True,
    ),
    "unused": (
        "ignore[aws-s3-bucket-versioning-off] later",
        [("ignore-unused", "aws-s3-bucket-versioning-off is not found here: nothing is suppressed")],
        True,
    ),
    "half unused": (
        "ignore[aws-s3-bucket-public-acl, aws-s3-bucket-versioning-off] later",
        [("ignore-unused", "aws-s3-bucket-versioning-off is not found here: nothing is suppressed")],
        False,
    ),
    "for a rule that is not": (
        "ignore[aws-s3-bucket-public-alc] a site",
        [
            (
                "ignore-unknown-rule",
                "no rule is called 'aws-s3-bucket-public-alc'; did you mean 'aws-s3-bucket-public-acl'?",
            )
        ],
        True,
    ),
    "without brackets": (
        "ignore aws-s3-bucket-public-acl",
        [("ignore-malformed", "not understood: expected `ignore[RULE, ...] REASON, until YYYY-MM-DD`")],
        True,
    ),
    "without rules": (
        "ignore[] a site",
        [("ignore-malformed", "not understood: expected `[RULE, ...] REASON, until YYYY-MM-DD`")],
        True,
    ),
    "misspelt": (
        "ingore[aws-s3-bucket-public-acl]",
        [("ignore-malformed", "not understood: expected `ignore[RULE, ...] REASON, until YYYY-MM-DD`")],
        True,
    ),
    "with a day that is none": (
        "ignore[aws-s3-bucket-public-acl] a site, until 2027-02-30",
        [("ignore-malformed", "not understood: '2027-02-30' is no date: YYYY-MM-DD")],
        True,
    ),
    "with a word for a day": (
        "ignore[aws-s3-bucket-public-acl] a site, until tomorrow",
        [("ignore-malformed", "not understood: 'tomorrow' is no date: YYYY-MM-DD")],
        True,
    ),
}


def said(report: Report) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in report.diagnostics]


@pytest.mark.parametrize("name", CASES)
def test_a_comment_is_accounted_for(name: str, judge: Judge) -> None:
    comment, told, stands = CASES[name]
    rules = ("aws-s3-bucket-public-acl", "aws-s3-bucket-versioning-off")
    text = f"# yourside: {comment}\n{OPEN[:-2]}  versioning {{\n    enabled = true\n  }}\n}}\n"
    report = judge({"main.tf": text}, select=rules)
    assert said(report) == list(told)
    assert [finding.suppression is None for finding in report.findings] == [stands]


def test_each_is_a_warning_at_its_comment(judge: Judge) -> None:
    [told] = judge({"main.tf": f"{OPEN}# yourside: ignore\n"}).diagnostics
    assert (told.level, told.origin.span.text) == (Level.WARNING, "# yourside: ignore")


def test_a_comment_in_a_file_without_findings_is_unused(judge: Judge) -> None:
    report = judge({"main.tf": f"# yourside: ignore[CKV_AWS_20] a site\n{PRIVATE}"})
    assert said(report) == [("ignore-unused", "CKV_AWS_20 is not found here: nothing is suppressed")]


def test_a_comment_on_nothing_is_unused(judge: Judge) -> None:
    report = judge({"main.tf": f"{OPEN}# yourside: ignore[aws-s3-bucket-public-acl] a site\n"})
    assert [code for code, _ in said(report)] == ["ignore-unused"]


def test_rules_that_are_not_run_are_not_unused(judge: Judge) -> None:
    report = judge(
        {"main.tf": f"# yourside: ignore[CKV_AWS_20] a site\n{OPEN}"}, select=("aws-s3-bucket-versioning-off",)
    )
    assert said(report) == []


def test_a_reason_can_be_required(judge: Judge) -> None:
    files = {
        "a.tf": f"# yourside: ignore[CKV_AWS_20]\n{OPEN}",
        "b/b.tf": f"# yourside: ignore[CKV_AWS_20] a site\n{OPEN}",
        "c/c.tf": f"# trivy:ignore:AVD-AWS-0092\n{OPEN}",
    }
    report = judge(files, require_reason=True)
    assert [finding.suppression is None for finding in report.findings] == [True, False, True]
    assert [code for code, _ in said(report)] == ["ignore-reason", "ignore-reason"]
    assert all(finding.suppression for finding in judge(files).findings)


def test_an_audit_suppresses_nothing(judge: Judge) -> None:
    files = {
        "a.tf": f"# yourside: ignore[CKV_AWS_20] a site\n{OPEN}",
        "b/b.tf": f"# trivy:ignore:AVD-AWS-0092\n{OPEN}",
    }
    everywhere = Accepted(("*",), Span(SourceFile("yourside.toml", ""), 0, 0))
    report = judge(files, ignores=False, accepted=(everywhere,))
    assert [finding.suppression for finding in report.findings] == [None, None]
    assert said(report) == []


def test_without_a_day_nothing_expires(judge: Judge) -> None:
    report = judge({"main.tf": f"# yourside: ignore[CKV_AWS_20] x, until 2001-01-01\n{OPEN}"}, today=None)
    assert said(report) == []
    assert all(finding.suppression for finding in report.findings)


def test_the_same_waiver_in_two_worlds_is_accounted_for_once(judge: Judge) -> None:
    """Both overlays take the object of the base in, with its annotation."""
    pod = (
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    yourside.dev/ignore: "[CKV_K8S_16] no"\n'
        "spec: {containers: [{name: a, image: a}]}\n"
    )
    files = {
        "base/kustomization.yaml": "resources: [pod.yaml]\n",
        "base/pod.yaml": pod,
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\n",
    }
    report = judge(files, select=("kubernetes-container-privileged",))
    assert [code for code, _ in said(report)] == ["ignore-unused"]


def test_they_come_after_what_was_wrong_with_the_input_in_order(judge: Judge) -> None:
    text = "# yourside: ignore[x-one]\n# yourside: ignore[x-two]\n# yourside: ignore\n"
    problems: tuple[Diagnostic, ...] = judge({"main.tf": f"{text}resource {{\n", "a.tf": text}).diagnostics
    told = [(each.origin.span.file.path, each.code) for each in problems if each.code.startswith("ignore")]
    each = ["ignore-unknown-rule", "ignore-unknown-rule", "ignore-malformed"]
    assert told == [("a.tf", code) for code in each] + [("main.tf", code) for code in each]
    assert not problems[0].code.startswith("ignore")


def test_a_configured_entry_is_accounted_for_at_its_place(judge: Judge) -> None:
    config = SourceFile("yourside.toml", "[[accept]]\n")
    entries = (
        Accepted(("aws-s3-bucket-public-acl",), Span(config, 0, 10), address="aws_s3_bucket.z"),
        Accepted(("nonsense",), Span(config, 0, 9)),
        Accepted(("CKV_AWS_20",), Span(config, 0, 8), until=date(2026, 1, 1)),
    )
    report = judge({"main.tf": OPEN}, accepted=entries)
    assert {(each.code, each.origin.span.end) for each in report.diagnostics} == {
        ("ignore-unused", 10),
        ("ignore-unknown-rule", 9),
        ("ignore-expired", 8),
    }
