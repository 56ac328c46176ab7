"""What one evaluation of a rule runs on: its variables, and the world that it assumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yourside.engine.evidence import Computed, Items, Judged, Operand, Walked
from yourside.engine.walking import members, rebound
from yourside.graph.model import Resource, ResourceGraph
from yourside.values import Choice, Map, Scalar, Seq, Tri, Unknown, Value, Why, with_entries, with_items

MOST_ITEMS = 100_000
MOST_DEPTH = 64


@dataclass(eq=False, slots=True)
class Frame:
    """`world` says which branch the undecided conditions take; a Choice that it leaves open is noted in `touched`.

    `budget` bounds how many list items one evaluation looks at: input is hostile, and quantifiers nest. Inside of them
    the same functions are asked of the same operands again and again: `grounded`, `computed` and `answered` keep the
    results, with what they were asked of, by identity.
    """

    variables: list[Operand]
    graph: ResourceGraph
    world: Mapping[str, str] = field(default_factory=dict)
    touched: dict[str, Choice] = field(default_factory=dict)
    budget: int = MOST_ITEMS
    grounded: dict[int, tuple[Value, Value]] = field(default_factory=dict)
    computed: dict[tuple[object, ...], tuple[list[Operand], Operand]] = field(default_factory=dict)
    answered: dict[tuple[object, ...], tuple[list[Operand], Judged]] = field(default_factory=dict)

    def settle(self, operand: Operand) -> Operand:
        """Follow a Choice into the branch that this world takes."""
        value = operand.value
        while type(value) is Choice:
            label = self.world.get(value.condition)
            if label is None:
                self.touched.setdefault(value.condition, value)
                return operand
            value = branch(value, label)
            operand = Walked(value, operand) if isinstance(operand, Walked) else Computed(value, operand.sources)
        return operand

    def exists(self, resource: Resource) -> Tri:
        """Whether this world has the resource; what decides that is noted as touched."""
        if resource.native.when is None:
            return Tri.TRUE
        match self.settle(Computed(resource.native.when)).value:
            case Scalar(data=False):
                return Tri.FALSE
            case Choice():
                return Tri.UNKNOWN
        return Tri.TRUE

    def members(self, operand: Operand) -> Items | None:
        """What a list holds in this world; None: not known to be a list."""
        items = members(operand, self.settle)
        self.budget -= len(items.known) if items else 0
        if self.budget < 0:
            return Items((), Computed(Unknown(Why.LIMIT, operand.value.origin), (operand,)))
        return items

    def ground(self, operand: Operand) -> Operand:
        """The operand as it is in this world, all the way down: functions know nothing of worlds."""
        if isinstance(operand, Computed) and operand.items is not None:
            known = tuple(self.ground(item) for item in operand.items.known)
            return Computed(operand.value, operand.sources, Items(known, operand.items.rest))
        value = operand.value
        if type(value) is Scalar:
            return operand
        if isinstance(value, Map | Seq):
            if id(value) not in self.grounded:
                self.grounded[id(value)] = value, self._grounded(value, MOST_DEPTH)
            below = self.grounded[id(value)][1]
        else:
            below = self._grounded(value, MOST_DEPTH)
        return operand if below is value else rebound(operand, below)

    def _grounded(self, value: Value, depth: int) -> Value:
        if type(value) is Scalar:
            return value
        match value:
            case Map() | Seq() if depth == 0:
                return Unknown(Why.LIMIT, value.origin)
            case Map(entries=entries):
                return with_entries(value, {key: self._grounded(entry, depth - 1) for key, entry in entries.items()})
            case Seq(items=items):
                return with_items(value, tuple(self._grounded(item, depth - 1) for item in items))
            case Choice(condition=condition) if condition in self.world:
                return self._grounded(branch(value, self.world[condition]), depth - 1)
            case Choice(condition=condition):
                self.touched.setdefault(condition, value)
        return value


def branch(choice: Choice, label: str) -> Value:
    """What a Choice becomes when its condition has this label."""
    return dict(choice.branches).get(label) or Unknown(Why.VARIABLE, choice.origin, choice.condition)
