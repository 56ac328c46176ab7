"""What a template asks for that is not evaluated, one sentence per kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from yourside.frontends.cloudformation.nested import STACK, STACK_SET
from yourside.frontends.cloudformation.notes import Notes
from yourside.frontends.cloudformation.scope import Stack
from yourside.frontends.cloudformation.template import Template
from yourside.frontends.native import NativeResource


def uncalled(notes: Notes) -> Mapping[str, int]:
    return Counter(f"intrinsic call not evaluated: {call}" for call in notes.unevaluated.values())


def gaps(stack: Stack, resources: Sequence[NativeResource]) -> Mapping[str, int]:
    """What else a stack leaves out. `resources` are those of the stack alone, without what it nests."""
    template = stack.template
    found = Counter(f"template macro not evaluated: {name}" for name in template.macros)
    found.update(template.unread)
    found.update(_beside_resources(template))
    found.update(_elsewhere(resources, stack))
    return found


def _beside_resources(template: Template) -> Iterator[str]:
    for name in template.resources:
        if name.startswith("Fn::ForEach"):
            yield "resource loop not evaluated: Fn::ForEach"
        elif name.startswith("Fn::"):
            yield f"template macro not evaluated: {name}"


def _elsewhere(resources: Sequence[NativeResource], stack: Stack) -> Iterator[str]:
    for resource in resources:
        if resource.type in (STACK, STACK_SET) and not stack.children.get(resource.address.removeprefix(stack.prefix)):
            what = "nested stack" if resource.type == STACK else "stack set"
            yield f"{what} not evaluated: its template is not a file of this run"
        elif resource.type.endswith("::MODULE"):
            yield f"template module not evaluated: {resource.type}"
