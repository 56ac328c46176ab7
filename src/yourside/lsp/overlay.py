"""The disk, with what editors hold open instead of what was last saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from yourside.coverage import State
from yourside.sources.storage import DISK, Child
from yourside.sources.text import LIMIT, Refusal


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A file that is nowhere but in an editor."""

    path: str

    @property
    def name(self) -> str:
        return Path(self.path).name

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return False

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Overlay:
    """Storage; `texts` are by real paths."""

    texts: Mapping[Path, str]

    def children(self, directory: Path) -> Iterable[Child]:
        home = DISK.real(directory)
        unsaved = [path for path in self.texts if path.parent == home and not DISK.stands(path)]
        if unsaved and not DISK.stands(home):
            return [Unsaved(str(path)) for path in unsaved]
        return [*DISK.children(directory), *(Unsaved(str(path)) for path in unsaved)]

    def read(self, path: Path) -> bytes | Refusal:
        text = self.texts.get(DISK.real(path))
        if text is None:
            return DISK.read(path)
        # Each character in its place, also half of a pair of surrogates.
        data = text.encode("utf-8", "replace")
        return data if len(data) <= LIMIT else Refusal(State.SKIPPED, f"larger than {LIMIT // 1024 // 1024} MB")

    def real(self, path: Path) -> Path:
        return DISK.real(path)

    def stands(self, path: Path) -> bool:
        return DISK.stands(path) or DISK.real(path) in self.texts

    def is_dir(self, path: Path) -> bool:
        return DISK.is_dir(path)
