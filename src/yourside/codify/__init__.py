"""Deployed resources as the Terraform that would make them: the tables, read backwards."""

from yourside.codify.resource import Written, codified
from yourside.codify.text import render

__all__ = ["Written", "codified", "render"]
