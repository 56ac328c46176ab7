"""The action, run as GitHub runs it, and what linters say of it and of the workflows that are shown to people."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from packaging.requirements import Requirement

from oracles import oracle
from repositories import ENVIRONMENT, commit
from shipped import ROOT, shipped
from yourside.cli.check import command as check

EXAMPLES = ROOT / ".ci/examples"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
UPLOAD = next(step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step)
BUCKET = 'resource "aws_s3_bucket" "%s" {\n  bucket = "x"\n  acl    = "%s"\n}\n'
WORKFLOW = """
on: [pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
"""
STEP = """
      - id: {id}
        continue-on-error: true
        uses: yourside/yourside@v0
        with: {with_}
      - run: echo "{id} ended with <${{{{ steps.{id}.outcome }}}} ${{{{ steps.{id}.outputs.exit-code }}}}>"
"""
# In the place of the real one: what it is given is for the test to look at.
STUB = """
name: upload
inputs: {sarif_file: {required: true}, category: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {SARIF_FILE: "${{ inputs.sarif_file }}"}
      run: cp "$SARIF_FILE" "$UPLOADED"
"""
# `python3 -I -m venv DIRECTORY`
SHIM = """#!/bin/sh
mkdir -p "$4/bin"
ln -s /bin/true "$4/bin/python"
ln -s "{scripts}/yourside" "$4/bin/yourside"
"""
# A module beside the sources is not to be imported in place of what has its name.
HOSTILE = {f"{name}.py": "raise SystemExit('imported')\n" for name in ("venv", "pip", "yourside", "click")}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shipped(tmp_path / "yourside")
    (tmp_path / "codeql/upload-sarif").mkdir(parents=True)
    (tmp_path / "codeql/upload-sarif/action.yml").write_text(STUB)
    (tmp_path / "project").mkdir()
    return tmp_path


def run(home: Path, base: str, *, of_fork: bool, **steps: dict[str, str]) -> str:
    """What act prints of a pull request, in which each step is the action with its inputs."""
    told = "".join(STEP.format(id=name, with_=json.dumps(given)) for name, given in steps.items())
    commit(home / "project", {".github/workflows/check.yml": WORKFLOW + told})
    event = {"pull_request": {"base": {"sha": base}, "head": {"repo": {"fork": of_fork}}}}
    (home / "event.json").write_text(json.dumps(event))
    action, _, sha = UPLOAD.partition("@")
    stands_in = {"yourside/yourside@v0": "yourside", f"{action.removesuffix('/upload-sarif')}@{sha}": "codeql"}
    command = [oracle("act"), "pull_request", "--eventpath", "../event.json", "--pull=false"]
    command += ["--platform", "ubuntu-latest=-self-hosted", "--env", f"UPLOADED={home}/uploaded.sarif"]
    command += [word for name, at in stands_in.items() for word in ("--local-repository", f"{name}={home}/{at}")]
    environment = {**ENVIRONMENT, "XDG_CACHE_HOME": f"{home}/cache", "HOME": str(home)}
    done = subprocess.run(command, cwd=home / "project", env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def ended(log: str) -> dict[str, str]:
    return dict(re.findall(r"\| (\w+) ended with <(.*)>", log))


def test_a_pull_request_is_judged_by_what_it_adds(home: Path) -> None:
    before = {"a/main.tf": BUCKET % ("old", "public-read"), "b/main.tf": BUCKET % ("b", "private")}
    base = commit(home / "project", before)
    commit(home / "project", {"c/main.tf": BUCKET % ("new", "public-read"), **HOSTILE})

    log = run(
        home,
        base,
        of_fork=False,
        gated={"fail-on": "high", "args": "--select aws-s3-bucket-public-acl --undetermined"},
    )

    assert ended(log) == {"gated": "failure 1"}, log
    assert "::error file=c/main.tf,line=3" in log
    assert "1 new, 0 worsened, 0 fixed" in log
    assert "Summary - ## Yourside" in log
    sent = json.loads((home / "uploaded.sarif").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "testdata/report/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert not list(Draft7Validator(schema).iter_errors(sent))
    # What was there before is sent as well: code scanning would take it for mended.
    assert {result["baselineState"] for result in sent["runs"][0]["results"]} == {"new", "unchanged"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the action makes of Python is what the tests run with: to install it takes long, and is tested above."""
    python = tmp_path / "shims/python3"
    python.parent.mkdir()
    python.write_text(SHIM.format(scripts=sysconfig.get_path("scripts")))
    python.chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", f"{python.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("installed")
def test_a_fork_that_cannot_send_findings_shows_them(home: Path) -> None:
    commit(home / "project", {"main.tf": BUCKET % ("new", "public-read")})

    log = run(home, "0" * 40, of_fork=True, fork={"fail-on": "critical"})

    assert ended(log) == {"fork": "success 0"}, log
    assert "::warning title=Yourside::The base is not fetched" in log
    assert "::notice title=Yourside::Not sent to code scanning" in log
    assert not (home / "uploaded.sarif").exists()


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("FAIL_ON", "critical", True),
        ("FAIL_ON", "none", False),
        ("FAIL_ON", "high\nlow", False),
        ("DIFF_BASE", "origin/main~1", True),
        ("DIFF_BASE", "HEAD;touch pwned", False),
        ("DIFF_BASE", "$(touch pwned)", False),
        ("ARGS", "--select=CKV_AWS_20 --var acl=private --no-render", True),
        ("ARGS", "--var a=$(touch pwned)", False),
        ("ARGS", "--var `touch pwned`", False),
        ("ARGS", "a\nb", False),
    ],
)
def test_inputs_are_looked_at_before_anything_is_done(name: str, value: str, accepted: bool, tmp_path: Path) -> None:
    script = ACTION["runs"]["steps"][0]["run"]
    inputs = {"FAIL_ON": "low", "DIFF_BASE": "auto", "ARGS": "", name: value}

    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=inputs, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout.startswith(b"::error")) == ((0, False) if accepted else (2, True))
    assert not list(tmp_path.iterdir())


def linted(*command: str) -> str:
    program, *words = command
    done = subprocess.run([oracle(program), *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    files = (str(ROOT / "action.yml"), str(EXAMPLES / "github.yml"))

    assert not linted("zizmor", "--offline", "--persona=auditor", "--config", str(ROOT / ".ci/zizmor.yml"), *files)


def test_actionlint_finds_nothing() -> None:
    assert not linted("actionlint", str(EXAMPLES / "github.yml"))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".ci/examples/github.yml"),
        ("vendor.gitlab-ci", ".ci/examples/gitlab.yml"),
    ],
)
def test_each_file_follows_the_schema_of_its_reader(schema: str, path: str) -> None:
    assert not linted("check-jsonschema", "--builtin-schema", schema, path)


def test_the_scripts_of_the_action_hold_no_expression() -> None:
    assert not [step for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_examples_use_flags_that_exist(path: Path) -> None:
    known = {option for parameter in check.params for option in parameter.opts}
    used = set(re.findall(r"(?<=[\s\"(])--[a-z-]+(?=[ =])", path.read_text(encoding="utf-8")))

    assert used - {"--quiet", "--yes"} <= known


def test_the_lock_has_all_that_the_package_needs() -> None:
    """`uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --output-file
    .ci/requirements.lock pyproject.toml .ci/build.in` writes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    pins = re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / ".ci/requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    locked = dict(pins)

    assert not [each for each in map(Requirement, needed) if not each.specifier.contains(locked.get(each.name, "0"))]
    assert set((ROOT / ".ci/build.in").read_text().splitlines()[1:]) == set(project["build-system"]["requires"])
