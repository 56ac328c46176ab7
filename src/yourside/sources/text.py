"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from yourside.coverage import State

LIMIT = 10 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file gives no text. `code` names the diagnostic; empty: nothing is wrong with the file."""

    state: State
    reason: str
    code: str = ""


def read_text(path: Path) -> str | Refusal:
    """UTF-8, or UTF-16 that says so by its byte-order mark; the mark is not part of the text."""
    return text_of(read_bytes(path))


def text_of(data: bytes | Refusal) -> str | Refusal:
    return decode(data) if isinstance(data, bytes) else data


def read_bytes(path: Path, limit: int = LIMIT) -> bytes | Refusal:
    try:
        # Opening a pipe would wait for its writer for ever.
        if not path.is_file():
            return Refusal(State.SKIPPED, "not a regular file")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        return unreadable(error)
    if len(data) > limit:
        return Refusal(State.SKIPPED, f"larger than {limit // 1024 // 1024} MB")
    return data


def unreadable(error: OSError) -> Refusal:
    return Refusal(State.UNREADABLE, f"cannot be read: {error.strerror}", "source-unreadable")


def decode(data: bytes) -> str | Refusal:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" not in data:
            problem = f"not {error.encoding} text: byte 0x{error.object[error.start]:02x} at offset {error.start}"
            return Refusal(State.UNREADABLE, problem, "source-encoding")
        text = "\0"
    if "\0" in text:
        return Refusal(State.UNREADABLE, "binary, not text", "source-encoding")
    return text
