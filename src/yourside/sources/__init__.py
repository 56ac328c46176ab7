"""Finds the files of a run and tells what each one is written in."""

from yourside.sources.discovery import Discovery, discover, read_source
from yourside.sources.tree import SourceTree

__all__ = ["Discovery", "SourceTree", "discover", "read_source"]
