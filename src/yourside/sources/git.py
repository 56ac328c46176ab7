"""The only module that starts git: to look at what is recorded, never to change it, run hooks or filters, or fetch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from yourside.config import UsageError
from yourside.programs import find

SECONDS = 120
CONVERSATION = 3600
_QUIET = ("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs")
# A repository may name programs in its configuration.
_TAME = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "protocol.allow=never")
# Where the repository is, and what the user trusts in it; hooks of git are told the first.
_KEPT = (
    *("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "SYSTEMROOT"),
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_CEILING_DIRECTORIES"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
)
_SET = {"PATH": "", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What git wrote; `problem` is what it said when it could not."""

    output: bytes = b""
    problem: str = ""

    @property
    def words(self) -> str:
        return os.fsdecode(self.output).strip()

    @property
    def names(self) -> tuple[str, ...]:
        """Of a list whose items end with NUL."""
        return tuple(os.fsdecode(name) for name in self.output.split(b"\0") if name)


@dataclass(frozen=True, slots=True)
class Repository:
    """`root` is the top of its working tree, a real path."""

    git: str
    root: Path

    def ask(self, *words: str) -> Answer:
        return _ask(self.git, self.root, words)

    def told(self, *words: str) -> Answer:
        """An answer that there must be; raises UsageError."""
        answer = self.ask(*words)
        if answer.problem:
            raise UsageError((f"git: {answer.problem}",))
        return answer

    @contextmanager
    def conversation(self, *words: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """What to write questions to, and what to read the answers from. It takes no longer than all the work between
        them may take."""
        import subprocess
        from threading import Timer

        command = _command(self.git, words)
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=null, env=_environment(), cwd=_home(self.root)
        ) as process:
            timer = Timer(CONVERSATION, process.kill)
            timer.start()
            try:
                if process.stdin and process.stdout:
                    yield process.stdin, process.stdout
            finally:
                timer.cancel()
                process.kill()


def repository(directory: Path) -> Repository:
    """The one that `directory` is in; raises UsageError."""
    git = find("git")
    if git is None:
        raise UsageError(("there is no git on PATH",))
    answer = _ask(git, directory, ("rev-parse", "--show-toplevel"))
    if answer.problem:
        raise UsageError((f"{directory} is in no git repository that can be read: {answer.problem}",))
    return Repository(git, Path(os.path.realpath(answer.words)))


def _ask(git: str, directory: Path, words: tuple[str, ...]) -> Answer:
    import subprocess

    try:
        done = subprocess.run(
            _command(git, words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            cwd=_home(directory),
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(problem=f"{words[0]} took longer than {SECONDS} seconds")
    except OSError as error:
        return Answer(problem=f"cannot be started: {error.strerror}")
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
        return Answer(problem=said or f"{words[0]} ended with status {done.returncode}")
    return Answer(done.stdout)


def _command(git: str, words: tuple[str, ...]) -> list[str]:
    return [git, *_QUIET, *(word for setting in _TAME for word in ("-c", setting)), *words]


def _environment() -> Mapping[str, str]:
    return {**{name: os.environ[name] for name in _KEPT if name in os.environ}, **_SET}


def _home(directory: Path) -> Path:
    """Git tells its hooks the repository from where they start."""
    return Path.cwd() if "GIT_DIR" in os.environ else directory
