"""The suffix that makes a generated name change with its content.

Kustomize's own: the SHA-256 of a JSON text of the content, ten digits of it, with letters in place of the digits and
vowels that could spell a word. The name is a part of the JSON text, and always empty.
"""

from __future__ import annotations

import json
from hashlib import sha256

from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources
from yourside.frontends.kubernetes.kustomize.trees import find, text
from yourside.values import Map, Scalar

_SAFE = str.maketrans("013ae", "ghkmt")
# What Go's encoder escapes in a string beside what JSON asks for.
_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def hashed(resources: Resources) -> Resources:
    """Every resource that wants it with its suffix."""
    return tuple(_suffixed(each) if each.hashed else each for each in resources)


def _suffixed(resource: Resource) -> Resource:
    name = find(resource.value, "metadata", "name")
    if name is None:
        return resource
    return resource.remembered().named(f"{text(name)}-{content_hash(resource.value)}", name.origin)


def content_hash(value: Map) -> str:
    kind = text(find(value, "kind"))
    content: dict[str, object] = {
        "kind": kind,
        "name": "",
        "data": _data(value, "data") or "",
    }
    for key in ("binaryData",) if kind == "ConfigMap" else ("stringData",):
        if isinstance(find(value, key), Map):
            content[key] = _data(value, key)
    if kind == "Secret":
        content["type"] = text(find(value, "type"))
    encoded = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).translate(_ESCAPED)
    return sha256(encoded.encode("utf-8", "replace")).hexdigest()[:10].translate(_SAFE)


def _data(value: Map, key: str) -> dict[str, str] | None:
    found = find(value, key)
    if not isinstance(found, Map):
        return None
    return {name: text(word) for name, word in found.entries.items() if isinstance(word, Scalar)}
