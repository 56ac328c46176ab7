"""The keys of Terraform's instances, as they are written in addresses."""

from __future__ import annotations

import json
import re

_TEMPLATE = re.compile(r"[$%]\{")


def key_of(index: object) -> str:
    """What follows the address: `[0]`, `["name"]` or nothing. A name is quoted as in the sources, where `${` needs a
    second sign."""
    match index:
        case str():
            return f"[{_TEMPLATE.sub(_doubled, json.dumps(index, ensure_ascii=False))}]"
        case int():
            return f"[{index}]"
    return ""


def _doubled(sign: re.Match[str]) -> str:
    return sign[0][0] + sign[0]
