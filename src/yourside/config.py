"""What a run is asked to do: frozen options, put together from flags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yourside.spans import Span


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings that the configuration accepts: of some rules, in resources whose address a glob names, in files that
    globs of git name (below the directory `base`, as shown to the user), where attributes have values.

    `at` is where that is written. `standing`: it is a rule about whole paths, for which nobody gives a reason. Not
    `whole`: the run sees only a part of what it may be about, and so cannot say that it is not used.
    """

    rules: tuple[str, ...]
    at: Span
    reason: str = ""
    until: date | None = None
    address: str = "*"
    paths: tuple[str, ...] = ()
    base: str = "."
    where: tuple[tuple[str, str], ...] = ()
    standing: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """Globs of git for files below `base` that are not to be looked for."""

    base: Path
    globs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """No `paths` means the current directory, an empty `select` every rule.

    `select` and `ignore` hold rule ids, aliases of other tools, or patterns, and so do the keys of `severities`, whose
    values are the severities that those rules are to have, the later the stronger.

    `ignores`: what is accepted in sources and in `accepted` is suppressed; `foreign_ignores`: also in the syntax of
    other tools; `require_reason`: only with a reason. Without `today` nothing that is accepted expires.

    `diff_base` is the git reference that the findings are compared with, `hook`: judge what git says is about to be
    committed, of which `paths` are some of the files.
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
    baseline: Path | None = None
    diff_base: str = ""
    hook: bool = False
    exclude: Excluded | None = None
    severities: tuple[tuple[str, str], ...] = ()
    ignores: bool = True
    foreign_ignores: bool = True
    require_reason: bool = False
    accepted: tuple[Accepted, ...] = ()
    today: date | None = None

    @property
    def named_files(self) -> tuple[Path, ...]:
        """Files that flags name: each must be there."""
        plans = (self.plan,) if self.plan else ()
        return (*plans, *self.var_files, *self.parameters, *self.values)

    @property
    def rule_names(self) -> tuple[str, ...]:
        """All that must name a rule, but for what is accepted: a waiver that names none is a matter of the report."""
        standing = (name for entry in self.accepted if entry.standing for name in entry.rules)
        return (*self.select, *self.ignore, *(name for name, _ in self.severities), *standing)


class UsageError(Exception):
    """The run cannot start. Carries every problem at once, each a full sentence or a located one."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def need(module: str, extra: str) -> None:
    """Raises UsageError when a library is not there that only some commands take."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UsageError((f"this needs {module}: install yourside[{extra}]",))
