"""What makers of resources are given and give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

ACCOUNT = "123456789012"
Attributes = Mapping[str, Any]
Made = dict[str, str]
"""The attributes that only the cloud knows."""

Makers = Mapping[str, Callable[[Attributes], Made]]
"""By type of Terraform."""


def pairs(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": name, "Value": text} for name, text in tags.items()]
