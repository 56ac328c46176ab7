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
    "rich",
    "sarif_om",
    "tree_sitter",
    "yaml",
    "yourside.app",
    "yourside.catalog",
    "yourside.engine",
    "yourside.frontends",
    "yourside.graph",
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


def test_a_kubernetes_check_imports_no_terraform(tmp_path: Path) -> None:
    path = tmp_path / "pod.yaml"
    path.write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n")

    imported = imported_by("check", str(path))

    assert "yourside.frontends.kubernetes" in imported
    assert not imported & {"yourside.frontends.terraform", "yourside.syntax.hcl.parse", "cfnlint", "sarif_om", "hcl2"}


def test_importing_the_package_opens_nothing() -> None:
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import yourside\n"
        "assert set(sys.modules) - before == {'yourside'}, set(sys.modules) - before\n"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
