from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from specimens import ACL, assigned, block, bucket, native, report, resource, verdict
from yourside.findings.model import Report, RuleInfo, Severity, Suppression, Verdict
from yourside.report import View
from yourside.report.line_hash import line_hashes
from yourside.report.root import Root
from yourside.report.sarif import MOST, render
from yourside.report.sarif_places import artifact
from yourside.report.sarif_serialize import plain
from yourside.spans import SourceFile

OFFICIAL = Path(__file__).parents[2] / "testdata/report/sarif-2.1.0.json"


def run(of: Report, *, undetermined: bool = False, suppressed: bool = False, root: Root | None = None) -> Any:
    view = View(undetermined=undetermined, suppressed=suppressed, root=root or Root())
    log = json.loads(render(of, view))
    (only,) = log["runs"]
    return only


def of_text(text: str, path: str = "main.tf", mark: str = "acl = 1") -> Verdict:
    file = SourceFile(path, text)
    return verdict(resource({"AccessControl": assigned(file, mark, 1)}, native(block(file), text[:3])))


@pytest.mark.parametrize("undetermined", [False, True])
def test_the_output_is_valid_by_the_official_schema(scene: Report, undetermined: bool) -> None:
    official = Draft202012Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    for each in (scene, report()):
        official.validate(json.loads(render(each, View(undetermined=undetermined))))


def test_a_result_has_all_that_code_scanning_reads(scene: Report) -> None:
    result = next(each for each in run(scene)["results"] if "codeFlows" in each)
    assert result["ruleId"] == "aws-s3-bucket-public-acl"
    assert run(scene)["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == "error"
    assert result["kind"] == "fail"
    assert result["message"]["text"].startswith("module.eu.aws_s3_bucket.logs ")
    physical = result["locations"][0]["physicalLocation"]
    assert physical == {
        "artifactLocation": {"uri": "logs/main.tf", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 16},
    }
    assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "yourside/v1"}


def test_a_flow_goes_from_the_literal_to_its_use(scene: Report) -> None:
    (flow,) = (result["codeFlows"] for result in run(scene)["results"] if "codeFlows" in result)
    steps = flow[0]["threadFlows"][0]["locations"]
    assert [step["location"]["physicalLocation"]["artifactLocation"]["uri"] for step in steps] == [
        "logs/variables.tf",
        "logs/main.tf",
    ]


