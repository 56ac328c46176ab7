"""The only module that starts helm: `helm template` on a copy of a chart."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SECONDS = 30
MAX_OUTPUT = 32 * 1024 * 1024
MAX_MEMORY = 8 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """The manifests, or why there are none."""

    text: str = ""
    problem: str = ""


def template(helm: str, arguments: Iterable[str], home: Path) -> Outcome:
    """Success is the exit status: helm warns on stderr. `home` is a directory of its own for all that helm keeps."""
    import subprocess

    command = [helm, "template", "--namespace", "default", "--skip-crds", *arguments]
    output, errors = home / "output", home / "errors"
    with output.open("wb") as out, errors.open("wb") as err:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=_environment(home),
                cwd=home,
                timeout=SECONDS,
                check=False,
                preexec_fn=_limits(),
            )
        except subprocess.TimeoutExpired:
            return Outcome(problem=f"helm took longer than {SECONDS} seconds")
        except OSError as error:
            return Outcome(problem=f"helm cannot be started: {error.strerror}")
    if done.returncode:
        return Outcome(problem=_first_error(_text(errors), home) or f"helm ended with status {done.returncode}")
    if output.stat().st_size >= MAX_OUTPUT:
        return Outcome(problem=f"more than {MAX_OUTPUT // 1024 // 1024} MB rendered")
    return Outcome(_text(output))


def _environment(home: Path) -> Mapping[str, str]:
    """Nothing of the user's: no plugins, repositories, credentials or cluster."""
    nothing = str(home / "none")
    places = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR", "TEMP", "TMP")
    kept = ("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME")
    absent = ("HELM_PLUGINS", "HELM_REPOSITORY_CACHE", "HELM_REPOSITORY_CONFIG", "HELM_REGISTRY_CONFIG", "KUBECONFIG")
    system = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**system, **dict.fromkeys((*places, *kept), str(home)), **dict.fromkeys(absent, nothing), "PATH": ""}


def _limits() -> Callable[[], None] | None:
    """What a chart may use up: a template can ask for a list of a billion items."""
    if sys.platform == "win32":
        return None
    import resource

    def limit() -> None:
        for kind, most in ((resource.RLIMIT_FSIZE, MAX_OUTPUT), (resource.RLIMIT_AS, MAX_MEMORY)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

    return limit


def _text(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(MAX_OUTPUT).decode("utf-8", "replace")


def _first_error(text: str, home: Path) -> str:
    lines = [line.strip().replace(f"{home.parent}{os.sep}", "") for line in text.splitlines() if line.strip()]
    errors = (line.removeprefix("Error:").strip() for line in lines if line.startswith("Error:"))
    return next(errors, lines[-1] if lines else "")[:500]
