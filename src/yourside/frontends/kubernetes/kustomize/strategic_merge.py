"""Strategic merge patches, as Kustomize applies them.

Keys of the patch win, a null takes a key away. Lists with merge keys are merged item by item, and the patch's items
come first; `$patch` says `delete`, `replace` or `merge` for the map or list it stands in. Other directives of the API
server ($retainKeys, $setElementOrder) are left to it, as Kustomize does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yourside.frontends.kubernetes.kustomize.schema import Shape
from yourside.frontends.kubernetes.kustomize.trees import find, null, text, without
from yourside.values import Map, Seq, Value

_DIRECTIVE = "$patch"


def merged(old: Value | None, patch: Value, shape: Shape) -> Value | None:
    """What `patch` makes of `old`; None when nothing is left."""
    match patch:
        case Map():
            return _map(old, patch, shape)
        case Seq() if shape.keys:
            return _list(old if isinstance(old, Seq) else None, patch, shape)
        case Seq() if shape.is_set and isinstance(old, Seq):
            return _set(old, patch)
    return None if null(patch) else patch


def _map(old: Value | None, patch: Map, shape: Shape) -> Value | None:
    match text(find(patch, _DIRECTIVE)):
        case "delete":
            return None
        case "replace":
            return without(patch, _DIRECTIVE)
    entries: dict[str, Value] = dict(old.entries) if isinstance(old, Map) else {}
    for key, change in patch.entries.items():
        if key == _DIRECTIVE:
            continue
        value = merged(entries.get(key), change, shape.below(key))
        if value is None:
            entries.pop(key, None)
        else:
            entries[key] = value
    return replace(old if isinstance(old, Map) else patch, entries=entries)


def _list(old: Seq | None, patch: Seq, shape: Shape) -> Value:
    directives = {text(find(item, _DIRECTIVE)) for item in patch.items if _says_nothing_else(item)}
    if directives & {"replace", "delete"}:
        kept = () if "delete" in directives else tuple(item for item in patch.items if not _says_nothing_else(item))
        return replace(patch, items=kept)
    before = {_identity(item, shape.keys): item for item in old.items} if old else {}
    changed: dict[_Identity, Value | None] = {}
    for item in patch.items:
        identity = _identity(item, shape.keys)
        if identity in before or not _in_the_way(identity, before):
            changed[identity] = merged(before.get(identity), item, Shape(shape.fields))
    stay = before if _in_place((*before, *changed)) else {}
    first = {identity: item for identity, item in changed.items() if identity not in stay}
    after = {**first, **before, **changed}.values()
    return replace(old or patch, items=tuple(item for item in after if item is not None))


_Identity = tuple[str, ...]


def _identity(item: Value, keys: Sequence[str]) -> _Identity:
    return tuple(text(find(item, key)) for key in keys)


def _in_the_way(identity: _Identity, before: Iterable[_Identity]) -> bool:
    """Kustomize drops an item that gives other keys than the old item of the same first key: a port without its
    protocol where the old one has it."""
    return any(each[0] == identity[0] and list(map(bool, each)) != list(map(bool, identity)) for each in before)


def _in_place(identities: Iterable[_Identity]) -> bool:
    """Items that are told apart by several keys stay where they are; else those of the patch go first."""
    return any(len(identity) > 1 and all(identity) for identity in identities)


def _says_nothing_else(item: Value) -> bool:
    return isinstance(item, Map) and item.entries.keys() == {_DIRECTIVE}


def _set(old: Seq, patch: Seq) -> Value:
    words = {text(item): item for item in (*patch.items, *old.items)}
    return replace(old, items=tuple(words.values()))
