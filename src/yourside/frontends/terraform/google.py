"""What Google's provider computes from what is written: policy documents, and the addresses of service accounts.

https://registry.terraform.io/providers/hashicorp/google/latest/docs/data-sources/iam_policy
https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_service_account
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yourside.frontends.terraform.policy_document import referring
from yourside.spans import Origin
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why

_NAMES: Mapping[str, str] = {
    "binding": "bindings",
    "audit_config": "auditConfigs",
    "audit_log_configs": "auditLogConfigs",
    "log_type": "logType",
    "exempted_members": "exemptedMembers",
}
# How the addresses of service accounts end: those that people make, and those that a project comes with.
_ADDRESSES: Mapping[str, str] = {
    "google_service_account": ".iam.gserviceaccount.com",
    "google_compute_default_service_account": "-compute@developer.gserviceaccount.com",
    "google_app_engine_default_service_account": "@appspot.gserviceaccount.com",
}
_SINGLE = frozenset({"condition"})


def computed(type_: str, found: Map, origin: Origin) -> Mapping[str, Value]:
    """The computed attributes of a resource or data source; `origin` is its own, and refers to it."""
    if type_ == "google_iam_policy":
        return {"policy_data": Encoded(referring(_document(found), origin.refs), origin)}
    if type_ not in _ADDRESSES:
        return {}
    name = found.entries.get("account_id") or Unknown(Why.REFERENCE, origin, origin.refs[0])
    email = _address(name, _ADDRESSES[type_], origin)
    return {"email": email, "member": replace(email, parts=(Scalar("serviceAccount:", origin), *email.parts))}


def _document(block: Map) -> Map:
    entries = {_NAMES.get(name, name): _named(name, value) for name, value in block.entries.items()}
    return replace(block, entries=entries)


def _named(name: str, value: Value) -> Value:
    match value:
        case Map():
            return _document(value)
        case Seq(items=(one,), rest=None) if name in _SINGLE:
            return _named(name, one)
        case Seq(items=items):
            return replace(value, items=tuple(_named(name, item) for item in items))
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, _named(name, branch)) for label, branch in branches))
    return value


def _address(name: Value, end: str, origin: Origin) -> Unknown:
    """`app@<project>.iam.gserviceaccount.com`; of those that a project comes with, the end alone."""
    unknown = Unknown(Why.REFERENCE, origin, origin.refs[0])
    start = (*_pieces(name), Scalar("@", origin)) if end.startswith(".") else ()
    return Unknown(Why.REFERENCE, origin, f"{origin.refs[0]}.email", (*start, unknown, Scalar(end, origin)))


def _pieces(name: Value) -> tuple[Value, ...]:
    return name.parts if isinstance(name, Unknown) and name.parts else (name,)
