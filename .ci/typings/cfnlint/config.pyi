from collections.abc import Sequence

class ConfigMixIn:
    def __init__(self, cli_args: Sequence[str] | None = None) -> None: ...
