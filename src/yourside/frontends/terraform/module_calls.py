"""Module calls: which instances of which module there are, and what an expression that names the call reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from yourside.frontends.native import NativeResource
from yourside.frontends.terraform.configuration import Configuration
from yourside.frontends.terraform.evaluate import evaluate
from yourside.frontends.terraform.instances import Expansion, Instance
from yourside.frontends.terraform.providers import spelled_provider
from yourside.frontends.terraform.references import Mention
from yourside.frontends.terraform.scope import Named, Scope
from yourside.frontends.terraform.settling import Member, Node
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Attribute, Block, Expr, Object
from yourside.values import Map, Seq, Unknown, Value, Why

# Arguments of the call itself; the others are the module's variables.
_OF_THE_CALL = frozenset({"source", "version", "count", "for_each", "providers", "depends_on"})


class ModuleInstance(Member, Protocol):
    """What a call has to do with the modules on both of its sides."""

    @property
    def configuration(self) -> Configuration: ...

    def lookup(self, address: str) -> Named | None: ...

    def scope(self, bindings: Mapping[str, Value]) -> Scope: ...

    def nodes(self, mentions: Iterable[Mention]) -> Iterator[Node]: ...

    def natives(self) -> Iterator[NativeResource]: ...

    def moves(self) -> Iterator[tuple[str, str]]: ...

    def provider(self, name: str) -> Value | None:
        """The configuration that a name (`aws`, `aws.west`) means in the module."""
        ...


class Outputs(Mapping[str, Value]):
    """The outputs of a module instance: each is evaluated when it is asked for, so that modules may need one another
    as long as their outputs do not."""

    def __init__(self, module: ModuleInstance) -> None:
        self._module = module

    def __getitem__(self, name: str) -> Value:
        named = self._module.lookup(f"output.{name}")
        if named is None:
            raise KeyError(name)
        return named.value

    def __iter__(self) -> Iterator[str]:
        return iter(self._module.configuration.outputs)

    def __len__(self) -> int:
        return len(self._module.configuration.outputs)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What an instance of a call gives to the module."""

    caller: ModuleInstance
    call: Block
    instance: Instance

    def named(self, variable: Block) -> Named | None:
        name = variable.labels[0].text
        if (found := self.definition(name)) is None:
            return None
        return Named(evaluate(*found), f"{name} of module.{self.call.labels[0].text}")

    def definition(self, variable: str) -> tuple[Expr, Scope] | None:
        argument = self._written(variable)
        return (argument.value, self.caller.scope(self.instance.bindings)) if argument else None

    def needs(self, variable: str) -> Iterator[Node]:
        argument = self._written(variable)
        mentioned = self.caller.configuration.mentioned(argument, _value) if argument else ()
        return self.caller.nodes(mentioned)

    def provider(self, name: str) -> Value | None:
        """A default configuration is inherited, any other one is passed by name."""
        passed: dict[str, str] = {}
        match self.call.body.attributes.get("providers"):
            case Attribute(value=Object(items=items)):
                passed = {spelled_provider(item.key): spelled_provider(item.value) for item in items}
        inherited = "" if "." in name else name
        return self.caller.provider(passed.get(name, inherited))

    def _written(self, variable: str) -> Attribute | None:
        return None if variable in _OF_THE_CALL else self.call.body.attributes.get(variable)


@dataclass(frozen=True, slots=True)
class Called:
    """`value` is what the call's address reads, `instance` what any index reads when the number is unknown."""

    modules: tuple[ModuleInstance, ...]
    value: Value
    instance: Value | None = None


def called(call: Block, address: str, expansion: Expansion, modules: tuple[ModuleInstance, ...]) -> Called:
    """`address` is the full one; there is one module for each instance of the expansion."""
    origin = Origin(call.header)
    readable = [Map(Outputs(module), origin) for module in modules]
    if expansion.symbolic:
        return Called(modules, Unknown(Why.MODULE, origin, address), readable[0])
    match expansion.by:
        case "count":
            return Called(modules, Seq(tuple(readable), origin))
        case "for_each":
            names = [each.name for each in expansion.instances]
            return Called(modules, Map(dict(zip(names, readable, strict=True)), origin))
    return Called(modules, readable[0])


def misfits(call: Block, module: Configuration) -> Iterator[str]:
    """What is wrong with the arguments of a call."""
    given = {name for name in call.body.attributes if name not in _OF_THE_CALL}
    for name in given - module.variables.keys():
        yield f'the module has no variable "{name}"'
    for name, variable in module.variables.items():
        if name not in given and "default" not in variable.body.attributes:
            yield f'the module needs an argument "{name}"'


def _value(argument: object) -> object:
    return argument.value if isinstance(argument, Attribute) else ()
