"""The documents that helm gave for one world, as resources that stand in the chart's templates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yourside.frontends.kubernetes.helm.align import align
from yourside.frontends.kubernetes.helm.automaton import Automaton
from yourside.frontends.kubernetes.helm.coordinates import Coordinates
from yourside.frontends.kubernetes.helm.pieces import Node, Template, read
from yourside.frontends.kubernetes.helm.provenance import Values
from yourside.frontends.kubernetes.helm.relocate import Relocation
from yourside.frontends.kubernetes.helm.staging import Staging
from yourside.frontends.kubernetes.helm.worlds import World
from yourside.frontends.kubernetes.kustomize.trees import find, text
from yourside.frontends.kubernetes.objects import is_object, members, resources
from yourside.frontends.native import NativeResource
from yourside.spans import Origin, SourceFile, Span
from yourside.syntax import yaml
from yourside.values import Map

_SOURCE = re.compile(r"^---\n# Source: ([^\n]+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One rendered document, under the name of the template it came from."""

    name: str
    text: str


def manifests(output: str) -> Iterator[Manifest]:
    """helm marks each document with its template."""
    _, *found = _SOURCE.split(output.replace("\r\n", "\n"))
    for name, body in zip(found[::2], found[1::2], strict=True):
        yield Manifest(name, body)


@dataclass
class Library:
    """A chart's templates as automata, each made when a document of it is first met."""

    templates: Mapping[str, Template]
    _defined: Mapping[str, Sequence[Node]] | None = None
    _made: dict[str, Automaton] = field(default_factory=dict)

    @staticmethod
    def of(staged: Mapping[str, Staging]) -> Library:
        return Library({name: read(each.source) for name, each in staged.items()})

    def automaton(self, name: str) -> Automaton:
        if name not in self._made:
            self._made[name] = Automaton.of(self.templates[name].body, self._definitions())
        return self._made[name]

    def _definitions(self) -> Mapping[str, Sequence[Node]]:
        """What is defined twice may be either: it is not looked into."""
        if self._defined is None:
            every = [pair for template in self.templates.values() for pair in template.defined.items()]
            times = Counter(name for name, _ in every)
            self._defined = {name: body for name, body in every if times[name] == 1}
        return self._defined


def objects(manifest: Manifest) -> Iterator[Map]:
    for document in yaml.parse(SourceFile(manifest.name, manifest.text)).documents:
        yield from filter(is_object, members(document.value))


def is_test(value: Map) -> bool:
    """Whether it runs only when the user asks for `helm test`."""
    hook = text(find(value, "metadata", "annotations", "helm.sh/hook"))
    return bool(hook) and all(word.strip().startswith("test") for word in hook.split(","))


def placed(
    manifest: Manifest, source: SourceFile, library: Library, values: Values
) -> Iterator[tuple[Map, Relocation]]:
    states = align(manifest.text.split("\n"), library.automaton(manifest.name))
    for value in objects(manifest):
        relocation = Relocation(source, Coordinates(states), values)
        yield relocation.document(value), relocation


def unpacked(manifest: Manifest, asked: Span) -> Iterator[tuple[Map, Relocation]]:
    """What a template gave that cannot be looked into: it stands where its archive is asked for."""
    for value in objects(manifest):
        relocation = Relocation(asked.file, Coordinates({}), Values(), asked)
        yield relocation.document(value), relocation


def natives(found: Sequence[tuple[Map, Relocation]], unit: str, world: World) -> Iterator[NativeResource]:
    """The addresses of a world that is not the default one say its name."""
    made = resources((value for value, _ in found), unit)
    for native, (_, relocation) in zip(made, found, strict=True):
        others = (file for file in relocation.opened if file is not relocation.template)
        blocks = tuple(Origin(Span(file, 0, len(file.text))) for file in others)
        address = f"{native.address} ({world.name})" if world.name else native.address
        yield replace(native, address=address, instance=world.told, blocks=blocks, when=world.when)
