"""Values as plain data, for tests that say what something evaluates to and not where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value


@dataclass(frozen=True)
class Not:
    """Not known: the name of the reason, what would settle it, and the pieces when it is known in part."""

    why: str
    target: str = ""
    parts: tuple[object, ...] = ()


@dataclass(frozen=True)
class Either:
    """Undecided between the two branches of a condition."""

    condition: str
    true: object
    false: object
    default: str | None = None


@dataclass(frozen=True)
class Ways:
    """Undecided between the branches of something that turns out in other ways than true and false."""

    condition: str
    branches: dict[str, object]
    default: str | None = None


def plain(value: Value) -> object:
    match value:
        case Scalar(data=data):
            return data
        case Seq(items=items, rest=rest):
            return [plain(item) for item in items] + ([plain(rest)] if rest else [])
        case Map(entries=entries, rest=rest):
            return {key: plain(entry) for key, entry in entries.items()} | ({"...": plain(rest)} if rest else {})
        case Encoded(value=inner):
            return {"json": plain(inner)}
        case Unknown(why=why, target=target, parts=parts):
            return Not(why.name, target, tuple(plain(part) for part in parts))
        case Choice(condition=condition, branches=branches, default=default):
            labels = {label: plain(branch) for label, branch in branches}
            if labels.keys() != {"true", "false"}:
                return Ways(condition, labels, default)
            return Either(condition, labels["true"], labels["false"], default)
    raise AssertionError(value)
