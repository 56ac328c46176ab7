"""Deployed resources into code: written as Terraform, and read back to see what the text does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from yourside import app
from yourside.catalog.load import load_catalog
from yourside.codify import Written, codified, render
from yourside.config import Options, UsageError
from yourside.coverage import Dialect
from yourside.drift.changes import read_paths
from yourside.drift.likeness import alike, at
from yourside.graph.model import Resource
from yourside.graph.views import load_views
from yourside.spans import SourceFile

UNMANAGED, CHANGED = "unmanaged.tf", "changed.tf"


def adopt(adoptable: Iterable[tuple[Resource, str]], options: Options) -> Mapping[str, str]:
    """Files of Terraform by name: what no code has, to be imported, and what the code has otherwise.

    What rules read of a resource and the text cannot say stands above it as a comment.
    """
    files: dict[str, list[tuple[Resource, str]]] = {UNMANAGED: [], CHANGED: []}
    for resource, address in adoptable:
        files[CHANGED if address else UNMANAGED].append((resource, address))
    return {name: _text(name, found, options) for name, found in files.items() if found}


def save(files: Mapping[str, str], directory: Path) -> None:
    """Raises UsageError where there is such a file already: nothing is written then."""
    if there := [directory / name for name in files if (directory / name).exists()]:
        raise UsageError(tuple(f"{path} is there already" for path in there))
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (directory / name).write_text(text, "utf-8")


def _text(name: str, adoptable: Sequence[tuple[Resource, str]], options: Options) -> str:
    catalog, imports = load_catalog(), name == UNMANAGED
    written = list(codified(adoptable, catalog))
    known = {each.address: (resource, each) for resource, each in written if each}
    back = _read_back(name, "\n".join(render(each, imports=False) for _, each in known.values()))
    read = read_paths(app.load(options), load_views())
    parts = [
        f"# {resource.id.address}: no resource of Terraform that the tables know makes a {resource.type}\n"
        for resource, each in written
        if each is None
    ]
    for address, (resource, each) in known.items():
        paths = read.get(resource.type, {})
        parts.append(_noted(each, _lost(resource, back.get(address), paths)) + render(each, imports=imports))
    return "\n".join(parts)


def _read_back(name: str, text: str) -> Mapping[str, Resource]:
    graph = app.assemble({Dialect.TERRAFORM: [SourceFile(name, text)]}).graph
    return {resource.native.address: resource for resource in graph.resources.values()}


def _lost(deployed: Resource, made: Resource | None, paths: Iterable[Sequence[str]]) -> list[str]:
    """What rules read, and the text does not say as it is deployed."""
    return [
        ".".join(path)
        for path in paths
        if made is None or not alike(at(deployed.properties, path), at(made.properties, path))
    ]


def _noted(written: Written, lost: Sequence[str]) -> str:
    of = f"# {written.of}\n" if written.of else ""
    return of + "".join(f"# not said here as it is deployed: {path}\n" for path in lost)
