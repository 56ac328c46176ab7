"""python-hcl2, a reader of its own, finds the same structure and literals in every file that both accept."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import hcl2
import pytest
from lark.exceptions import LarkError

from yourside.spans import SourceFile
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import Body, Expr, Literal, Object, Tuple

TESTDATA = Path(__file__).parents[3] / "testdata"

OTHER = "an expression that is no literal"


def simple(text: str) -> str:
    """The content of a quoted string in which nothing needs interpretation. python-hcl2 puts heredocs in quotes."""
    plain = text.startswith('"') and not any(mark in text for mark in ("\\", "${", "%{", '"<<'))
    return text[1:-1] if plain else OTHER


def ours(body: Body) -> dict[str, object]:
    found: dict[str, object] = {name: our_value(attribute.value) for name, attribute in body.attributes.items()}
    blocks = defaultdict[str, list[object]](list)
    for block in body.blocks:
        blocks[block.type.text].append([*(label.text for label in block.labels), ours(block.body)])
    return found | blocks


def our_value(expr: Expr) -> object:
    match expr:
        case Literal(data=str(), span=span):
            return simple(span.text)
        case Literal(data=data, span=span):
            return OTHER if "e" in span.text.lower() and isinstance(data, float) else data
        case Tuple(items=items):
            return [our_value(item) for item in items]
        case Object(items=items):
            return {str(item.key.data): our_value(item.value) for item in items if isinstance(item.key, Literal)}
    return OTHER


def theirs(body: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in body.items():
        if is_block(value):
            assert isinstance(value, list)
            found[name] = [their_block(block) for block in value]
        elif not name.startswith("__"):
            found[name] = their_value(value)
    return found


def is_block(value: object) -> bool:
    """Whether blocks are under some labels here, as python-hcl2 marks them."""
    match value:
        case [first, *_]:
            return is_block(first)
        case dict():
            return "__is_block__" in value or any(
                isinstance(inner, dict) and is_block(inner) for inner in value.values()
            )
    return False


def their_block(block: object) -> list[object]:
    assert isinstance(block, dict)
    if "__is_block__" in block:
        return [theirs(block)]
    ((label, inner),) = block.items()
    return [label.strip('"'), *their_block(inner)]


def their_value(value: object) -> object:
    match value:
        case str():
            return simple(value)
        case list():
            return [their_value(item) for item in value]
        case dict():
            return {key.strip('"'): their_value(item) for key, item in value.items() if "${" not in key}
    return value


@pytest.mark.parametrize("path", sorted(TESTDATA.rglob("*.tf")), ids=lambda path: str(path.relative_to(TESTDATA)))
def test_python_hcl2_reads_the_same(path: Path) -> None:
    text = path.read_bytes().decode()
    file = parse(SourceFile(path.name, text))
    try:
        opinion = hcl2.loads(text)
    except LarkError:
        pytest.skip("python-hcl2 refuses it")
    if file.diagnostics:
        pytest.skip("not accepted here")
    assert ours(file.body) == theirs(opinion)
