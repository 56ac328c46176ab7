"""The declarations of one module: what all files of a directory say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from yourside.frontends.terraform.moves import moves
from yourside.frontends.terraform.references import Mention, mentions
from yourside.frontends.terraform.required import required
from yourside.spans import Diagnostic, Level, Origin
from yourside.syntax.hcl.tree import Attribute, Block, Body, HclFile, Literal

Declaration = Block | Attribute

# What configures Terraform itself or its dealings with state declares nothing that can be deployed or named.
_SILENT = frozenset({"terraform", "moved", "removed", "import", "check"})
_PREFIXES = {"variable": "var.", "output": "output.", "module": "module.", "data": "data.", "ephemeral": "ephemeral."}
# How many labels each type of block has.
LABELS = {"variable": 1, "output": 1, "module": 1, "provider": 1, "resource": 2, "data": 2, "ephemeral": 2}


@dataclass(frozen=True, eq=False)
class Configuration:
    """`declarations` by address: `var.x`, `local.x`, `aws_s3_bucket.b`, `data.aws_ami.a`, `module.m`, `output.o`,
    `provider.aws`, `provider.aws.west`. All are blocks, but a local is an attribute. `moves` are the addresses that its
    `moved` blocks lead from and to, `required` what it asks of the versions of providers."""

    directory: str
    declarations: Mapping[str, Declaration]
    diagnostics: tuple[Diagnostic, ...]
    moves: tuple[tuple[str, str], ...] = ()
    required: Mapping[str, str] = field(default_factory=dict)
    _mentions: dict[int, tuple[Mention, ...]] = field(default_factory=dict)

    @cached_property
    def deployed(self) -> tuple[str, ...]:
        """The addresses of resources, data sources and providers."""
        return tuple(address for address in self.declarations if not address.startswith(_NAMES_ONLY))

    @cached_property
    def calls(self) -> Mapping[str, Block]:
        """The module calls by address."""
        return {address: block for address, block in self._blocks() if block.type.text == "module"}

    @cached_property
    def outputs(self) -> tuple[str, ...]:
        return tuple(block.labels[0].text for _, block in self._blocks() if block.type.text == "output")

    @cached_property
    def variables(self) -> Mapping[str, Block]:
        return {block.labels[0].text: block for _, block in self._blocks() if block.type.text == "variable"}

    def mentioned(self, declaration: Declaration, part: Callable[[Declaration], object]) -> tuple[Mention, ...]:
        """What that part of a declaration of this module mentions; found once, for all instances of the module."""
        if id(declaration) not in self._mentions:
            self._mentions[id(declaration)] = tuple(mentions(part(declaration)))
        return self._mentions[id(declaration)]

    def _blocks(self) -> Iterator[tuple[str, Block]]:
        return ((address, found) for address, found in self.declarations.items() if isinstance(found, Block))


_NAMES_ONLY = ("var.", "local.", "module.", "output.", "ephemeral.")


def configure(directory: str, files: Iterable[HclFile]) -> Configuration:
    """One module of all its files; override files come last and change what is declared."""
    declarations: dict[str, Declaration] = {}
    diagnostics: list[Diagnostic] = []
    ordered = sorted(files, key=lambda file: (_overrides(file), file.source.path))
    for file in ordered:
        for address, declaration in _declared(file.body, diagnostics):
            earlier = declarations.get(address)
            if earlier is None:
                declarations[address] = declaration
            elif _overrides(file):
                declarations[address] = overridden(earlier, declaration)
            else:
                diagnostics.append(_problem("terraform-duplicate", f"{address} is declared twice", declaration))
    moved = tuple(move for file in ordered for move in moves(file.body))
    return Configuration(directory, declarations, tuple(diagnostics), moved, required(file.body for file in ordered))


def overridden(earlier: Declaration, later: Declaration) -> Declaration:
    """Attributes replace attributes, and blocks of a type replace all earlier ones of that type."""
    match earlier, later:
        case Block(body=base), Block(body=over):
            replaced = {_kind(block) for block in over.blocks}
            kept = tuple(block for block in base.blocks if _kind(block) not in replaced)
            attributes = {**base.attributes, **over.attributes}
            return replace(earlier, body=Body(attributes, kept + over.blocks, base.span))
    return later


def _kind(block: Block) -> str:
    """`dynamic "x"` makes blocks of type x."""
    return block.labels[0].text if block.type.text == "dynamic" and block.labels else block.type.text


def _overrides(file: HclFile) -> bool:
    stem = PurePosixPath(file.source.path).name.partition(".")[0]
    return stem == "override" or stem.endswith("_override")


def _declared(body: Body, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, Declaration]]:
    for block in body.blocks:
        kind = block.type.text
        if kind == "locals":
            yield from ((f"local.{name}", attribute) for name, attribute in block.body.attributes.items())
        elif LABELS.get(kind) == len(block.labels):
            yield _address(block), block
        elif kind not in _SILENT:
            labels = f" with {len(block.labels)} labels" if kind in LABELS else ""
            diagnostics.append(_problem("terraform-block", f'there is no block "{kind}"{labels}', block))


def _address(block: Block) -> str:
    path = ".".join(label.text for label in block.labels)
    if block.type.text == "provider":
        match block.body.attributes.get("alias"):
            case Attribute(value=Literal(data=str(alias))):
                return f"provider.{path}.{alias}"
        return f"provider.{path}"
    return f"{_PREFIXES.get(block.type.text, '')}{path}"


def _problem(code: str, message: str, declaration: Declaration) -> Diagnostic:
    span = declaration.header if isinstance(declaration, Block) else declaration.name.span
    return Diagnostic(code, message, Level.WARNING, Origin(span))
