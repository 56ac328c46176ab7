"""What the value of a declaration is made of: the part in which the names that it needs are mentioned."""

from __future__ import annotations

from yourside.frontends.terraform.configuration import Declaration
from yourside.frontends.terraform.resources import written
from yourside.syntax.hcl.tree import Attribute, Block, Body, Name


def needed(declaration: Declaration) -> object:
    match declaration:
        case Attribute(value=value):
            return value
        case Block(type=Name(text="resource" | "data" | "provider")):
            return written(declaration)
        case Block(type=Name(text="module" | "output"), body=Body(attributes=attributes)):
            return [attributes[name].value for name in ("count", "for_each", "value") if name in attributes]
    return ()
