"""What every format of inventory is read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yourside.frontends.live.record import Record


@dataclass(frozen=True, slots=True)
class Inventory:
    """`unit` names the account, or what there is in its place: resources of one unit may refer to each other.

    `listed` are the types of which it lists all there are, `unread` those that it could not list, with the reason.
    """

    unit: str
    records: tuple[Record, ...] = ()
    listed: frozenset[str] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)
