"""Where the keys and values of a TOML text stand. What they are, Python's own reader says."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from yourside.spans import Origin, SourceFile
from yourside.syntax.concrete import Reader, reader_of, substance

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

Path = tuple[str | int, ...]

_KEYS = ("bare_key", "quoted_key", "dotted_key")


@cache
def _parser() -> Parser:
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_toml.language()))


def places(source: SourceFile) -> Mapping[Path, Origin]:
    """Of each key, table and item of a text that Python's reader takes."""
    reader = reader_of(source, source.text)
    found: dict[Path, Origin] = {}
    items: Counter[Path] = Counter()
    for node in substance(_parser().parse(reader.data).root_node):
        if node.type == "pair":
            found.update(_pair(reader, node, ()))
        else:
            path, origin = _header(reader, node, items)
            found[path] = origin
            for child in node.children:
                if child.type == "pair":
                    found.update(_pair(reader, child, path))
    return found


def _header(reader: Reader, node: Node, items: Counter[Path]) -> tuple[Path, Origin]:
    """The path of a table: what comes after `[[a]]` is in the last of the items of `a`."""
    key = next(child for child in node.children if child.type in _KEYS)
    *names, last = _names(reader, key)
    path: Path = ()
    for name in names:
        path = (*path, name)
        path = (*path, items[path] - 1) if path in items else path
    path = (*path, last)
    if node.type == "table_array_element":
        items[path] += 1
        path = (*path, items[path] - 1)
    return path, Origin(reader.span(key))


def _pair(reader: Reader, node: Node, within: Path) -> Iterator[tuple[Path, Origin]]:
    key, *_, value = substance(node)
    name = reader.span(key)
    path = within
    for part in _names(reader, key):
        path = (*path, part)
        yield path, Origin(reader.span(value), name)
    yield from _inside(reader, value, path)


def _inside(reader: Reader, value: Node, path: Path) -> Iterator[tuple[Path, Origin]]:
    if value.type == "inline_table":
        for child in value.children:
            if child.type == "pair":
                yield from _pair(reader, child, path)
    elif value.type == "array":
        items = [child for child in substance(value) if child.is_named]
        for number, item in enumerate(items):
            yield (*path, number), Origin(reader.span(item))
            yield from _inside(reader, item, (*path, number))


def _names(reader: Reader, key: Node) -> tuple[str, ...]:
    """What a key is made of, without quotes and escapes."""
    names: list[str] = []
    table = tomllib.loads(f"{reader.text_of(key)} = 0")
    while isinstance(table, dict):
        ((name, table),) = table.items()
        names.append(name)
    return tuple(names)
