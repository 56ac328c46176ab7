"""The build hook: compiles all data that a run reads into JSON, so that an installed Yourside parses no YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from yourside.packing import SOURCES, write_pack

        for name in SOURCES:
            write_pack(name)
        build_data["artifacts"].append("src/yourside/_compiled/*.json")
