"""The runs themselves, one at a time, away from the thread that talks with the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from yourside.config import Options, UsageError
from yourside.configuration.find import repository
from yourside.lsp.analysis import Analysis, analyse
from yourside.lsp.overlay import Overlay
from yourside.lsp.workspace import Layout

OptionsOf = Callable[[Path], Options]


@dataclass(frozen=True, slots=True)
class Request:
    """`texts` are those of all open documents, of which the `changed` are to be judged; `folders` are what the editor
    has open, real paths. `moved`: files may have come or gone. `superseded`: nobody waits for the answer any more."""

    texts: Overlay
    changed: frozenset[Path]
    folders: tuple[Path, ...]
    moved: bool
    render: bool
    superseded: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class Answer:
    """`problems` are sentences on why some documents were not judged."""

    analyses: tuple[Analysis, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """`options_of` tells what holds for a folder; raises UsageError."""

    options_of: OptionsOf
    _layouts: dict[Path, Layout] = field(default_factory=dict)

    def judge(self, request: Request) -> Answer:
        if request.moved:
            self._layouts.clear()
        analyses: list[Analysis] = []
        problems: dict[str, None] = {}
        for root in dict.fromkeys(_root(document, request.folders) for document in request.texts.texts):
            try:
                analyses += self._judged(root, request)
            except UsageError as error:
                problems |= dict.fromkeys(error.problems)
        return Answer(tuple(analyses), tuple(problems))

    def _judged(self, root: Path, request: Request) -> Iterator[Analysis]:
        layout = self._layouts.setdefault(root, Layout(root, request.texts))
        documents = [path for path in request.texts.texts if _root(path, request.folders) == root]
        for together in layout.components(documents):
            if together & request.changed and not request.superseded.is_set():
                options = self.options_of(root)
                options = replace(options, paths=(root,), render=options.render and request.render)
                yield analyse(together, layout, request.texts, options)


def _root(document: Path, folders: tuple[Path, ...]) -> Path:
    """The innermost folder around a document, or else its repository."""
    around = [folder for folder in folders if document.is_relative_to(folder)]
    return max(around, key=lambda folder: len(folder.parts)) if around else repository(document.parent)
