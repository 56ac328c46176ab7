"""What git says of the past: the commit that a change starts from, and the files that it touches."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from yourside.config import UsageError
from yourside.sources.git import Repository, repository

_SHALLOW = "this clone is shallow: fetch the rest with `git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout"


def repository_of(paths: Sequence[Path]) -> Repository:
    """The one that all paths are in; raises UsageError."""
    first, *others = (path if path.is_dir() else path.parent for path in paths)
    found = repository(first)
    if strangers := [path for path in others if not Path(os.path.realpath(path)).is_relative_to(found.root)]:
        raise UsageError(tuple(f"{path} is not in the repository {found.root}" for path in strangers))
    return found


def merge_base(ref: str, repository: Repository) -> str:
    """The commit that HEAD and `ref` have in common, which is what GitHub compares a pull request with; raises
    UsageError."""
    other = _commit(ref, repository)
    answer = repository.ask("merge-base", other, "HEAD")
    if not answer.words:
        raise UsageError((_and_shallow(f"HEAD and {ref} have no commit in common", repository),))
    return answer.words


def changed(repository: Repository) -> tuple[str, ...]:
    """The paths, from the root, of the files that are pushed (pre-commit says from where to where), or staged."""
    start, end = (os.environ.get(f"PRE_COMMIT_{name}_REF", "") for name in ("FROM", "TO"))
    between = (f"{_commit(start, repository)}...{_commit(end, repository)}",) if start and end else ("--cached",)
    told = repository.told("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z", *between)
    return told.names


def tracked(repository: Repository) -> tuple[str, ...]:
    """The paths, from the root, of all files in the index."""
    return repository.told("ls-files", "-z", "--full-name").names


def _commit(ref: str, repository: Repository) -> str:
    answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not answer.words:
        raise UsageError((_and_shallow(f"there is no commit {ref!r} in this repository", repository),))
    return answer.words


def _and_shallow(problem: str, repository: Repository) -> str:
    shallow = repository.ask("rev-parse", "--is-shallow-repository").words == "true"
    return f"{problem}; {_SHALLOW}" if shallow else problem
