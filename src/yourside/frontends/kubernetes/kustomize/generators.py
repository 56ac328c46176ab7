"""ConfigMaps and Secrets that a kustomization makes from literals and files."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename

from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources
from yourside.frontends.kubernetes.kustomize.trees import Path, find, items, put, size, text
from yourside.frontends.kubernetes.kustomize.workshop import COPY, Kustomization, Workshop, words
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Map, Scalar, Value

_LINE = 70  # how long Kustomize lets a line of base64 grow


def generated(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    options = by["generatorOptions"]
    shared = size(options) if options else 0
    for field, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
        for spec in by.items(field):
            if isinstance(spec, Map) and workshop.affords(len(resources) + COPY * shared, spec.origin):
                resources = _taken_in(resources, _made(spec, kind, by, workshop), spec, workshop)
    return resources


def _made(spec: Map, kind: str, by: Kustomization, workshop: Workshop) -> Resource:
    origin = spec.origin
    name = find(spec, "name")
    value = Map({"apiVersion": Scalar("v1", origin), "kind": Scalar(kind, origin)}, origin)
    value = put(value, ("metadata", "name"), Scalar(text(name), name.origin if name else origin))
    data = dict(_data(spec, by, workshop))
    if kind == "Secret":
        data = {key: replace(each, data=_encoded(str(each.data))) for key, each in data.items()}
        value = put(value, ("type",), find(spec, "type") or Scalar("Opaque", origin))
    if data:
        value = put(value, ("data",), Map(data, origin))
    namespace = find(spec, "namespace")
    if namespace:
        value = put(value, ("metadata", "namespace"), namespace)
    return _optioned(value, spec, by)


def _optioned(value: Map, spec: Map, by: Kustomization) -> Resource:
    """What the generator itself says goes before what is said for all of them."""
    sources = (by["generatorOptions"], find(spec, "options"))
    for source in sources:
        for field in ("labels", "annotations"):
            told = find(source, field)
            if isinstance(told, Map):
                path = ("metadata", field)
                value = put(value, path, Map({**_entries(value, path), **dict(words(told))}, told.origin))
        immutable = find(source, "immutable")
        if text(immutable) == "true" and immutable:
            value = put(value, ("immutable",), immutable)
    plain = any(text(find(source, "disableNameSuffixHash")) == "true" for source in sources)
    return Resource(value, blocks=(by.block,), hashed=not plain)


def _data(spec: Map, by: Kustomization, workshop: Workshop) -> Iterator[tuple[str, Scalar]]:
    """In the order in which a later one wins: environment files, literals, files."""
    for item in (*items(find(spec, "envs")), *(value for value in (find(spec, "env"),) if value)):
        file = _file(text(item), item, by, workshop)
        yield from _variables(file, item) if file else ()
    for item in items(find(spec, "literals")):
        key, _, word = text(item).partition("=")
        yield key, Scalar(_unquoted(word), item.origin)
    for item in items(find(spec, "files")):
        key, _, path = text(item).rpartition("=")
        file = _file(path, item, by, workshop)
        if file:
            yield key or basename(path), Scalar(file.text, _from(file, 0, item))


def _file(path: str, at: Value, by: Kustomization, workshop: Workshop) -> SourceFile | None:
    file = workshop.text(by.path(path))
    if file is None:
        workshop.problem("file", f"`{path}` cannot be read: it is not there, not text, or outside", at.origin)
    return file


def _variables(file: SourceFile, item: Value) -> Iterator[tuple[str, Scalar]]:
    start = 0
    for whole in file.text.splitlines(keepends=True):
        line = whole.rstrip("\r\n").lstrip()
        key, sign, word = line.partition("=")
        if sign and not line.startswith("#"):
            yield key, Scalar(word, _from(file, start, item))
        start += len(whole)


def _from(file: SourceFile, start: int, item: Value) -> Origin:
    """Named by the kustomization, written in the file."""
    end = file.text.find("\n", start)
    there = Hop(Span(file, start, end if end >= 0 else len(file.text)), "the file")
    return Origin(item.origin.span, item.origin.name, (there,))


def _unquoted(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word


def _encoded(word: str) -> str:
    """As Kustomize writes it: a long text in lines, each with its end."""
    code = b64encode(word.encode("utf-8", "surrogatepass")).decode()
    lines = (code[start : start + _LINE] for start in range(0, len(code), _LINE))
    return code if len(code) < _LINE else "".join(f"{line}\n" for line in lines)


def _taken_in(resources: Resources, made: Resource, spec: Map, workshop: Workshop) -> Resources:
    behavior = text(find(spec, "behavior")) or "create"
    same = next((each for each in resources if made.id in each.ids), None)
    if same is None:
        if behavior in ("merge", "replace"):
            workshop.problem("generator", f"there is nothing to {behavior} named {made.id.name}", spec.origin)
        return (*resources, made)
    if behavior not in ("merge", "replace"):
        workshop.problem("generator", f"there already is a {made.id.kind.kind} named {made.id.name}", spec.origin)
        return (*resources, made)
    new = _over(same, made, merge=behavior == "merge")
    return tuple(new if each is same else each for each in resources)


def _over(old: Resource, new: Resource, merge: bool) -> Resource:
    """The name and the history of the old one, with the content of the new one or of both."""
    value = new.value
    kept: tuple[Path, ...] = (("metadata", "labels"), ("metadata", "annotations"), *([("data",)] if merge else []))
    for path in kept:
        entries = {**_entries(old.value, path), **_entries(value, path)}
        if entries:
            home = find(old.value, *path) or find(value, *path) or value
            value = put(value, path, Map(entries, home.origin))
    for key in ("name", "namespace"):
        said = find(old.value, "metadata", key)
        if said:
            value = put(value, ("metadata", key), said)
    blocks = (Origin(new.value.origin.span), *new.blocks)
    return replace(old, value=replace(value, origin=old.value.origin), blocks=(*old.blocks, *blocks))


def _entries(value: Map, path: Path) -> Mapping[str, Value]:
    found = find(value, *path)
    return found.entries if isinstance(found, Map) else {}
