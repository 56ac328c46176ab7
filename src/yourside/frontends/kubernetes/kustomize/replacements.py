"""Replacements: a value of one resource copied into fields of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources
from yourside.frontends.kubernetes.kustomize.selectors import SelectorError, selector
from yourside.frontends.kubernetes.kustomize.trees import MOST_COPIED, find, items, null, size, text
from yourside.frontends.kubernetes.kustomize.workshop import COPY, Kustomization, Workshop
from yourside.spans import Hop, Origin
from yourside.syntax.limits import MAX_DEPTH
from yourside.syntax.yaml.scalars import resolve
from yourside.values import Map, Scalar, Seq, Value

_NAME = ("metadata", "name")


class ReplacementError(Exception):
    """This replacement cannot be made; the text says why."""


def replaced(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    for item in by.items("replacements"):
        for told in _told(item, by, workshop):
            try:
                resources = _replaced(resources, told, workshop)
            except (ReplacementError, SelectorError) as error:
                workshop.problem("replacement", str(error), told.origin)
    return resources


def _told(item: Value, by: Kustomization, workshop: Workshop) -> Iterator[Value]:
    """Written here, or in a file that holds one or a list of them."""
    path = find(item, "path")
    if path is None:
        yield item
        return
    file = workshop.documents(by.path(text(path)))
    if file is None:
        workshop.problem("file", f"the replacement `{text(path)}` cannot be read", path.origin)
        return
    for document in file.documents:
        yield from document.value.items if isinstance(document.value, Seq) else (document.value,)


def _replaced(resources: Resources, told: Value, workshop: Workshop) -> Resources:
    source = _source(resources, told)
    large = size(source, MOST_COPIED)
    if large > MOST_COPIED:
        raise ReplacementError("the source of a replacement is too large")
    for target in items(find(told, "targets")):
        wanted = selector(find(target, "select"))
        rejected = tuple(map(selector, items(find(target, "reject"))))
        paths = tuple(map(text, items(find(target, "fieldPaths")))) or (".".join(_NAME),)
        if not workshop.affords(len(resources) * (len(rejected) + len(paths) * COPY * large), told.origin):
            break
        set_ = _Setter(source, find(target, "options"), Origin(told.origin.span))
        resources = tuple(
            set_.all(each, paths) if wanted.matches(each) and not any(no.matches(each) for no in rejected) else each
            for each in resources
        )
    return resources


def _source(resources: Resources, told: Value) -> Value:
    source = find(told, "source")
    literal = find(told, "sourceValue")
    if literal is not None:
        return literal
    wanted = selector(source)
    chosen = [each for each in resources if wanted.identifies(each)]
    if len(chosen) != 1:
        raise ReplacementError(f"the source of a replacement is {len(chosen)} resources, and not one")
    path = text(find(source, "fieldPath"))
    found = [value for value in _walk(chosen[0].value, steps(path) if path else _NAME) if not null(value)]
    if len(found) != 1:
        raise ReplacementError(f"the source of a replacement has no one value at `{path}`")
    return _part(found[0], find(source, "options"))


def _part(value: Value, options: Value | None) -> Value:
    delimiter = text(find(options, "delimiter"))
    if not delimiter:
        return value
    words, index = text(value).split(delimiter), _index(options)
    if not 0 <= index < len(words):
        raise ReplacementError(f"`{text(value)}` has no part {index}")
    return Scalar(words[index], value.origin)


def _index(options: Value | None) -> int:
    match find(options, "index"):
        case Scalar(data=int(index)):
            return index
    return 0


def steps(path: str) -> tuple[str, ...]:
    """The steps of a path: dots divide, unless after a backslash or in brackets; `[name=x]` is a step of its own."""
    found, word, depth = [""], "", 0
    if path.count(".") > MAX_DEPTH:
        raise ReplacementError(f"`{path[:40]}...` is too long")
    characters = iter(path)
    for char in characters:
        if char == "\\":
            word = next(characters, "")
            found[-1] += word if word == "." else char + word
        elif char == "." and not depth:
            found.append("")
        else:
            depth += (char == "[") - (char == "]")
            found[-1] += char
    return tuple(step for step in found if step)


def _walk(value: Value, path: Sequence[str]) -> Iterator[Value]:
    if not path:
        yield value
        return
    step, *rest = path
    for _, inner in _below(value, step):
        yield from _walk(inner, rest)


def _below(value: Value, step: str) -> Iterator[tuple[str | int, Value]]:
    """What a step leads to: the value of a key, an item by its place or one of its fields, or with `*` everything."""
    match value:
        case Map(entries=entries):
            key = _key(step)
            yield from entries.items() if step == "*" else ((key, entries[key]),) if key in entries else ()
        case Seq(items=inner):
            chosen = _chosen(step)
            yield from ((at, item) for at, item in enumerate(inner) if chosen(at, item))


def _key(step: str) -> str:
    """Brackets keep the dots of a key together."""
    return step[1:-1] if step.startswith("[") and "=" not in step else step


def _chosen(step: str) -> Callable[[int, Value], bool]:
    key, sign, word = step.removeprefix("[").removesuffix("]").partition("=")
    if sign:
        return lambda _, item: text(find(item, key) if key else item) == word
    return lambda at, _: step == "*" or str(at) == step


@dataclass(frozen=True)
class _Setter:
    value: Value
    options: Value | None
    block: Origin

    @property
    def makes(self) -> bool:
        return text(find(self.options, "create")) == "true"

    def all(self, resource: Resource, paths: Sequence[str]) -> Resource:
        changed: Value = resource.value
        for path in paths:
            changed = self._set(changed, steps(path), path)
        new = resource.written(changed, self.block)
        return new if new.id == resource.id else replace(new, before=resource.ids)

    def _set(self, value: Value, path: Sequence[str], whole: str) -> Value:
        if not path:
            return self._copied(value)
        step, *rest = path
        changes = {key: self._set(inner, rest, whole) for key, inner in _below(value, step)}
        match value:
            case Map(entries=entries) if changes or (self.makes and step != "*"):
                made = changes or {_key(step): self._set(Map({}, self.value.origin), rest, whole)}
                return replace(value, entries={**entries, **{str(key): inner for key, inner in made.items()}})
            case Seq(items=inner) if changes:
                return replace(value, items=tuple(changes.get(at, item) for at, item in enumerate(inner)))
        raise ReplacementError(f"a target of a replacement has no `{whole}`")

    def _copied(self, old: Value) -> Value:
        """A scalar keeps the type that the old one has."""
        new = self.value
        if isinstance(new, Scalar) and isinstance(old, Scalar):
            word = self._joined(text(old), text(new))
            data = word if isinstance(old.data, str) else resolve(word)
            hop = Hop(new.origin.span, "the source of the replacement")
            return Scalar(data, Origin(self.block.span, old.origin.name, (hop, *new.origin.via)))
        return replace(new, origin=replace(new.origin, name=old.origin.name))

    def _joined(self, old: str, new: str) -> str:
        delimiter = text(find(self.options, "delimiter"))
        if not delimiter:
            return new
        words, index = old.split(delimiter), _index(self.options)
        if index < 0:
            return delimiter.join((new, *words))
        if index >= len(words):
            return delimiter.join((*words, new))
        return delimiter.join((*words[:index], new, *words[index + 1 :]))
