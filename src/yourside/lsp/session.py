"""What the editor has open, and what is known about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol.types import Diagnostic

from yourside.lsp.analysis import Analysis
from yourside.lsp.desk import Answer, Desk, Request
from yourside.lsp.diagnostics import diagnostics
from yourside.lsp.overlay import Overlay
from yourside.lsp.places import Places
from yourside.lsp.settings import Settings

PAUSE = 0.25  # seconds without a keystroke


@dataclass(frozen=True, slots=True)
class Document:
    uri: str
    version: int
    text: str


@dataclass
class Session:
    """`told` is what the client knows of each file, by its real path. A newer run takes the place of an older one."""

    desk: Desk
    units: Callable[[str], int]
    folders: tuple[Path, ...]
    settings: Settings
    documents: dict[Path, Document] = field(default_factory=dict)
    told: dict[Path, list[Diagnostic]] = field(default_factory=dict)
    _latest: dict[Path, Analysis] = field(default_factory=dict)
    _changed: set[Path] = field(default_factory=set)
    _moved: bool = True
    _run: asyncio.Task[Answer] | None = None
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))

    @property
    def places(self) -> Places:
        return Places(self.units, {path: document.uri for path, document in self.documents.items()})

    def hold(self, path: Path, document: Document) -> None:
        self._moved |= path not in self.documents
        self.documents[path] = document
        self._changed.add(path)

    def drop(self, path: Path) -> None:
        """What belonged to it is judged again, as it is on disk."""
        self.documents.pop(path, None)
        if analysis := self._latest.pop(path, None):
            self._changed |= analysis.documents
        self._moved = True

    def move(self) -> None:
        """Files may have changed that documents depend on."""
        self._moved = True
        self._changed |= self.documents.keys()

    async def judge(self, pause: float = PAUSE) -> Answer | None:
        """What a run says; None when something newer came in between."""
        if self._run:
            self._run.cancel()
        self._run = run = asyncio.create_task(self._judged(pause))
        with suppress(asyncio.CancelledError):
            return await run
        return None

    async def settled(self) -> None:
        """When all that was asked for is judged."""
        while self._run and not self._run.done():
            await asyncio.wait({self._run})

    async def _judged(self, pause: float) -> Answer:
        await asyncio.sleep(pause)
        texts = Overlay({path: document.text for path, document in self.documents.items()})
        changed = frozenset(self._changed & self.documents.keys())
        request = Request(texts, changed, self.folders, self._moved, self.settings.render)
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._worker, self.desk.judge, request)
        except asyncio.CancelledError:
            request.superseded.set()
            raise
        self._changed.clear()
        self._moved = False
        if not answer.problems:
            self._latest = {path: each for path, each in self._latest.items() if path not in changed}
        self._latest |= {path: each for each in answer.analyses for path in each.documents}
        return answer

    def analysis(self, path: Path) -> Analysis | None:
        """The one about a document as it is now."""
        found = self._latest.get(path)
        if found and path in self.documents and path in found.texts:
            return found if found.texts[path].text == self.documents[path].text else None
        return None

    def news(self) -> Mapping[Path, list[Diagnostic]]:
        """The files of which something else is to be said now than before."""
        now: dict[Path, list[Diagnostic]] = {}
        places = self.places
        for analysis in {id(each): each for each in self._latest.values()}.values():
            for path, diagnostic in diagnostics(analysis, places):
                found = now.setdefault(path, [])
                if diagnostic not in found:
                    found.append(diagnostic)
        before, self.told = self.told, {path: now.get(path, []) for path in (*now, *self.told)}
        return {path: found for path, found in self.told.items() if found != before.get(path, [])}
