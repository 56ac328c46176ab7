"""The resources that a value refers to, and those that refer to a resource.

The paths that rules give leave list positions out: `SubnetMappings.SubnetId` is the id in every mapping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from yourside.engine.evidence import Operand, Walked
from yourside.engine.frame import Frame
from yourside.engine.spelling import text
from yourside.engine.walking import absence, child, entries, listed, rebound, unsettled
from yourside.graph.model import Edge, Resource, ResourceGraph, ResourceId
from yourside.values import Choice, Map, Scalar, Seq, Tri, Unknown, Why

Keys = tuple[str, ...]

MOST_SIBLINGS = 200  # people have a handful; more would only cost time


def refs(frame: Frame, operand: Operand, path: str) -> Operand:
    """The resources that the value at `path` below `operand` refers to.

    A value that leads to nothing in the graph (an input, the literal id of something made elsewhere) stands for a
    resource that cannot be seen.
    """
    resource, here = _standpoint(operand)
    if resource is None:
        return unsettled(operand)
    keys = tuple(path.split("."))
    edges = [edge for edge in frame.graph.out(resource.id) if _inside(edge, here, keys)]
    unseen = (leaf for leaf in _loose(frame, operand, keys) if not any(_leads_on(edge, leaf) for edge in edges))
    return _resources(frame, operand, (edge.target for edge in edges), next(unseen, None))


def referrers(frame: Frame, operand: Operand, kind: str, path: str = "") -> Operand:
    """The resources of a type that refer to this one, by the value at `path` if one is given.

    One of the same unit whose reference is not known (an input, the output of a module) may be a further one.
    """
    resource, _ = _standpoint(operand)
    if resource is None:
        return unsettled(operand)
    keys = tuple(path.split(".")) if path else ()
    edges = (edge for edge in frame.graph.into(resource.id) if _inside(edge, (), keys))
    found = {edge.source for edge in edges if frame.graph.resources[edge.source].type == kind}
    doubtful = (other for other in _doubtful(frame.graph, kind, resource.id.unit, keys) if other.id not in found)
    others = (other for other in doubtful if frame.exists(other) is not Tri.FALSE)
    loose = (leaf for other in others for leaf in _loose(frame, Walked(other.properties, other), keys))
    unseen = chain((leaf for leaf in loose if _open(leaf)), _unread(frame.graph, kind, resource))
    return _resources(frame, operand, sorted(found), next(unseen, None))


def siblings(frame: Frame, operand: Operand, path: str, having: str) -> Operand:
    """The others of this type and unit with the same value at `path`, of those with something at `having`.

    The same are references to one resource, equal texts, and an input that both take. A text is not taken for the name
    of a resource of this run: who has that refers to it.
    """
    resource, _ = _standpoint(operand)
    if resource is None:
        return unsettled(operand)
    others = [other for other in _having(frame.graph, resource, tuple(having.split("."))) if other is not resource]
    if len(others) > MOST_SIBLINGS:
        return unsettled(operand)
    keys = tuple(path.split("."))
    same = {other.id: _same(frame, resource, other, keys) for other in others}
    doubtful = next((other for other in others if same[other.id] is Tri.UNKNOWN), None)
    unseen = None if doubtful is None else unsettled(*(_below(frame, each, keys) for each in (resource, doubtful)))
    return _resources(frame, operand, (each for each, truth in same.items() if truth is Tri.TRUE), unseen)


NEIGHBOURS: Mapping[str, Callable[..., Operand]] = {"refs": refs, "referrers": referrers, "siblings": siblings}


def _having(graph: ResourceGraph, resource: Resource, keys: Keys) -> Sequence[Resource]:
    """Those beside a resource that have something at `keys`, or may have; asked for by every one of them."""
    asked = (resource.type, resource.id.unit, ("having", *keys))
    if asked not in graph.doubtful:
        nowhere = Frame([], graph)
        beside = graph.beside(resource.type, resource.id.unit)
        graph.doubtful[asked] = [o for o in beside if absence(_below(nowhere, o, keys).value) is not Tri.TRUE]
    return graph.doubtful[asked]


def _same(frame: Frame, one: Resource, other: Resource, keys: Keys) -> Tri:
    """Whether the values at `keys` name one thing."""
    ours, theirs = (_targets(frame.graph, each, keys) for each in (one, other))
    if ours and theirs:
        return Tri.of(not ours.isdisjoint(theirs))
    left, right = (_below(frame, each, keys).value for each in (one, other))
    if isinstance(left, Unknown) and isinstance(right, Unknown) and left.target and left.target == right.target:
        return Tri.TRUE
    if not isinstance(left, Unknown | Choice) and not isinstance(right, Unknown | Choice):
        return Tri.of(text(left) == text(right))
    by_name = text(right if ours else left) is not None
    return Tri.FALSE if (ours or theirs) and by_name else Tri.UNKNOWN


def _targets(graph: ResourceGraph, resource: Resource, keys: Keys) -> set[ResourceId]:
    return {edge.target for edge in graph.out(resource.id) if _inside(edge, (), keys)}


def _below(frame: Frame, resource: Resource, keys: Keys) -> Operand:
    operand: Operand = Walked(resource.properties, resource)
    for key in keys:
        operand = frame.settle(child(frame.settle(operand), key))
    return operand


def _resources(frame: Frame, source: Operand, ids: Iterable[ResourceId], unseen: Operand | None) -> Operand:
    """Those of `ids` that exist in this world; one that may exist is not listed, but part of the rest."""
    found: list[Operand] = []
    rest: Operand | None = None if unseen is None else _unseen(unseen)
    for resource in (frame.graph.resources[each] for each in dict.fromkeys(ids)):
        exists = frame.exists(resource)
        whole = Walked(resource.properties, resource)
        if exists is Tri.TRUE:
            found.append(whole)
        elif exists is Tri.UNKNOWN:
            rest = rest or Walked(Unknown(Why.VARIABLE, resource.origin, resource.id.address), whole)
    return listed(tuple(found), rest, source)


def _unread(graph: ResourceGraph, kind: str, resource: Resource) -> Iterator[Operand]:
    """What stands for the resources of a type that an inventory does not list."""
    if not graph.listed(kind, resource.id.unit):
        yield Walked(Unknown(Why.UNREAD, resource.origin, kind), Walked(resource.properties, resource))


def _unseen(leaf: Operand) -> Operand:
    """What stands for the resource that a loose end leads to."""
    match leaf.value:
        case Scalar(data=str(name), origin=origin):
            return rebound(leaf, Unknown(Why.OUTSIDE, origin, name))
    return unsettled(leaf)


def _doubtful(graph: ResourceGraph, kind: str, unit: str, keys: Keys) -> Sequence[Resource]:
    """The resources with a loose end at `keys` in some world: few, and asked for by every resource there is."""
    asked = (kind, unit, keys)
    if asked not in graph.doubtful:
        nowhere = Frame([], graph)
        graph.doubtful[asked] = [
            other
            for other in graph.beside(kind, unit)
            if any(_open(leaf) for leaf in _loose(nowhere, Walked(other.properties, other), keys))
        ]
    return graph.doubtful[asked]


def _standpoint(operand: Operand) -> tuple[Resource | None, Keys]:
    """The resource that a value stands in, and where."""
    keys: list[str] = []
    step: object = operand
    while isinstance(step, Walked):
        if step.key is not None:
            keys.append(str(step.key))
        step = step.parent
    return step if isinstance(step, Resource) else None, tuple(reversed(keys))


def _inside(edge: Edge, here: Keys, keys: Keys) -> bool:
    """Whether an edge leaves from the value at `keys` below `here`, or from what holds or makes up that value."""
    if edge.path[: len(here)] != here:
        return False
    named = tuple(key for key in edge.path[len(here) :] if not key.isdigit())
    return named[: len(keys)] == keys[: len(named)]


def _leads_on(edge: Edge, leaf: Operand) -> bool:
    return _standpoint(leaf)[1][: len(edge.path)] == edge.path


def _loose(frame: Frame, operand: Operand, keys: Keys) -> Iterator[Operand]:
    """What may refer to a resource at `keys` below a value: unknowns, and texts that stand there themselves."""
    operand = frame.settle(operand)
    match operand.value:
        case Unknown() | Choice():
            yield operand
        case Seq():
            items = frame.members(operand)
            for item in (*items.known, items.rest) if items else ():
                if item is not None:
                    yield from _loose(frame, item, keys)
        case Map() if keys:
            yield from _loose(frame, child(operand, keys[0]), keys[1:])
        case Map():
            listed_entries, rest = entries(operand) or ((), None)
            below = (leaf for _, entry in listed_entries for leaf in _loose(frame, entry, ()))
            yield from (leaf for leaf in below if isinstance(leaf.value, Unknown | Choice))
            yield from () if rest is None else (rest,)
        case Scalar(data=str()) if not keys:
            yield operand


def _open(leaf: Operand) -> bool:
    """Whether a loose end could be any resource: a reference is to one that is known."""
    match leaf.value:
        case Unknown(why=why):
            return why not in (Why.REFERENCE, Why.PART)
    return isinstance(leaf.value, Choice)
