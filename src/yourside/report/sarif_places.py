"""Places in SARIF, as code scanning reads them."""

from __future__ import annotations

from pathlib import PurePosixPath

from sarif_om import ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region

from yourside.spans import Span

BASE = "%SRCROOT%"


def location(span: Span, label: str = "", *, number: int = -1, resource: str = "") -> Location:
    logical = [LogicalLocation(fully_qualified_name=resource, kind="resource")] if resource else None
    physical = PhysicalLocation(artifact_location=artifact(span.file.path), region=region(span))
    return Location(
        id=number,
        message=message(label) if label else None,
        physical_location=physical,
        logical_locations=logical,
    )


def artifact(path: str) -> ArtifactLocation:
    """Percent-encoded. A path outside the run's directory has no base; GitHub does not show it."""
    absolute = PurePosixPath("/", path).as_uri()
    if path.startswith("/"):
        return ArtifactLocation(uri=absolute)
    return ArtifactLocation(uri=absolute.removeprefix("file:///"), uri_base_id=BASE)


def region(span: Span) -> Region:
    """Columns count UTF-16 code units; `endColumn` is exclusive."""
    start_line, start_column = _line_column(span, span.start)
    end_line, end_column = _line_column(span, span.end)
    return Region(start_line=start_line, start_column=start_column, end_line=end_line, end_column=end_column)


def message(text: str) -> Message:
    """Text from the input must not become a link: `[text](target)` is one in a SARIF message."""
    return Message(text=text.replace("](", "] ("))


def _line_column(span: Span, offset: int) -> tuple[int, int]:
    line, column = span.file.line_col(offset)
    before = span.file.text[offset - column + 1 : offset]
    return line, column + sum(char > "\uffff" for char in before)
