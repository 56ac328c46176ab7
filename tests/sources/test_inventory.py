"""The files of inventories: large ones, compressed ones, and what only looks small."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from yourside.config import UsageError
from yourside.sources.inventory import read_inventory
from yourside.sources.text import LIMIT

MEGABYTE = 1024 * 1024


def written(directory: Path, content: bytes) -> Path:
    path = directory / "live.json.gz"
    path.write_bytes(content)
    return path


def test_an_inventory_may_be_larger_than_a_source(tmp_path: Path) -> None:
    text = " " * (LIMIT + 1)
    assert read_inventory(written(tmp_path, text.encode())).text == text
    assert read_inventory(written(tmp_path, gzip.compress(text.encode()))).text == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b" " * (MEGABYTE + 1), "larger than 1 MB", id="large"),
        pytest.param(gzip.compress(b" " * 50 * MEGABYTE), "larger than 1 MB when it is unpacked", id="large inside"),
        pytest.param(gzip.compress(b"{}")[:-4], "broken gzip file", id="cut"),
        pytest.param(gzip.compress(b"\xff\x00"), "binary", id="no text"),
    ],
)
def test_what_cannot_be_held_or_read_is_a_usage_error(content: bytes, problem: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(UsageError) as error:
        read_inventory(path, most=MEGABYTE)
    assert error.value.problems[0].startswith(f"{path}: ")
    assert problem in error.value.problems[0]
