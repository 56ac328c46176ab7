"""Encodings and digests."""

from __future__ import annotations

import binascii
import csv
import hashlib
import posixpath
import uuid
from base64 import b64decode, b64encode
from collections.abc import Callable
from string import ascii_letters, digits

from yourside.frontends.terraform.functions.patterns import NotRunError
from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.functions.yaml_decoding import decoded as yaml_decoded
from yourside.frontends.terraform.functions.yaml_encoding import encoded as yaml_encoded
from yourside.frontends.terraform.operands import anything, settled, text
from yourside.frontends.terraform.operation import InvalidError, UndecidedError
from yourside.syntax.embedded import parse_json
from yourside.values import Choice, Encoded, Scalar, Unknown, Value, Why, known

_UNRESERVED = frozenset((ascii_letters + digits + "-_.~").encode())
_NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS,
    "oid": uuid.NAMESPACE_OID,
    "url": uuid.NAMESPACE_URL,
    "x500": uuid.NAMESPACE_X500,
}


def _json_decoded(value: Value) -> Value:
    """A text known in part decodes in part."""
    match value:
        case Encoded(value=inner):
            return inner
        case Choice():
            raise UndecidedError(value)
        case Scalar(data=bool() | int() | float()):
            return value
        case Scalar() | Unknown():
            decoded = parse_json(value)
            if isinstance(decoded, Unknown) and decoded.why is Why.PARSE:
                raise InvalidError("this is not JSON")
            return decoded
    raise InvalidError("a string is required")


def _yaml_encoded(value: Value) -> str | Encoded:
    """Of what is known in part there is no text; as a tree it is JSON, which is YAML."""
    return yaml_encoded(value) if known(value) else Encoded(settled(value), value.origin)


def _bytes(string: str) -> bytes:
    """Line breaks are skipped."""
    return b64decode(string.replace("\r", "").replace("\n", ""), validate=True)


def _base64_decoded(string: str) -> str:
    try:
        return _bytes(string).decode()
    except (ValueError, UnicodeDecodeError):
        raise InvalidError("this is not the base64 of a text") from None


def _charset(encode: Callable[[str, str], str]) -> Callable[[str, str], str]:
    def converted(string: str, charset: str) -> str:
        try:
            return encode(string, charset)
        except (LookupError, UnicodeError, binascii.Error):
            raise InvalidError(f"cannot be done in {charset[:40]}") from None

    return converted


def _url_encoded(string: str) -> str:
    kept = (chr(byte) if byte in _UNRESERVED else "+" if byte == 0x20 else f"%{byte:02X}" for byte in string.encode())
    return "".join(kept)


def _rows(string: str) -> list[dict[str, str]]:
    try:
        header, *rows = csv.reader(string.splitlines(keepends=True), strict=True)
        if len(set(header)) < len(header):
            raise ValueError
        return [dict(zip(header, row, strict=True)) for row in rows if row]
    except (csv.Error, ValueError):
        raise InvalidError("this is not CSV with a header") from None


def _named_uuid(namespace: str, name: str) -> str:
    try:
        return str(uuid.uuid5(_NAMESPACES.get(namespace) or uuid.UUID(namespace), name))
    except ValueError:
        raise InvalidError("the namespace is not a UUID") from None


def _digest(algorithm: str, encode: Callable[[bytes], str] = bytes.hex) -> Callable[[str], str]:
    return lambda string: encode(hashlib.new(algorithm, string.encode(), usedforsecurity=False).digest())


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _expanded(path: str) -> str:
    """The home directory is not that of whoever runs Terraform."""
    if path.startswith("~"):
        raise NotRunError
    return path


def _parent(path: str) -> str:
    parent, _, _ = path.rpartition("/")
    return posixpath.normpath(parent or ("/" if path.startswith("/") else "."))


ENCODING: Functions = {
    "base64decode": function(_base64_decoded, text),
    "base64encode": function(lambda string: _base64(string.encode()), text),
    "base64sha256": function(_digest("sha256", _base64), text),
    "base64sha512": function(_digest("sha512", _base64), text),
    "basename": function(lambda path: posixpath.basename(path.rstrip("/")) or path[:1] or ".", text),
    "csvdecode": function(_rows, text),
    "dirname": function(_parent, text),
    "jsondecode": function(_json_decoded, anything),
    "jsonencode": function(lambda value: Encoded(settled(value), value.origin), anything),
    "md5": function(_digest("md5"), text),
    "pathexpand": function(_expanded, text),
    "sha1": function(_digest("sha1"), text),
    "sha256": function(_digest("sha256"), text),
    "sha512": function(_digest("sha512"), text),
    "textdecodebase64": function(_charset(lambda string, name: _bytes(string).decode(name)), text, text),
    "textencodebase64": function(_charset(lambda string, name: _base64(string.encode(name))), text, text),
    "urlencode": function(_url_encoded, text),
    "uuidv5": function(_named_uuid, text, text),
    "yamldecode": function(yaml_decoded, anything),
    "yamlencode": function(_yaml_encoded, anything),
}
