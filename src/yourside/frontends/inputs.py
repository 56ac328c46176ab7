"""What a run gives a frontend beside its files: what the user fills in, and the way to files that those name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from yourside.frontends.releases import Release
from yourside.spans import SourceFile


class Tree(Protocol):
    """The files below the paths of a run, and nothing else. Paths are as shown to the user; `..` steps are resolved."""

    def read(self, path: str) -> SourceFile | None:
        """None: not there, not text, too large, or outside of the tree. The same file is the same object."""

    def data(self, path: str) -> bytes | None:
        """A file that need not be text; None: not there, too large, or outside of the tree."""

    def files(self, directory: str) -> Sequence[str]:
        """The paths of the files directly in `directory`, sorted; none when it is not there or outside."""

    def directories(self, directory: str) -> Sequence[str]:
        """The paths of the directories directly in `directory`, sorted, without links."""


class Nowhere:
    """A tree without files."""

    def read(self, path: str) -> SourceFile | None:
        return None

    def data(self, path: str) -> bytes | None:
        return None

    def files(self, directory: str) -> Sequence[str]:
        return ()

    def directories(self, directory: str) -> Sequence[str]:
        return ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What flags fill in: `var_files`, `variables` and `environment` (Terraform), `parameters` (CloudFormation),
    `values` (Helm).

    `plan` is the plan of the Terraform sources, to be laid over them; `audit` asks where it and our evaluation of them
    disagree. `vendored` are directories of modules that the user names. `render`: templates may be run through the
    tools that own them. `releases` are of charts, found by the frontends that ran before.
    """

    var_files: tuple[SourceFile, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[SourceFile, ...] = ()
    values: tuple[SourceFile, ...] = ()
    plan: SourceFile | None = None
    audit: bool = False
    vendored: tuple[str, ...] = ()
    render: bool = True
    releases: tuple[Release, ...] = ()
    tree: Tree = field(default_factory=Nowhere)
