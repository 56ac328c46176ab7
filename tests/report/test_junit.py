from __future__ import annotations

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite

from hostile import TEXTS, finding_of
from specimens import report
from yourside.findings.model import Report
from yourside.report import View
from yourside.report.junit import render


def suites(of: Report, view: View | None = None) -> dict[str, TestSuite]:
    return {suite.name: suite for suite in JUnitXml.fromstring(render(of, view or View()).encode())}


def test_a_rule_is_a_suite_and_a_finding_a_failed_case(scene: Report) -> None:
    suite = suites(scene)["k8s-container-privileged"]
    (case,) = suite
    (failure,) = case.result
    assert (case.name, case.classname) == ("Pod/default/web", "k8s-container-privileged")
    assert isinstance(failure, Failure)
    assert failure.type == "critical"
    assert failure.message.startswith("container ")
    assert failure.text.splitlines()[0] == "web.yaml:7:9"


def test_the_counts_are_those_of_the_cases(scene: Report) -> None:
    whole = JUnitXml.fromstring(render(scene, View(undetermined=True)).encode())
    cases = [type(case.result[0]) if case.result else None for suite in whole for case in suite]
    assert (whole.tests, whole.failures, whole.errors, whole.skipped) == (6, 4, 1, 1)
    assert (len(cases), *map(cases.count, (Failure, Error, Skipped))) == (6, 4, 1, 1)


def test_a_rule_without_findings_passes(scene: Report) -> None:
    quiet = suites(Report((), (), scene.ledger, scene.rules, scene.tally, "0.1.0"))
    assert {name: [case.is_passed for case in suite] for name, suite in quiet.items()} == {
        rule.id: [True] for rule in scene.rules
    }


def test_what_was_not_read_is_an_error(scene: Report) -> None:
    (case,) = suites(scene)["input"]
    assert [type(each) for each in case.result] == [Error]
    assert case.name == "broken.tf"


def test_what_is_undetermined_is_skipped_when_it_is_asked_for(scene: Report) -> None:
    (plain, asked) = (suites(scene, view)["aws-s3-bucket-public-acl"] for view in (View(), View(undetermined=True)))
    assert [type(case.result[0]) for case in plain] == [Failure, Failure]
    assert [type(case.result[0]) for case in asked] == [Failure, Skipped, Failure]


def test_only_what_is_new_fails(compared: Report) -> None:
    failed = {name for name, suite in suites(compared).items() if suite.failures}
    assert failed == {"k8s-container-privileged", "aws-rds-instance-unencrypted"}


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_the_input_is_text(text: str) -> None:
    (suite,) = JUnitXml.fromstring(render(report(finding_of(text)), View()).encode())
    (case,) = suite
    assert isinstance(case.result[0], Failure)
