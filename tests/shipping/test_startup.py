"""What start-up may cost, told by what it imports: seconds are measured, not asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "cfnlint",
    "hcl2",
    "jsonschema",
    "pygls",
    "rich",
    "sarif_om",
    "tree_sitter",
    "yaml",
    "yourside.app",
    "yourside.catalog",
    "yourside.engine",
    "yourside.frontends",
    "yourside.graph",
    "yourside.lsp",
    "yourside.syntax",
}


def imported_by(*argv: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "yourside", *argv], capture_output=True, text=True, check=False
    )
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("argv", [("--version",), ("--help",), ("check", "--help")], ids=" ".join)
def test_asking_for_words_imports_no_stage_and_nothing_heavy(argv: tuple[str, ...]) -> None:
    assert not imported_by(*argv) & HEAVY


FILES = {
    "terraform": ("main.tf", 'resource "aws_s3_bucket" "b" {}\n'),
    "cloudformation": ("template.yaml", "Resources: {B: {Type: 'AWS::S3::Bucket'}}\n"),
    "kubernetes": (
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n",
    ),
}
# What serves other input, other formats, or people who write rules and tables.
ELSEWHERE = {
    "boto3",
    "cfnlint",
    "hcl2",
    "jsonschema",
    "pygls",
    "sarif_om",
    "yourside.catalog.check",
    "yourside.catalog.provider",
    "yourside.engine.directory",
    "yourside.engine.language.check",
    "yourside.frontends.kubernetes.helm",
    "yourside.frontends.kubernetes.kustomize.build",
    "yourside.frontends.plan",
    "yourside.lsp",
    "yourside.validation",
}


@pytest.mark.parametrize("dialect", FILES)
def test_a_check_imports_its_own_dialect_and_nothing_that_it_has_no_use_for(dialect: str, tmp_path: Path) -> None:
    name, text = FILES[dialect]
    (tmp_path / name).write_text(text)

    imported = imported_by("check", str(tmp_path / name))

    assert {f"yourside.frontends.{each}" for each in FILES} & imported == {f"yourside.frontends.{dialect}"}
    assert not imported & ELSEWHERE


def test_importing_the_package_opens_nothing() -> None:
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import yourside\n"
        "assert set(sys.modules) - before == {'yourside'}, set(sys.modules) - before\n"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
