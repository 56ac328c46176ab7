"""Canonical objects under construction, put together path by path in any order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from yourside.catalog.model import Constant, Path
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value

LIST = "[]"


@dataclass(slots=True)
class Draft:
    """A Map in the making. What is written first stays; two objects at one path become one.

    `whole` is set when the thing turns out to be no object at all: a companion that is one item of a list of names.
    """

    origin: Origin
    entries: dict[str, Value | Draft | Items] = field(default_factory=dict)
    rest: Unknown | None = None
    whole: Value | None = None

    @staticmethod
    def of(value: Map) -> Draft:
        return Draft(value.origin, dict(value.entries), value.rest)

    def put(self, path: Path, value: Value) -> None:
        """Write `value` at `path`; () is the object itself."""
        if not path:
            self._absorb(value)
            return
        self.at(path[:-1])._set(path[-1], value)

    def at(self, path: Path) -> Draft:
        """The object at `path`, made where there is none."""
        found = self
        for step in path:
            found = (
                found.items(step.removesuffix(LIST)).shared(found.origin) if step.endswith(LIST) else found._child(step)
            )
        return found

    def items(self, name: str) -> Items:
        """The list under `name`, made where there is none."""
        match self.entries.get(name):
            case Items() as found:
                return found
            case None:
                items = Items(self.origin)
            case Seq() as written:
                items = Items(written.origin, list(written.items), written.rest)
            case other:
                items = Items(self.origin)
                items.extend(_frozen(other))
        self.entries[name] = items
        return items

    def freeze(self) -> Value:
        return self.map() if self.whole is None else self.whole

    def map(self) -> Map:
        return Map({name: _frozen(entry) for name, entry in self.entries.items()}, self.origin, self.rest)

    def _absorb(self, value: Value) -> None:
        match value:
            case Map(entries=entries, rest=rest):
                for name, entry in entries.items():
                    self._set(name, entry)
                self.rest = self.rest or rest
            case Unknown():
                self.rest = self.rest or value
            case Choice():
                self._absorb(combined(value))

    def _set(self, step: str, value: Value) -> None:
        if step.endswith(LIST):
            self.items(step.removesuffix(LIST)).extend(value)
            return
        found = self.entries.get(step)
        if found is None:
            self.entries[step] = value
        elif isinstance(value, Map | Choice) and isinstance(found, Draft | Map):
            self._child(step)._absorb(value)

    def _child(self, name: str) -> Draft:
        match self.entries.get(name):
            case Draft() as found:
                return found
            case Map() as written:
                child = Draft.of(written)
            case None:
                child = Draft(self.origin)
            case _:  # something that is no object, or not known, is written there: it stays
                return Draft(self.origin)
        self.entries[name] = child
        return child


@dataclass(slots=True)
class Items:
    """A Seq in the making."""

    origin: Origin
    items: list[Value | Draft] = field(default_factory=list)
    rest: Unknown | None = None
    _shared: Draft | None = None

    def extend(self, value: Value) -> None:
        """Append a value, or each item of a list; of a list that is not known, that there may be more."""
        match value:
            case Seq(items=items, rest=rest):
                self.items.extend(items)
                self.rest = self.rest or rest
            case Unknown():
                self.rest = self.rest or value
            case Choice(branches=branches) if any(isinstance(branch, Seq | Unknown) for _, branch in branches):
                self.extend(transposed(value))
            case _:
                self.items.append(value)

    def shared(self, origin: Origin) -> Draft:
        """The one item that all attributes with the same `X[]` in their targets describe."""
        if self._shared is None:
            self._shared = Draft(origin)
            self.items.append(self._shared)
        return self._shared

    def freeze(self) -> Seq:
        return Seq(tuple(map(_frozen, self.items)), self.origin, self.rest)


def transposed(choice: Choice) -> Seq:
    """A choice between lists as a list of choices; a branch with fewer items is null in the last ones."""
    lists = [(label, listed(branch)) for label, branch in choice.branches]
    length = max((len(found.items) for _, found in lists), default=0)
    rest = next((found.rest for _, found in lists if found.rest), None)
    nothing = Scalar(None, choice.origin)
    rows = (
        tuple((label, found.items[n] if n < len(found.items) else nothing) for label, found in lists)
        for n in range(length)
    )
    return Seq(tuple(Choice(choice.condition, row, choice.origin, choice.default) for row in rows), choice.origin, rest)


def combined(choice: Choice) -> Map:
    """A choice between objects as one object of choices."""
    nothing = Scalar(None, choice.origin)
    merged = [(label, combined(found) if isinstance(found, Choice) else found) for label, found in choice.branches]
    objects = [(label, found if isinstance(found, Map | Unknown) else nothing) for label, found in merged]
    names = dict.fromkeys(name for _, found in objects if isinstance(found, Map) for name in found.entries)
    entries: dict[str, Value] = {
        name: replace(choice, branches=tuple((label, _entry(found, name, nothing)) for label, found in objects))
        for name in names
    }
    rests = (found.rest if isinstance(found, Map) else found for _, found in objects if not isinstance(found, Scalar))
    return Map(entries, choice.origin, next(filter(None, rests), None))


def _entry(found: Map | Unknown | Scalar, name: str, nothing: Scalar) -> Value:
    match found:
        case Map(entries=entries, rest=rest):
            return entries.get(name) or rest or nothing
    return found


def listed(value: Value) -> Seq:
    """A value as a list: null and absence are empty, a single thing is one item."""
    match value:
        case Seq():
            return value
        case Choice(branches=branches) if any(isinstance(branch, Seq | Unknown) for _, branch in branches):
            return transposed(value)
        case Unknown():
            return Seq((), value.origin, value)
        case Scalar(data=None):
            return Seq((), value.origin)
    return Seq((value,), value.origin)


def constant(data: Constant, origin: Origin) -> Value:
    """A value that the tables state, at the place that it is stated for."""
    match data:
        case dict():
            return Map({name: constant(entry, origin) for name, entry in data.items()}, origin)
        case list():
            return Seq(tuple(constant(item, origin) for item in data), origin)
    return Scalar(data, origin)


def _frozen(entry: Value | Draft | Items) -> Value:
    return entry.freeze() if isinstance(entry, Draft | Items) else entry
