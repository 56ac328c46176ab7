"""Keys of instances, as Terraform prints them: recorded of real plans."""

from __future__ import annotations

import pytest

from yourside.frontends.keys import key_of


@pytest.mark.parametrize(
    ("index", "key"),
    [
        (None, ""),
        (0, "[0]"),
        (12, "[12]"),
        ("", '[""]'),
        ("eu.west/1", '["eu.west/1"]'),
        ('a "quoted" key', r'["a \"quoted\" key"]'),
        ("ümlaut", '["ümlaut"]'),
        ("${x}", '["$${x}"]'),
        ("%{x}", '["%%{x}"]'),
        ("$x", '["$x"]'),
        ("a\nb\\c", r'["a\nb\\c"]'),
    ],
)
def test_a_key_is_quoted_as_in_the_sources(index: object, key: str) -> None:
    assert key_of(index) == key
