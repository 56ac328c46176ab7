"""`yourside lsp` as a command."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from yourside.config import UsageError, need

LSP = [sys.executable, "-m", "yourside", "lsp", "--stdio"]


def framed(*messages: object) -> bytes:
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages if isinstance(message, dict)]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


def test_it_says_what_it_can_and_goes_when_it_is_told_to() -> None:
    spoken = framed(
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    )

    done = subprocess.run(LSP, input=spoken, capture_output=True, check=False)

    _, _, body = done.stdout.partition(b"\r\n\r\n")
    answer = json.JSONDecoder().raw_decode(body.decode())[0]["result"]
    assert done.returncode == 0
    assert answer["serverInfo"]["name"] == "yourside"
    able = answer["capabilities"]
    assert able["diagnosticProvider"] == {
        "identifier": "yourside",
        "interFileDependencies": True,
        "workspaceDiagnostics": False,
    }
    assert able["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll.yourside"]
    assert (able["hoverProvider"], able["definitionProvider"]) == (True, True)


def test_without_its_library_it_says_what_to_install() -> None:
    need("json", "lsp")
    with pytest.raises(UsageError, match=r"^this needs no_such_library: install yourside\[lsp\]$"):
        need("no_such_library", "lsp")
