"""The files that templates name: read once, and only below the paths of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from yourside.frontends.cloudformation.cdk import Assembly
from yourside.frontends.cloudformation.notes import Notes
from yourside.frontends.cloudformation.template import TAGS
from yourside.frontends.documents import parse
from yourside.frontends.inputs import Tree
from yourside.spans import SourceFile
from yourside.syntax.document import DocumentFile
from yourside.values import Map

# What a hostile template may ask for again and again.
MAX_STACKS = 500
# Stacks that wait for the output of another one: each takes its share of Python's stack.
MAX_OPENING = 12


@dataclass(slots=True)
class Library:
    """`templates` are the documents of the run by their paths. `stacks` counts how many nested ones were opened,
    `opening` how many of them are just being opened for one another."""

    tree: Tree
    templates: Mapping[str, DocumentFile]
    _others: dict[str, DocumentFile | None] = field(default_factory=dict)
    stacks: int = 0
    opening: int = 0
    _notes: dict[str, Notes] = field(default_factory=dict)
    _assemblies: dict[str, Assembly] = field(default_factory=dict)

    @staticmethod
    def of(files: Sequence[SourceFile], tree: Tree) -> Library:
        return Library(tree, {os.path.normpath(file.path): parse(file, TAGS) for file in files})

    def beside(self, path: str, named: str) -> DocumentFile | None:
        """The file that a template at `path` means by a relative path."""
        if "://" in named or named.startswith("/"):
            return None
        wanted = os.path.normpath(PurePosixPath(path).parent / named)
        if wanted in self.templates:
            return self.templates[wanted]
        if wanted not in self._others:
            source = self.tree.read(wanted)
            self._others[wanted] = parse(source, TAGS) if source else None
        return self._others[wanted]

    def called(self, name: str) -> DocumentFile | None:
        """The one template of the run whose file has this name; None when there is none, or several."""
        found = [file for path, file in self.templates.items() if PurePosixPath(path).name == name]
        return found[0] if len(found) == 1 else None

    def assembly(self, template: str) -> Assembly | None:
        """The cloud assembly that a template is in; None when it is not of the CDK."""
        if not template.endswith(".template.json"):
            return None
        directory = str(PurePosixPath(template).parent)
        return self._assemblies.setdefault(directory, Assembly(directory, self.tree))

    def notes_of(self, file: DocumentFile) -> Notes:
        """What is to be said of a template, however often it is opened."""
        return self._notes.setdefault(file.source.path, Notes())


def root(file: DocumentFile) -> Map | None:
    """The first document that is a map."""
    return next((document.value for document in file.documents if isinstance(document.value, Map)), None)
