"""All Terraform files of a run: one root module per directory that no other one calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from yourside.coverage import Ledger
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.terraform.assignments import Assignments, in_order
from yourside.frontends.terraform.coverage import covered, directory_of
from yourside.frontends.terraform.files import Files
from yourside.frontends.terraform.helm_releases import TYPE as HELM_RELEASE
from yourside.frontends.terraform.helm_releases import release
from yourside.frontends.terraform.json_syntax import read_variables
from yourside.frontends.terraform.library import Library
from yourside.frontends.terraform.module import Module
from yourside.frontends.terraform.moves import with_former
from yourside.frontends.terraform.scope import Ground
from yourside.frontends.terraform.tour import Tour
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import HclFile

_VARIABLES: Mapping[str, Callable[[SourceFile], HclFile]] = {".tfvars": parse, ".tfvars.json": read_variables}
_NOT_DEPLOYED = ("data.", "provider.")


def read(files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    """What the user gives for variables holds for every root module."""
    library = Library(files, inputs)
    roots = library.roots()
    loaded = _loaded(files, roots)
    given = _parsed(inputs.var_files)
    missing: dict[Span, str] = {}
    resources: list[NativeResource] = []
    problems = list(_strays(roots, library, inputs))
    for root in roots:
        tour = Tour(root, library, Ground(Files(root, inputs.tree)), missing)
        resources += _evaluated(tour, Assignments.of([*loaded[root], *given], inputs))
        problems += tour.ground.log
    used = [*library.parsed.values(), *chain.from_iterable(loaded.values()), *given]
    written = chain.from_iterable(file.diagnostics for file in used)
    declared = chain.from_iterable(module.diagnostics for module in library.configurations)
    ledger = covered([*files, *inputs.var_files], used, missing, library.replaced)
    deployed = sum(not resource.type.startswith(_NOT_DEPLOYED) for resource in resources)
    counted = Ledger(counts={"resources": deployed})
    told = tuple(dict.fromkeys([*written, *declared, *problems]))
    releases = tuple(release(resource) for resource in resources if resource.type == HELM_RELEASE)
    return Reading(tuple(resources), told, ledger + counted, releases=releases)


def _loaded(files: Iterable[SourceFile], roots: Iterable[str]) -> Mapping[str, list[HclFile]]:
    """The variable files that Terraform loads by itself for each root module, later ones winning."""
    found: dict[str, list[HclFile]] = {root: [] for root in roots}
    for file in _parsed(file for file in in_order(files) if directory_of(file) in found):
        found[directory_of(file.source)].append(file)
    return found


def _strays(roots: Iterable[str], library: Library, inputs: Inputs) -> Iterator[Diagnostic]:
    """Flags that reach no variable."""
    modules = (library.configuration(root) for root in roots)
    declared = {name for module in modules if module for name in module.variables}
    for name in sorted(inputs.variables.keys() - declared):
        origin = Origin(Span(SourceFile("--var", name), 0, len(name)))
        yield Diagnostic("terraform-variable", f'no root module has a variable "{name}"', Level.WARNING, origin)


def _evaluated(tour: Tour, given: Assignments) -> Iterable[NativeResource]:
    configuration = tour.library.configuration(tour.root)
    if configuration is None:
        return ()
    module = Module(configuration, tour, given)
    natives = tuple(module.natives())
    return with_former(natives, {later: earlier for earlier, later in module.moves()})


def _parsed(files: Iterable[SourceFile]) -> list[HclFile]:
    found = ((file, read) for file in files for ending, read in _VARIABLES.items() if file.path.endswith(ending))
    return [read(file) for file, read in found]
