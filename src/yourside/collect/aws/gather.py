"""All calls for all types, in parallel, to one inventory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from yourside.collect.aws.account import Account, RefusalError
from yourside.collect.aws.expressions import evaluated, search, texts
from yourside.collect.aws.tables import Call, Listing, load_listings

WORKERS = 16
HOME = "us-east-1"  # where services without regions are asked

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What one listing gave in one region; `refused` says why it is not all."""

    listing: Listing
    region: str
    items: tuple[Item, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One reading of an account. Ages are told as of `now`."""

    account: Account
    pool: ThreadPoolExecutor
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def found(self, listings: Sequence[Listing]) -> Iterator[Found]:
        """First what is listed by itself, then, level by level, what is listed for each of those."""
        asked: list[tuple[Listing, str, Item]] = [
            (each, region, {}) for each in listings if not each.of for region in self._regions(each)
        ]
        while asked:
            level = tuple(self.pool.map(lambda each: self._listed(*each), asked))
            yield from level
            companions = tuple(_companions(listings, level))
            yield from (each for each in companions if each.refused)
            asked = [(each.listing, each.region, {"parent": item}) for each in companions for item in each.items]

    def records(self, found: Iterable[Found]) -> Iterator[Mapping[str, Any]]:
        return self.pool.map(lambda each: self._record(*each), [(each, item) for each in found for item in each.items])

    def _regions(self, listing: Listing) -> Sequence[str]:
        return (HOME,) if listing.everywhere else self.account.regions

    def _listed(self, listing: Listing, region: str, known: Item) -> Found:
        """The items, each with what is known besides: the region, the account, the day, and what it is an item of."""
        account = self.account
        about = {"region": region, "account": account.number, "partition": account.partition, "now": self.now, **known}
        try:
            answer = self._asked(region, listing.call, about)
        except RefusalError as refusal:
            return Found(listing, region, refused=refusal.reason)
        items = () if answer is None else search(listing.items, answer) or ()
        return Found(listing, region, tuple({**about, **_mapping(item)} for item in items))

    def _asked(self, region: str, call: Call, about: Item) -> Item | None:
        """None where the service says that there is nothing; raises RefusalError where it says nothing."""
        arguments = {**call.constants, **evaluated(call.given, about)}
        try:
            return self.account.call(call.service, region, call.operation, arguments)
        except RefusalError as refusal:
            if refusal.code in call.absent:
                return None
            raise

    def _record(self, found: Found, item: Item) -> Mapping[str, Any]:
        """A property that is null was read, and there is nothing of it."""
        listing, known = found.listing, dict(item)
        properties = evaluated(listing.properties, item)
        unread: dict[str, str] = {}
        for detail in listing.details:
            try:
                answer = self._asked(found.region, detail.call, item)
            except RefusalError as refusal:
                unread |= dict.fromkeys(detail.properties, refusal.reason)
                continue
            known |= answer or {}
            nothing = dict.fromkeys(detail.properties)
            properties |= nothing if answer is None else evaluated(detail.properties, known)
        if listing.provided and (reason := search(listing.provided, known)):
            properties["x-Provided"] = reason
        head = {"type": listing.type, "id": str(search(listing.id, known)), "ids": list(texts(listing.ids, known))}
        told = {**head, "region": found.region, "properties": properties}
        return {**told, "unread": unread} if unread else told


def gather(account: Account, types: Iterable[str] = ()) -> str:
    """The text of an inventory; without `types`, of all types that are known here."""
    listings = _wanted(load_listings(), frozenset(types))
    with ThreadPoolExecutor(WORKERS) as pool:
        gathering = Gathering(account, pool)
        found = tuple(gathering.found(listings))
        records = tuple(gathering.records(found))
    unread = {each.listing.type: each.refused for each in reversed(found) if each.refused}
    return json.dumps(_document(account, listings, records, unread), indent=1, default=str)


def _wanted(listings: Sequence[Listing], types: frozenset[str]) -> Sequence[Listing]:
    """Those of the types, and what they are listed for."""
    if not types:
        return listings
    kept = [each for each in listings if each.type in types]
    owners = frozenset(each.of for each in kept if each.of) - types
    return _wanted(listings, types | owners) if owners else kept


def _companions(listings: Iterable[Listing], owners: Iterable[Found]) -> Iterator[Found]:
    """What is listed for each resource that was found: as a listing of those items, or refused as they were."""
    for listing in listings:
        for owner in owners:
            if listing.of == owner.listing.type:
                yield Found(listing, owner.region, owner.items, owner.refused)


def _mapping(item: Any) -> Item:
    """An item that is only a name is under `name`."""
    return item if isinstance(item, Mapping) else {"name": item}


def _document(
    account: Account, listings: Iterable[Listing], records: Sequence[Mapping[str, Any]], unread: Mapping[str, str]
) -> Mapping[str, Any]:
    return {
        "inventory": "yourside/1",
        "cloud": "aws",
        "account": account.number,
        "regions": account.regions,
        "listed": sorted({listing.type for listing in listings} - unread.keys()),
        "unread": unread,
        "resources": records,
    }
