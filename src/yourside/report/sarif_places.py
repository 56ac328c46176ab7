"""Places in SARIF, as code scanning reads them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from sarif_om import ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region

from yourside.report.root import Root
from yourside.spans import Span

BASE = "%SRCROOT%"


def location(span: Span, root: Root, label: str = "", *, number: int = -1, resource: str = "") -> Location:
    logical = [LogicalLocation(fully_qualified_name=resource, kind="resource")] if resource else None
    physical = PhysicalLocation(artifact_location=artifact(span.file.path, root), region=region(span))
    return Location(
        id=number,
        message=message(label) if label else None,
        physical_location=physical,
        logical_locations=logical,
    )


@lru_cache(maxsize=4096)
def artifact(path: str, root: Root) -> ArtifactLocation:
    """Percent-encoded, and never absolute: code scanning refuses a file that has one such URI."""
    absolute = PurePosixPath("/", root.relative(path)).as_uri()
    return ArtifactLocation(uri=absolute.removeprefix("file:///"), uri_base_id=BASE)


def region(span: Span) -> Region:
    """Columns count UTF-16 code units; `endColumn` is exclusive."""
    start_line, start_column = span.file.line_col_utf16(span.start)
    end_line, end_column = span.file.line_col_utf16(span.end)
    return Region(start_line=start_line, start_column=start_column, end_line=end_line, end_column=end_column)


def message(text: str) -> Message:
    """Text from the input must not become a link: `[text](target)` is one in a SARIF message."""
    return Message(text=text.replace("](", "] ("))
