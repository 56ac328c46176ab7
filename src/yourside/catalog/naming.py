"""How a source's spelling of a name becomes the canonical one: always resolved against the shape, never invented."""

from __future__ import annotations

from yourside.catalog.shapes import Kind, Shape


def styled(name: str, style: str) -> str:
    """snake_case in the style of the cloud: `pascal`, `camel`, or `same`."""
    if style == "same":
        return name
    first, *others = name.split("_")
    head = first if style == "camel" else first[:1].upper() + first[1:]
    return head + "".join(word[:1].upper() + word[1:] for word in others)


def resolve(name: str, style: str, shape: Shape | None) -> str | None:
    """The property of `shape` that `name` spells: exactly, without regard to case, or in the plural."""
    if shape is None or shape.kind is not Kind.STRUCT:
        return None
    wanted = styled(name, style)
    if wanted in shape.fields:
        return wanted
    folded = name.replace("_", "").casefold()
    known: dict[str, str] = {}
    for field in shape.fields:
        known.setdefault(field.replace("_", "").casefold(), field)
    return next((known[form] for form in (folded, *_plurals(folded)) if form in known), None)


def _plurals(name: str) -> tuple[str, ...]:
    ies = (f"{name[:-1]}ies",) if name.endswith("y") else ()
    return (f"{name}s", f"{name}es", *ies)
