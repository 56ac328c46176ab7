"""Exports of Google's Cloud Asset Inventory: one asset on a line, or what `gcloud asset list --format=json` gives.

https://cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/exportAssets
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import Place, Record, texts
from yourside.syntax.json.cursor import Cursor, Piece

NO_POLICIES = "IAM policies, which are exported with the content type IAM_POLICY"

_ANSWER = re.compile(r'\{\s*"(assets|readTime|nextPageToken)"')


def recognises(head: str) -> bool:
    return '"name"' in head and ('"asset_type"' in head or '"assetType"' in head) and '"//' in head


def read_assets(text: str) -> Iterator[Inventory]:
    """Raises ValueError where the text is not JSON. What one export says of an asset in several lines is one asset, and
    of the types that it has it has all assets; an answer of the service may be a page of several."""
    listing = _Listing(Cursor(text))
    found: dict[str, dict[str, Any]] = {}
    places: dict[str, Place] = {}
    for piece in listing.pieces():
        match piece.data:
            case {"name": str(name)} as asset:
                found.setdefault(name, {}).update(_plain(asset))
                places.setdefault(name, (piece.start, piece.end))
    policies = any("iam_policy" in asset for asset in found.values())
    records = (_record(name, asset, places[name], policies) for name, asset in found.items())
    known = tuple(filter(None, records))
    yield Inventory("gcp", known, frozenset() if listing.more else frozenset(record.type for record in known))


@dataclass(slots=True)
class _Listing:
    """The assets, one after another, in a list or in an answer; `more`: it says that there are others."""

    cursor: Cursor
    more: bool = False

    def pieces(self) -> Iterator[Piece]:
        cursor = self.cursor
        while cursor.at < len(cursor.text):
            if cursor.text.startswith("[", cursor.at):
                yield from (cursor.value() for _ in cursor.items())
            elif _ANSWER.match(cursor.text, cursor.at):
                yield from self._answer()
            else:
                yield cursor.value()
            cursor.skip_space()

    def _answer(self) -> Iterator[Piece]:
        for name in self.cursor.members():
            if name == "assets":
                yield from (self.cursor.value() for _ in self.cursor.items())
            elif name == "nextPageToken":
                self.more = bool(self.cursor.value().data)


def _plain(asset: Mapping[str, Any]) -> Mapping[str, Any]:
    """The REST interface writes names in another case than files."""
    spelled = {"assetType": "asset_type", "iamPolicy": "iam_policy"}
    return {spelled.get(name, name): value for name, value in asset.items()}


def _record(name: str, asset: Mapping[str, Any], place: Place, policies: bool) -> Record | None:
    match asset:
        case {"asset_type": str(type_), "resource": {"data": dict(data)}}:
            policy = {"x-iamPolicy": asset.get("iam_policy")} if policies else {}
            unread = {} if policies else {"x-iamPolicy": NO_POLICIES}
            return Record(type_, name, {**data, **policy}, place, _ids(data), unread)
    return None


def _ids(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that other resources have for one: its link, or a short name."""
    match data:
        case {"datasetReference": {"datasetId": dataset}}:
            return texts((data.get("selfLink"), dataset))
    return texts(data.get(name) for name in ("selfLink", "name", "id"))
