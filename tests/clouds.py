"""Clouds that run on this machine: started by the tests that need them, on loopback, and stopped with them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import create_connection, socket
from time import sleep
from typing import Any

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",  # of no account that exists
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}

ANYBODY = {"region_name": "us-east-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}


@contextmanager
def aws() -> Iterator[dict[str, str]]:
    """The environment in which boto3 talks to an account of its own, which is empty."""
    from moto.moto_api._internal.models import moto_api_backend
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto_api_backend.reset()  # all servers of a process share one
    server.start()
    try:
        _, port = server.get_host_and_port()
        yield {**CREDENTIALS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    finally:
        server.stop()


def client(service: str) -> Any:
    """Made in the environment of `aws`."""
    import boto3

    return boto3.client(service, region_name="us-east-1")


@contextmanager
def cloud_control(program: str) -> Iterator[Any]:
    """A client of a cloud that speaks Cloud Control, as `.ci/oracles/ministack` installs one."""
    import boto3

    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen((program, str(port)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield boto3.client("cloudcontrol", endpoint_url=f"http://127.0.0.1:{port}", **ANYBODY)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=1):
            return
        sleep(0.1)
    raise TimeoutError(f"nothing answers at port {port}")
