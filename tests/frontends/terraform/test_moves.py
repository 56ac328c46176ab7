"""`moved` blocks: resources know the addresses that they had."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yourside.frontends.native import Reading

BUCKET = 'resource "aws_s3_bucket" "b" {}\n'
TWO = 'resource "aws_s3_bucket" "b" {\n  for_each = toset(["x", "y.z"])\n}\n'
CALL = 'module "m" {\n  source = "./m"\n  for_each = toset(["eu"])\n}\n'


def moved(earlier: str, later: str) -> str:
    return f"moved {{\n  from = {earlier}\n  to   = {later}\n}}\n"


def former(read: Reading) -> dict[str, tuple[str, ...]]:
    return {found.address: found.former for found in read.resources}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BUCKET, {"aws_s3_bucket.b": ()}),
        (BUCKET + moved("aws_s3_bucket.a", "aws_s3_bucket.b"), {"aws_s3_bucket.b": ("aws_s3_bucket.a",)}),
        (
            BUCKET + moved("aws_s3_bucket.a", "aws_s3_bucket.c") + moved("aws_s3_bucket.c", "aws_s3_bucket.b"),
            {"aws_s3_bucket.b": ("aws_s3_bucket.c", "aws_s3_bucket.a")},
        ),
        (
            TWO + moved("aws_s3_bucket.a", "aws_s3_bucket.b"),
            {
                'aws_s3_bucket.b["x"]': ('aws_s3_bucket.a["x"]',),
                'aws_s3_bucket.b["y.z"]': ('aws_s3_bucket.a["y.z"]',),
            },
        ),
        (
            TWO + moved("aws_s3_bucket.b[0]", 'aws_s3_bucket.b["y.z"]'),
            {'aws_s3_bucket.b["x"]': (), 'aws_s3_bucket.b["y.z"]': ("aws_s3_bucket.b[0]",)},
        ),
        (BUCKET + moved("aws_s3_bucket.bc", "aws_s3_bucket.bb"), {"aws_s3_bucket.b": ()}),
    ],
)
def test_a_resource_knows_its_former_addresses(
    reading: Callable[..., Reading], text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert former(reading(text)) == expected


@pytest.mark.parametrize(
    ("of_root", "of_module", "expected"),
    [
        (moved("module.old", "module.m"), "", ('module.old["eu"].aws_s3_bucket.b',)),
        (moved("module.old", 'module.m["eu"]'), "", ("module.old.aws_s3_bucket.b",)),
        (moved("aws_s3_bucket.b", 'module.m["eu"].aws_s3_bucket.b'), "", ("aws_s3_bucket.b",)),
        ("", moved("aws_s3_bucket.a", "aws_s3_bucket.b"), ('module.m["eu"].aws_s3_bucket.a',)),
        (
            moved("module.old", 'module.m["eu"]'),
            moved("aws_s3_bucket.a", "aws_s3_bucket.b"),
            ("module.old.aws_s3_bucket.b", 'module.m["eu"].aws_s3_bucket.a', "module.old.aws_s3_bucket.a"),
        ),
    ],
)
def test_what_a_module_holds_moves_with_it(
    reading: Callable[..., Reading], of_root: str, of_module: str, expected: tuple[str, ...]
) -> None:
    read = reading(CALL + of_root, {"m/main.tf": BUCKET + of_module})
    assert former(read) == {'module.m["eu"].aws_s3_bucket.b': expected}


def test_json_syntax_moves_too(reading: Callable[..., Reading]) -> None:
    block = '{"moved": [{"from": "aws_s3_bucket.a", "to": "aws_s3_bucket.b"}]}'
    assert former(reading(BUCKET, {"moves.tf.json": block})) == {"aws_s3_bucket.b": ("aws_s3_bucket.a",)}


def test_a_circle_of_moves_comes_to_an_end(reading: Callable[..., Reading]) -> None:
    circle = moved("aws_s3_bucket.a", "aws_s3_bucket.b") + moved("aws_s3_bucket.b", "aws_s3_bucket.a")
    assert former(reading(BUCKET + circle)) == {"aws_s3_bucket.b": ("aws_s3_bucket.a",)}
    growing = moved('aws_s3_bucket.b["x"]', "aws_s3_bucket.b")
    assert len(former(reading(BUCKET + growing))["aws_s3_bucket.b"]) < 100


def test_a_block_that_says_only_half_moves_nothing(reading: Callable[..., Reading]) -> None:
    assert former(reading(BUCKET + "moved {\n  to = aws_s3_bucket.b\n}\n")) == {"aws_s3_bucket.b": ()}
