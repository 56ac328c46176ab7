"""Names that no file declares."""

from __future__ import annotations

import posixpath

from yourside.frontends.terraform.scope import Named
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Scalar, Unknown, Why


def constants(directory: str, root: str) -> dict[str, Named]:
    """Those that a module in `directory` sees. `path.root` is where Terraform runs, and paths are relative to it."""
    origin = Origin(Span(SourceFile(directory, ""), 0, 0))
    paths = {"path.module": posixpath.relpath(directory, root), "path.root": "."}
    known = {name: Scalar(path, origin) for name, path in paths.items()}
    outside = {name: Unknown(Why.ENVIRONMENT, origin, name) for name in ("path.cwd", "terraform.workspace")}
    return {name: Named(value, "") for name, value in (known | outside).items()}
