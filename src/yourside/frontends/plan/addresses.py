"""Addresses of resources and of what expressions refer to, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEY = r'(?:\["(?:[^"\\]|\\.)*+"\]|\[\d+\])'
_MODULE = re.compile(rf"module\.([\w-]+)({_KEY}?)(?:\.|$)")
_NAMED = re.compile(rf"((?:data\.)?[\w-]+\.[\w-]+)({_KEY}?)(?:[.\[](.*))?$", re.DOTALL)
_ANY_KEY = re.compile(_KEY)


def modules(address: str) -> Iterator[tuple[str, str]]:
    """The name and the key of each module on the way to an address, from the root."""
    at = 0
    while step := _MODULE.match(address, at):
        yield step[1], step[2]
        at = step.end()


def module_of(address: str) -> str:
    """The address of the module instance that an address is in."""
    return ".".join(f"module.{name}{key}" for name, key in modules(address))


def within(module: str, address: str) -> str:
    return f"{module}.{address}" if module else address


def named(reference: str) -> tuple[str, str] | None:
    """The resource that a reference names, without and with the key: `aws_a.b`, `aws_a.b[0]`."""
    found = _NAMED.match(reference)
    return (found[1], found[1] + found[2]) if found else None


def keyless(address: str) -> str:
    return _ANY_KEY.sub("", address)


def keys(address: str) -> int:
    """How many steps of an address have a key."""
    return len(_ANY_KEY.findall(address))


def stands_for(general: str, address: str) -> bool:
    """Whether `address` is `general` with keys where that has none."""
    ours, theirs = _steps(general), _steps(address)
    return len(ours) == len(theirs) and all(
        name == other and key in ("", found) for (name, key), (other, found) in zip(ours, theirs, strict=True)
    )


def local_name(address: str) -> str:
    """The address in its module, without the key."""
    return keyless(_local(address))


def _local(address: str) -> str:
    return address.removeprefix(within(module_of(address), ""))


def _steps(address: str) -> list[tuple[str, str]]:
    name = local_name(address)
    return [*modules(address), (name, _local(address).removeprefix(name))]
