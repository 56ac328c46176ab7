"""Files as expressions name them: relative to the root module, and never outside of the run's tree."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from yourside.frontends.inputs import Nowhere, Tree
from yourside.spans import Diagnostic, SourceFile, Span
from yourside.syntax.hcl.parse import parse_template
from yourside.syntax.hcl.tree import Expr


@dataclass(frozen=True, slots=True)
class Files:
    """`directory` is the root module's, as shown to the user: where Terraform would run."""

    directory: str = "."
    tree: Tree = field(default_factory=Nowhere)
    _templates: dict[SourceFile, tuple[Expr, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def read(self, path: str) -> SourceFile | None:
        return self.tree.read(self.place(path))

    def template(self, source: SourceFile) -> tuple[Expr, tuple[Diagnostic, ...]]:
        if source not in self._templates:
            self._templates[source] = parse_template(source.text, Span(source, 0, len(source.text)))
        return self._templates[source]

    def place(self, path: str) -> str:
        """The path as shown to the user."""
        return posixpath.normpath(posixpath.join(self.directory, path))
