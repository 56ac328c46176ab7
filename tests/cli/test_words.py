"""The commands that tell rather than check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner, Result

from yourside import __version__
from yourside.cli import bug, cli, main

ROOT = Path(__file__).parents[2]


def invoke(*argv: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(part) for part in argv], catch_exceptions=False)


def test_version() -> None:
    assert invoke("--version").stdout == f"yourside {__version__}\n"


def test_rules_list_names_every_rule_file() -> None:
    listed = {line.split()[0] for line in invoke("rules", "list").stdout.splitlines()}

    assert len(listed) == len(list((ROOT / "rules").rglob("*.yaml")))


def test_rules_list_as_json_has_what_the_rules_say() -> None:
    rules = {rule["id"]: rule for rule in json.loads(invoke("rules", "list", "--json").stdout)}

    assert "CKV_AWS_20" in rules["aws-s3-bucket-public-acl"]["aliases"]


@pytest.mark.parametrize("name", ["aws-s3-bucket-public-acl", "CKV_AWS_20", "avd-aws-0092"])
def test_explain_knows_a_rule_by_any_of_its_names(name: str) -> None:
    page = invoke("explain", name).stdout

    assert page.startswith("aws-s3-bucket-public-acl\n")
    assert "Fails when" in page


def test_rules_show_has_the_condition() -> None:
    assert "AccessControl" in json.loads(invoke("rules", "show", "CKV_AWS_20").stdout)["deny"]


def test_explaining_a_rule_that_is_not_there_suggests_one() -> None:
    done = invoke("explain", "aws-s3-bucket-public-acll")

    assert done.exit_code == 2
    assert "did you mean 'aws-s3-bucket-public-acl'?" in done.stderr


def test_rules_test_tells_what_an_example_got_wrong(tmp_path: Path) -> None:
    text = (ROOT / "testdata/rules/own/bucket-name-short.yaml").read_text()
    (tmp_path / "a.yaml").write_text(text.replace('bucket = "invoices"', 'bucket = "i"'))

    done = invoke("rules", "test", tmp_path)

    assert done.exit_code == 1
    assert "a telling name, terraform: line 2: unexpected finding (fail)" in done.stderr
    assert "the dialects disagree" in done.stderr


def test_rules_test_is_silent_about_rules_that_hold() -> None:
    done = invoke("rules", "test", ROOT / "testdata/rules/own")

    assert (done.exit_code, done.stderr) == (0, "")


def test_graph_shows_canonical_values_with_their_places() -> None:
    shown = invoke("graph", ROOT / "testdata/projects/demo").stdout

    assert 'AccessControl = "PublicRead"' in shown
    assert "terraform/main.tf:7:" in shown


def test_graph_as_json() -> None:
    resources = json.loads(invoke("graph", "--json", ROOT / "testdata/projects/demo").stdout)["resources"]

    assert {"AWS::S3::Bucket", "AWS::RDS::DBInstance", "apps/v1/Deployment"} <= {each["type"] for each in resources}


def test_a_bug_is_reported_as_a_bug(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["yourside", "check"])
    monkeypatch.setattr("yourside.cli.COMMANDS", {"check": "yourside.no_such_module"})

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 4
    assert "This is a bug in Yourside" in capsys.readouterr().err


def test_a_bug_report_names_stage_and_file() -> None:
    from yourside.app import assemble
    from yourside.coverage import Dialect
    from yourside.spans import SourceFile

    source = SourceFile("broken.yaml", cast("str", None))
    with pytest.raises((TypeError, AttributeError)) as raised:
        assemble({Dialect.KUBERNETES: [source]})
    told = bug.describe(raised.value)

    assert "stage: frontends.kubernetes" in told
    assert "file: broken.yaml" in told
