from typing import Any

from botocore.config import Config

class Session:
    region_name: str | None
    def __init__(self, *, profile_name: str | None = ...) -> None: ...
    def client(self, service_name: str, *, region_name: str, config: Config) -> Any: ...

def client(
    service_name: str,
    *,
    region_name: str,
    endpoint_url: str | None = ...,
    aws_access_key_id: str | None = ...,
    aws_secret_access_key: str | None = ...,
) -> Any: ...
