"""From a template of SAM to the template that CloudFormation makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from yourside.frontends.cloudformation.sam.apis import http_api, rest_api
from yourside.frontends.cloudformation.sam.connectors import CONNECTOR, connector, embedded
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.functions import function
from yourside.frontends.cloudformation.sam.globals import overlaid, shared, size
from yourside.frontends.cloudformation.sam.graphql import graphql_api
from yourside.frontends.cloudformation.sam.implied import implied
from yourside.frontends.cloudformation.sam.machines import state_machine
from yourside.frontends.cloudformation.sam.notifications import notified
from yourside.frontends.cloudformation.sam.plans import shared_plan
from yourside.frontends.cloudformation.sam.records import record_sets
from yourside.frontends.cloudformation.sam.small import application, layer, simple_table
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import entries_of, is_call, text_of
from yourside.values import Map, Seq, Value

_TRANSFORM = "AWS::Serverless-2016-10-31"
_PREFIX = "AWS::Serverless::"
MAX_SHARED = 1_000_000

_EXPANSIONS: Mapping[str, Callable[[Declaration, Surroundings], Iterator[Made]]] = {
    "AWS::Serverless::Api": rest_api,
    "AWS::Serverless::Application": application,
    CONNECTOR: connector,
    "AWS::Serverless::Function": function,
    "AWS::Serverless::GraphQLApi": graphql_api,
    "AWS::Serverless::HttpApi": http_api,
    "AWS::Serverless::LayerVersion": layer,
    "AWS::Serverless::SimpleTable": simple_table,
    "AWS::Serverless::StateMachine": state_machine,
}


@dataclass(frozen=True, slots=True)
class Expansion:
    """A template without SAM. `unexpanded` has a sentence for each thing of SAM that was left out."""

    document: Map
    unexpanded: tuple[str, ...] = ()


def expand(document: Map) -> Expansion:
    """A template that does not ask for SAM comes back as it is.

    Generated resources have the ids that SAM gives them, but for those that it completes by a hash of their content:
    versions, deployments and layers go without. Resources of SAM that are not expanded stay as they are written.
    """
    sections = document.entries
    if _TRANSFORM not in _names(sections.get("Transform")):
        return Expansion(document)
    written = sections.get("Resources")
    around = Surroundings(entries_of(sections.get("Parameters")), entries_of(written))
    resources = {**implied(around), **embedded(around), **around.resources}
    shares = _affordable(sections.get("Globals"), around)
    for name, value in sorted(resources.items(), key=_is_connector):
        around.made.update(_expanded(name, value, shares, around))
    around.made.update(shared_plan(around))
    around.made.update(record_sets(around))
    conditions = {**entries_of(sections.get("Conditions")), **around.conditions}
    place = written.origin if written else document.origin
    kept = {name: section for name, section in sections.items() if name not in ("Globals", "Transform")}
    kept |= {"Resources": Map(notified(around.made, around.notifying), place), "Conditions": Map(conditions, place)}
    if others := _others(sections["Transform"]):
        kept["Transform"] = others
    return Expansion(Map(kept, document.origin, document.rest), tuple(around.unexpanded))


def _is_connector(resource: tuple[str, Value]) -> bool:
    """Those come last: they look at what the others have become."""
    return text_of(entries_of(resource[1]).get("Type")) == CONNECTOR


def _affordable(shares: Value | None, around: Surroundings) -> Mapping[str, Value]:
    """The sections of Globals, unless repeating them in every resource makes more than any real template holds."""
    if shares is None or size(shares) * len(around.resources) <= MAX_SHARED:
        return entries_of(shares)
    around.unexpanded.append("SAM not expanded: Globals past the limits of this tool")
    return {}


def _names(transform: Value | None) -> list[str | None]:
    return [text_of(item) for item in (transform.items if isinstance(transform, Seq) else (transform,))]


def _others(transform: Value) -> Value | None:
    """The macros beside SAM."""
    if not isinstance(transform, Seq):
        return None
    return Seq(tuple(item for item in transform.items if text_of(item) != _TRANSFORM), transform.origin)


def _expanded(
    name: str, value: Value, shares: Mapping[str, Value], around: Surroundings
) -> Iterator[tuple[str, Value]]:
    entries = entries_of(value)
    kind = text_of(entries.get("Type")) or ""
    expansion = _EXPANSIONS.get(kind)
    properties = entries.get("Properties", Map({}, value.origin))
    if expansion is None or not isinstance(properties, Map) or is_call(properties):
        if kind.startswith(_PREFIX):
            around.unexpanded.append(f"SAM not expanded: {kind}")
        yield name, value
        return
    common = shared(entries_of(shares.get(kind.removeprefix(_PREFIX))), entries.get("IgnoreGlobals"))
    beside = {key: entry for key, entry in entries.items() if key not in ("Type", "Properties", "IgnoreGlobals")}
    yield from expansion(Declaration(name, overlaid(common, properties.entries), beside, value.origin), around)
