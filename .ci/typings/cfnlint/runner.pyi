from collections.abc import Iterator, Mapping
from typing import Any

from cfnlint.config import ConfigMixIn
from cfnlint.match import Match
from cfnlint.rules import Rules

class Runner:
    rules: Rules
    def __init__(self, config: ConfigMixIn) -> None: ...

def run_template_by_data(template: Mapping[str, Any], config: ConfigMixIn, rules: Rules) -> Iterator[Match]: ...
