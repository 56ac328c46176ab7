"""What is accepted of an application of the CDK: in its code, and in the template that it made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from yourside.app import check
from yourside.config import Options
from yourside.findings.model import Suppression

APPLICATION = Path(__file__).parents[3] / "testdata/frontends/cloudformation/cdk"
RULE = "aws-sqs-queue-unencrypted"


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(APPLICATION, tmp_path / "app")
    monkeypatch.chdir(tmp_path / "app")
    return tmp_path / "app"


def suppression() -> Suppression | None:
    [finding] = check(Options((Path(),), select=(RULE,))).findings
    return finding.suppression


def test_nothing_is_accepted_at_first(application: Path) -> None:
    assert suppression() is None


@pytest.mark.parametrize("above", [True, False])
def test_a_comment_in_the_code(above: bool, application: Path) -> None:
    [code] = application.rglob("queues.ts")
    lines = code.read_text().splitlines()
    [number] = [number for number, line in enumerate(lines) if "new CfnQueue(this, 'Orders'" in line]
    comment = f"// yourside: ignore[{RULE}] no secrets"
    # What the template says of lines is of the code as it was: nothing may move.
    lines[number - 1 if above else number] = comment if above else f"{lines[number]} {comment}"
    code.write_text("\n".join(lines))
    found = suppression()
    assert found is not None
    assert found.reason == "no secrets"


def test_metadata_in_the_template(application: Path) -> None:
    for path in application.rglob("*.template.json"):
        template = json.loads(path.read_text())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::SQS::Queue":
                resource.setdefault("Metadata", {})["yourside"] = {"ignore": {RULE: "no secrets"}}
        path.write_text(json.dumps(template, indent=1))
    found = suppression()
    assert found is not None
    assert found.reason == "no secrets"
