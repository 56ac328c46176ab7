"""Collects what a cluster runs: whole lists of the kinds that rules read, and nothing else. It asks for no secrets."""

from yourside.collect.kubernetes.gather import gather

__all__ = ["gather"]
