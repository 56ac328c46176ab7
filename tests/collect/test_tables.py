"""The tables say what is true of AWS's APIs, as AWS describes them, and of the canonical types."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
import yaml
from botocore.model import MapShape, StructureShape
from jsonschema import Draft202012Validator

from collect.models import Form, Many, NoSuchMemberError, infer, item, operations
from yourside.catalog.shapes import Kind, Shape, load_shapes
from yourside.collect.aws.tables import Call, Listing, load_listings

ROOM = files("yourside.collect.aws")
TABLES = sorted(table.name for table in (ROOM / "tables").iterdir())
LISTINGS = load_listings()
KNOWN: dict[str, Form] = dict.fromkeys(("region", "account", "partition", "now"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_its_schema_says(name: str) -> None:
    schema = json.loads((ROOM / "table.schema.json").read_text("utf-8"))
    table = yaml.safe_load((ROOM / "tables" / name).read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(table)] == []


def answered(call: Call, about: Form) -> Form:
    """The form of what a call answers; its arguments are of the operation, and taken from what is known."""
    operation = operations(call.service)[call.operation]
    known = operation.input_shape.members if operation.input_shape else {}
    assert {*call.given, *call.constants} <= set(known), f"arguments of {call.operation}"
    required = operation.input_shape.required_members if operation.input_shape else ()
    assert {*required} <= {*call.given, *call.constants}, f"required arguments of {call.operation}"
    for expression in call.given.values():
        infer(expression, about)
    return operation.output_shape


def about(listing: Listing) -> dict[str, Form]:
    """What is known of an item: itself, and around it what it is an item of."""
    owner = next((each for each in LISTINGS if each.type == listing.of), None)
    around = {**KNOWN, **({"parent": about(owner)} if owner else {})}
    return with_members(around, item(infer(listing.items, answered(listing.call, around))))


def with_members(known: dict[str, Form], form: Form) -> dict[str, Form]:
    """An item that is text is under `name`."""
    match form:
        case None | MapShape():
            return Anything(known)
        case StructureShape():
            return known | form.members
    return known | (form if isinstance(form, dict) else {"name": form})


class Anything(dict[str, Form]):
    """Objects with names that no model has."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Form:
        return None


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: f"{listing.type} {listing.call.operation}")
def test_operations_and_members_are_those_of_the_service(listing: Listing) -> None:
    shape = load_shapes()[listing.type].shape
    known = about(listing)
    told = {name: infer(expression, known) for name, expression in listing.properties.items()}
    for detail in listing.details:
        known = with_members(known, answered(detail.call, known))
        told |= {name: infer(expression, known) for name, expression in detail.properties.items()}
    for expression in filter(None, (listing.id, *listing.ids, listing.provided)):
        infer(expression, known)
    for name, form in told.items():
        fits(form, shape.step(name), name)


def fits(form: Form, shape: Shape | None, path: str) -> None:
    """What a table writes by name has a home in the canonical type."""
    assert shape is not None, f"no {path} in the canonical type"
    if isinstance(form, Many):
        form, shape = form.item, shape.item or shape
    if isinstance(form, dict) and shape.kind is not Kind.MAP:
        for name, inner in form.items():
            fits(inner, shape.step(name), f"{path}.{name}")


def test_a_name_that_the_service_does_not_have_is_found() -> None:
    with pytest.raises(NoSuchMemberError):
        infer("Buckets[].Colour", operations("s3")["list_buckets"].output_shape)
