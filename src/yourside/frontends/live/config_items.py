"""Configuration items of AWS Config: snapshots, histories, and what BatchGetResourceConfig gives.

https://docs.aws.amazon.com/config/latest/developerguide/config-item-table.html. An item says a resource in the words of
its service's own API, in another case, and not in CloudFormation's. What the two call alike is taken over, some types
are translated (`config_shapes`), and all the rest is unknown. A setting that an item leaves out is unknown as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from yourside.frontends.live.config_shapes import TRANSLATED, bucket_policy
from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import ANY_ACCOUNT, Place, Record, texts
from yourside.syntax.json.cursor import Cursor, Piece

OTHER_WORDS = "a setting that AWS Config leaves out or tells in other words"
GONE = ("ResourceDeleted", "ResourceDeletedNotRecorded", "ResourceNotRecorded")
OF_OTHER_NAME = {"AWS::IAM::Policy": "AWS::IAM::ManagedPolicy"}
LISTS = ("configurationItems", "baseConfigurationItems", "ConfigurationItems", "BaseConfigurationItems")

_Captured = tuple[float, str]


def recognises(head: str) -> bool:
    return any(f'"{name}"' in head for name in LISTS) and '"resourceType"' in head


def read_items(text: str) -> Iterator[Inventory]:
    """Raises ValueError where the text is not JSON. A recorder may leave types out: none is listed wholly. A history
    has several items of one resource, of which the last one holds."""
    last: dict[tuple[str, ...], tuple[_Captured, Piece]] = {}
    for piece in _pieces(Cursor(text)):
        which, captured = _identity(piece.data), _captured(piece.data)
        if which not in last or captured > last[which][0]:
            last[which] = captured, piece
    yield from (_inventory(piece.data, (piece.start, piece.end)) for _, piece in last.values())


def _pieces(cursor: Cursor) -> Iterator[Piece]:
    for name in cursor.members():
        if name in LISTS:
            pieces = (cursor.value() for _ in cursor.items())
            yield from (piece for piece in pieces if isinstance(piece.data, dict))


def _identity(item: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(item.get(name)) for name in ("resourceType", "resourceId", "awsRegion", "accountId"))


def _captured(item: Mapping[str, Any]) -> _Captured:
    """The API tells the time as a number, files as text."""
    when = item.get("configurationItemCaptureTime")
    return (when, "") if isinstance(when, int | float) else (0.0, str(when))


def _inventory(item: Mapping[str, Any], place: Place) -> Inventory:
    account = item.get("accountId") or item.get("awsAccountId")
    unit = f"aws:{account}" if isinstance(account, str) else ANY_ACCOUNT
    status = item.get("configurationItemStatus")
    return Inventory(unit, () if status in GONE else tuple(_records(item, place)))


def _records(item: Mapping[str, Any], place: Place) -> Iterator[Record]:
    match item:
        case {"resourceType": str(type_), "resourceId": str(id_)}:
            said, more = _opened(item.get("configuration")), _opened(item.get("supplementaryConfiguration"))
            translate = TRANSLATED.get(type_)
            properties = _alike(said) | (translate(said, more) if translate else {})
            ids = texts((item.get("arn"), item.get("ARN"), item.get("resourceName")))
            yield Record(OF_OTHER_NAME.get(type_, type_), id_, properties, place, ids, {"": OTHER_WORDS})
            if type_ == "AWS::S3::Bucket" and (policy := bucket_policy(id_, more)):
                yield Record("AWS::S3::BucketPolicy", id_, policy, place)


def _opened(data: Any) -> Mapping[str, Any]:
    """An object, which the API gives as text; so it does with each entry of the supplementary ones."""
    opened = _entry(data)
    return {name: _entry(value) for name, value in opened.items()} if isinstance(opened, dict) else {}


def _entry(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", '"'):
        try:
            return _entry(json.loads(value))
        except ValueError:
            return value
    return value


def _alike(said: Mapping[str, Any]) -> dict[str, Any]:
    """What CloudFormation has under the same name; of what differs in its first letter only plain values, for below
    that the two go apart. An item has `""` for what is not set."""
    kept = {name: value for name, value in said.items() if value not in ("", None)}
    alike = {
        name: value for name, value in kept.items() if name[:1].isupper() or isinstance(value, str | bool | int | float)
    }
    return {name[:1].upper() + name[1:]: value for name, value in alike.items()}
