"""A mistake in a rule file is told with its place, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from yourside.engine.directory import located, read_rules

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "testdata/rules/own/bucket-name-short.yaml").read_text(encoding="utf-8")


def problems(directory: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (directory / f"{number}.yaml").write_text(text, encoding="utf-8")
    return [located(problem).removeprefix(f"{directory.as_posix()}/") for problem in read_rules(directory).problems]


def test_a_good_rule_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity: low", "severty: low", "0.yaml:2:1: 'severity' is a required property"),
        ("severity: low", "severity: low\nseverty: low", "0.yaml:2:1: unknown key 'severty'; did you mean 'severity'?"),
        ("severity: low", "severity: minor", "0.yaml:4:11: 'minor' is not one of"),
        ("resource: AWS::S3::Bucket", "resource: AWS::S3::Buket", "0.yaml:6:11: no resource type or view"),
        ("r.BucketName", "r.BuketName", "0.yaml:7:17: no property 'BuketName'; did you mean 'BucketName'?"),
        ("matches(", "mathces(", "0.yaml:7:7: no function 'mathces'; did you mean 'matches'?"),
        ("'^.$')", "'^.$'", "0.yaml:7:"),
        ("{BucketName}", "{BuketName}", "0.yaml:8:10: BuketName: no property 'BuketName'; did you mean 'BucketName'?"),
        ("advice: Give the bucket a name that says what it holds.\n", "", "0.yaml:2:1: a rule needs `fix` or `advice`"),
        ("advice: Give", "fix: {BuketName: a}\nadvice: Give", "BuketName: no property 'BuketName'"),
        ("state: stable", "state: stable\non: true", "0.yaml:2:1: unknown key 'on'"),
        ("id: aws-s3", "id: AWS-S3", "0.yaml:2:5: 'AWS-S3-bucket-name-short' does not match"),
        ("title: S3", "title: [S3", "0.yaml:"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD

    found = problems(tmp_path, GOOD.replace(old, new))

    assert any(told in problem for problem in found), found


def test_an_id_is_given_once(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD, GOOD) == [
        "1.yaml:2:5: the id 'aws-s3-bucket-name-short' is taken, or was that of a retired rule"
    ]


def test_a_place_inside_a_block_of_text_is_the_place_in_the_file(tmp_path: Path) -> None:
    text = GOOD.replace("deny: matches(r.BucketName, '^.$')", "deny: |\n  true\n    && r.BuketName == null")

    assert problems(tmp_path, text)[0].startswith("0.yaml:9:10: no property 'BuketName'")
