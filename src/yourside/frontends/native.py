"""The shape that every frontend hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yourside.coverage import Dialect, Ledger
from yourside.frontends.releases import Release
from yourside.spans import Diagnostic, Origin, Span
from yourside.values import Choice, Map


@dataclass(frozen=True, slots=True)
class NativeResource:
    """A resource as its dialect knows it: evaluated, not yet translated.

    `type` is the dialect's own (`aws_s3_bucket`, `data.aws_iam_policy_document`, `AWS::S3::Bucket`,
    `apps/v1/Deployment`). `address` is how users write it (`aws_s3_bucket.logs`, `LogsBucket`, `Deployment/prod/web`)
    and is unique within `unit`: the root module's directory, the template's path, the manifest's path (paths as shown
    to the user). `origin.span` is the whole block, `origin.name` what a reader looks for (labels, logical id, name).

    `when` has true and false as its leaves: the worlds in which the resource exists. None: it exists in all of them.

    `blocks` are further places that parts of it are written in: the patches and settings of a Kubernetes overlay.

    `calls` are the module calls of Terraform that it was reached by, the root module's first.

    `former` are the addresses that it had before, as `moved` blocks of Terraform say, the last one first.

    `versions` are those that a Terraform provider may have, as the configuration asks for them: `~> 3.0, != 3.4`.

    `filled` are the attributes that nobody wrote: a provider filled them in, and no table has to read them.

    `ids` are the names by which the cloud knows a deployed resource (ARN, physical id, self link); only what is read
    from an inventory has them.

    Terraform bodies hold nested blocks as a Seq of Map under the block's type, in source order, even when there is one.
    """

    dialect: Dialect
    type: str
    address: str
    unit: str
    body: Map
    origin: Origin
    instance: str = ""
    filled: frozenset[str] = frozenset()
    when: Choice | None = None
    blocks: tuple[Origin, ...] = ()
    former: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    calls: tuple[Span, ...] = ()
    versions: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frontend made of its files.

    `inventories` are the units that list what is deployed, with the canonical types of which they list everything.
    `releases` are for the frontend that renders charts.
    """

    resources: tuple[NativeResource, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    inventories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()

    def __add__(self, other: Reading) -> Reading:
        return Reading(
            self.resources + other.resources,
            self.diagnostics + other.diagnostics,
            self.ledger + other.ledger,
            _wholly_listed(self.inventories, other.inventories),
            self.releases + other.releases,
        )


def _wholly_listed(
    first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    units = first.keys() | second.keys()
    return {unit: first.get(unit, frozenset()) | second.get(unit, frozenset()) for unit in units}
