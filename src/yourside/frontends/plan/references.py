"""What the expressions of a plan's configuration refer to, as addresses of resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yourside.frontends.plan.addresses import local_name, module_of, modules, named, within
from yourside.frontends.plan.instance import Instance, listing, mapping, texts

_REPEATS = {"count_expression", "for_each_expression"}
_NOT_RESOURCES = ("local.", "path.", "terraform.", "self.", "count.", "each.key")


class Reference(NamedTuple):
    """`target` is the attribute as it would be written, `address` the resource that has it."""

    target: str
    address: str


@dataclass(frozen=True)
class Module:
    """One instance of a module: what is configured in it, and the call that fills in its variables."""

    address: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    call: Mapping[str, Any] = field(default_factory=dict)
    parent: Module | None = None

    def child(self, name: str, key: str) -> Module:
        call = mapping(mapping(self.body.get("module_calls")).get(name))
        return Module(within(self.address, f"module.{name}{key}"), mapping(call.get("module")), call, self)


class Configuration:
    """The resources of a plan's configuration. `addresses` are those of the instances that there are."""

    def __init__(self, root: Mapping[str, Any] | None = None, addresses: Iterable[str] = ()) -> None:
        self._root = Module(body=root or {})
        self._modules: dict[str, Module] = {}
        self._blocks: dict[int, Mapping[str, Mapping[str, Any]]] = {}
        self._found: dict[tuple[str, str], tuple[Reference, ...]] = {}
        self._addresses = frozenset(addresses)

    def block(self, address: str) -> Mapping[str, Any] | None:
        """The block that declares an instance; None when the configuration does not have it."""
        module = self.module(module_of(address))
        if id(module.body) not in self._blocks:
            blocks = map(mapping, listing(module.body.get("resources")))
            self._blocks[id(module.body)] = {str(block.get("address")): block for block in blocks}
        return self._blocks[id(module.body)].get(local_name(address))

    def leaves_open(self, address: str) -> bool:
        """Whether a key is left out in `address`, so that it stands for any number of instances."""
        block, at = self.block(address), self.module(module_of(address))
        if block and _REPEATS & block.keys() and not address.endswith("]"):
            return True
        while at.parent:
            if _REPEATS & at.call.keys() and not at.address.endswith("]"):
                return True
            at = at.parent
        return False

    def references(self, expression: object, instance: Instance) -> tuple[Reference, ...]:
        module = self.module(instance.module)
        repeat = mapping(self.block(instance.address)).get("for_each_expression")
        found = self._resolved(expression, module, repeat)
        return tuple(dict.fromkeys(Reference(target, self._present(at, instance.key)) for target, at in found))

    def _present(self, address: str, key: str) -> str:
        """`a.b[count.index].id` is written down as a reference to `a.b`: that of the same key is meant."""
        return address + key if address not in self._addresses and address + key in self._addresses else address

    def module(self, address: str) -> Module:
        if address not in self._modules:
            module = self._root
            for name, key in modules(address):
                module = module.child(name, key)
            self._modules[address] = module
        return self._modules[address]

    def _resolved(self, expression: object, module: Module, repeat: object) -> Iterator[Reference]:
        """`repeat` is the for_each that `each.value` belongs to."""
        references = list(texts(mapping(expression).get("references")))
        for reference in references:
            # Terraform lists `a.b.id`, then `a.b`.
            if not any(other.startswith((f"{reference}.", f"{reference}[")) for other in references):
                yield from self._one(reference, module, repeat)

    def _one(self, reference: str, module: Module, repeat: object) -> Iterator[Reference]:
        if reference.startswith("each.value"):
            yield from self._resolved(repeat, module, None)
        elif reference.startswith("var."):
            yield from self._through(reference, module, _argument(reference, module))
        elif reference.startswith("module."):
            yield from self._through(reference, module, _output(reference, module))
        elif not reference.startswith(_NOT_RESOURCES) and (resource := named(reference)):
            keyless, keyed = (within(module.address, part) for part in resource)
            yield Reference(within(module.address, reference), keyed if keyed in self._addresses else keyless)

    def _through(self, name: str, module: Module, behind: tuple[object, Module] | None) -> Iterator[Reference]:
        """What a variable or an output stands for: found once, and nothing while it is being found."""
        place = (module.address, name)
        if behind and place not in self._found:
            self._found[place] = ()
            expression, scope = behind
            self._found[place] = tuple(self._resolved(expression, scope, module.call.get("for_each_expression")))
        yield from self._found.get(place, ())


def _argument(reference: str, module: Module) -> tuple[object, Module] | None:
    name = reference.removeprefix("var.").partition(".")[0].partition("[")[0]
    return (mapping(module.call.get("expressions")).get(name), module.parent) if module.parent else None


def _output(reference: str, module: Module) -> tuple[object, Module] | None:
    step = next(modules(reference), None)
    if step is None:
        return None
    child = module.child(*step)
    name = reference.removeprefix(f"module.{step[0]}{step[1]}.").partition(".")[0].partition("[")[0]
    return mapping(mapping(child.body.get("outputs")).get(name)).get("expression"), child
