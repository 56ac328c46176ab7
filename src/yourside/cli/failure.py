"""Usage problems: all of them, on stderr, exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from yourside.config import UsageError

USAGE_ERROR = 2


@contextmanager
def usage_errors() -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        for problem in error.problems:
            click.echo(f"yourside: {problem}", err=True)
        sys.exit(USAGE_ERROR)
