"""Which versions of providers a module asks for (language/providers/requirements)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yourside.syntax.hcl.tree import Attribute, Body, Expr, Literal, Object, ObjectItem, Variable


def required(bodies: Iterable[Body]) -> Mapping[str, str]:
    """Provider -> all that is asked of its version: `~> 3.0, != 3.4`. Only what is written as text counts."""
    found: dict[str, str] = {}
    for body in bodies:
        for name, asked in _asked(body):
            found = joined(found, {name: asked})
    return found


def joined(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """What two modules of one tree ask for: a provider has one version in all of it."""
    names = {**one, **other}
    return {name: ", ".join(filter(None, (one.get(name), other.get(name)))) for name in names}


def _asked(body: Body) -> Iterator[tuple[str, str]]:
    for block in body.blocks:
        match block.type.text, block.labels:
            case "terraform", ():
                yield from ((name, asked) for name, wanted in _wanted(block.body) if (asked := _version(wanted)))
            case "provider", (name,):  # as it was written before Terraform 0.13
                if "version" in block.body.attributes:
                    yield name.text, _version(block.body.attributes["version"].value)


def _wanted(body: Body) -> Iterator[tuple[str, Expr]]:
    for block in body.blocks:
        if block.type.text == "required_providers":
            yield from ((name, attribute.value) for name, attribute in block.body.attributes.items())
    match body.attributes.get("required_providers"):
        case Attribute(value=Object(items=items)):  # in JSON syntax
            yield from ((name, item.value) for item in items if (name := _key(item)))


def _version(wanted: Expr) -> str:
    """A constraint, or an object that has one."""
    match wanted:
        case Literal(data=str(asked)):
            return asked
        case Object(items=items):
            return next((_version(item.value) for item in items if _key(item) == "version"), "")
    return ""


def _key(item: ObjectItem) -> str:
    match item.key:
        case Variable(name=name) | Literal(data=str(name)):
            return name
    return ""
