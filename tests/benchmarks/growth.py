"""How the cost of a run grows with its input. A report for people: nothing is asserted about time."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

Write = Callable[[Path, int], None]


def report(write: Write, unit: str, default: int, command: Sequence[str] = ("check", ".")) -> None:
    """Print CPU time and memory of a command in a directory with what `write` puts there: for as many units as the
    first argument says, twice and four times as many, each in a process of its own."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else default
    first = 0.0
    for factor in (1, 2, 4):
        size, seconds, megabytes = _measure(write, count * factor, command)
        first = first or seconds
        cost = f"{seconds:6.2f} s CPU ({seconds / first:.1f}x), {megabytes:4.0f} MB"
        sys.stdout.write(f"{count * factor:6} {unit}, {size:.1f} MB: {cost}\n")


def _measure(write: Write, count: int, command: Sequence[str]) -> tuple[float, float, float]:
    """Megabytes of the input, CPU seconds, and peak megabytes of memory."""
    with TemporaryDirectory() as home:
        directory = Path(home)
        write(directory, count)
        size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) / 1e6
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        whole = (sys.executable, "-m", "yourside", *command, "--exit-zero")
        subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, cwd=home)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return size, spent, after.ru_maxrss / 1024
