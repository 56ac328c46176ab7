"""The module directories of a run: each is read once, however often it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from yourside.frontends.inputs import Inputs
from yourside.frontends.terraform.configuration import Configuration, configure
from yourside.frontends.terraform.coverage import directory_of
from yourside.frontends.terraform.json_syntax import read_configuration
from yourside.frontends.terraform.module_sources import beside, fetched, vendored
from yourside.spans import SourceFile
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import Block, HclFile

_READERS: Mapping[str, Callable[[SourceFile], HclFile]] = {
    ".tf": parse,
    ".tofu": parse,
    ".tf.json": read_configuration,
    ".tofu.json": read_configuration,
}


class Library:
    """`parsed` are all configuration files that were read, by path; `replaced` those that OpenTofu has others for."""

    def __init__(self, files: Iterable[SourceFile], inputs: Inputs) -> None:
        self.parsed: dict[str, HclFile] = {}
        self.replaced: set[str] = set()
        self._inputs = inputs
        self._given: dict[str, list[SourceFile]] = {}
        self._configurations: dict[str, Configuration | None] = {}
        self._fetched: dict[str, Mapping[str, str]] = {}
        for file in files:
            if _ending(file.path):
                self._given.setdefault(directory_of(file), []).append(file)

    @property
    def configurations(self) -> Iterator[Configuration]:
        return filter(None, self._configurations.values())

    def configuration(self, directory: str) -> Configuration | None:
        """None: no configuration is there, or it is outside of the tree."""
        if directory not in self._configurations:
            files = [self._parse(file) for file in self._chosen(self._given.get(directory) or self._found(directory))]
            self._configurations[directory] = configure(directory, files) if files else None
        return self._configurations[directory]

    def called(self, call: Block, directory: str, root: str = "", path: str = "") -> Configuration | None:
        """The module that a call in `directory` is of. `path` are the names on the way to it from the module `root`,
        by which what Terraform fetched is known; without it, that is not looked at."""
        found = map(self.configuration, self._candidates(call, directory, root, path))
        return next(filter(None, found), None)

    def roots(self) -> list[str]:
        """The given directories that no other one calls, and one of each circle that only calls itself."""
        calls = {directory: self._calls(directory) for directory in sorted(self._given)}
        called = {target for directory, targets in calls.items() for target in targets - {directory}}
        roots = [directory for directory in calls if directory not in called]
        reached = _reached(roots, calls)
        for directory in calls:
            if directory not in reached:
                roots.append(directory)
                reached |= _reached([directory], calls)
        return roots

    def _calls(self, directory: str) -> set[str]:
        configuration = self.configuration(directory)
        calls = configuration.calls.values() if configuration else ()
        return {found.directory for call in calls if (found := self.called(call, directory))}

    def _candidates(self, call: Block, directory: str, root: str, path: str) -> Iterator[str]:
        if local := beside(call, directory):
            yield local
            return
        if path:
            if root not in self._fetched:
                self._fetched[root] = fetched(root, self._inputs.tree)
            yield from filter(None, (self._fetched[root].get(path),))
        yield from vendored(call, self._inputs.vendored)

    def _found(self, directory: str) -> Iterator[SourceFile]:
        """Files that the search for sources passed by: below `.terraform`, or ignored."""
        tree = self._inputs.tree
        return filter(None, (tree.read(path) for path in tree.files(directory) if _ending(path)))

    def _chosen(self, files: Iterable[SourceFile]) -> Sequence[SourceFile]:
        """Without a `.tf` file where there is a `.tofu` file of the same name."""
        by_path = {file.path: file for file in files}
        replaced = {path for path in by_path if _in_tofu(path) in by_path}
        self.replaced |= replaced
        return [file for path, file in by_path.items() if path not in replaced]

    def _parse(self, file: SourceFile) -> HclFile:
        if file.path not in self.parsed:
            self.parsed[file.path] = _READERS[_ending(file.path)](file)
        return self.parsed[file.path]


def _ending(path: str) -> str:
    return next((ending for ending in _READERS if path.endswith(ending)), "")


def _in_tofu(path: str) -> str:
    """`main.tf.json` -> `main.tofu.json`; a path that is not of Terraform's own leads nowhere."""
    ending = _ending(path)
    return f"{path.removesuffix(ending)}{ending.replace('tf', 'tofu')}" if ending.startswith(".tf") else ""


def _reached(roots: Iterable[str], calls: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(roots)
    while pending:
        directory = pending.pop()
        if directory not in reached:
            reached.add(directory)
            pending.extend(calls.get(directory, ()))
    return reached
