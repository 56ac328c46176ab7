"""The three kinds of patches, from files or written in the kustomization."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yourside.frontends.kubernetes.kustomize.embedded import embedded, rewritten
from yourside.frontends.kubernetes.kustomize.json_patch import PatchError, patched
from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources, id_of, kind_of
from yourside.frontends.kubernetes.kustomize.schema import shape_of
from yourside.frontends.kubernetes.kustomize.selectors import Selector, SelectorError, selector
from yourside.frontends.kubernetes.kustomize.strategic_merge import merged
from yourside.frontends.kubernetes.kustomize.trees import find, items, put, size, text, without
from yourside.frontends.kubernetes.kustomize.workshop import COPY, Kustomization, Workshop
from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Value


@dataclass(frozen=True)
class Patch:
    """`content` is an object to merge in or a list of operations. Without a `target`, an object is for the resource of
    its own name."""

    content: Value
    block: Origin
    at: Origin
    target: Selector | None = None
    renames: bool = False
    retypes: bool = False


def strategic(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    """patchesStrategicMerge: files, or the patches themselves."""
    for item in by.items("patchesStrategicMerge"):
        word = text(item)
        for content, block in _contents(item, "\n" not in word and not word.startswith("{"), by, workshop):
            resources = _apply(resources, Patch(content, block, item.origin), workshop)
    return resources


def targeted(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    return _listed("patches", resources, by, workshop)


def json(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    return _listed("patchesJson6902", resources, by, workshop)


def _listed(field: str, resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    for item in by.items(field):
        for patch in _patches(item, by, workshop):
            resources = _apply(resources, patch, workshop)
    return resources


def _patches(item: Value, by: Kustomization, workshop: Workshop) -> Iterator[Patch]:
    target, options = find(item, "target"), find(item, "options")
    path, content = find(item, "path"), find(item, "patch")
    try:
        wanted = selector(target) if target else None
    except SelectorError as error:
        workshop.problem("selector", str(error), (target or item).origin)
        return
    renames, retypes = (text(find(options, f"allow{what}Change")) == "true" for what in ("Name", "Kind"))
    source = path or content
    if source is None:
        workshop.problem("patch", "a patch has neither `path` nor `patch`", item.origin)
        return
    for value, block in _contents(source, path is not None, by, workshop):
        yield Patch(value, block, item.origin, wanted, renames, retypes)


def _contents(source: Value, is_path: bool, by: Kustomization, workshop: Workshop) -> Iterator[tuple[Value, Origin]]:
    """Every document of a patch, with the block that it is written in."""
    if is_path:
        file = workshop.documents(by.path(text(source)))
        if file is None:
            workshop.problem("file", f"the patch `{text(source)}` cannot be read", source.origin)
            return
        for document in file.documents:
            yield document.value, Origin(document.value.origin.span)
    elif isinstance(source, Scalar):
        for value in _written(source, by, workshop):
            yield value, by.block


def _written(source: Scalar, by: Kustomization, workshop: Workshop) -> Iterator[Value]:
    file, placed = embedded(source)
    for problem in file.diagnostics:
        workshop.problem("patch", problem.message, source.origin)
    for document in file.documents:
        yield rewritten(document.value, placed)


def _apply(resources: Resources, patch: Patch, workshop: Workshop) -> Resources:
    if not workshop.affords(len(resources), patch.at):
        return resources
    match patch.content:
        case Seq():
            return _operated(resources, patch, workshop)
        case Map(entries={"kind": _}) as content:
            return _merged(resources, patch, content, workshop)
        case Scalar(data=None):
            return resources
    workshop.problem("patch", "this is neither an object nor a list of operations", patch.at)
    return resources


def _operated(resources: Resources, patch: Patch, workshop: Workshop) -> Resources:
    if patch.target is None:
        workshop.problem("patch", "a list of operations needs a target", patch.at)
        return resources
    return tuple(_tried(each, patch, workshop) if patch.target.matches(each) else each for each in resources)


def _tried(resource: Resource, patch: Patch, workshop: Workshop) -> Resource:
    operations = items(patch.content)
    copies = sum(text(find(each, "op")) in ("copy", "move") for each in operations)
    if not workshop.affords(len(operations) * (len(operations) + size(resource.value)) + 100 * copies, patch.at):
        return resource
    try:
        value = patched(resource.value, patch.content)
    except PatchError as error:
        workshop.problem("patch", f"the patch cannot be applied to {resource.id.name}: {error}", patch.at)
        return resource
    changed = resource.written(value, patch.block)
    return changed if changed.id == resource.id else replace(changed, before=resource.ids)


def _merged(resources: Resources, patch: Patch, content: Map, workshop: Workshop) -> Resources:
    wanted = id_of(content)
    chosen = [patch.target.matches(each) if patch.target else wanted in each.ids for each in resources]
    if not any(chosen) and patch.target is None:
        workshop.problem("patch", f"there is no {wanted.kind.kind} {wanted.name} to patch", patch.at)
    if not workshop.affords(COPY * sum(chosen) * size(content), patch.at):
        return resources
    changed = (_overlaid(each, patch) if is_for else each for each, is_for in zip(resources, chosen, strict=True))
    return tuple(each for each in changed if each is not None)


def _overlaid(resource: Resource, patch: Patch) -> Resource | None:
    """Merged; what the resource is called stays unless the patch says that it may change."""
    value = merged(resource.value, _anonymous(patch), shape_of(*kind_of(resource.value)))
    if not isinstance(value, Map):
        return None
    changed = resource.written(value, patch.block)
    return replace(changed, before=resource.ids) if changed.id != resource.id else changed


def _anonymous(patch: Patch) -> Value:
    content = patch.content
    if not isinstance(content, Map):
        return content
    if not patch.retypes:
        content = without(without(content, "kind"), "apiVersion")
    name = find(patch.content, "metadata", "name")
    content = without(without(content, "metadata", "name"), "metadata", "namespace")
    return put(content, ("metadata", "name"), name) if patch.renames and name else content
