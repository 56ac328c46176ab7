"""Where a reader should look for the reason of a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from yourside.findings.model import Evidence, Place
from yourside.graph.model import Resource
from yourside.spans import Hop, Span
from yourside.values import Choice, Encoded, Map, Missing, Seq, Value

Blocks = Mapping[Span, Span | None]  # each block of a native resource, and its name


def place(resource: Resource, evidence: Evidence) -> Place:
    """The last value on the way to the leaf that is written in one of the resource's own blocks; what lies beyond it
    (a variable's default, a policy document, another resource) is the way the value came."""
    blocks, chain = _blocks(resource), evidence.chain
    depth = _last_inside(chain, blocks)
    if depth is None:
        return Place(_block_name(resource.native.origin.span, blocks), _distinct(_beyond(chain)))
    return Place(_mark(chain[depth], blocks), _distinct((*_hops(chain[depth]), *_beyond(chain[depth + 1 :]))))


def _distinct(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """Each place once: an item of a list came the way of the list."""
    first: dict[Span, Hop] = {}
    for hop in hops:
        first.setdefault(hop.span, hop)
    return tuple(first.values())


def companion(resource: Resource, evidence: Evidence, span: Span) -> str:
    """The address of the native resource that `span` stands in, when that is not the resource's own but one of those
    that add to it (`aws_iam_role_policy.p` to `aws_iam_role.r`); otherwise empty. Of several instances of one block it
    is the one that the evidence was taken from."""
    around = [native for native in resource.natives if native.origin.span.contains(span)]
    first = next(iter(around), resource.native)
    walked = {id(value.origin) for value in evidence.chain}
    found = next((native for native in around[1:] and around if _gave(native.body, walked)), first)
    return "" if found.address == resource.native.address else found.address


def _gave(value: Value, walked: Set[int]) -> bool:
    """Whether one of these origins is that of a part of the value: each instance has its own."""
    match value:
        case Map(entries=entries):
            parts: Iterable[Value] = entries.values()
        case Seq(items=parts):
            pass
        case Choice(branches=branches):
            parts = (branch for _, branch in branches)
        case Encoded(value=inner):
            parts = (inner,)
        case _:
            parts = ()
    return any(id(part.origin) in walked or _gave(part, walked) for part in parts)


def standing(resource: Resource, evidence: Evidence) -> Span:
    """Where a piece of evidence itself is seen: in the resource, or, if it is another's, there."""
    blocks, chain = _blocks(resource), evidence.chain
    depth = _last_inside(chain, blocks)
    return _mark(chain[-1 if depth is None else depth], blocks)


def _blocks(resource: Resource) -> Blocks:
    further = {block.span: block.name for native in resource.natives for block in native.blocks}
    return further | {native.origin.span: native.origin.name for native in resource.natives}


def _last_inside(chain: Sequence[Value], blocks: Blocks) -> int | None:
    depths = [depth for depth, value in enumerate(chain) if any(block.contains(value.origin.span) for block in blocks)]
    return depths[-1] if depths else None


def _mark(value: Value, blocks: Blocks) -> Span:
    """A key together with its value where both fit on one line, otherwise the part that does. GitHub shows an alert
    only when all its lines are in the diff: never a whole block."""
    origin = value.origin
    if origin.span in blocks:
        return _block_name(origin.span, blocks)
    named = (origin.name,) if origin.name else ()
    wanted = named if isinstance(value, Missing) else (*(name.to(origin.span) for name in named), origin.span, *named)
    return next((span for span in wanted if "\n" not in span.text), _first_line(origin.span))


def _block_name(block: Span, blocks: Blocks) -> Span:
    return blocks[block] or _first_line(block)


def _first_line(span: Span) -> Span:
    """A line that only opens a bracket says nothing: then the one after it."""
    text = span.text
    skipped = len(text) - len(text[1:].lstrip()) if text[:1] in "{[" and text[1:].lstrip(" \t\r")[:1] == "\n" else 0
    start = span.start + skipped
    return Span(span.file, start, start + len(text[skipped:].partition("\n")[0].rstrip(" \t\r,")))


def _beyond(chain: Sequence[Value]) -> Iterator[Hop]:
    """The hops of values that lie outside the resource; of those, only the leaf itself is a place to look at."""
    for value in chain[:-1]:
        yield from _hops(value)
    for leaf in chain[-1:]:
        label = "where it is missing" if isinstance(leaf, Missing) else "the value"
        yield Hop(_mark(leaf, {}), label, leaf.origin.sensitive)
        yield from _hops(leaf)


def _hops(value: Value) -> Iterator[Hop]:
    """A sensitive value's hops are sensitive: one of them is where it is written."""
    origin = value.origin
    return (replace(hop, sensitive=True) if origin.sensitive else hop for hop in origin.via)
