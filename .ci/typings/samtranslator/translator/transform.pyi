from collections.abc import Mapping
from typing import Any, Protocol

class _Loader(Protocol):
    def load(self) -> Mapping[str, str]: ...

def transform(
    input_fragment: Mapping[str, Any], parameter_values: Mapping[str, str], managed_policy_loader: _Loader
) -> dict[str, Any]: ...
