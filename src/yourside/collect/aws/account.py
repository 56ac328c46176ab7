"""The account that is asked: its clients, and one way to call any operation of any service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

PAGES = 10_000  # of one listing; more than any account has


class RefusalError(Exception):
    """A call that was not answered. `code` is the service's, or the kind of failure on the way; `reason` for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass
class Account:
    """Raises RefusalError where the credentials do not say whose account it is."""

    profile: str = ""
    regions: tuple[str, ...] = ()
    number: str = field(init=False)
    partition: str = field(init=False)

    def __post_init__(self) -> None:
        import boto3
        from botocore.exceptions import ProfileNotFound

        try:
            self._session = boto3.Session(profile_name=self.profile or None)
        except ProfileNotFound as error:
            raise RefusalError("ProfileNotFound", str(error)) from error
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = Lock()
        self.regions = self.regions or (self._session.region_name or "us-east-1",)
        caller = self.call("sts", self.regions[0], "get_caller_identity", {})
        self.number, self.partition = caller["Account"], caller["Arn"].split(":")[1]

    def call(self, service: str, region: str, operation: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """All pages of an operation as one answer; raises RefusalError."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client = self._client(service, region)
            if client.can_paginate(operation):
                return _whole(client.get_paginator(operation).paginate(**arguments))
            answer: Mapping[str, Any] = getattr(client, operation)(**arguments)
            return answer
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            raise RefusalError(code, f"{code}: {service}:{operation} in {region}") from error
        except BotoCoreError as error:
            raise RefusalError(type(error).__name__, f"{service}:{operation} in {region}: {error}") from error

    def _client(self, service: str, region: str) -> Any:
        from botocore.config import Config

        with self._lock:  # a session is not safe to share between threads, a client is
            if (service, region) not in self._clients:
                config = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=10, read_timeout=30)
                self._clients[service, region] = self._session.client(service, region_name=region, config=config)
            return self._clients[service, region]


def _whole(pages: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Lists of several pages as one; of everything else the first."""
    whole: dict[str, Any] = {}
    for number, page in enumerate(pages):
        if number >= PAGES:
            raise RefusalError("TooManyPages", f"more than {PAGES} pages")
        for name, value in page.items():
            if isinstance(value, list):
                whole[name] = whole.get(name, []) + value
            else:
                whole.setdefault(name, value)
    return whole
