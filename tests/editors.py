"""An editor that has a language server of its own: a real client, over the pipes of a real process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 60  # seconds until a server that says nothing is taken for dead

Scenario = Callable[["Editor"], Awaitable[None]]


class Editor:
    """`texts` are its buffers by name, `shown` what it shows of each file. `messages` are those that pop up,
    `requests` what the server wants of it."""

    def __init__(self, root: Path, client: LanguageClient) -> None:
        self.root = root
        self.client = client
        self.texts: dict[str, str] = {}
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.on_news: Callable[[], None] = lambda: None
        self._version = 0
        self._news = asyncio.Event()

    async def shows(self, name: str, *codes: str) -> None:
        """Waits until these, and no others of the rules asked for, stand at a file."""
        await self.until(lambda: self.codes(name) == sorted(codes))

    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            assert not any("internal error" in message for message in self.messages), self.messages
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), PATIENCE)
            except TimeoutError as error:
                raise AssertionError(({name: self.codes(name) for name in self.shown}, self.messages)) from error

    def codes(self, name: str) -> list[str]:
        return sorted(str(each.code) for each in self.shown.get(name, ()))

    def open(self, name: str, text: str | None = None) -> None:
        path = self.root / name
        self.texts[name] = path.read_bytes().decode() if text is None else text
        item = types.TextDocumentItem(path.as_uri(), "any", self._next(), self.texts[name])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name: str, old: str, new: str) -> None:
        assert old in self.texts[name]
        self.replace(name, self.texts[name].replace(old, new))

    def replace(self, name: str, text: str) -> None:
        self.texts[name] = text
        document = types.VersionedTextDocumentIdentifier(self._next(), self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, name: str) -> None:
        (self.root / name).write_bytes(self.texts[name].encode())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self._document(name)))

    def close(self, name: str) -> None:
        del self.texts[name]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self._document(name)))

    async def hover(self, name: str, at: str) -> str:
        params = types.HoverParams(self._document(name), self.position(name, at))
        found = await self.client.text_document_hover_async(params)
        assert found is None or isinstance(found.contents, types.MarkupContent)
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    async def definition(self, name: str, at: str) -> list[str]:
        """As `file:line`, lines from 1."""
        params = types.DefinitionParams(self._document(name), self.position(name, at))
        found = await self.client.text_document_definition_async(params)
        places = [each for each in found if isinstance(each, types.Location)] if isinstance(found, Sequence) else []
        return [f"{self.name(each.uri)}:{each.range.start.line + 1}" for each in places]

    async def actions(self, name: str, at: str, *only: str) -> Sequence[types.CodeAction]:
        start = self.position(name, at)
        context = types.CodeActionContext(self.shown.get(name, []), list(only) or None)
        params = types.CodeActionParams(self._document(name), types.Range(start, start), context)
        found = await self.client.text_document_code_action_async(params)
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    async def pulled(self, name: str) -> types.RelatedFullDocumentDiagnosticReport:
        params = types.DocumentDiagnosticParams(self._document(name))
        report = await self.client.text_document_diagnostic_async(params)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return report

    def apply(self, action: types.CodeAction) -> None:
        assert action.edit
        assert action.edit.changes
        for uri, edits in action.edit.changes.items():
            name = self.name(uri)
            text = self.texts[name]
            for edit in sorted(
                edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True
            ):
                start, end = self.offset(text, edit.range.start), self.offset(text, edit.range.end)
                text = text[:start] + edit.new_text + text[end:]
            self.replace(name, text)

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def name(self, uri: str) -> str:
        return uri.removeprefix(f"{self.root.as_uri()}/")

    def position(self, name: str, at: str) -> types.Position:
        """Where a piece of text begins."""
        before = self.texts[name][: self.texts[name].index(at)]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    @staticmethod
    def offset(text: str, position: types.Position) -> int:
        lines = text.split("\n")
        before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(len(line) + 1 for line in lines[: position.line]) + len(before)

    def _document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def _next(self) -> int:
        self._version += 1
        return self._version

    def told(self, params: types.PublishDiagnosticsParams) -> None:
        self.shown[self.name(params.uri)] = list(params.diagnostics)
        self.on_news()
        self._news.set()

    def registered(self, params: types.RegistrationParams) -> None:
        self.requests += (each.method for each in params.registrations)
        self._news.set()

    def refreshed(self, _: None) -> None:
        self.requests.append(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        self._news.set()

    def warned(self, params: types.ShowMessageParams) -> None:
        self.messages.append(params.message)
        self._news.set()


def edit(
    root: Path,
    scenario: Scenario,
    *,
    settings: object = None,
    capabilities: types.ClientCapabilities | None = None,
    environment: Mapping[str, str] | None = None,
    program: Sequence[str] = ("-m", "yourside", "lsp"),
) -> None:
    """Plays a scenario in an editor that has the directory `root` open."""
    wanted = types.InitializeParams(
        capabilities or types.ClientCapabilities(),
        workspace_folders=[types.WorkspaceFolder(root.as_uri(), root.name)],
        initialization_options=settings,
    )
    client = LanguageClient("editor", "1")

    async def start() -> None:
        await client.start_io(sys.executable, *program, env=environment)
        await client.initialize_async(wanted)

    asyncio.run(_played(Editor(root, client), start, scenario))


async def _played(editor: Editor, start: Callable[[], Awaitable[None]], scenario: Scenario) -> None:
    client = editor.client
    stop: Callable[[], Awaitable[None]] = client.stop
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(editor.told))
    client.feature(types.WINDOW_SHOW_MESSAGE)(partial(editor.warned))
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(editor.registered))
    client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)(partial(editor.refreshed))
    try:
        await start()
        client.initialized(types.InitializedParams())
        await scenario(editor)
        await client.shutdown_async(None)
    finally:
        client.exit(None)
        with suppress(asyncio.CancelledError):
            await stop()
