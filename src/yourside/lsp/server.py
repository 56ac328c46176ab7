"""The language server: what the client says, handed to the session, and the answers. It speaks on stdin and stdout."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from yourside import __version__
from yourside.lsp import settings
from yourside.lsp.actions import KINDS, actions
from yourside.lsp.analysis import Analysis
from yourside.lsp.desk import Desk, OptionsOf
from yourside.lsp.diagnostics import SOURCE
from yourside.lsp.hover import hover
from yourside.lsp.origins import origins
from yourside.lsp.places import path_of
from yourside.lsp.session import PAUSE, Document, Session
from yourside.spans import Span

WATCHED = "**/*.{tf,tofu,tfvars,json,yaml,yml,toml,tpl}"


class Server(LanguageServer):
    """Its session begins when the client says who it is."""

    session: Session
    options_of: OptionsOf
    said: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether the client asks for diagnostics; otherwise it is told them."""
        document = self.client_capabilities.text_document
        return document is not None and document.diagnostic is not None

    async def judge(self, pause: float = PAUSE) -> bool:
        """False: something newer came in between."""
        answer = await self.session.judge(pause)
        if answer is None:
            return False
        self.complain(answer.problems)
        news = self.session.news()
        for path, found in () if self.is_asked else news.items():
            document = self.session.documents.get(path)
            told = types.PublishDiagnosticsParams(
                self.session.places.uri(path), found, document.version if document else None
            )
            self.text_document_publish_diagnostics(told)
        return True

    async def judge_again(self) -> None:
        """Because of something that is not in a document: a client that asks does not know that it should."""
        if await self.judge() and self.is_asked and self._refreshes:
            await self.workspace_diagnostic_refresh_async(None)

    @property
    def _refreshes(self) -> bool:
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)

    def complain(self, problems: tuple[str, ...]) -> None:
        """Of the same problems once."""
        for problem in problems if problems != self.said else ():
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"yourside: {problem}"))
        self.said = problems

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        if source is not FeatureRequestError:  # which has an answer of its own
            self.complain((f"internal error, which is a bug: {error}",))

    async def asked(self, uri: str, wanted: types.Range) -> tuple[Analysis, Span] | None:
        """What is known of a document as it is now, and the part of it that is meant."""
        await self.session.settled()
        path = path_of(uri)
        analysis = self.session.analysis(path) if path else None
        return (analysis, self.session.places.span(analysis.texts[path], wanted)) if analysis and path else None


def initialize(ls: Server, params: types.InitializeParams) -> None:
    uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    folders = tuple(path for uri in uris if (path := path_of(uri)) and path.is_dir())
    if folders:
        # Paths mean what they mean to a command that is started there.
        os.chdir(folders[0])
    wanted = params.initialization_options
    ls.session = Session(
        Desk(ls.options_of), ls.workspace.position_codec.client_num_units, folders, settings.read(wanted)
    )


async def initialized(ls: Server, _: types.InitializedParams) -> None:
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
        wanted = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([wanted]))


async def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    if _hold(ls, params.text_document.uri):
        await ls.judge(0)


async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    if _hold(ls, params.text_document.uri) and ls.session.settings.run == "onType":
        await ls.judge()


def _hold(ls: Server, uri: str) -> bool:
    path, document = path_of(uri), ls.workspace.get_text_document(uri)
    if path:
        ls.session.hold(path, Document(uri, document.version or 0, document.source))
    return path is not None


async def did_save(ls: Server, _: types.DidSaveTextDocumentParams) -> None:
    # It may be the configuration.
    ls.session.move()
    await ls.judge_again()


async def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.session.drop(path)
        await ls.judge(0)


async def files_changed(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
    ls.session.move()
    await ls.judge_again()


async def configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    ls.complain(tuple(settings.problems(params.settings)))
    ls.session.settings = settings.read(params.settings, ls.session.settings)
    ls.session.move()
    await ls.judge_again()


async def diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
    await ls.session.settled()
    told, places = ls.session.told, ls.session.places
    path = path_of(params.text_document.uri)
    others = {
        places.uri(each): types.FullDocumentDiagnosticReport(found)
        for each, found in told.items()
        if each not in ls.session.documents
    }
    return types.RelatedFullDocumentDiagnosticReport(told.get(path, []) if path else [], related_documents=others)


async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    found = await ls.asked(params.text_document.uri, types.Range(params.position, params.position))
    text = hover(*found) if found else ""
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None


async def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    found = await ls.asked(params.text_document.uri, types.Range(params.position, params.position))
    return [ls.session.places.location(span) for span in origins(*found)] if found else []


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    found = await ls.asked(params.text_document.uri, params.range)
    return actions(*found, ls.session.places, params.context.only) if found else []


FEATURES: Mapping[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (initialize, None),
    types.INITIALIZED: (initialized, None),
    types.TEXT_DOCUMENT_DID_OPEN: (did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (did_change, None),
    types.TEXT_DOCUMENT_DID_SAVE: (did_save, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (did_close, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (files_changed, None),
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: (configured, None),
    types.TEXT_DOCUMENT_DIAGNOSTIC: (
        diagnostic,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier=SOURCE),
    ),
    types.TEXT_DOCUMENT_HOVER: (hovered, None),
    types.TEXT_DOCUMENT_DEFINITION: (definition, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (code_action, types.CodeActionOptions(code_action_kinds=list(KINDS))),
}


def serve(options_of: OptionsOf) -> None:
    """Until the client says goodbye. `options_of` tells what holds for a folder."""
    server = Server(SOURCE, __version__, types.TextDocumentSyncKind.Full)
    server.options_of = options_of
    for name, (handle, options) in FEATURES.items():
        server.feature(name, options)(handle)
    server.start_io()
