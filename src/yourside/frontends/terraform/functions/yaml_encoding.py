"""yamlencode(): YAML as Terraform writes it (github.com/zclconf/go-cty-yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from yourside.frontends.terraform.operands import Plain, json_text, number_text, plain
from yourside.values import Value

if TYPE_CHECKING:
    from yaml.events import Event


def encoded(value: Value) -> str:
    import yaml
    from yaml.events import DocumentEndEvent, DocumentStartEvent, StreamEndEvent, StreamStartEvent

    found = plain(value)
    events = chain(
        (StreamStartEvent(), DocumentStartEvent(explicit=False)),
        _events(found),
        (DocumentEndEvent(explicit=False), StreamEndEvent()),
    )
    written = str(yaml.emit(events, Dumper=yaml.CSafeDumper, allow_unicode=True, width=80))
    # Terraform ends a document that is one plain word alone, and libyaml one whose last text keeps its blank lines.
    ended = written.removesuffix("...\n")
    return f"{ended}...\n" if isinstance(found, None | bool | int | float) else ended


def _events(data: Plain) -> Iterator[Event]:
    from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

    match data:
        case dict():
            yield MappingStartEvent(None, None, True, flow_style=False)
            for key, entry in sorted(data.items()):
                yield from chain(_events(key), _events(entry))
            yield MappingEndEvent()
        case list():
            yield SequenceStartEvent(None, None, True, flow_style=False)
            yield from chain.from_iterable(map(_events, data))
            yield SequenceEndEvent()
        case str():
            yield ScalarEvent(None, None, (False, True), data, style="|" if "\n" in data else '"')
        case None | bool():
            yield ScalarEvent(None, None, (True, False), json_text(data))
        case _:
            yield ScalarEvent(None, None, (True, False), number_text(data))