def test_evidence_elsewhere_is_related() -> None:
    of = resource({"AccessControl": bucket().properties.entries["AccessControl"]}, bucket().native)
    both = replace(verdict(of), evidence=(verdict(of).at, verdict(of, "Missing").at))
    (result,) = run(report(both))["results"]
    (related,) = result["relatedLocations"]
    assert related["id"] == 1
    assert related["message"]["text"] == "Missing"
    assert result["message"]["text"].endswith(" ACL public-read. See [Missing](1).")
    assert related["physicalLocation"]["region"]["startLine"] == 1


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [("acl = 1", 1, 8), ("/* 😀 */ acl = 1", 10, 17), ("/* ü */ acl = 1", 9, 16)],
)
def test_columns_count_utf16_code_units(line: str, start: int, end: int) -> None:
    (result,) = run(report(of_text(f"xyz\n{line}\n")))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (start, end)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü#1.tf", "a%20b/%C3%BC%231.tf"),
        ("a:b.tf", "a%3Ab.tf"),
        ("../up.tf", "../up.tf"),
        ("100%.tf", "100%25.tf"),
        ("./x//y/../z.tf", "x/z.tf"),
    ],
)
def test_paths_are_relative_and_percent_encoded(path: str, uri: str) -> None:
    assert plain(artifact(path, Root())) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("main.tf", "infra/live/main.tf"),
        ("../main.tf", "infra/main.tf"),
        ("/repository/main.tf", "main.tf"),
        ("/etc/main.tf", "../etc/main.tf"),
        ("../../../main.tf", "../main.tf"),
    ],
)
def test_paths_start_at_the_root_of_the_repository_and_are_never_absolute(path: str, uri: str) -> None:
    root = Root("/repository", "/repository/infra/live")
    whole = run(report(of_text("x\nacl = 1", path)), root=root)
    (result,) = whole["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    told = [each["descriptor"]["id"] for each in whole["invocations"][0]["toolExecutionNotifications"]]
    assert told == (["outside-repository"] if uri.startswith("..") else [])


def test_the_root_is_where_git_has_its_directory_or_its_file(tmp_path: Path) -> None:
    inner = tmp_path / "a/b"
    inner.mkdir(parents=True)
    assert Root.around(inner).relative("main.tf") == "main.tf"
    (tmp_path / ".git").mkdir()
    assert Root.around(inner).relative("main.tf") == "a/b/main.tf"
    (tmp_path / "a/.git").write_text("gitdir: elsewhere")
    assert Root.around(inner).relative("main.tf") == "b/main.tf"


def test_suppressed_findings_are_left_out(scene: Report) -> None:
    suppressed = tuple(replace(finding, suppression=Suppression("known")) for finding in scene.findings)
    assert run(replace(scene, findings=suppressed), undetermined=True)["results"] == []


def test_suppressed_and_fixed_findings_are_told_when_asked_for(compared: Report) -> None:
    accepted = (Suppression("a website"), Suppression("", inline=False), None, None, None)
    findings = tuple(
        replace(finding, suppression=one) for finding, one in zip(compared.findings, accepted, strict=True)
    )
    whole = run(replace(compared, findings=findings), undetermined=True, suppressed=True)
    told = [each for result in whole["results"] for each in result["suppressions"]]
    assert sorted(told, key=str) == [
        {"kind": "external", "status": "accepted"},
        {"kind": "inSource", "status": "accepted", "justification": "a website"},
    ]
    assert [each["baselineState"] for each in whole["results"]].count("absent") == 1


def test_the_change_is_told_only_when_something_was_compared(scene: Report, compared: Report) -> None:
    assert not any("baselineState" in each for each in run(scene)["results"])
    states = {each["ruleId"]: each["baselineState"] for each in run(compared)["results"]}
    assert states == {
        "k8s-container-privileged": "new",
        "aws-s3-bucket-public-acl": "unchanged",
        "aws-rds-instance-unencrypted": "updated",
    }


def test_instances_of_a_module_are_one_result() -> None:
    file = SourceFile("m/main.tf", 'resource "x" {\n  acl = 1\n}\n')
    value = assigned(file, "acl = 1", 1)
    natives = [native(block(file), '"x"', f'module.m["{key}"].x') for key in "abcde"]
    (result,) = run(report(*(verdict(resource({"AccessControl": value}, each)) for each in natives)))["results"]
    assert result["occurrenceCount"] == 5
    assert result["message"]["text"].endswith(' Also: module.m["b"].x, module.m["c"].x, module.m["d"].x, … and 1 more.')
    names = [each["logicalLocations"][0]["fullyQualifiedName"] for each in result["relatedLocations"]]
    assert names == [f'module.m["{key}"].x' for key in "bcde"]


def test_a_fix_replaces_the_literal_that_is_wrong() -> None:
    (result,) = run(report(verdict(bucket())))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "s3/main.tf"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 25},
            "insertedContent": {"text": '"private"'},
        }
    ]


def test_undetermined_findings_are_left_out_unless_asked_for(scene: Report) -> None:
    assert {result["kind"] for result in run(scene)["results"]} == {"fail"}
    asked = [result for result in run(scene, undetermined=True)["results"] if result["kind"] == "open"]
    assert [result["level"] for result in asked] == ["none"]


def test_the_worst_results_come_first(scene: Report) -> None:
    assert [result["level"] for result in run(scene)["results"]] == ["error", "error", "error", "warning"]
    assert run(scene)["results"][0]["ruleId"] == "k8s-container-privileged"


def test_what_code_scanning_would_not_keep_is_cut_with_a_notification() -> None:
    lines = [f"acl{number} = 1" for number in range(MOST + 20)]
    file = SourceFile("many.tf", "x\n" + "\n".join(lines))
    own = native(block(file), "x")
    rules = [replace(ACL, id="low", severity=Severity.LOW)] * MOST + [ACL] * 20
    whole = run(
        report(
            *(
                verdict(resource({"AccessControl": assigned(file, line, 1)}, own), rule=rule)
                for line, rule in zip(lines, rules, strict=True)
            )
        )
    )
    assert [result["ruleId"] for result in whole["results"]] == [ACL.id] * 20 + ["low"] * (MOST - 20)
    assert whole["invocations"][0]["toolExecutionNotifications"][-1] == {
        "descriptor": {"id": "too-many-results"},
        "level": "warning",
        "message": {"text": "20 results of the least severity are left out"},
    }


