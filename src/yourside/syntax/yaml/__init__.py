"""YAML streams through libyaml, with a span on every key and value."""

from yourside.syntax.yaml.stream import parse

__all__ = ["parse"]
