"""The cluster that a kubeconfig names, and one way to list a kind of its objects."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yourside.collect.kubernetes.kinds import Kind
from yourside.config import UsageError

PAGE = 500  # objects in one answer, as kubectl asks for them
PAGES = 10_000  # of one kind; more than any cluster has
TIMEOUT = (10, 60)  # seconds: to be reached, and to answer
PROGRAMS = ("exec", "auth-provider")
"""What of a kubeconfig's user has the client run a program."""

Object = Mapping[str, Any]


class RefusalError(Exception):
    """A list that was not given, or not to its end."""


@dataclass(frozen=True)
class Cluster:
    """`server` names it."""

    client: Any
    server: str

    @staticmethod
    def of(context: str, files: str, *, programs: bool) -> Cluster:
        """As the kubeconfig in `files` has it, the user's own without any; raises UsageError where there is no such
        context, or where its credentials come from a program and `programs` does not allow that."""
        import yaml
        from kubernetes.config import ConfigException, kube_config

        loading: Any = kube_config  # without types
        files = files or os.environ.get("KUBECONFIG") or "~/.kube/config"
        try:
            found = loading.KubeConfigMerger(files).config
            if found is None:
                raise UsageError((f"kubernetes: there is no kubeconfig {files}",))
            if not programs and (program := _program(found.value, context)):
                raise UsageError((program,))
            client = loading.new_client_from_config(files, context or None, persist_config=False)
        except (ConfigException, yaml.YAMLError, OSError) as error:
            raise UsageError((f"kubernetes: {files}: {error}",)) from error
        except (AttributeError, KeyError, TypeError) as error:  # what the library makes of a file of another form
            raise UsageError((f"kubernetes: {files} is not a kubeconfig",)) from error
        client.configuration.retries = 2
        return Cluster(client, client.configuration.host)

    def listed(self, kind: Kind) -> Iterator[Object]:
        """All objects of a kind, page by page; raises RefusalError."""
        start = ""
        for _ in range(PAGES):
            page = self._page(kind, start)
            yield from page.get("items") or ()
            start = (page.get("metadata") or {}).get("continue") or ""
            if not start:
                return
        raise RefusalError(f"more than {PAGES} pages")

    def _page(self, kind: Kind, start: str) -> Object:
        from kubernetes import client
        from urllib3.exceptions import HTTPError

        ask = getattr(getattr(client, kind.api)(self.client), kind.operation)
        where = {"_continue": start} if start else {}
        try:
            answer = ask(limit=PAGE, _preload_content=False, _request_timeout=TIMEOUT, **where)
            page: Object = json.loads(answer.data)
        except client.ApiException as error:
            raise RefusalError(_said(error.body) or f"{error.status} {error.reason}") from error
        except HTTPError as error:
            raise RefusalError(f"{self.server} cannot be reached: {error}") from error
        return page


def _program(config: Mapping[str, Any], context: str) -> str:
    """What is wrong with taking the credentials of a context, if they come from a program."""
    wanted = context or config.get("current-context")
    users = [each["context"].get("user") for each in _entries(config, "contexts") if each.get("name") == wanted]
    asked = [each.get("user") or {} for each in _entries(config, "users") if each.get("name") in users]
    for how in (user[name] or {} for user in asked for name in PROGRAMS if name in user):
        program = how.get("command") or how.get("name")
        return (
            f"kubernetes: the context {wanted} has its credentials from a program, {program!r}, "
            "which is started only if you say so: kubernetes:exec=allow"
        )
    return ""


def _entries(config: Mapping[str, Any], name: str) -> Iterator[Any]:
    """What was merged knows the file that it is from."""
    yield from (getattr(each, "value", each) for each in config.get(name) or ())


def _said(body: Any) -> str:
    """The message of an API server's refusal."""
    try:
        answer = json.loads(body or "{}")
    except ValueError:
        return ""
    return str(answer.get("message") or "") if isinstance(answer, dict) else ""
