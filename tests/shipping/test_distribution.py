"""What people install: built from the checkout, put into a clean environment, and run."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from oracles import oracle
from yourside.packing import SOURCES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/yourside"
DEMO = ROOT / "testdata/projects/demo"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    assert built.returncode == 0, built.stdout + built.stderr
    return target


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    return next(dist.glob("*.tar.gz"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_carries_rules_tables_and_schemas(wheel: Path) -> None:
    carried = names(wheel)

    assert {"rules.json", "tables.json", "extensions.json", "views.json", "rule.schema.json"} == {
        name.removeprefix("yourside/_compiled/") for name in carried if name.startswith("yourside/_compiled/")
    }
    assert "yourside/catalog/table.schema.json" in carried
    assert "yourside/report/report.schema.json" in carried
    assert any(name.startswith("yourside/catalog/schemas/canonical/") for name in carried)


def test_the_wheel_carries_no_tests_and_no_yaml_that_is_compiled(wheel: Path) -> None:
    carried = names(wheel)

    assert not [name for name in carried if "test" in name or not name.startswith("yourside/")]
    compiled = {f"yourside/{path.relative_to(PACKAGE)}" for path in SOURCES.values() if path.is_relative_to(PACKAGE)}
    assert not [name for name in carried if name.startswith(tuple(compiled))]


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    built = run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source, cwd=tmp_path)

    assert built.returncode == 0, built.stdout + built.stderr
    assert names(next(tmp_path.glob("*.whl"))) == names(wheel)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("clean") / "venv"
    made = run(oracle("uv"), "venv", "--python", sys.executable, home, cwd=home.parent)
    assert made.returncode == 0, made.stderr
    return home / "bin"


def install(package: Path, clean: Path) -> None:
    """By uv, which keeps what it downloads; the tests of the action install by pip."""
    words = ("pip", "install", "--quiet", "--reinstall-package", "yourside", "--python", clean / "python")
    installed = run(oracle("uv"), *words, package, cwd=clean)
    assert installed.returncode == 0, installed.stderr


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_installed_in_a_clean_environment_it_checks_a_project(
    kind: str, clean: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    package: Path = request.getfixturevalue(kind)
    install(package, clean)

    checked = run(clean / "yourside", "check", DEMO, cwd=tmp_path)

    assert checked.returncode == 1, checked.stderr
    assert "aws-s3-bucket-public-acl" in checked.stdout
    assert str(tmp_path) not in checked.stdout


def test_installed_it_parses_no_yaml_of_its_own(clean: Path, wheel: Path, tmp_path: Path) -> None:
    install(wheel, clean)
    (tmp_path / "main.tf").write_text('resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n}\n')

    checked = run(clean / "python", "-X", "importtime", "-m", "yourside", "check", "main.tf", cwd=tmp_path)

    assert checked.returncode == 1, checked.stderr
    assert not [line for line in checked.stderr.splitlines() if line.endswith("| yaml")]
