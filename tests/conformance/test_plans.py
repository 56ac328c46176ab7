"""Real plans beside their configurations: what Terraform computed must be what we compute.

The plans are recorded; Terraform itself makes them again, with a provider of ours (UPDATE_SNAPSHOTS=1 records them).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oracles import oracle
from yourside import app
from yourside.catalog.load import load_catalog
from yourside.config import Options
from yourside.coverage import Dialect
from yourside.engine.load import load_rules
from yourside.findings.model import Outcome
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource
from yourside.frontends.plan import read as read_plans
from yourside.frontends.plan.compare import paired
from yourside.frontends.terraform import read as read_sources
from yourside.sources import SourceTree, discover, read_source
from yourside.syntax.embedded import parse_json
from yourside.values import Encoded, Map, Scalar, Seq, Unknown, Value, known

ROOT = Path(__file__).parents[2]
SUITE = ROOT / "testdata" / "conformance" / "plans"
NAMES = sorted(path.name for path in SUITE.iterdir())
READ = ("planned_values", "resource_changes", "prior_state", "configuration")
# What Terraform knows when it plans, and sources do not say.
OF_THE_RUN = ("terraform.workspace",)

each_configuration = pytest.mark.parametrize("name", NAMES)


def sources(name: str) -> dict[str, NativeResource]:
    paths = [SUITE / name]
    found = discover(paths)
    tree = SourceTree.of(paths, [file for files in found.files.values() for file in files])
    reading = read_sources(found.files[Dialect.TERRAFORM], Inputs(tree=tree))
    assert not reading.diagnostics
    return deployed(reading.resources)


def planned(name: str) -> dict[str, NativeResource]:
    return deployed(read_plans([read_source(SUITE / name / "plan.json")], Inputs()).resources)


def deployed(natives: tuple[NativeResource, ...]) -> dict[str, NativeResource]:
    return {native.address: native for native in natives if not native.type.startswith(("data.", "provider."))}


@each_configuration
def test_the_same_resources_are_planned(name: str) -> None:
    ours, theirs = sources(name), planned(name)
    assert sorted(ours) == sorted(theirs)
    assert {address: (one.type, one.instance) for address, one in ours.items()} == {
        address: (one.type, one.instance) for address, one in theirs.items()
    }


@each_configuration
def test_what_is_not_known_to_terraform_is_all_that_is_not_known_to_us(name: str) -> None:
    ours, theirs = sources(name), planned(name)
    gaps = {address: list(unlike(native.body, theirs[address].body)) for address, native in ours.items()}
    assert {address: paths for address, paths in gaps.items() if paths} == {}


def unlike(own: Value | None, plan: Value | None, path: str = "") -> Iterator[str]:
    """Where one of the two does not know what the other does."""
    match own, plan:
        case Map(entries=entries), Map(entries=found):
            for key, entry in entries.items():
                yield from unlike(entry, found.get(key), f"{path}.{key}")
        case Seq(items=items), Seq(items=found):
            for number, (item, other) in enumerate(paired(items, found)):
                yield from unlike(item, other, f"{path}[{number}]")
        case Encoded(value=inner), Scalar():
            yield from unlike(inner, parse_json(plan), path)
        case Encoded(), Unknown():
            assert not known(own)
        case _ if isinstance(own, Unknown) != isinstance(plan, Unknown) and not of_the_run(own):
            yield path


def of_the_run(value: Value | None) -> bool:
    match value:
        case Unknown(target=target, parts=parts):
            return target in OF_THE_RUN or any(map(of_the_run, parts))
    return False


@each_configuration
def test_an_audit_finds_no_disagreement(name: str) -> None:
    options = Options(paths=(SUITE / name,), plan=SUITE / name / "plan.json", audit=True)
    assert [problem.message for problem in app.reach(options).diagnostics] == []


@pytest.fixture(scope="module")
def verdicts() -> Any:
    rules, catalog = load_rules(()), load_catalog()

    def judged(options: Options) -> set[tuple[str, str]]:
        """The rules that fail, and on what."""
        findings = app.judge(app.reach(options), rules, catalog).findings
        failed = (finding for finding in findings if finding.outcome is Outcome.FAIL)
        return {
            (finding.verdict.rule.id, address)
            for finding in failed
            for address in (finding.verdict.resource.native.address, *finding.instances)
        }

    return judged


# A document that is known in part: Terraform keeps nothing of it.
PARTS = {"unknown-values"}


@each_configuration
def test_sources_and_plan_and_both_together_fail_the_same_rules(name: str, verdicts: Any) -> None:
    plan = SUITE / name / "plan.json"
    ours, theirs = verdicts(Options(paths=(SUITE / name,))), verdicts(Options(paths=(plan,)))
    assert theirs <= ours if name in PARTS else theirs == ours
    assert verdicts(Options(paths=(SUITE / name,), plan=plan)) == ours


# Each takes a second or two: the gate makes some of them.
REMADE = NAMES if "UPDATE_SNAPSHOTS" in os.environ else NAMES[::4]


@pytest.mark.parametrize("name", REMADE)
def test_terraform_makes_the_recorded_plan(name: str, tmp_path: Path) -> None:
    oracle("tf")
    plan = make_plan(oracle("terraform"), SUITE / name, tmp_path)
    recorded = SUITE / name / "plan.json"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        recorded.write_text(json.dumps(plan, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(recorded.read_text("utf-8"))
    assert {section: expected.get(section) for section in READ} == {section: plan.get(section) for section in READ}


def make_plan(terraform: str, configuration: Path, home: Path) -> Any:
    """Plans a copy, offline: the provider is ours, and the modules are local."""
    work = home / "work"
    shutil.copytree(configuration, work, ignore=shutil.ignore_patterns("plan.json"))
    settings = home / "terraformrc"
    settings.write_text(
        f'provider_installation {{\n  dev_overrides {{ "hashicorp/aws" = "{home}" }}\n  direct {{}}\n}}\n', "utf-8"
    )
    start = home / "terraform-provider-aws"
    start.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/.ci/oracles/aws_provider.py" "$@"\n', "utf-8")
    start.chmod(0o700)
    environment = {**os.environ, "HOME": str(home), "TF_CLI_CONFIG_FILE": str(settings)}

    def run(*arguments: str) -> bytes:
        command = [terraform, *arguments]
        return subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True).stdout

    run("get")
    run("plan", "-out=plan", "-input=false")
    plan = json.loads(run("show", "-json", "plan"))
    return {name: in_order(section) for name, section in plan.items() if name != "timestamp"}


def in_order(section: Any) -> Any:
    """Terraform lists child modules in any order."""
    match section:
        case {"child_modules": modules}:
            children = sorted((in_order(module) for module in modules), key=lambda module: str(module["address"]))
            return {**section, "child_modules": children}
        case {"root_module": module}:
            return {**section, "root_module": in_order(module)}
    return section
