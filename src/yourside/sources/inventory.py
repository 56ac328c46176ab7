"""The files of inventories, which are larger than any source and often compressed."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from pathlib import Path

from yourside.config import UsageError
from yourside.coverage import State
from yourside.sources.discovery import shown
from yourside.sources.text import Refusal, read_bytes, text_of
from yourside.sources.walk import display
from yourside.spans import SourceFile

MOST = 512 * 1024 * 1024  # bytes, of what is compressed when it is not any more

_GZIP = b"\x1f\x8b"


def read_inventory(path: Path, most: int = MOST) -> SourceFile:
    """Raises UsageError when it is not text, or more than can be held."""
    data = read_bytes(path, most)
    text = text_of(_unpacked(data, most) if isinstance(data, bytes) and data.startswith(_GZIP) else data)
    if isinstance(text, Refusal):
        raise UsageError((f"{path}: {text.reason}",))
    return SourceFile(display(shown(path)), text)


def _unpacked(data: bytes, most: int) -> bytes | Refusal:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            unpacked = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Refusal(State.UNREADABLE, f"broken gzip file: {error}")
    if len(unpacked) > most:
        return Refusal(State.SKIPPED, f"larger than {most // 1024 // 1024} MB when it is unpacked")
    return unpacked
