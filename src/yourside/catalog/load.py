"""Reads the tables. They are validated by `check` when they are written, so reading trusts their form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from yourside.catalog.model import Attr, Canonical, Catalog, Default, Fold, Keyed, Path, Switch, Table
from yourside.catalog.shapes import Shapes, load_shapes
from yourside.packing import Unpacked, packed

Source = Mapping[str, Any]  # one table file, as YAML and JSON give it


@cache
def load_catalog() -> Catalog:
    """Every table and canonical schema that ships with the project."""
    return read_catalog(packed("tables"), load_shapes())


def read_catalog(sources: Iterable[Source], shapes: Shapes) -> Catalog:
    tables: dict[str, Source] = {}
    canonicals: dict[str, Source] = {}
    for source in sources:
        tables |= source.get("lower", {})
        canonicals |= source.get("canonical", {})
    return Catalog(
        Unpacked(tables, read_table),
        Unpacked(canonicals, _canonical),
        shapes,
        _mirrors(shapes),
        _companions(tables, canonicals),
    )


def _companions(tables: Mapping[str, Source], canonicals: Mapping[str, Source]) -> Mapping[str, Iterable[str]]:
    """Told from what is written, so that of a thousand tables only those are read that a run needs."""
    found: dict[str, dict[str, None]] = {}
    for name, entry in tables.items():
        for case in (entry, *entry.get("switch", {}).get("cases", {}).values()):
            for fold in _listed(case.get("fold") or canonicals.get(case.get("to", ""), {}).get("fold", ())):
                found.setdefault(fold["into"], {})[name] = None
    return found


def _mirrors(types: Iterable[str]) -> Mapping[str, Table]:
    """By the type's name without underscores: where the provider puts them, it alone knows."""
    ours = (name for name in types if name.startswith("AWS::"))
    spelled = {f"awscc{name.removeprefix('AWS').replace('::', '').lower()}": name for name in ours}
    return Unpacked(spelled, lambda _, name: Table(name, to=name))


def read_table(name: str, entry: Source) -> Table:
    return Table(
        type=name,
        to=entry.get("to", ""),
        auto=entry.get("auto", "pascal"),
        root=read_path(entry.get("root", ".")),
        attrs={read_path(path): _attr(attr) for path, attr in entry.get("attrs", {}).items()},
        constants={read_path(path): value for path, value in entry.get("set", {}).items()},
        explode=_exploded(entry.get("explode", {})),
        defaults=_defaults(entry.get("defaults", {})),
        folds=_folds(entry.get("fold", ())),
        switch=_switch(name, entry),
        object=entry.get("object", ""),
        typed=entry.get("typed", ""),
        owner=entry.get("owner", ""),
    )


def read_path(text: str) -> Path:
    return () if text == "." else tuple(text.split("."))


def _canonical(name: str, entry: Source) -> Canonical:
    return Canonical(
        type=name,
        id=tuple(map(read_path, entry.get("id", ()))),
        defaults=_defaults(entry.get("defaults", {})),
        folds=_folds(entry.get("fold", ())),
    )


def _attr(entry: object) -> Attr:
    match entry:
        case None:
            return Attr(drop=True)
        case str(target):
            return Attr(to=read_path(target))
        case dict():
            return _transform(entry)
    raise ValueError(f"not an attribute of a table: {entry!r}")


def _transform(entry: Source) -> Attr:
    keyed = entry.get("keyed")
    return Attr(
        to=read_path(entry["to"]) if "to" in entry else None,
        enum=entry.get("enum", {}),
        truth=(entry["bool"][0], entry["bool"][1]) if "bool" in entry else None,
        invert="invert" in entry,
        present=entry.get("present"),
        fmt=entry.get("fmt", ""),
        json="json" in entry,
        wrap=entry.get("wrap", ""),
        add=entry.get("add", {}),
        pairs=tuple(entry.get("map", ())),
        explode=_exploded(entry.get("explode", {})),
        keyed=Keyed(read_path(keyed["in"]), **{k: v for k, v in keyed.items() if k != "in"}) if keyed else None,
        split=entry.get("split", ""),
        link=read_path(entry["link"]) if "link" in entry else (),
        opaque="opaque" in entry,
    )


def _exploded(entry: Mapping[str, str]) -> Mapping[str, Path]:
    return {name: read_path(target) for name, target in entry.items()}


def _defaults(entry: Source) -> tuple[Default, ...]:
    return tuple(_default(read_path(path), meaning) for path, meaning in entry.items())


def _default(path: Path, meaning: Any) -> Default:
    return Default(path, **meaning) if isinstance(meaning, dict) else Default(path, meaning)


def _folds(entry: Any) -> tuple[Fold, ...]:
    return tuple(
        Fold(one["into"], read_path(one["by"]), read_path(one["at"]), one.get("append", False), one.get("keep", False))
        for one in _listed(entry)
    )


def _listed(entry: Any) -> Iterable[Source]:
    return [entry] if isinstance(entry, dict) else entry


def _switch(name: str, entry: Source) -> Switch | None:
    if "switch" not in entry:
        return None
    base = {key: value for key, value in entry.items() if key != "switch"}
    cases = {
        text: read_table(name, {**base, **case, "attrs": {**base.get("attrs", {}), **case.get("attrs", {})}})
        for text, case in entry["switch"]["cases"].items()
    }
    return Switch(entry["switch"]["attr"], cases)
