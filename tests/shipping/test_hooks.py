"""The hooks, installed and run by the programs that people run them with, in a repository of Terraform."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from oracles import oracle
from repositories import ENVIRONMENT, commit, git, plant
from shipped import ROOT, shipped

OPEN = 'resource "aws_s3_bucket" "%s" {\n  bucket = "x"\n  acl    = "public-read"\n}\n'
# The libraries are those that the tests run with: what is installed with them is tested elsewhere.
LIBRARIES = {"PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_BUILD_ISOLATION": "false"}


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    return shipped(tmp_path / "hooks")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one staged file of two that are open to the world."""
    home = tmp_path / "project"
    home.mkdir()
    commit(home, {"a/main.tf": OPEN % "a", "b/main.tf": OPEN % "b"})
    plant(home, {"a/main.tf": "# changed\n" + OPEN % "a"})
    git(home, "add", "--all")
    return home


@pytest.mark.parametrize(
    ("program", "installing"), [("pre-commit", LIBRARIES), ("prek", {})], ids=["pre-commit", "prek"]
)
def test_both_hooks_run(
    program: str, installing: Mapping[str, str], hooks: Path, project: Path, tmp_path: Path
) -> None:
    places = {name: str(tmp_path / "kept") for name in ("PRE_COMMIT_HOME", "PREK_HOME")}
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        [oracle(program), "try-repo", str(hooks), "--verbose"],
        cwd=project,
        env={**ENVIRONMENT, **places, **installing, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    _, _, told = done.stdout.partition("yourside (changed files)")
    changed, _, every = told.partition("yourside (whole repository)")
    assert ("aws_s3_bucket.a is" in changed, "aws_s3_bucket.b is" in changed) == (True, False), done.stdout
    assert ("aws_s3_bucket.a is" in every, "aws_s3_bucket.b is" in every) == (True, True), done.stdout


def test_the_manifest_is_valid() -> None:
    done = subprocess.run(
        [oracle("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, b"")


def test_the_hooks_run_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "yourside": "yourside check --hook",
        "yourside-all": "yourside check",
    }
