"""What `--hook` says of a change that is about to be committed or pushed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from repositories import commit, git, plant
from yourside import app
from yourside.cli import cli
from yourside.cli.status import exit_code
from yourside.config import Options
from yourside.findings.model import Report

ACL = "aws-s3-bucket-public-acl"
MODULE = 'variable "acl" { type = string }\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n  acl = var.acl\n}\n'
CALL = 'module "m" {\n  source = "../modules/m"\n  acl = var.acl\n}\nvariable "acl" { type = string }\n'
OPEN = 'resource "aws_s3_bucket" "o" {\n  bucket = "o"\n  acl = "public-read"\n}\n'
FILES = {
    "modules/m/main.tf": MODULE,
    "prod/main.tf": CALL,
    "prod/terraform.tfvars": 'acl = "public-read"\n',
    "dev/main.tf": CALL,
    "dev/terraform.tfvars": 'acl = "private"\n',
    "open/main.tf": OPEN,
    "open/other.tf": "",
    "broken/main.tf": "resource {{{",
}
IN_MODULE = ("modules/m/main.tf", "module.m.aws_s3_bucket.b")
IN_OPEN = ("open/main.tf", "aws_s3_bucket.o")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    commit(tmp_path, FILES)
    return tmp_path


def stage(home: Path, files: Mapping[str, str | bytes | None]) -> None:
    plant(home, files)
    git(home, "add", "--all")


def hook(*arguments: str) -> Report:
    return app.check(Options(paths=tuple(map(Path, arguments)), hook=True, select=(ACL,)))


def told(report: Report) -> list[tuple[str, str]]:
    return [(each.place.span.file.path, each.verdict.resource.native.address) for each in report.findings]


@pytest.mark.parametrize(
    ("changed", "findings"),
    [
        ({"README": "x"}, []),
        ({"open/main.tf": f"# a\n{OPEN}"}, [IN_OPEN]),
        ({"open/other.tf": "# a\n"}, []),
        ({"prod/terraform.tfvars": 'acl = "public-read" # a\n'}, [IN_MODULE]),
        ({"dev/terraform.tfvars": 'acl = "private" # a\n'}, []),
        ({"modules/m/main.tf": f"# a\n{MODULE}"}, [IN_MODULE]),
        ({"modules/m/main.tf": f"# a\n{MODULE}", "open/main.tf": f"# a\n{OPEN}"}, [IN_MODULE, IN_OPEN]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_touches_the_staged_change_is_reported(
    changed: Mapping[str, str], findings: list[tuple[str, str]], home: Path
) -> None:
    stage(home, changed)

    assert told(hook()) == findings


def test_what_does_not_is_counted(home: Path) -> None:
    stage(home, {"open/other.tf": "# a\n"})

    done = CliRunner().invoke(cli, ["check", "--hook", "--select", ACL])

    assert (done.exit_code, hook().elsewhere) == (0, 1)
    assert done.stderr == "yourside: findings that have no part in this change and are not shown: 1\n"


def test_nothing_staged_is_nothing_to_report(home: Path) -> None:
    plant(home, {"open/main.tf": f"# a\n{OPEN}"})

    assert told(hook()) == []


def test_what_is_pushed_is_told_by_pre_commit(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", git(home, "rev-parse", "HEAD"))
    monkeypatch.setenv("PRE_COMMIT_TO_REF", commit(home, {"open/main.tf": f"# a\n{OPEN}"}))
    stage(home, {"prod/terraform.tfvars": 'acl = "public-read" # a\n'})

    assert told(hook()) == [IN_OPEN]


def test_files_that_somebody_names_are_the_change_when_git_does_not_count_them(home: Path) -> None:
    stage(home, {"open/main.tf": f"# a\n{OPEN}"})

    assert told(hook("prod/terraform.tfvars", "open/other.tf")) == [IN_MODULE]


def test_runs_that_share_a_change_report_each_finding_once(home: Path) -> None:
    stage(
        home,
        {
            "modules/m/main.tf": f"# a\n{MODULE}",
            "prod/terraform.tfvars": 'acl = "public-read" # a\n',
            "open/main.tf": f"# a\n{OPEN}",
        },
    )

    first, second = hook("modules/m/main.tf"), hook("open/main.tf", "prod/terraform.tfvars")

    assert (told(first), told(second)) == ([IN_MODULE], [IN_OPEN])
    assert sorted(told(first) + told(second)) == sorted(told(hook()))


def test_what_cannot_be_read_matters_where_it_is_changed(home: Path) -> None:
    stage(home, {"open/main.tf": "# a\n", "broken/other.tf": "# a\n"})
    assert exit_code(hook(), "low") == 0

    stage(home, {"broken/main.tf": "resource {{"})
    assert exit_code(hook(), "low") == 3


def test_below_the_root_paths_are_shown_from_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(home, {"open/main.tf": f"# a\n{OPEN}"})
    monkeypatch.chdir(home / "open")

    assert told(hook()) == [("main.tf", "aws_s3_bucket.o")]


def test_the_first_commit_of_all_is_a_change(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "first").mkdir()
    monkeypatch.chdir(home / "first")
    git(Path(), "init", "--quiet")
    stage(Path(), {"main.tf": OPEN})

    assert told(hook()) == [("main.tf", "aws_s3_bucket.o")]


def test_the_configuration_is_that_of_where_a_hook_starts(home: Path) -> None:
    plant(
        home, {"yourside.toml": 'fail-on = "critical"\npaths = ["prod"]\n', "open/yourside.toml": 'fail-on = "low"\n'}
    )
    stage(home, {"open/main.tf": f"# a\n{OPEN}"})

    done = CliRunner().invoke(cli, ["check", "--hook", "--select", ACL, "open/main.tf"])

    assert (done.exit_code, "aws_s3_bucket.o" in done.stdout) == (0, True)


def test_a_link_out_of_the_repository_is_not_followed(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "main.tf"
    outside.write_text(OPEN)
    (home / "open/link.tf").symlink_to(outside)
    git(home, "add", "--all")

    report = hook()

    assert told(report) == []
    assert [(line.path, line.reasons) for line in report.ledger.files] == [
        ("open/link.tf", ("a link out of the given tree, not followed",))
    ]
