"""The part of sarif-om that the SARIF report is made of; the package carries no types."""

from collections.abc import Mapping, Sequence

class ArtifactChange:
    def __init__(self, *, artifact_location: ArtifactLocation, replacements: Sequence[Replacement]) -> None: ...

class ArtifactContent:
    def __init__(self, *, text: str | None = None) -> None: ...

class ArtifactLocation:
    def __init__(
        self, *, uri: str | None = None, uri_base_id: str | None = None, description: Message | None = None
    ) -> None: ...

class CodeFlow:
    def __init__(self, *, thread_flows: Sequence[ThreadFlow]) -> None: ...

class Fix:
    def __init__(self, *, artifact_changes: Sequence[ArtifactChange], description: Message | None = None) -> None: ...

class Invocation:
    def __init__(
        self, *, execution_successful: bool, tool_execution_notifications: Sequence[Notification] | None = None
    ) -> None: ...

class Location:
    def __init__(
        self,
        *,
        id: int = -1,
        message: Message | None = None,
        physical_location: PhysicalLocation | None = None,
        logical_locations: Sequence[LogicalLocation] | None = None,
    ) -> None: ...

class LogicalLocation:
    def __init__(self, *, fully_qualified_name: str | None = None, kind: str | None = None) -> None: ...

class Message:
    text: str | None
    def __init__(self, *, text: str | None = None) -> None: ...

class MultiformatMessageString:
    def __init__(self, *, text: str, markdown: str | None = None) -> None: ...

class Notification:
    def __init__(
        self,
        *,
        message: Message,
        level: str = "warning",
        descriptor: ReportingDescriptorReference | None = None,
        locations: Sequence[Location] | None = None,
    ) -> None: ...

class PhysicalLocation:
    def __init__(self, *, artifact_location: ArtifactLocation | None = None, region: Region | None = None) -> None: ...

class Region:
    def __init__(self, *, start_line: int, start_column: int, end_line: int, end_column: int) -> None: ...

class Replacement:
    def __init__(self, *, deleted_region: Region, inserted_content: ArtifactContent | None = None) -> None: ...

class ReportingConfiguration:
    def __init__(self, *, level: str = "warning") -> None: ...

class ReportingDescriptor:
    def __init__(
        self,
        *,
        id: str,
        name: str | None = None,
        short_description: MultiformatMessageString | None = None,
        full_description: MultiformatMessageString | None = None,
        help: MultiformatMessageString | None = None,
        help_uri: str | None = None,
        default_configuration: ReportingConfiguration | None = None,
        relationships: Sequence[ReportingDescriptorRelationship] | None = None,
        properties: Mapping[str, object] | None = None,
    ) -> None: ...

class ReportingDescriptorReference:
    def __init__(
        self, *, id: str | None = None, index: int = -1, tool_component: ToolComponentReference | None = None
    ) -> None: ...

class ReportingDescriptorRelationship:
    def __init__(self, *, target: ReportingDescriptorReference, kinds: Sequence[str] = ...) -> None: ...

class Result:
    suppressions: Sequence[object] | None
    def __init__(
        self,
        *,
        message: Message,
        rule_id: str,
        rule_index: int = -1,
        kind: str = "fail",
        level: str = "warning",
        locations: Sequence[Location] | None = None,
        related_locations: Sequence[Location] | None = None,
        code_flows: Sequence[CodeFlow] | None = None,
        partial_fingerprints: Mapping[str, str] | None = None,
        occurrence_count: int | None = None,
        baseline_state: str | None = None,
        fixes: Sequence[Fix] | None = None,
        suppressions: Sequence[object] | None = None,
        properties: Mapping[str, object] | None = None,
    ) -> None: ...

class Run:
    def __init__(
        self,
        *,
        tool: Tool,
        automation_details: RunAutomationDetails | None = None,
        invocations: Sequence[Invocation] | None = None,
        original_uri_base_ids: Mapping[str, ArtifactLocation] | None = None,
        column_kind: str | None = None,
        taxonomies: Sequence[ToolComponent] | None = None,
        results: Sequence[Result] | None = None,
    ) -> None: ...

class RunAutomationDetails:
    def __init__(self, *, id: str) -> None: ...

class SarifLog:
    def __init__(self, *, runs: Sequence[Run], version: str, schema_uri: str | None = None) -> None: ...

class ThreadFlow:
    def __init__(self, *, locations: Sequence[ThreadFlowLocation]) -> None: ...

class ThreadFlowLocation:
    def __init__(self, *, location: Location) -> None: ...

class Tool:
    def __init__(self, *, driver: ToolComponent) -> None: ...

class ToolComponent:
    def __init__(
        self,
        *,
        name: str,
        version: str | None = None,
        semantic_version: str | None = None,
        information_uri: str | None = None,
        short_description: MultiformatMessageString | None = None,
        rules: Sequence[ReportingDescriptor] | None = None,
        taxa: Sequence[ReportingDescriptor] | None = None,
        supported_taxonomies: Sequence[ToolComponentReference] | None = None,
    ) -> None: ...

class ToolComponentReference:
    def __init__(self, *, name: str | None = None, index: int = -1) -> None: ...
