"""Commands under a configuration file."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from yourside.configuration import load
from yourside.configuration.check import keys

Write = Callable[[Mapping[str, str]], Path]
Run = Callable[..., Result]

OPEN = 'resource "aws_s3_bucket" "a" {\n  acl = "public-read"\n}\n'
ONE = 'select = ["aws-s3-bucket-public-acl"]\n'


def findings(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check", "-f", "json", *args).stdout)["findings"]
    return found


def rules(run: Run, *args: str) -> set[str]:
    return {finding["rule"] for finding in findings(run, *args)}


def test_the_file_selects_and_flags_win(write: Write, run: Run) -> None:
    write({"yourside.toml": ONE, "main.tf": OPEN})
    assert rules(run) == {"aws-s3-bucket-public-acl"}
    assert rules(run, "--select", "aws-s3-bucket-versioning-off") == {"aws-s3-bucket-versioning-off"}
    assert len(rules(run, "--isolated")) > 1


def test_paths_of_the_file_hold_when_none_are_given(write: Write, run: Run) -> None:
    write({"yourside.toml": 'paths = ["a"]\n' + ONE, "a/main.tf": OPEN, "b/main.tf": OPEN})
    assert [each["location"]["path"] for each in findings(run)] == ["a/main.tf"]
    assert [each["location"]["path"] for each in findings(run, "b")] == ["b/main.tf"]


def test_another_file_can_be_named(write: Write, run: Run) -> None:
    write({"yourside.toml": ONE, "strict.toml": 'select = ["aws-s3-bucket-versioning-off"]\n', "main.tf": OPEN})
    assert rules(run, "--config", "strict.toml") == {"aws-s3-bucket-versioning-off"}


def test_files_can_be_excluded(write: Write, run: Run) -> None:
    write(
        {
            "yourside.toml": ONE + 'exclude = ["gen/", "*.skip.tf", "!keep.skip.tf"]\n',
            "gen/main.tf": OPEN,
            "a.skip.tf": OPEN.replace('"a"', '"b"'),
            "keep.skip.tf": OPEN.replace('"a"', '"c"'),
            "main.tf": 'module "m" {\n  source = "./gen"\n}\n',
        }
    )
    report = json.loads(run("check", "-f", "json").stdout)
    assert [each["location"]["path"] for each in report["findings"]] == ["gen/main.tf", "keep.skip.tf"]
    assert report["coverage"]["counts"]["excluded files"] == 2
    assert [each["location"]["path"] for each in findings(run, "a.skip.tf")] == ["a.skip.tf"]


def test_a_hook_takes_its_files_from_git_and_what_is_excluded_from_the_file(write: Write, run: Run) -> None:
    root = write(
        {
            "yourside.toml": ONE + 'paths = ["a"]\nexclude = ["gen/"]\n',
            "a/main.tf": OPEN,
            "b/main.tf": OPEN,
            "gen/main.tf": OPEN,
        }
    )
    (root / ".git").rmdir()
    for words in (["init", "-q"], ["add", "b", "gen"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert [each["location"]["path"] for each in findings(run, "--hook")] == ["b/main.tf"]


def test_severities_decide_the_exit_code(write: Write, run: Run) -> None:
    write({"yourside.toml": ONE + 'fail-on = "high"\n', "main.tf": OPEN})
    assert run("check").exit_code == 1
    write({"yourside.toml": ONE + 'fail-on = "high"\n[severity]\n"aws-s3-*" = "low"\nCKV_AWS_20 = "medium"\n'})
    assert run("check").exit_code == 0
    assert [each["severity"] for each in findings(run)] == ["medium"]


def test_variables_and_their_files(write: Write, run: Run) -> None:
    write(
        {
            "yourside.toml": ONE + 'var-files = ["env/open.tfvars"]\n[variables]\nname = "x"\n',
            "env/open.tfvars": 'acl = "public-read"\n',
            "env/shut.tfvars": 'acl = "private"\n',
            "main.tf": 'variable "acl" {}\nvariable "name" {}\nresource "aws_s3_bucket" "a" {\n  acl = var.acl\n}\n',
        }
    )
    assert [each["verdict"] for each in findings(run)] == ["fail"]
    assert [each["verdict"] for each in findings(run, "--var-file", "env/shut.tfvars")] == []


def test_what_is_accepted_is_counted_and_can_be_audited(write: Write, run: Run) -> None:
    accepted = '[[accept]]\nrule = "CKV_AWS_20"\nreason = "a site"\n'
    write({"yourside.toml": ONE + accepted, "main.tf": OPEN})
    done = run("check")
    assert (done.exit_code, "1 suppressed" in done.stdout) == (0, True)
    assert [(each["suppressed"], each["justification"]) for each in findings(run)] == [(True, "a site")]
    assert run("check", "--no-ignores").exit_code == 1


def test_per_path_ignores(write: Write, run: Run) -> None:
    write(
        {"yourside.toml": ONE + '[per-path-ignores]\n"sandbox/" = ["aws-*"]\n', "sandbox/main.tf": OPEN, "a.tf": OPEN}
    )
    assert {each["location"]["path"]: each["suppressed"] for each in findings(run)} == {
        "a.tf": False,
        "sandbox/main.tf": True,
    }


def test_paths_below_another_current_directory(write: Write, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"yourside.toml": ONE + '[per-path-ignores]\n"a/sandbox/" = ["*"]\n', "a/sandbox/main.tf": OPEN})
    monkeypatch.chdir(root / "a")
    assert [each["suppressed"] for each in findings(run, "sandbox")] == [True]


def test_an_unused_entry_is_told_at_its_place(write: Write, run: Run) -> None:
    write({"yourside.toml": ONE + '[[accept]]\nrule = "CKV_AWS_20"\naddress = "z"\n', "main.tf": OPEN})
    assert "warning[ignore-unused]: yourside.toml:3:8 CKV_AWS_20 is not found here" in run("check").stdout


@pytest.mark.parametrize(
    ("args", "told"), [((), True), ((".",), True), (("..",), True), (("a",), False), (("a/main.tf",), False)]
)
def test_a_run_on_a_part_does_not_call_entries_unused(
    args: tuple[str, ...], told: bool, write: Write, run: Run
) -> None:
    entry = '[[accept]]\nrule = "CKV_AWS_20"\naddress = "aws_s3_bucket.z"\n'
    write({"yourside.toml": f'paths = ["a", "b"]\n{ONE}{entry}', "a/main.tf": OPEN, "b/main.tf": OPEN})
    config = ("--config", "yourside.toml")
    assert ("ignore-unused" in run("check", *config, *args).stdout) is told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('select = ["aws-s3-bucket-public-alc"]\n', "aws-s3-bucket-public-alc"),
        ('[severity]\nnonsense = "low"\n', "nonsense"),
        ('[per-path-ignores]\n"a/" = ["nonsense"]\n', "nonsense"),
    ],
)
def test_rules_that_are_not_are_errors(text: str, name: str, write: Write, run: Run) -> None:
    write({"yourside.toml": text, "main.tf": OPEN})
    done = run("check")
    assert (done.exit_code, f"no rule is called '{name}'" in done.stderr) == (2, True)


def test_commands_about_rules_know_those_of_the_file(write: Write, run: Run) -> None:
    own = (Path(__file__).parents[2] / "testdata/rules/own/bucket-name-short.yaml").read_text()
    write({"yourside.toml": 'rules = ["policies"]\n', "policies/rule.yaml": own})
    name = "aws-s3-bucket-name-short"
    for words in (("explain", name), ("rules", "show", name), ("rules", "list")):
        assert name in run(*words).stdout
        assert name not in run(*words, "--isolated").stdout


def test_a_rule_that_is_no_text_is_an_error(write: Write, run: Run) -> None:
    root = write({"yourside.toml": 'rules = ["policies"]\n', "policies/a.txt": "", "main.tf": OPEN})
    (root / "policies/rule.yaml").write_bytes(b"\xff\xfe\xff")
    done = run("check")
    assert (done.exit_code, "policies/rule.yaml: " in done.stderr) == (2, True)


def test_a_wrong_file_stops_every_command(write: Write, run: Run) -> None:
    write({"yourside.toml": "selct = []\npath = 1\n", "main.tf": OPEN})
    for command in ("check", "graph", "baseline"):
        done = run(command)
        assert done.exit_code == 2
        assert "yourside.toml:1:1: there is no key 'selct'; did you mean 'select'?" in done.stderr
        assert "yourside.toml:2:1: there is no key 'path'; did you mean 'paths'?" in done.stderr


def test_what_holds_is_shown_with_where_it_was_set(write: Write, run: Run) -> None:
    write({"yourside.toml": ONE + 'fail-on = "high"\n[severity]\n"aws-*" = "low"\n'})
    shown = run("check", "--show-config", "--fail-on", "medium").stdout.splitlines()
    assert 'select = ["aws-s3-bucket-public-acl"]  # yourside.toml:1:1' in shown
    assert 'fail-on = "medium"  # the command line' in shown
    assert "render = true  # default" in shown
    assert 'severity = {"aws-*": "low"}  # yourside.toml:3:2' in shown


def test_init_writes_a_file_that_says_nothing_yet(write: Write, run: Run) -> None:
    root = write({})
    assert run("init").exit_code == 0
    found = load(Path())
    assert (found.flags, found.alone) == ({}, {})
    again = run("init")
    assert (again.exit_code, again.stderr) == (2, "yourside: .: yourside.toml configures yourside already\n")
    (root / "yourside.toml").rename(root / "other.toml")
    write({"pyproject.toml": "[tool.yourside]\n"})
    assert run("init").exit_code == 2


def test_all_that_init_comments_out_is_right(write: Write, run: Run) -> None:
    root = write({})
    run("init")
    text = (root / "yourside.toml").read_text()
    write({"yourside.toml": re.sub(r"^# (?=[\w\"-]+ = |\[)", "", text, flags=re.MULTILINE)})
    assert load(Path()).places.keys() == set(keys()) - {"$schema"}
