"""What to tell a user who met a bug of ours."""

from __future__ import annotations

import platform
import traceback
from types import FrameType

from yourside import __version__
from yourside.spans import SourceFile


def describe(error: BaseException) -> str:
    notes = [note.removeprefix("stage: ") for note in getattr(error, "__notes__", ()) if note.startswith("stage: ")]
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    where = frames[-1].f_code
    lines = [
        f"internal error: {type(error).__name__}: {error}",
        f"  yourside {__version__}, Python {platform.python_version()}",
        f"  stage: {notes[0] if notes else 'cli'} ({where.co_qualname}, line {frames[-1].f_lineno})",
    ]
    if file := _file(frames):
        lines.append(f"  file: {file}")
    lines.append(
        "This is a bug in Yourside, not in your files. Please report it; `yourside --debug` shows the traceback."
    )
    return "\n".join(lines)


def _file(frames: list[FrameType]) -> str:
    """The source that the innermost frame which holds one was working on."""
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            if isinstance(value, SourceFile):
                return value.path
    return ""
