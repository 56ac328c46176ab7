"""Finds the files of a run and tells what each one is written in."""

from yourside.sources.change import Change, change
from yourside.sources.commit import commit
from yourside.sources.discovery import Discovery, discover, read_source
from yourside.sources.storage import DISK, Storage
from yourside.sources.tree import SourceTree

__all__ = ["DISK", "Change", "Discovery", "SourceTree", "Storage", "change", "commit", "discover", "read_source"]
