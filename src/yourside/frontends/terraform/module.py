"""One instance of a module: every name is evaluated once, after the names it needs, wherever those are declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.native import NativeResource
from yourside.frontends.terraform.configuration import Configuration, Declaration
from yourside.frontends.terraform.constants import constants
from yourside.frontends.terraform.evaluate import evaluate
from yourside.frontends.terraform.instances import both, expand
from yourside.frontends.terraform.limits import within_limits
from yourside.frontends.terraform.module_calls import Arguments, Called, ModuleInstance, called, misfits
from yourside.frontends.terraform.module_sources import absence, source_of
from yourside.frontends.terraform.needs import needed
from yourside.frontends.terraform.origins import marked
from yourside.frontends.terraform.providers import provided
from yourside.frontends.terraform.references import Mention
from yourside.frontends.terraform.required import joined
from yourside.frontends.terraform.resources import Evaluated, resource, unread
from yourside.frontends.terraform.scope import Named, Scope
from yourside.frontends.terraform.settling import Node
from yourside.frontends.terraform.tour import HERE, Given, Tour, Way
from yourside.frontends.terraform.variables import says, variable
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Attribute, Block, Body, Expr, Name
from yourside.values import Map, Unknown, Value, Why

_DEPLOYED = ("resource", "data", "provider")
# A module counts for as many resources, even if it holds none.
_WEIGHT = 5


class Module:
    """Implements `scope.Names` and `settling.Member`."""

    def __init__(self, configuration: Configuration, tour: Tour, given: Given, way: Way = HERE) -> None:
        self.configuration = configuration
        self._way = way
        self._tour = tour
        self._given = given
        self._named: dict[str, Named] = constants(configuration.directory, tour.root)
        self._evaluated: dict[str, Evaluated] = {}
        self._called: dict[str, Called] = {}
        self._required = joined(way.required, configuration.required)

    def natives(self) -> Iterator[NativeResource]:
        for address in self.configuration.deployed:
            self.lookup(address)
            if found := self._evaluated.get(address):
                yield from (
                    replace(native, calls=self._way.calls, versions=self._required.get(_provider(native), ""))
                    for native in found.natives
                )
        for address in self.configuration.calls:
            self.lookup(address)
            for module in self._modules(address):
                yield from module.natives()

    def moves(self) -> Iterator[tuple[str, str]]:
        """From where to where its resources and those of its modules were moved, as the root module writes it."""
        within = f"{self._way.address}." if self._way.address else ""
        yield from ((f"{within}{earlier}", f"{within}{later}") for earlier, later in self.configuration.moves)
        for address in self.configuration.calls:
            for module in self._modules(address):
                yield from module.moves()

    def scope(self, bindings: Mapping[str, Value] | None = None) -> Scope:
        return Scope(self, bindings or {}, self._tour.ground.log, self._tour.ground, self._way.address, self._way.when)

    def full(self, address: str) -> str:
        return self.scope().full(address)

    def lookup(self, address: str) -> Named | None:
        if address not in self._named and address in self.configuration.declarations:
            self._tour.order.reach((self, address))
        return self._named.get(address)

    def symbolic(self, address: str) -> Value | None:
        self.lookup(address)
        found = self._evaluated.get(address) or self._called.get(address)
        return found.instance if found else None

    def definition(self, address: str) -> tuple[Expr, Scope] | None:
        if address.startswith("var."):
            return self._given.definition(address.removeprefix("var."))
        match self.configuration.declarations.get(address):
            case Attribute(value=value):
                return value, self.scope()
        return None

    def provider(self, name: str) -> Value | None:
        named = self.lookup(f"provider.{name}")
        match named:
            case Named(value=Map(entries=entries)) if not entries:  # it only declares one that is passed
                return self._given.provider(name)
        return named.value if named else self._given.provider(name)

    def settled(self, address: str) -> bool:
        return address in self._named

    def needs(self, address: str) -> Iterator[Node]:
        declaration = self.configuration.declarations[address]
        if address.startswith("var."):
            return self._given.needs(address.removeprefix("var."))
        return self.nodes(self.configuration.mentioned(declaration, needed))

    def nodes(self, mentions: Iterable[Mention]) -> Iterator[Node]:
        for address, output in mentions:
            if address in self.configuration.declarations:
                yield self, address
                for module in self._modules(address) if output else ():
                    if f"output.{output}" in module.configuration.declarations:
                        yield module, f"output.{output}"

    def break_off(self, cycle: list[Node]) -> None:
        address = cycle[0][1]
        alone = all(member is self for member, _ in cycle)
        names = [name if alone else member.full(name) for member, name in (*cycle, cycle[0])]
        declaration = self.configuration.declarations[address]
        span = declaration.header if isinstance(declaration, Block) else declaration.name.span
        message = f"these names need one another: {' -> '.join(names)}"
        value = self.scope().fail("terraform-cycle", message, span)
        full = self.full(address)
        if isinstance(declaration, Block) and declaration.type.text in _DEPLOYED:
            value = replace(value, why=Why.REFERENCE, origin=Origin(span, refs=(full,)))
        self._named[address] = Named(replace(value, target=full), address)

    def settle(self, address: str) -> None:
        declaration = self.configuration.declarations[address]
        full = self.full(address)
        try:
            named = self._declared(address, declaration)
        except RecursionError:
            named = Named(Unknown(Why.LIMIT, Origin(declaration.span), full), address)
            if isinstance(declaration, Block) and declaration.type.text in _DEPLOYED:
                self._evaluated[address] = unread(declaration, full, self._tour.root)
        if address not in self._called and not within_limits((named.value,)):
            named = Named(Unknown(Why.LIMIT, named.value.origin, full), named.label)
        self._named[address] = named

    def _modules(self, address: str) -> tuple[ModuleInstance, ...]:
        return self._called[address].modules if address in self._called else ()

    def _declared(self, address: str, declaration: Declaration) -> Named:
        scope = self.scope()
        match declaration:
            case (
                Attribute(value=value)
                | Block(type=Name(text="output"), body=Body(attributes={"value": Attribute(value=value)}))
            ):
                found = evaluate(value, scope)
                secret = isinstance(declaration, Block) and says(declaration, "sensitive", True)
                return Named(marked(found, True) if secret else found, address)
            case Block(type=Name(text="variable")):
                return variable(declaration, self._given.named(declaration), scope)
            case Block(type=Name(text="module")):
                return self._call(declaration, address)
            case Block(type=Name(text="resource" | "data" | "provider")):
                alone = resource(declaration, address, self._tour.root, scope)
                self._evaluated[address] = provided(alone, declaration, self.provider, scope)
                return Named(self._evaluated[address].value, address)
        return Named(Unknown(Why.DATA, Origin(declaration.span), scope.full(address)), address)

    def _call(self, call: Block, address: str) -> Named:
        scope = self.scope()
        path = ".".join(filter(None, (self._way.path, call.labels[0].text)))
        callers, calls = (*self._way.callers, self.configuration.directory), (*self._way.calls, call.span)
        found = self._tour.library.called(call, callers[-1], self._tour.root, path)
        if found is None or self._tour.ends(found.directory, callers):
            self._tour.missing[call.header] = f"{source_of(call)} ({absence(call, found is not None)})".strip()
            return Named(Unknown(Why.MODULE, Origin(call.header), scope.full(address)), address)
        for problem in misfits(call, found):
            scope.fail("terraform-module", problem, call.header)
        expansion = expand(call.body, scope)
        scope.ground.instances -= _WEIGHT * len(expansion.instances)
        modules = tuple(
            Module(
                found,
                self._tour,
                Arguments(self, call, instance),
                Way(
                    f"{scope.full(address)}{instance.key}",
                    path,
                    callers,
                    both(self._way.when, expansion.when),
                    calls,
                    self._required,
                ),
            )
            for instance in expansion.instances
        )
        self._called[address] = called(call, scope.full(address), expansion, modules)
        return Named(self._called[address].value, "")


def _provider(native: NativeResource) -> str:
    """Terraform takes the first word of a type for the name of its provider."""
    return native.type.removeprefix("data.").partition("_")[0]
