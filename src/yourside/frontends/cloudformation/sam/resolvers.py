"""How a GraphQL API answers: its resolvers, and the functions of AppSync that they are pipelines of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, text_of
from yourside.values import Seq, Value

_OF_FUNCTIONS = ("Name", "Description", "MaxBatchSize")
_OF_RESOLVERS = ("FieldName", "MaxBatchSize")


def resolvers(of: Declaration, api: Plan) -> Iterator[Made]:
    functions = [each for each in declared(of.properties, "Functions") if "Id" not in each[2]]
    yield from (_function(of, api, *each) for each in functions)
    for kind in of.within("Resolvers"):
        yield from (_resolver(of, api, kind, *each) for each in declared(of.within("Resolvers"), kind))
    if nowhere := next((at for _, at, settings in functions if _asks_nothing(settings)), None):
        id = _nothing(of)
        yield of.beside(id, "AWS::AppSync::DataSource", {"ApiId": api, "Name": id, "Type": "NONE"}, nowhere)


def _function(of: Declaration, api: Plan, name: str, at: Value, settings: Mapping[str, Value]) -> Made:
    properties: Parts = {"ApiId": api, "Name": name, "DataSourceName": _source(of, settings), **_code(settings)}
    more: Parts = {"SyncConfig": settings.get("Sync"), **_passed(settings, _OF_FUNCTIONS)}
    return of.beside(of.name + name, "AWS::AppSync::FunctionConfiguration", {**properties, **more}, at)


def _resolver(of: Declaration, api: Plan, kind: str, name: str, at: Value, settings: Mapping[str, Value]) -> Made:
    properties: Parts = {"ApiId": api, "TypeName": kind, "FieldName": name, "Kind": "PIPELINE", **_code(settings)}
    pipeline: Parts = {
        "PipelineConfig": {"Functions": _pipeline(of, settings)},
        "CachingConfig": settings.get("Caching"),
    }
    whole = {**properties, **pipeline, **_passed(settings, _OF_RESOLVERS)}
    return of.beside(of.name + kind + name, "AWS::AppSync::Resolver", whole, at)


def _source(of: Declaration, settings: Mapping[str, Value]) -> Plan | None:
    """The name of the data source; one that is written in the API goes by its id."""
    if _asks_nothing(settings):
        return {"Fn::GetAtt": [_nothing(of), "Name"]}
    name = text_of(settings.get("DataSource")) or ""
    kinds = {"DynamoDb": "DynamoDB", "Lambda": "Lambda"}
    kind = next(
        (kind for written, kind in kinds.items() if name in entries_of(of.within("DataSources").get(written))), ""
    )
    return {"Fn::GetAtt": [f"{of.name}{name}{kind}DataSource", "Name"]} if kind else settings.get("DataSource")


def _asks_nothing(settings: Mapping[str, Value]) -> bool:
    return (text_of(settings.get("DataSource")) or "").lower() == "none"


def _nothing(of: Declaration) -> str:
    return f"{of.name}NoneDataSource"


def _pipeline(of: Declaration, settings: Mapping[str, Value]) -> list[Plan]:
    steps, functions = settings.get("Pipeline"), of.within("Functions")
    names = [text_of(step) or "" for step in steps.items] if isinstance(steps, Seq) else []
    usual: list[Plan] = [{"Fn::GetAtt": [of.name + name, "FunctionId"]} for name in names]
    return [entries_of(functions.get(name)).get("Id", own) for name, own in zip(names, usual, strict=True)]


def _code(settings: Mapping[str, Value]) -> Parts:
    runtime = entries_of(settings.get("Runtime"))
    named: Parts = {"Name": runtime.get("Name"), "RuntimeVersion": runtime.get("Version")}
    code: Parts = {"Code": settings.get("InlineCode"), "CodeS3Location": settings.get("CodeUri")}
    return {**code, "Runtime": named if runtime else None}


def _passed(settings: Mapping[str, Value], names: tuple[str, ...]) -> Parts:
    return {name: settings[name] for name in names if name in settings}