def test_what_was_not_read_is_notified(scene: Report) -> None:
    (invocation,) = run(scene)["invocations"]
    assert invocation["executionSuccessful"] is False
    notified = [(each["descriptor"]["id"], each["level"]) for each in invocation["toolExecutionNotifications"]]
    assert notified == [
        ("hcl-syntax", "error"),
        ("yaml-tag", "warning"),
        ("file-partial", "warning"),
        ("file-unreadable", "error"),
        *[("not-evaluated", "note")] * 13,
    ]


def test_a_clean_run_is_successful() -> None:
    assert run(report())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


@pytest.mark.parametrize(
    ("severity", "level", "score"),
    [
        (Severity.CRITICAL, "error", "9.5"),
        (Severity.HIGH, "error", "8.0"),
        (Severity.MEDIUM, "warning", "5.5"),
        (Severity.LOW, "note", "3.0"),
    ],
)
def test_severity_is_told_as_level_and_score(severity: Severity, level: str, score: str) -> None:
    rule = described(replace(ACL, severity=severity))
    assert rule["defaultConfiguration"] == {"level": level}
    assert rule["properties"]["security-severity"] == score


def described(rule: RuleInfo) -> Any:
    return run(report(verdict(bucket(), rule=rule)))["tool"]["driver"]["rules"][0]


def test_a_rule_has_all_that_code_scanning_reads() -> None:
    rule = described(ACL)
    assert rule["name"] == "AwsS3BucketPublicAcl"
    assert rule["shortDescription"]["text"] == "S3 bucket ACL lets everyone read"
    assert rule["fullDescription"]["text"] == "Anyone who knows the name can read every object."
    assert "Make the ACL private." in rule["help"]["text"]
    assert rule["helpUri"] == ACL.references[0]
    assert rule["properties"]["precision"] == "high"
    assert rule["properties"]["tags"] == ["security", "aws", "s3", "data", "external/cwe/cwe-732", "cis-aws-3.0/2.1.4"]


def test_tags_and_texts_stay_within_githubs_limits() -> None:
    many = replace(ACL, why="long " * 1000, title="t" * 2000, controls={"nist": tuple(f"AC-{n}" for n in range(40))})
    rule = described(many)
    assert len(rule["properties"]["tags"]) == 10
    assert all(len(rule[key]["text"]) <= 1024 for key in ("shortDescription", "fullDescription", "help"))


def test_controls_are_taxa_that_rules_relate_to(scene: Report) -> None:
    whole = run(scene)
    assert [(each["name"], [taxon["id"] for taxon in each["taxa"]]) for each in whole["taxonomies"]] == [
        ("cis-aws-3.0", ["2.1.4"]),
        ("cis-k8s-1.10", ["5.2.2"]),
        ("cwe", ["CWE-732"]),
    ]
    for rule in whole["tool"]["driver"]["rules"]:
        for relationship in rule.get("relationships", ()):
            component = relationship["target"]["toolComponent"]
            assert whole["taxonomies"][component["index"]]["name"] == component["name"]


def test_text_from_the_input_makes_no_links() -> None:
    hostile = verdict(bucket(address="[click](http://evil)"))
    (result,) = run(report(hostile))["results"]
    assert "](" not in result["message"]["text"]


def test_a_warning_keeps_its_level() -> None:
    warning = replace(ACL, severity=Severity.MEDIUM)
    (result,) = run(report(verdict(bucket(), rule=warning)))["results"]
    assert result["level"] == "warning"


def test_the_line_hash_is_that_of_the_line_of_the_finding() -> None:
    (result,) = run(report(of_text(" a\nb\n  \t\tc:1\n d", mark="c:1")))["results"]
    expected = line_hashes(" a\nb\n  \t\tc:1\n d")[3]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == expected
