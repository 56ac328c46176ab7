"""What a finding says, in the words of the source it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yourside.findings.model import Verdict, World
from yourside.spans import Origin
from yourside.values import Choice, Encoded, Map, Missing, Scalar, Seq, Unknown, Value

FEW = 3
LONGEST = 80
SENSITIVE = "(sensitive)"
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
QUOTED = re.compile(r"""(["'])((?:(?!\1|\{\{)[^\\\n$%])*)\1""")


def message(verdict: Verdict) -> str:
    """The rule's sentence with the names and values that the user wrote."""
    return PLACEHOLDER.sub(lambda found: _fill(found[1], verdict), verdict.rule.message) + _failing(verdict.worlds)


def undetermined(verdict: Verdict) -> str:
    """What an answer depends on; never the rule's sentence, which states a defect."""
    leaves = (evidence.value for evidence in (verdict.at, *verdict.evidence))
    questions = tuple(dict.fromkeys(question for value in leaves for question in _open_questions(value)))
    questions = questions or tuple(
        dict.fromkeys(condition for world in verdict.worlds for condition, _ in world.labels)
    )
    depends = (
        f"depends on {enumerate_few(questions)}" if questions else "a value is not of the kind that the rule expects"
    )
    return f"{verdict.resource.native.address} cannot be decided: {depends}{_failing(verdict.worlds)}"


def written(value: Value) -> str:
    """The value as the user wrote it, without quotes; `not set` for absence."""
    if value.origin.sensitive:
        return SENSITIVE
    match value:
        case Seq(items=items):
            return _short(enumerate_few([_brief(item) for item in items]) or "empty")
        case Choice(branches=branches):
            return _short(enumerate_few([_brief(branch) for _, branch in branches], " or "))
        case Encoded(value=inner):
            return written(inner)
    return _brief(value)


def enumerate_few(words: Sequence[str], joint: str = ", ") -> str:
    more = len(words) - FEW
    return joint.join(words[:FEW]) + (f"{joint}… and {more} more" if more > 0 else "")


def _brief(value: Value) -> str:
    if value.origin.sensitive:
        return SENSITIVE
    match value:
        case Missing() | Scalar(data=None):
            return "not set"
        case Scalar():
            return _short(_literal(value))
        case Unknown(target=target, why=why):
            return f"unknown ({_short(target or why.value)})"
    return "{…}"


def _literal(scalar: Scalar) -> str:
    """The written literal where one stands for the data (`public-read` for PublicRead), otherwise the data."""
    data = str(scalar.data).lower() if isinstance(scalar.data, bool) else str(scalar.data)
    text = _source_text(scalar.origin)
    if quoted := QUOTED.fullmatch(text):
        return quoted[2]
    turned = isinstance(scalar.data, bool) and text in ("true", "false")  # by a table that inverts it
    alike = text and text[0] not in "\"'" and _letters(text) == _letters(data)
    return text if turned or alike else data


def _source_text(origin: Origin) -> str:
    span = origin.via[-1].span if origin.via else origin.span
    return span.text if span.end - span.start <= LONGEST else ""


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _fill(name: str, verdict: Verdict) -> str:
    if name == "resource":
        return verdict.resource.native.address
    path = [*verdict.facet.split("."), *name.split(".")] if verdict.facet else name.split(".")
    properties = verdict.resource.properties
    for evidence in (verdict.at, *verdict.evidence):
        own = evidence.chain[0] is properties  # what another resource has at this path is not meant
        if own and _without_positions(evidence.path.split(".")) == _without_positions(path):
            return written(evidence.value)
    values: list[Value] = [properties]
    for step in path:
        values = [child for value in values for child in _children(value, step)]
    return enumerate_few([written(value) for value in values]) or "not set"


def _without_positions(steps: Sequence[str]) -> list[str]:
    return [step for step in steps if not step.isdecimal()]


def _children(value: Value, step: str) -> Iterator[Value]:
    """A name taken of a list is taken of each item."""
    match value:
        case Map(entries=entries, rest=rest):
            yield from (found for found in (entries.get(step, rest),) if found)
        case Seq(items=items) if step.isdecimal():
            yield from items[int(step) : int(step) + 1]
        case Seq(items=items):
            yield from (child for item in items if isinstance(item, Map) for child in _children(item, step))
        case Choice(branches=branches):
            yield from (child for _, one in branches if not isinstance(one, Choice) for child in _children(one, step))
        case Unknown():
            yield value


def _open_questions(value: Value) -> Iterator[str]:
    """What would have to be known, as the user writes it."""
    for part in (value, *_parts(value)):
        match part:
            case Unknown(target=target, why=why):
                yield f"{target} ({why.value})" if target else why.value
            case Choice(condition=condition):
                yield condition


def _parts(value: Value) -> tuple[Value | None, ...]:
    match value:
        case Seq(items=items, rest=rest):
            return (*items, rest)
        case Map(entries=entries, rest=rest):
            return (*entries.values(), rest)
    return ()


def _failing(worlds: Sequence[World]) -> str:
    return f"; fails when {enumerate_few(_told(worlds), ' or ')}" if worlds else ""


def _told(worlds: Sequence[World]) -> Sequence[str]:
    """Each world in words; those that differ in their last label alone as one."""
    alike: dict[tuple[tuple[tuple[str, str], ...], str], list[str]] = {}
    for world in worlds:
        *before, (condition, label) = world.labels
        alike.setdefault((tuple(before), condition), []).append(label)
    ends = [(before, (condition, enumerate_few(labels, " or "))) for (before, condition), labels in alike.items()]
    return [str(World((*before, last))) for before, last in ends]
