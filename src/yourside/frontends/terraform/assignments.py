"""What the user gives to the variables of root modules: variable files, flags and the environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from yourside.frontends.inputs import Inputs
from yourside.frontends.terraform.evaluate import evaluate
from yourside.frontends.terraform.scope import Ground, Named, Nowhere, Scope
from yourside.frontends.terraform.settling import Node
from yourside.spans import Origin, SourceFile, Span
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import Attribute, Block, Expr, HclFile, Literal, Variable
from yourside.values import Scalar, Value

_FIXED = {"terraform.tfvars": 0, "terraform.tfvars.json": 1}
_AUTOMATIC = (".auto.tfvars", ".auto.tfvars.json")
_TEXTS = ("string", "number", "bool", "any")


def in_order(files: Iterable[SourceFile]) -> list[SourceFile]:
    """Those that Terraform loads by itself, later ones winning: the two fixed names, then the others by name."""
    named = ((PurePosixPath(file.path).name, file) for file in files)
    ranked = [(_FIXED.get(name, 2), name, file) for name, file in named if name in _FIXED or name.endswith(_AUTOMATIC)]
    return [file for *_, file in sorted(ranked, key=lambda entry: entry[:2])]


@dataclass(frozen=True, slots=True)
class Assignments:
    """`files` in order, later ones winning. Flags win over them, and they over the environment."""

    files: Mapping[str, tuple[Attribute, str]]
    flags: Mapping[str, SourceFile]
    environment: Mapping[str, SourceFile]

    @staticmethod
    def of(files: Iterable[HclFile], inputs: Inputs) -> Assignments:
        return Assignments(
            {
                name: (attribute, PurePosixPath(file.source.path).name)
                for file in files
                for name, attribute in file.body.attributes.items()
            },
            {name: SourceFile("--var", f"{name}={text}") for name, text in inputs.variables.items()},
            {name: SourceFile(f"TF_VAR_{name}", text) for name, text in inputs.environment.items()},
        )

    def named(self, variable: Block) -> Named | None:
        name = variable.labels[0].text
        if name in self.flags:
            return Named(_of_text(variable, self.flags[name], len(f"{name}=")), f"--var {name}")
        if name in self.files:
            attribute, label = self.files[name]
            return Named(evaluate(attribute.value, _outside()), label)
        if name in self.environment:
            return Named(_of_text(variable, self.environment[name], 0), f"TF_VAR_{name}")
        return None

    def definition(self, variable: str) -> tuple[Expr, Scope] | None:
        return None

    def needs(self, variable: str) -> Iterator[Node]:
        return iter(())

    def provider(self, name: str) -> Value | None:
        return None


def _of_text(variable: Block, given: SourceFile, start: int) -> Value:
    """A text is taken as it is for a variable of a primitive type, and as an expression for any other."""
    text = Scalar(given.text[start:], Origin(Span(given, start, len(given.text))))
    match variable.body.attributes.get("type"):
        case None:
            return text
        case Attribute(value=Variable(name=name) | Literal(data=str(name))) if name in _TEXTS:
            return text
    # A line of its own: what stands before the equals sign of a flag is a name, too.
    written = parse(SourceFile(given.path, f"value={text.data}")).body.attributes.get("value")
    return evaluate(written.value, _outside()) if written else text


def _outside() -> Scope:
    return Scope(Nowhere(), {}, [], Ground())
