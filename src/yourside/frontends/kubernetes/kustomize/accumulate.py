"""One kustomization and all that it includes, as resources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from yourside.frontends.kubernetes.kustomize import affixes, generators, images, labels, patches, replacements
from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources
from yourside.frontends.kubernetes.kustomize.trees import size, text
from yourside.frontends.kubernetes.kustomize.workshop import Kustomization, Workshop
from yourside.frontends.kubernetes.objects import is_object, members
from yourside.values import Map, Value

MAX_DEPTH = 30
MAX_INCLUDED = 500
"""How deep kustomizations may include each other, and how many one may include in all."""

INCLUDING = ("resources", "bases", "components")

Transform = Callable[[Resources, Kustomization, Workshop], Resources]

TRANSFORMS: tuple[Transform, ...] = (
    patches.strategic,
    patches.targeted,
    affixes.spaced,
    affixes.prefixed,
    affixes.suffixed,
    labels.labelled,
    labels.annotated,
    patches.json,
    images.scaled,
    images.pictured,
    replacements.replaced,
)
"""In the order in which Kustomize runs them."""

_UNDONE = {
    "helmCharts": "Helm chart in a kustomization is not rendered",
    "helmChartInflationGenerator": "Helm chart in a kustomization is not rendered",
    "vars": "variables of a kustomization are not filled in",
    "configurations": "transformer configuration of a kustomization is not read",
    "generators": "generator plugin of a kustomization is not run",
    "transformers": "transformer plugin of a kustomization is not run",
}
_REMOTE = ("://", "git@", "github.com/", "?ref=", "git::")


@dataclass
class Accumulation:
    """What one root includes. `included` counts, so that bases of bases of bases come to an end."""

    workshop: Workshop
    included: int = 0
    inside: list[str] = field(default_factory=list)

    def of(self, by: Kustomization, start: Resources = ()) -> Resources:
        """`start` is what a component works on."""
        self.inside.append(by.directory)
        self.workshop.entered.add(by.directory)
        included = (each for item in by.items("resources", "bases") for each in self._included(item, by))
        resources = generators.generated((*start, *included), by, self.workshop)
        for item in by.items("components"):
            resources = self._component(item, by, resources)
        if self.workshop.affords(sum(size(each.value) for each in resources), by.block):
            for transform in TRANSFORMS:
                resources = transform(resources, by, self.workshop)
        self._told(by)
        self.inside.pop()
        return resources

    def _included(self, item: Value, by: Kustomization) -> Resources:
        path = by.path(text(item))
        base = self._entered(path, item)
        if base is not None:
            return self.of(base)
        return () if self.workshop.kustomization(path) else self._read(item, path)

    def _component(self, item: Value, by: Kustomization, resources: Resources) -> Resources:
        path = by.path(text(item))
        component = self._entered(path, item)
        if component is None:
            if not self.workshop.kustomization(path):
                self._absent(item)
            return resources
        return self.of(component, resources)

    def _entered(self, path: str, item: Value) -> Kustomization | None:
        """The kustomization in a directory, unless it leads in circles or too far."""
        found = self.workshop.kustomization(path)
        if found is None:
            return None
        self.included += 1
        if path in self.inside:
            self.workshop.problem("cycle", f"`{text(item)}` includes itself", item.origin)
        elif len(self.inside) >= MAX_DEPTH or self.included > MAX_INCLUDED:
            self.workshop.problem("limit", f"`{text(item)}` is not included: too many are already", item.origin)
        else:
            return found
        return None

    def _read(self, item: Value, path: str) -> Resources:
        file = self.workshop.documents(path)
        if file is None:
            self._absent(item)
            return ()
        objects = tuple(value for document in file.documents for value in members(document.value))
        found = tuple(Resource(value) for value in objects if is_object(value))
        for value in objects:
            if isinstance(value, Map) and not is_object(value):
                self.workshop.problem("resource", "this has no apiVersion and kind", value.origin)
        return found

    def _absent(self, item: Value) -> None:
        word = text(item)
        if any(mark in word for mark in _REMOTE):
            self.workshop.gap("remote base of a kustomization is not fetched", item.origin)
        else:
            self.workshop.problem("file", f"`{word}` cannot be read: it is not there, or outside", item.origin)

    def _told(self, by: Kustomization) -> None:
        for key, sentence in _UNDONE.items():
            value = by[key]
            if value is not None:
                self.workshop.gap(sentence, value.origin)
