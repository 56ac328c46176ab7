"""Where a module's source leads: a directory beside its caller, what `terraform init` fetched, or a vendored copy.

Source: developer.hashicorp.com/terraform/language/modules/sources.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from yourside.frontends.inputs import Tree
from yourside.syntax.hcl.tree import Attribute, Block, Literal
from yourside.syntax.json.parse import parse
from yourside.values import Map, Scalar, Seq, Value

_MANIFEST = ".terraform/modules/modules.json"
_PUBLIC_REGISTRY = "registry.terraform.io/"
_REF = re.compile(r"(?:^|&)ref=([^&]+)")
# The getter that is forced, the scheme and the user of an address: `git::ssh://git@`.
_ACCESS = re.compile(r"(?:\w+::)?(?:[\w+.-]+://)?(?:[^@/]+@)?")


def source_of(call: Block) -> str:
    """Empty when it is not a plain text."""
    return _written(call, "source")


def beside(call: Block, directory: str) -> str | None:
    """The directory of a module with a local source."""
    source = source_of(call)
    return posixpath.normpath(posixpath.join(directory, source)) if _is_local(source) else None


def absence(call: Block, there: bool) -> str:
    """Why a module is not evaluated."""
    if there:
        return "it calls itself, or there are too many"
    if not source_of(call):
        return "its source is not a plain text"
    return "not below the given paths" if _is_local(source_of(call)) else "not fetched"


def fetched(root: str, tree: Tree) -> Mapping[str, str]:
    """The directories that the root module's manifest knows, by the names on the way to the call ("vpc.subnets")."""
    manifest = tree.read(posixpath.join(root, _MANIFEST))
    documents = parse(manifest).documents if manifest else ()
    modules = (_entries(document.value).get("Modules") for document in documents)
    listed = (item for found in modules if isinstance(found, Seq) for item in found.items)
    return {
        str(key.data): posixpath.normpath(posixpath.join(root, str(path.data).replace("\\", "/")))
        for entries in map(_entries, listed)
        if isinstance(key := entries.get("Key"), Scalar) and isinstance(path := entries.get("Dir"), Scalar)
    }


def vendored(call: Block, directories: tuple[str, ...]) -> Iterator[str]:
    """Where a copy may be, best first: below a vendored directory by the source's address, with or without version."""
    address, _, query = source_of(call).partition("?")
    package, _, inner = _ACCESS.sub("", address, count=1).partition("//")
    package = package.replace(":", "/").removesuffix(".git").removeprefix(_PUBLIC_REGISTRY)
    versions = [_written(call, "version"), *_REF.findall(query)]
    for directory in directories if package else ():
        for version in (*filter(None, versions), ""):
            yield posixpath.normpath(posixpath.join(directory, package, version, inner))


def _is_local(source: str) -> bool:
    return source.startswith(("./", "../")) or source in (".", "..")


def _entries(value: Value) -> Mapping[str, Value]:
    return value.entries if isinstance(value, Map) else {}


def _written(call: Block, name: str) -> str:
    match call.body.attributes.get(name):
        case Attribute(value=Literal(data=str(text))):
            return text
    return ""
