"""What a run is asked to do: frozen options, put together from flags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """No `paths` means the current directory, an empty `select` every rule.

    `select` and `ignore` hold rule ids, aliases of other tools, or patterns.
    """

    paths: tuple[Path, ...] = ()
    var_files: tuple[Path, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    env_vars: bool = False
    vendored_modules: tuple[Path, ...] = ()
    parameters: tuple[Path, ...] = ()
    values: tuple[Path, ...] = ()
    render: bool = True
    plan: Path | None = None
    audit: bool = False
    validate: bool = False
    rule_dirs: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def named_files(self) -> tuple[Path, ...]:
        """Files that flags name: each must be there."""
        plans = (self.plan,) if self.plan else ()
        return (*plans, *self.var_files, *self.parameters, *self.values)


class UsageError(Exception):
    """The run cannot start. Carries every problem at once, each a full sentence or a located one."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
