"""What a configuration file says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yourside.config import UsageError
from yourside.configuration import load

Write = Callable[[Mapping[str, str]], Path]

TOML = """\
paths = ["infra"]
select = ["aws-*"]
fail-on = "high"
render = false
rules = ["policies"]
baseline = "known.json"

[variables]
region = "eu-central-1"
public = false
ports = [22, 443]

[severity]
"aws-s3-*" = "low"

[per-path-ignores]
"sandbox/" = ["aws-*"]

[[accept]]
rule = "CKV_AWS_20"
reason = "a site"
until = 2027-01-31

[[accept]]
rule = ["CKV_AWS_18", "CKV_AWS_21"]
address = "module.site.*"
path = ["sites/**", "www/"]
where = {"tags.public" = true, port = 443}
"""
YAML = """\
paths: [infra]
select: [aws-*]
fail-on: high
render: false
rules:
  - policies
baseline: known.json
variables: {region: eu-central-1, public: false, ports: [22, 443]}
severity:
  aws-s3-*: low
per-path-ignores:
  sandbox/: [aws-*]
accept:
  - rule: CKV_AWS_20
    reason: a site
    until: 2027-01-31
  - rule: [CKV_AWS_18, CKV_AWS_21]
    address: module.site.*
    path: [sites/**, www/]
    where: {tags.public: true, port: 443}
"""
PYPROJECT = '[project]\nname = "x"\n\n[tool.yourside]\n' + TOML.replace("[[", "[[tool.yourside.").replace(
    "\n[v", "\n[tool.yourside.v"
).replace("\n[s", "\n[tool.yourside.s").replace("\n[p", "\n[tool.yourside.p")

FORMS = {"yourside.toml": TOML, ".yourside.yaml": YAML, "pyproject.toml": PYPROJECT}


@pytest.mark.parametrize("name", FORMS)
def test_all_forms_say_the_same(name: str, write: Write) -> None:
    write({name: FORMS[name]})
    found = load(Path())
    assert found.flags == {
        "paths": ["infra"],
        "select": ["aws-*"],
        "fail_on": "high",
        "render": False,
        "rule_dirs": ["policies"],
        "baseline": "known.json",
        "variables": ["region=eu-central-1", "public=false", "ports=[22, 443]"],
    }
    assert found.options["severities"] == (("aws-s3-*", "low"),)
    standing, first, second = found.options["accepted"]
    assert (standing.rules, standing.paths, standing.standing) == (("aws-*",), ("sandbox/",), True)
    assert (first.rules, first.reason, first.until) == (("CKV_AWS_20",), "a site", date(2027, 1, 31))
    assert (second.rules, second.address) == (("CKV_AWS_18", "CKV_AWS_21"), "module.site.*")
    assert second.paths == ("sites/**", "www/")
    assert second.where == (("tags.public", "true"), ("port", "443"))


@pytest.mark.parametrize("name", FORMS)
def test_entries_know_where_they_stand(name: str, write: Write) -> None:
    write({name: FORMS[name]})
    standing, first, second = load(Path()).options["accepted"]
    texts = [entry.at.text.strip("\"'") for entry in (standing, first)]
    assert texts == ["sandbox/", "CKV_AWS_20"]
    assert second.at.text.replace('"', "") == "[CKV_AWS_18, CKV_AWS_21]"


def test_paths_are_those_of_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"yourside.toml": 'paths = ["."]\nvar-files = ["env/x.tfvars"]\n', "a/main.tf": ""})
    monkeypatch.chdir(root / "a")
    assert load(Path()).flags == {"paths": [".."], "var_files": ["../env/x.tfvars"]}


def test_no_file_says_nothing(write: Write) -> None:
    write({})
    assert (load(Path()).flags, load(Path()).options) == ({}, {})


def test_an_empty_file_says_nothing(write: Write) -> None:
    for name in ("yourside.toml", ".yourside.yaml"):
        path = write({name: "# nothing\n"}) / name
        assert load(Path()).flags == {}
        path.unlink()


PROBLEMS: Mapping[str, tuple[str, str, list[str]]] = {
    "everything at once": (
        "yourside.toml",
        'selct = []\nfail-on = "hgih"\npaths = "x"\n[severity]\n"aws-*" = "lw"\n[[accept]]\nadress = 1\n',
        [
            "yourside.toml:1:1: there is no key 'selct'; did you mean 'select'?",
            "yourside.toml:2:11: fail-on: 'hgih' is not one of low, medium, high, critical",
            'yourside.toml:3:9: paths: "x" is not a list',
            "yourside.toml:5:11: severity.aws-*: 'lw' is not one of low, medium, high, critical",
            "yourside.toml:6:3: accept: 'rule' is a required property",
            "yourside.toml:7:1: there is no key 'adress'; did you mean 'address'?",
        ],
    ),
    "in YAML": (
        ".yourside.yaml",
        "ignore:\n  - 1\naccept:\n  - rule: x\n    until: soon\n    untill: x\n",
        [
            ".yourside.yaml:2:5: ignore: 1 is not a text",
            ".yourside.yaml:5:12: accept.until: 'soon' is no day: YYYY-MM-DD",
            ".yourside.yaml:6:5: there is no key 'untill'; did you mean 'until'?",
        ],
    ),
    "in pyproject.toml": (
        "pyproject.toml",
        "[tool.ruff]\nx = 1\n[tool.yourside]\nrendr = true\n",
        ["pyproject.toml:4:1: there is no key 'rendr'; did you mean 'render'?"],
    ),
    "a day that is none": (
        ".yourside.yaml",
        "accept: [{rule: x, until: 2027-02-30}]\n",
        [".yourside.yaml:1:27: '2027-02-30' is no day: YYYY-MM-DD"],
    ),
    "paths that lead away": (
        "yourside.toml",
        'paths = ["..", "/etc", "link"]\nbaseline = "../x.json"\nrules = ["a/../.."]\n',
        [
            "yourside.toml:1:10: paths: '..' leaves the repository",
            "yourside.toml:1:16: paths: '/etc' is not relative to this file",
            "yourside.toml:1:24: paths: 'link' leaves the repository",
            "yourside.toml:2:12: baseline: '../x.json' leaves the repository",
            "yourside.toml:3:10: rules: 'a/../..' leaves the repository",
        ],
    ),
    "globs that cost too much": (
        "yourside.toml",
        'exclude = ["a", "*a*a*a*a*a*"]\n[per-path-ignores]\n"*b*b*b*b*b*" = []\n'
        '[[accept]]\nrule = "x"\npath = "*c*c*c*c*c*"\n',
        [
            f"yourside.toml:{place}: '*{letter}*{letter}*{letter}*{letter}*{letter}*' "
            "is no glob, or has more wildcards than may be tried"
            for place, letter in (("1:17", "a"), ("3:17", "b"), ("6:8", "c"))
        ],
    ),
    "broken TOML": ("yourside.toml", 'select = ["a"\nx', ["yourside.toml:2:1: Unclosed array"]),
    "TOML that ends too soon": ("yourside.toml", 'select = "a', ["yourside.toml:1:12: Unterminated string"]),
    "broken YAML": (
        ".yourside.yaml",
        "a: [\n",
        [".yourside.yaml:2:1: while parsing a flow node, did not find expected node content"],
    ),
    "a list": (".yourside.yaml", "- a\n", [".yourside.yaml:1:1: a configuration is a mapping of keys to values"]),
    "several documents": (
        ".yourside.yaml",
        "a: 1\n---\nb: 2\n",
        [".yourside.yaml:1:1: a configuration is one document"],
    ),
    "no text": ("yourside.toml", "\0", ["yourside.toml: binary, not text"]),
    "no table": (
        "pyproject.toml",
        "[tool]\nyourside = 1\n",
        ["pyproject.toml:1:1: a configuration is a mapping of keys to values"],
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems_are_told_with_their_places(name: str, write: Write) -> None:
    file, text, told = PROBLEMS[name]
    root = write({file: text})
    (root / "link").symlink_to("/etc")
    with pytest.raises(UsageError) as caught:
        load(Path())
    assert list(caught.value.problems) == told


def test_a_file_that_is_a_link_out_of_the_repository_is_not_read(write: Write) -> None:
    root = write({"../secret": "password = 1\n"})
    (root / "yourside.toml").symlink_to("../secret")
    with pytest.raises(UsageError, match=r"yourside\.toml: a link out of the repository$"):
        load(Path())


def test_rules_that_are_links_out_of_the_repository_are_not_read(write: Write) -> None:
    root = write({"yourside.toml": 'rules = ["policies"]\n', "policies/a/b.txt": "", "../secret.yaml": "password: 1\n"})
    assert load(Path()).flags == {"rule_dirs": ["policies"]}
    (root / "policies/a/rule.yaml").symlink_to("../../../secret.yaml")
    with pytest.raises(UsageError, match=r"1:10: rules: 'policies' has links that leave the repository$"):
        load(Path())


def test_a_named_file_may_be_anywhere(write: Write) -> None:
    root = write({"yourside.toml": "render = true\n", "../other/mine.toml": "render = false\n"})
    assert load(Path(), root.parent / "other/mine.toml").flags == {"render": False}
    with pytest.raises(UsageError, match=r"there is no file nowhere\.toml"):
        load(Path(), Path("nowhere.toml"))


@pytest.mark.parametrize("depth", [90, 300, 500, 800, 5000])
@pytest.mark.parametrize("name", ["yourside.toml", ".yourside.yaml"])
def test_any_depth_ends(name: str, depth: int, write: Write) -> None:
    nested = "[" * depth + "]" * depth
    write({name: f"[variables]\nx = {nested}\n" if name == "yourside.toml" else f"variables: {{x: {nested}}}\n"})
    try:
        [said] = load(Path()).flags["variables"]
    except UsageError as error:
        said = str(error)
    assert said == f"x={nested}" or "nested" in said


def test_crlf_and_wide_characters_do_not_move_places(write: Write) -> None:
    root = write({})
    (root / "yourside.toml").write_bytes('# \N{GRINNING FACE} ä\r\nselect = ["ä", 1]\r\n'.encode())
    with pytest.raises(UsageError, match=r"yourside.toml:2:16: select: 1 is not a text"):
        load(Path())


ODD: Mapping[str, Any] = {
    'a."b c".d = 1\n': [("a",), ("a", "b c"), ("a", "b c", "d")],
    "[a.b]\nc = {d = [1, {e = 2}]}\n": [("a", "b"), ("a", "b", "c", "d", 1, "e")],
    '[[a]]\n[[a.b]]\nx = 1\n[[a]]\n["\\u0061".c]\ny = 2\n': [
        ("a", 0),
        ("a", 0, "b", 0, "x"),
        ("a", 1),
        ("a", 1, "c", "y"),
    ],
}


@pytest.mark.parametrize("text", ODD)
def test_places_of_odd_keys(text: str) -> None:
    from yourside.spans import SourceFile
    from yourside.syntax.toml import places

    assert set(ODD[text]) <= places(SourceFile("x.toml", text)).keys()
