"""An API server that runs on this machine: it lists objects, page by page, and refuses what it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

CREDENTIAL = "of the tests"  # opens nothing but the server below
PAGE = 2

Object = dict[str, Any]


@dataclass
class Server:
    """`objects` by the path of their list; `asked` is what was asked for, in any order."""

    objects: Mapping[str, Sequence[Object]]
    forbidden: Sequence[str] = ()
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, list[str]], token: str) -> tuple[int, Object]:
        if token != f"Bearer {CREDENTIAL}":
            return 401, _status(401, "Unauthorized")
        if path in self.forbidden:
            return 403, _status(
                403, f"{path.rpartition('/')[2]} is forbidden: User cannot list it at the cluster scope"
            )
        start, found = int(query.get("continue", ["0"])[0]), self.objects.get(path, ())
        more = {"continue": str(start + PAGE)} if start + PAGE < len(found) else {}
        metadata = {"resourceVersion": "7", **more}
        return 200, {"kind": "List", "apiVersion": "v1", "metadata": metadata, "items": found[start : start + PAGE]}


def _status(code: int, message: str) -> Object:
    return {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": code, "message": message}


@contextmanager
def cluster(objects: Mapping[str, Sequence[Object]], forbidden: Sequence[str] = ()) -> Iterator[Server]:
    server = Server(objects, forbidden)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            server.asked.append((self.command, parts.path))
            code, said = server.answer(parts.path, parse_qs(parts.query), self.headers.get("Authorization", ""))
            body = json.dumps(said).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = Thread(target=listening.serve_forever)
        thread.start()
        yield server
        listening.shutdown()
        thread.join()


def kubeconfig(directory: Path, server: str, **user: Any) -> Path:
    """With one context, `prod`, and with what is said of its user."""
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "prod",
        "clusters": [{"name": "prod", "cluster": {"server": server}}],
        "contexts": [{"name": "prod", "context": {"cluster": "prod", "user": "auditor"}}],
        "users": [{"name": "auditor", "user": user or {"token": CREDENTIAL}}],
    }
    path = directory / "kubeconfig"
    path.write_text(yaml.safe_dump(config))
    return path
