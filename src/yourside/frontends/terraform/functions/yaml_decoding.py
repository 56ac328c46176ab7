"""yamldecode(): YAML as Terraform reads it (github.com/zclconf/go-cty-yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yourside.frontends.terraform.functions.patterns import NotRunError
from yourside.frontends.terraform.functions.yaml_scalars import STANDARD, key_text, scalar
from yourside.frontends.terraform.operands import Plain, json_text, lifted, plain
from yourside.frontends.terraform.operation import InvalidError, UndecidedError
from yourside.syntax.embedded import parse_yaml
from yourside.values import Choice, Encoded, Scalar, Unknown, Value, Why, known

if TYPE_CHECKING:
    from yaml.events import Event

_DEPTH = 60
_NODES = 20_000


def decoded(value: Value) -> Value:
    """A text known in part decodes in part. Where our own reader says the same, its tree knows where all is written."""
    match value:
        case Choice():
            raise UndecidedError(value)
        case Unknown():
            tree = parse_yaml(value)
            return value if isinstance(tree, Unknown) and tree.why is Why.PARSE else tree
        case Encoded(value=inner):
            return inner
        case Scalar(data=None):
            raise InvalidError("a string is required, not null")
        case Scalar(data=str(written)):
            found, tree = _read(written), parse_yaml(value)
            same = known(tree) and json_text(plain(tree)) == json_text(found)
            return tree if same else lifted(found, value.origin)
        case Scalar():
            return value
    raise InvalidError("a string is required")


def _read(written: str) -> Plain:
    from yaml import CSafeLoader, YAMLError
    from yaml.events import DocumentStartEvent, StreamEndEvent

    loader = CSafeLoader(written.encode("utf-8", "replace"))
    try:
        loader.get_event()
        start = loader.get_event()
        if not isinstance(start, DocumentStartEvent) or start.version not in (None, (1, 1)):
            raise InvalidError("there is no document of YAML 1.1 in it")
        found = _Reader(loader.get_event).node(loader.get_event(), 0)
        loader.get_event()
        if not isinstance(loader.get_event(), StreamEndEvent):
            raise InvalidError("there is more than one document")
        return found
    except YAMLError:
        raise InvalidError("this is not YAML") from None
    finally:
        loader.dispose()


@dataclass(slots=True)
class _Reader:
    """Reads one document from libyaml's events."""

    next: Callable[[], Any]
    anchors: dict[str, tuple[Plain, int] | None] = field(default_factory=dict)
    nodes: int = 0

    def node(self, event: Event | None, depth: int) -> Plain:
        from yaml.events import AliasEvent, NodeEvent

        if isinstance(event, AliasEvent):
            return self._alias(event.anchor or "")
        self._count(1)
        if depth > _DEPTH:
            raise NotRunError
        before, anchor = self.nodes, event.anchor if isinstance(event, NodeEvent) else None
        if anchor:
            self.anchors[anchor] = None
        found = self._content(event, depth)
        if anchor:
            self.anchors[anchor] = found, self.nodes - before + 1
        return found

    def _count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > _NODES:
            raise NotRunError

    def _alias(self, name: str) -> Plain:
        found = self.anchors.get(name)
        if found is None:
            raise InvalidError(f"*{name[:40]} has no anchor before it")
        self._count(found[1])
        return found[0]

    def _content(self, event: Any, depth: int) -> Plain:
        from yaml.events import ScalarEvent, SequenceStartEvent

        if isinstance(event, ScalarEvent):
            return scalar(event)
        listed = isinstance(event, SequenceStartEvent)
        if event.tag not in (None, "!", f"{STANDARD}{'seq' if listed else 'map'}"):
            raise InvalidError("a tag is not supported")
        return list(self._items(depth)) if listed else self._entries(depth)

    def _items(self, depth: int) -> Iterator[Plain]:
        from yaml.events import SequenceEndEvent

        while not isinstance(event := self.next(), SequenceEndEvent):
            yield self.node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Plain]:
        from yaml.events import MappingEndEvent, ScalarEvent

        found: dict[str, Plain] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            merging = isinstance(event, ScalarEvent) and event.value == "<<"
            key, value = self.node(event, depth + 1), self.node(self.next(), depth + 1)
            if not merging:
                found[key_text(key)] = value
            elif isinstance(value, dict):
                found |= value
            else:
                raise InvalidError("<< takes a mapping")
        return found
