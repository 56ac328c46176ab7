"""What must be read to judge a change: the root modules, templates, charts and kustomizations that it belongs to.

Told from names and from texts that are searched, not parsed: what is found too much is only read for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname

from yourside.sources.index import HEAD, Index, around, leads
from yourside.sources.sniff import DOCUMENT_SUFFIXES, KUSTOMIZATIONS, TERRAFORM_SUFFIXES

Edges = Mapping[str, Collection[str]]

_CONFIGURATIONS = (".tf", ".tofu", ".tf.json", ".tofu.json")
# Of a module call or a `helm_release`. What is no path leads nowhere.
_CALLED = re.compile(r"""\b(?:source|chart)"?\s*[=:]\s*"(?:\$\{path\.\w+\}/)?([^"$]+)\"""")
_DEPENDENCY = re.compile(r"""\bfile://([^\s"']+)""")
_PATH = re.compile(r"[\w./+@-]+")
_TEMPLATE = re.compile(
    r"""AWSTemplateFormatVersion|(?:^|[{,])[ \t]*["']?(?:Resources|Transform|service)["']?[ \t]*:""", re.MULTILINE
)
_MANIFEST = re.compile(r"""(?:^|[{,])[ \t]*["']?apiVersion["']?[ \t]*:""", re.MULTILINE)
_NAMESPACE = re.compile(r"""\bnamespace["']?\s*:\s*["']?([\w.-]+)|\bkind["']?\s*:\s*["']?Namespace\b""")


def units(changed: Collection[str], index: Index) -> set[str]:
    """The names of all files of the units that the `changed` files belong to, and of the units that use those."""
    terraform = _configurations(changed, index)
    charts = _charts(changed, index)
    modules = _modules(changed, charts, terraform)
    charts |= {
        path for home in modules for path in terraform.calls.get(home, ()) if f"{path}/Chart.yaml" in index.every
    }
    found = {name for home in charts for name in index.below(home)}
    rest = [name for name in changed if name not in found]
    found |= {name for home in modules for name in index.directories.get(home, ()) if name.endswith(TERRAFORM_SUFFIXES)}
    found |= _kustomizations(rest, index)
    documents = [name for name in rest if name.lower().endswith(DOCUMENT_SUFFIXES)]
    return found | _documents(documents, index) if documents else found


@dataclass(frozen=True, slots=True)
class _Configurations:
    """The directories of modules with those that they call, modules and charts. `naming` are those where the name of
    a changed file stands."""

    calls: dict[str, set[str]] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)


def _configurations(changed: Collection[str], index: Index) -> _Configurations:
    found = _Configurations()
    others = {basename(name) for name in changed if not name.endswith(_CONFIGURATIONS)}
    for name in index.names:
        if name.endswith(_CONFIGURATIONS):
            text, home = index.text(name), dirname(name)
            found.calls.setdefault(home, set()).update(leads(name, path) for path in _CALLED.findall(text))
            if others and not others.isdisjoint(_named(text)):
                found.naming.add(home)
    return found


def _modules(changed: Collection[str], charts: Iterable[str], terraform: _Configurations) -> set[str]:
    """A module is judged with the values of its callers, so that they are read with it; so is a chart of a release."""
    called_by: dict[str, set[str]] = {}
    for home, paths in terraform.calls.items():
        for path in paths:
            called_by.setdefault(path, set()).add(home)
    configured = {dirname(name) for name in changed if name.endswith(_CONFIGURATIONS)}
    given = [name for name in changed if name.endswith(TERRAFORM_SUFFIXES)]
    nearest = {home for name in given for home in _nearest(name, terraform.calls)}
    return _reached([*configured, *nearest, *terraform.naming, *charts], called_by)


def _charts(changed: Collection[str], index: Index) -> set[str]:
    """The directories of the charts that files are in, and of those that depend on one."""
    homes = {dirname(name) for name in index.called("Chart.yaml")}
    if not homes:
        return set()
    used_by: dict[str, set[str]] = {}
    for name in index.called("Chart.yaml", "requirements.yaml"):
        for path in _DEPENDENCY.findall(index.text(name)):
            used_by.setdefault(leads(name, path), set()).add(dirname(name))
    seeds = {home for name in changed for home in around(name) if home in homes}
    return _reached(seeds, used_by)


def _kustomizations(changed: Collection[str], index: Index) -> set[str]:
    """Those that take in a changed file, and those that take in these."""
    every = set(index.called(*KUSTOMIZATIONS))
    used_by: dict[str, set[str]] = {}
    for name in every:
        for path in _PATH.findall(index.text(name)):
            used_by.setdefault(leads(name, path), set()).add(name)
    seeds = {name for each in changed for name in (each, *used_by.get(each, ())) if name in every}
    return _reached(seeds, {name: used_by.get(dirname(name), ()) for name in every})


def _documents(changed: Collection[str], index: Index) -> set[str]:
    """Templates that nest one another, and manifests of one directory or namespace."""
    named_by: dict[str, set[str]] = {}
    names_of: dict[str, set[str]] = {}
    namespaces: dict[str, set[str]] = {}
    for name in index.names:
        head = index.text(name, HEAD) if name.lower().endswith(DOCUMENT_SUFFIXES) else ""
        if _TEMPLATE.search(head):
            names_of[name] = _named(index.text(name))
            for each in names_of[name]:
                named_by.setdefault(each, set()).add(name)
        elif _MANIFEST.search(head):
            namespaces[name] = {found for found in _NAMESPACE.findall(head) if found}
    return _templates(changed, names_of, named_by) | _manifests(changed, namespaces)


def _templates(changed: Collection[str], names_of: Edges, named_by: Edges) -> set[str]:
    nesting = {name: named_by.get(basename(name), ()) for name in names_of}
    seeds = {each for name in changed for each in (name, *named_by.get(basename(name), ())) if each in names_of}
    by_basename: dict[str, set[str]] = {}
    for name in names_of:
        by_basename.setdefault(basename(name), set()).add(name)
    nested = {name: {one for each in found for one in by_basename.get(each, ())} for name, found in names_of.items()}
    return _reached(_reached(seeds, nesting), nested)


def _manifests(changed: Collection[str], namespaces: Mapping[str, set[str]]) -> set[str]:
    ours = [name for name in changed if name in namespaces]
    homes, spaces = {dirname(name) for name in ours}, {each for name in ours for each in namespaces[name]}
    return {name for name, found in namespaces.items() if dirname(name) in homes or found & spaces}


def _named(text: str) -> set[str]:
    """What may be the names of files, without their directories."""
    return {basename(path) for path in _PATH.findall(text)}


def _nearest(name: str, homes: Collection[str]) -> tuple[str, ...]:
    """Variables for several environments may have a directory of their own below the module."""
    return next(((home,) for home in around(name) if home in homes), ())


def _reached(seeds: Iterable[str], edges: Edges) -> set[str]:
    reached: set[str] = set()
    pending = list(seeds)
    while pending:
        each = pending.pop()
        if each not in reached:
            reached.add(each)
            pending.extend(edges.get(each, ()))
    return reached
