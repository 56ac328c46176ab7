"""What a build works with: the files it may open, and what it has to say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import dirname, join, normpath

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.frontends.documents import parse
from yourside.frontends.inputs import Tree
from yourside.frontends.kubernetes.kustomize.trees import find, items, text
from yourside.frontends.kubernetes.roots import KUSTOMIZATIONS
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.document import Document, DocumentFile
from yourside.values import Map, Scalar, Value

MAX_WORK = 10_000_000
"""How many nodes of resources may be looked at, in all: bases of bases and patches for everything multiply."""
COPY = 10
"""How many nodes looked at are worth one that is written, and kept."""


@dataclass(frozen=True)
class Kustomization:
    """`body` is its first document; paths in it are relative to `directory`."""

    source: SourceFile
    directory: str
    body: Map

    @cached_property
    def block(self) -> Origin:
        """Where the values that it sets are written."""
        return Origin(self.body.origin.span)

    def __getitem__(self, key: str) -> Value | None:
        value = self.body.entries.get(key)
        return None if isinstance(value, Scalar) and value.data is None else value

    def items(self, *keys: str) -> Iterator[Value]:
        for key in keys:
            yield from items(self[key])

    def words(self, key: str) -> Iterator[tuple[str, Scalar]]:
        """A map of words, as labels are."""
        value = self[key]
        if isinstance(value, Map):
            yield from words(value)

    def path(self, word: str) -> str:
        return normpath(join(self.directory, word))


def words(of: Map) -> Iterator[tuple[str, Scalar]]:
    """Each key with its value as a text."""
    for key, value in of.entries.items():
        if isinstance(value, Scalar):
            yield key, replace(value, data=text(value))


@dataclass
class Workshop:
    """Opens every file once. What is said twice, of a base that two roots share, counts once.

    `opened` are the paths of the files that were read, each of which has its line in the ledger; `entered` are the
    directories that were built.
    """

    tree: Tree
    files: dict[str, DocumentFile | None] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    entered: set[str] = field(default_factory=set)
    problems: dict[Diagnostic, None] = field(default_factory=dict)
    gaps: dict[tuple[str, Span], None] = field(default_factory=dict)
    work: int = MAX_WORK

    def documents(self, path: str) -> DocumentFile | None:
        file = self._parsed(path)
        if file:
            self.opened.add(file.source.path)
            self.problems.update(dict.fromkeys(file.diagnostics))
        return file

    def _parsed(self, path: str) -> DocumentFile | None:
        if path not in self.files:
            source = self.tree.read(path)
            self.files[path] = parse(source, {}) if source else None
        return self.files[path]

    def text(self, path: str) -> SourceFile | None:
        """A file that is taken as it is."""
        source = self.tree.read(path)
        if source:
            self.opened.add(source.path)
        return source

    def kustomization(self, directory: str) -> Kustomization | None:
        """Objects that other tools keep under this name are none."""
        for name in KUSTOMIZATIONS:
            path = normpath(join(directory, name))
            file = self._parsed(path)
            if file and not any(map(_is_foreign, file.documents)):
                self.documents(path)
                body = next((each.value for each in file.documents if isinstance(each.value, Map)), None)
                whole = Origin(Span(file.source, 0, len(file.source.text)))
                return Kustomization(file.source, directory, body or Map({}, whole))
        return None

    def affords(self, steps: int, at: Origin) -> bool:
        """Whether there is time left for a piece of work; it is taken."""
        self.work -= steps
        if self.work < 0:
            self.problem("limit", "this is more work than a run may take; it is not done", at)
        return self.work >= 0

    def problem(self, code: str, message: str, at: Origin) -> None:
        self.problems[Diagnostic(f"kustomize-{code}", message, Level.WARNING, at)] = None

    def gap(self, sentence: str, at: Origin) -> None:
        """Something that a kustomization asks for and that is not done."""
        self.gaps[sentence, at.span] = None

    def ledger(self) -> Ledger:
        said: dict[str, dict[str, None]] = {path: {} for path in sorted(self.opened)}
        for problem in self.problems:
            said.get(problem.origin.span.file.path, {})[problem.message] = None
        for sentence, span in self.gaps:
            said.get(span.file.path, {})[sentence] = None
        unread = {file.source.path for file in self.files.values() if file and file.unread and not file.documents}
        lines = (_line(path, tuple(reasons), path in unread) for path, reasons in said.items())
        return Ledger(tuple(lines), {}, dict(Counter(sentence for sentence, _ in self.gaps)))


def _is_foreign(document: Document) -> bool:
    version = text(find(document.value, "apiVersion"))
    return bool(version) and not version.startswith("kustomize.config.k8s.io/")


def _line(path: str, reasons: tuple[str, ...], unread: bool) -> FileCoverage:
    state = State.UNREADABLE if unread else State.PARTIAL if reasons else State.EVALUATED
    return FileCoverage(path, Dialect.KUBERNETES, state, reasons)


def directory_of(file: SourceFile) -> str:
    return normpath(dirname(file.path) or ".")
