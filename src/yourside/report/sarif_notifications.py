"""What a run has to say of itself in SARIF: what was not read, not evaluated or not told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sarif_om import Invocation, Location, Notification, PhysicalLocation, ReportingDescriptorReference

from yourside.coverage import Ledger, State
from yourside.findings.model import Report
from yourside.report.root import Root
from yourside.report.sarif_places import artifact, location, message
from yourside.spans import Level


def invocation(report: Report, root: Root, untold: Mapping[str, str]) -> Invocation:
    """`untold` are sentences on what the file leaves out, by the id of the notification."""
    notifications = [*_diagnostics(report, root), *_unread(report.ledger, root)]
    notifications += [_notification("not-evaluated", f"{count} x {gap}", Level.NOTE) for gap, count in _gaps(report)]
    notifications += [_notification(code, text, Level.WARNING) for code, text in untold.items()]
    unread = any(file.state is State.UNREADABLE for file in report.ledger.files)
    complete = not unread and all(diagnostic.level is not Level.ERROR for diagnostic in report.diagnostics)
    return Invocation(execution_successful=complete, tool_execution_notifications=notifications)


def _diagnostics(report: Report, root: Root) -> Iterator[Notification]:
    for each in report.diagnostics:
        yield _notification(each.code, each.message, each.level, location(each.origin.span, root))


def _unread(ledger: Ledger, root: Root) -> Iterator[Notification]:
    for file in ledger.files:
        if file.state in (State.UNREADABLE, State.PARTIAL):
            where = Location(physical_location=PhysicalLocation(artifact_location=artifact(file.path, root)))
            level = Level.ERROR if file.state is State.UNREADABLE else Level.WARNING
            yield _notification(f"file-{file.state.value}", "; ".join(file.reasons), level, where)


def _gaps(report: Report) -> list[tuple[str, int]]:
    return sorted(report.ledger.gaps.items(), key=lambda gap: (-gap[1], gap[0]))


def _notification(code: str, text: str, level: Level, where: Location | None = None) -> Notification:
    return Notification(
        descriptor=ReportingDescriptorReference(id=code),
        message=message(text),
        level=level.value,
        locations=[where] if where else None,
    )
