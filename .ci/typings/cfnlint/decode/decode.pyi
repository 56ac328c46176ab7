from typing import Any

from cfnlint.match import Match

def decode_str(s: str) -> tuple[Any, list[Match]]: ...
