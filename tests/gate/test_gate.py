"""What `--diff-base` says of a change: each case is a repository before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from repositories import commit, git, plant
from yourside import app
from yourside.cli.status import exit_code
from yourside.config import Options, UsageError
from yourside.findings.model import Report

ACL = "aws-s3-bucket-public-acl"
Files = Mapping[str, str | bytes | None]


def bucket(acl: str, name: str = "b", ignore: str = "") -> str:
    return f'resource "aws_s3_bucket" "{name}" {{\n  bucket = "{name}"\n  acl = {acl}{ignore}\n}}\n'


def template(acl: str) -> str:
    return f"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: {acl}\n"


OPEN, CLOSED = bucket('"public-read"'), bucket('"private"')
MODULE = 'variable "acl" {\n  type = string\n  default = "%s"\n}\n' + bucket("var.acl")
CALL = 'module "m" {\n  source = "../modules/m"\n}\n'


@dataclass(frozen=True)
class Case:
    """`told` are the changes of the findings, `fixed` counts what is gone."""

    before: Files
    after: Files
    told: Mapping[str, str] = field(default_factory=dict)
    fixed: int = 0
    exit: int = 0


CASES = {
    "new": Case({"main.tf": CLOSED}, {"main.tf": OPEN}, {"aws_s3_bucket.b": "new"}, exit=1),
    "a new directory": Case({"x": ""}, {"infra/main.tf": OPEN}, {"aws_s3_bucket.b": "new"}, exit=1),
    "fixed": Case({"main.tf": OPEN}, {"main.tf": CLOSED}, fixed=1),
    "deleted": Case({"main.tf": OPEN}, {"main.tf": None}, fixed=1),
    "unchanged": Case({"main.tf": OPEN}, {"other.tf": CLOSED.replace('"b"', '"c"')}, {"aws_s3_bucket.b": "unchanged"}),
    "more lines above": Case({"main.tf": OPEN}, {"main.tf": f"\n# a\n\n{OPEN}"}, {"aws_s3_bucket.b": "unchanged"}),
    "the file renamed": Case({"a.tf": OPEN}, {"a.tf": None, "b.tf": OPEN}, {"aws_s3_bucket.b": "unchanged"}),
    "the directory renamed": Case(
        {"one/a.tf": OPEN}, {"one/a.tf": None, "two/a.tf": OPEN}, {"aws_s3_bucket.b": "unchanged"}
    ),
    "the template renamed": Case(
        {"a.yaml": template("PublicRead")},
        {"a.yaml": None, "b.yaml": template("PublicRead")},
        {"B": "unchanged"},
    ),
    "a block moved": Case(
        {"main.tf": OPEN},
        {
            "main.tf": bucket('"public-read"', "c") + "moved {\n  from = aws_s3_bucket.b\n  to = aws_s3_bucket.c\n}\n",
        },
        {"aws_s3_bucket.c": "unchanged"},
    ),
    "a default changed far away": Case(
        {"modules/m/main.tf": MODULE % "private", "prod/main.tf": CALL, "dev/main.tf": CALL},
        {"modules/m/main.tf": MODULE % "public-read"},
        {"module.m.aws_s3_bucket.b": "new"},
        exit=1,
    ),
    "a variable file changed": Case(
        {"main.tf": MODULE % "private", "terraform.tfvars": 'acl = "private"\n'},
        {"terraform.tfvars": 'acl = "public-read"\n'},
        {"aws_s3_bucket.b": "new"},
        exit=1,
    ),
    "one more instance of what was wrong": Case(
        {"modules/m/main.tf": MODULE % "public-read", "prod/main.tf": CALL},
        {"dev/main.tf": CALL},
        {"module.m.aws_s3_bucket.b": "updated"},
        exit=1,
    ),
    "open by a value that was not known": Case(
        {"main.tf": MODULE.replace('  default = "%s"\n', "")},
        {"main.tf": MODULE % "public-read"},
        {"aws_s3_bucket.b": "updated"},
        exit=1,
    ),
    "no longer known": Case(
        {"main.tf": MODULE % "public-read"},
        {"main.tf": MODULE.replace('  default = "%s"\n', "")},
        {"aws_s3_bucket.b": "unchanged"},
    ),
    "a suppression added": Case(
        {"main.tf": OPEN},
        {"main.tf": bucket('"public-read"', ignore=f"  # yourside: ignore[{ACL}] a site")},
        {"aws_s3_bucket.b": "unchanged"},
    ),
    "a suppression taken away": Case(
        {"main.tf": bucket('"public-read"', ignore=f"  # yourside: ignore[{ACL}] a site")},
        {"main.tf": OPEN},
        {"aws_s3_bucket.b": "new"},
        exit=1,
    ),
    "not readable any more": Case({"a/main.tf": OPEN}, {"a/main.tf": b"\xff\xfe\xff"}, exit=3),
    "its values are not readable any more": Case(
        {"main.tf": MODULE % "private", "terraform.tfvars": 'acl = "public-read"\n'},
        {"terraform.tfvars": b"acl = \xff"},
        exit=3,
    ),
    "not readable before": Case(
        {"a/main.tf": b"\xff\xfe\xff"}, {"a/main.tf": OPEN}, {"aws_s3_bucket.b": "new"}, exit=1
    ),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gate(ref: str, *paths: str) -> Report:
    return app.check(Options(paths=tuple(map(Path, paths)), diff_base=ref, select=(ACL,)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_change_is_judged_by_what_it_adds(case: Case, home: Path) -> None:
    commit(home, case.before)
    plant(home, case.after)

    report = gate("HEAD")

    told = {each.verdict.resource.native.address: str(each.change) for each in report.findings}
    assert (told, len(report.fixed), exit_code(report, "low")) == (case.told, case.fixed, case.exit)


def test_the_base_is_where_the_branches_part(home: Path) -> None:
    start = commit(home, {"main.tf": CLOSED})
    git(home, "checkout", "--quiet", "-b", "feature")
    commit(home, {"feature.tf": bucket('"public-read"', "f")})
    git(home, "checkout", "--quiet", "main")
    commit(home, {"main.tf": OPEN})
    git(home, "checkout", "--quiet", "feature")

    assert [str(each.change) for each in gate("main").findings] == ["new"]
    assert git(home, "merge-base", "main", "HEAD") == start


def test_only_what_is_asked_for_is_compared(home: Path) -> None:
    commit(home, {"a/main.tf": CLOSED, "b/main.tf": OPEN})
    plant(home, {"a/main.tf": OPEN, "b/main.tf": CLOSED})

    report = gate("HEAD", "a")

    assert ([each.place.span.file.path for each in report.findings], report.fixed) == (["a/main.tf"], ())


def test_a_variable_file_that_a_flag_names_is_read_as_it_was(home: Path) -> None:
    commit(home, {"main.tf": MODULE % "private", "in/prod.tfvars": 'acl = "private"\n'})
    plant(home, {"in/prod.tfvars": 'acl = "public-read"\n'})

    report = app.check(Options(diff_base="HEAD", var_files=(Path("in/prod.tfvars"),), select=(ACL,)))

    assert [str(each.change) for each in report.findings] == ["new"]


def test_a_variable_file_outside_of_the_repository_holds_for_both(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(home, {"main.tf": MODULE % "private"})
    file = tmp_path_factory.mktemp("outside") / "prod.tfvars"
    file.write_text('acl = "public-read"\n')

    report = app.check(Options(diff_base="HEAD", var_files=(file,), select=(ACL,)))

    assert [str(each.change) for each in report.findings] == ["unchanged"]


def test_nothing_in_the_repository_is_touched(home: Path) -> None:
    commit(home, {"main.tf": OPEN})
    plant(home, {"main.tf": CLOSED})
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}

    gate("HEAD")

    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def problems(ref: str, *paths: str) -> str:
    with pytest.raises(UsageError) as raised:
        gate(ref, *paths)
    return "\n".join(raised.value.problems)


@pytest.mark.parametrize("ref", ["absent", "--output=x", "-h", "HEAD\nHEAD", "HEAD^{blob}", "a..b", ":0:x", "\udcff"])
def test_what_is_no_commit_is_refused(ref: str, home: Path) -> None:
    commit(home, {"main.tf": OPEN})

    assert problems(ref) == f"there is no commit {ref!r} in this repository"
    assert [path.name for path in home.iterdir() if path.name != ".git"] == ["main.tf"]


def test_a_shallow_clone_is_told_what_to_fetch(home: Path) -> None:
    (home / "origin").mkdir()
    commit(home / "origin", {"main.tf": CLOSED})
    start = commit(home / "origin", {"main.tf": OPEN})
    commit(home / "origin", {"other.tf": CLOSED})
    git(home, "clone", "--quiet", "--depth", "1", f"file://{home}/origin", "clone")

    assert "git fetch --unshallow" in problems(start, "clone")


def test_strangers_have_no_commit_in_common(home: Path) -> None:
    commit(home, {"main.tf": CLOSED})
    git(home, "checkout", "--quiet", "--orphan", "other")
    commit(home, {"main.tf": OPEN})

    assert problems("main") == "HEAD and main have no commit in common"


def test_outside_of_git_there_is_nothing_to_compare_with(home: Path) -> None:
    plant(home, {"main.tf": OPEN})

    assert "is in no git repository" in problems("HEAD")


def test_all_paths_are_in_one_repository(home: Path) -> None:
    for name in ("a", "b"):
        (home / name).mkdir()
        commit(home / name, {"main.tf": OPEN})

    assert problems("HEAD", "a", "b") == f"b is not in the repository {home / 'a'}"


@pytest.mark.parametrize("also", [{"hook": True}, {"plan": Path("plan.json")}])
def test_a_gate_compares_sources_with_sources(also: Mapping[str, object], home: Path) -> None:
    with pytest.raises(UsageError):
        app.check(Options(diff_base="HEAD", hook="hook" in also, plan=Path("p.json") if "plan" in also else None))
