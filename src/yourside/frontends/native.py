"""The shape that every frontend hands over."""

from __future__ import annotations

from dataclasses import dataclass, field

from yourside.coverage import Dialect, Ledger
from yourside.spans import Diagnostic, Origin
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

    `filled` are the attributes that nobody wrote: a provider filled them in, and no table has to read them.

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frontend made of its files."""

    resources: tuple[NativeResource, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)

    def __add__(self, other: Reading) -> Reading:
        return Reading(
            self.resources + other.resources,
            self.diagnostics + other.diagnostics,
            self.ledger + other.ledger,
        )
