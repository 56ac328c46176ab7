"""A whole account that was made from its code: no drift; then one change by hand for each class."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clouds import aws, client
from drift.making import deploy
from inventories import told
from oracles import oracle
from yourside.collect.named import collect
from yourside.config import Options
from yourside.deployed import Sources, check, drift
from yourside.findings.model import Outcome, Report

ROOT = Path(__file__).parents[2]
CODE = ROOT / "testdata" / "drift" / "account"
STATE = CODE.with_suffix(".tfstate")
RESOURCES = 60

# What somebody wrote into the code and has not deployed.
EDITS = {
    "scan_on_push = true": "scan_on_push = false",
    "storage_encrypted       = true": "storage_encrypted       = var.encrypted",
    'kms_master_key_id = "alias/aws/sns"': "",
}


@dataclass(frozen=True)
class Deployed:
    live: Path
    state: Path

    def compare(self, code: Path, *states: Path) -> Report:
        return drift(Options(paths=(code,)), Sources((str(self.live),), states)).report


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """As it is on the day of its deployment."""
    home = tmp_path_factory.mktemp("account")
    with pytest.MonkeyPatch.context() as environment, aws() as variables:
        for name, text in variables.items():
            environment.setenv(name, text)
        deployed = Deployed(home / "live.json", home / "terraform.tfstate")
        deployed.state.write_text(deploy(STATE.read_text("utf-8")), "utf-8")
        deployed.live.write_text(collect("aws"), "utf-8")
        yield deployed


@pytest.fixture(scope="module")
def later(account: Deployed) -> Deployed:
    """After somebody has worked in the console."""
    client("cloudtrail").stop_logging(Name="all")
    client("sns").set_topic_attributes(TopicArn=topic("orders"), AttributeName="KmsMasterKeyId", AttributeValue="")
    client("logs").create_log_group(logGroupName="/acme/experiment")
    client("sqs").delete_queue(QueueUrl=client("sqs").get_queue_url(QueueName="dead")["QueueUrl"])
    client("lambda").update_function_configuration(
        FunctionName="orders", Environment={"Variables": {"TABLE": "orders-of-yesterday"}}
    )
    live = account.live.with_name("later.json")
    live.write_text(collect("aws"), "utf-8")
    return Deployed(live, account.state)


def topic(name: str) -> str:
    topics = client("sns").list_topics()["Topics"]
    return next(str(each["TopicArn"]) for each in topics if each["TopicArn"].endswith(f":{name}"))


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    code = tmp_path / "code"
    shutil.copytree(CODE, code)
    for file in code.iterdir():
        text = file.read_text("utf-8")
        for before, after in EDITS.items():
            text = text.replace(before, after)
        file.write_text(text, "utf-8")
    (code / "variables.tf").write_text('variable "encrypted" {\n  type = bool\n}\n', "utf-8")
    return code


def test_nothing_drifts_in_an_account_that_was_made_from_its_code(account: Deployed) -> None:
    report = account.compare(CODE, account.state)
    assert [finding.message for finding in report.findings] == []
    assert report.diagnostics == ()
    assert report.ledger.counts["resources"] >= RESOURCES


def test_without_a_state_nothing_is_certain_to_have_drifted(account: Deployed) -> None:
    """But for what has neither a name in the code nor anything that it belongs to, all is joined by other keys."""
    report = account.compare(CODE)
    assert [finding.message for finding in report.findings if finding.outcome is Outcome.FAIL] == []
    assert {finding.verdict.resource.type for finding in report.findings} <= {"AWS::EC2::LaunchTemplate"}


def test_every_class_shows_up_once(later: Deployed, edited: Path) -> None:
    assert told(later.compare(edited, later.state)) == {
        ("regressed", "aws-cloudtrail-trail-not-logging", "aws_cloudtrail.all"),
        ("patched", "aws-ecr-repository-scan-off", "aws_ecr_repository.app"),
        ("settled", "aws-rds-instance-unencrypted", "aws_db_instance.orders"),
        ("confirmed", "aws-sns-topic-without-key", "aws_sns_topic.orders"),
        ("unmanaged", "drift-resource-unmanaged", "/acme/experiment"),
        ("missing", "drift-resource-missing", "aws_sqs_queue.dead"),
        ("changed", "drift-property-changed", "aws_lambda_function.orders"),
    }


def test_the_account_alone_is_judged_by_rules_that_no_code_can_break(account: Deployed) -> None:
    report = check(Options(), (str(account.live),))
    failed = {finding.verdict.rule.id for finding in report.findings if finding.outcome is Outcome.FAIL}
    assert {"aws-iam-root-without-mfa", "aws-ec2-ebs-encryption-by-default-off"} <= failed


def test_terraform_makes_the_recorded_state(tmp_path: Path) -> None:
    oracle("tf")
    state = applied(oracle("terraform"), tmp_path)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        STATE.write_text(json.dumps(state, indent=1) + "\n", "utf-8")
    assert addresses(state) == addresses(json.loads(STATE.read_text("utf-8")))


def applied(terraform: str, home: Path) -> dict[str, object]:
    """The state of a copy, offline: the provider is ours, and gives ids of its own."""
    work = home / "work"
    shutil.copytree(CODE, work)
    settings = home / "terraformrc"
    settings.write_text(
        f'provider_installation {{\n  dev_overrides {{ "hashicorp/aws" = "{home}" }}\n  direct {{}}\n}}\n', "utf-8"
    )
    start = home / "terraform-provider-aws"
    start.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/.ci/oracles/aws_provider.py" "$@"\n', "utf-8")
    start.chmod(0o700)
    environment = {**os.environ, "HOME": str(home), "TF_CLI_CONFIG_FILE": str(settings)}
    command = [terraform, "apply", "-auto-approve", "-input=false"]
    subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True)
    return without_nulls(json.loads((work / "terraform.tfstate").read_text("utf-8")))


def without_nulls(state: dict[str, object]) -> dict[str, object]:
    match state:
        case {"resources": list(resources)}:
            for instance in (instance for each in resources for instance in each["instances"]):
                given = instance["attributes"]
                instance["attributes"] = {name: each for name, each in given.items() if each not in (None, [], {})}
                instance.pop("private", None)
    return state


def addresses(state: dict[str, object]) -> set[tuple[str, str, str]]:
    match state:
        case {"resources": list(resources)}:
            return {
                (each["type"], each["name"], str(instance.get("index_key")))
                for each in resources
                for instance in each["instances"]
            }
    return set()
