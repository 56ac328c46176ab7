"""`helm_release`: which chart, and the values for it.

https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join, normpath

from yourside.frontends.native import NativeResource
from yourside.frontends.releases import Release, Setting
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why

TYPE = "helm_release"

# What is set wins over `values`, in this order. Blocks up to version 2 of the provider, lists of objects since.
_SETTING = ("set", "set_list", "set_sensitive", "set_wo")
_FLAGS = {"string": "set-string", "literal": "set-literal"}
_SECRET = ("set_sensitive", "set_wo")


def release(native: NativeResource) -> Release:
    """A relative path starts where Terraform runs: at the root module, which is the resource's unit."""
    body = native.body.entries
    chart, repository = _word(body.get("chart")), _word(body.get("repository"))
    if repository and "/" not in chart and "://" not in repository:
        chart, repository = f"{repository}/{chart}", ""
    return Release(
        address=native.address,
        unit=native.unit,
        name=_word(body.get("name")),
        chart=chart,
        directory=normpath(join(native.unit, chart)) if chart and not repository else None,
        values=_documents(body.get("values")),
        settings=tuple(setting for block in _SETTING for setting in _settings(block, body.get(block))),
        when=native.when,
    )


def _documents(values: Value | None) -> tuple[Value, ...]:
    """A list that is not known is a document that is not."""
    match values:
        case Seq(items=items, rest=rest):
            return (*items, *((rest,) if rest else ()))
        case Unknown() | Choice():
            return (values,)
    return ()


def _settings(block: str, found: Value | None) -> Iterator[Setting]:
    for item in found.items if isinstance(found, Seq) else ():
        match item:
            case Map(entries={"name": Scalar(data=str(path)), **said}, origin=origin):
                value = said.get("value") or Unknown(Why.VARIABLE, origin, path)
                flag = _FLAGS.get(_word(said.get("type")), "set")
                yield Setting(path, _secret(value) if block in _SECRET else value, flag)


def _secret(value: Value) -> Value:
    origin = value.origin
    return Unknown(Why.VARIABLE, Origin(origin.span, origin.name, (), origin.refs, sensitive=True), "a sensitive value")


def _word(value: Value | None) -> str:
    return str(value.data) if isinstance(value, Scalar) and value.data is not None else ""
