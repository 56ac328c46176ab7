"""Exports of Cloud Asset Inventory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from inventories import drifted
from verdicts import checked, message, verdict

PROJECT = "https://www.googleapis.com/compute/v1/projects/acme"
Asset = dict[str, Any]


def asset(type_: str, name: str, /, **data: Any) -> Asset:
    resource = {"version": "v1", "discovery_name": type_.rpartition("/")[2], "data": data}
    return {"name": name, "asset_type": type_, "resource": resource, "ancestors": ["projects/123456789012"]}


def bucket(**data: Any) -> Asset:
    """Empty objects stand for what is not set, as the storage service writes them."""
    access: dict[str, Any] = {"publicAccessPrevention": "inherited", "uniformBucketLevelAccess": {"enabled": False}}
    told: dict[str, Any] = {
        "id": "acme-logs",
        "name": "acme-logs",
        "selfLink": "https://www.googleapis.com/storage/v1/b/acme-logs",
    }
    told |= {"acl": [], "iamConfiguration": access, "labels": {}, "location": "EU", "logging": {}, "versioning": {}}
    return asset("storage.googleapis.com/Bucket", "//storage.googleapis.com/acme-logs", **(told | data))


def firewall(name: str, priority: int, /, **data: Any) -> Asset:
    link = f"{PROJECT}/global/firewalls/{name}"
    told: dict[str, Any] = {
        "name": name,
        "network": f"{PROJECT}/global/networks/default",
        "selfLink": link,
        "direction": "INGRESS",
    }
    told |= {"disabled": False, "priority": priority, "sourceRanges": ["0.0.0.0/0"]}
    full = f"//compute.googleapis.com/projects/acme/global/firewalls/{name}"
    return asset("compute.googleapis.com/Firewall", full, **(told | data))


def policy(*members: str) -> Asset:
    """A line of its own in the export."""
    said: dict[str, Any] = {
        "etag": "BwX",
        "bindings": [{"role": "roles/storage.objectViewer", "members": list(members)}],
    }
    return {
        "name": "//storage.googleapis.com/acme-logs",
        "asset_type": "storage.googleapis.com/Bucket",
        "iam_policy": said,
    }


SSH = firewall("ssh", 1000, allowed=[{"IPProtocol": "tcp", "ports": ["22"]}])
DENIED = firewall("no-ssh", 900, denied=[{"IPProtocol": "tcp", "ports": ["22"]}])
DATABASE = asset(
    "sqladmin.googleapis.com/Instance",
    "//cloudsql.googleapis.com/projects/acme/instances/db",
    name="db",
    databaseVersion="POSTGRES_15",
    settings={"ipConfiguration": {"ipv4Enabled": True, "authorizedNetworks": [{"value": "0.0.0.0/0"}]}},
)
PUBLIC = "gcp-storage-bucket-public"

TABLE = asset(
    "bigquery.googleapis.com/Table",
    "//bigquery.googleapis.com/projects/acme/datasets/sales/tables/orders",
    id="acme:sales.orders",
    tableReference={"projectId": "acme", "datasetId": "sales", "tableId": "orders"},
)


def dataset(**data: Any) -> Asset:
    reference = {"projectId": "acme", "datasetId": "sales"}
    name = "//bigquery.googleapis.com/projects/acme/datasets/sales"
    return asset("bigquery.googleapis.com/Dataset", name, id="acme:sales", datasetReference=reference, **data)


KEYED = dataset(defaultEncryptionConfiguration={"kmsKeyName": "projects/acme/locations/eu/keyRings/r/cryptoKeys/k"})

VERDICTS = [
    pytest.param([TABLE, dataset()], "gcp-bigquery-table-without-key", "fail", id="a table without a key"),
    pytest.param([TABLE, KEYED], "gcp-bigquery-table-without-key", "pass", id="a table with the key of its dataset"),
    pytest.param([bucket()], "gcp-storage-bucket-versioning-off", "fail", id="a bucket without versions"),
    pytest.param([bucket(versioning={"enabled": True})], "gcp-storage-bucket-versioning-off", "pass", id="with them"),
    pytest.param([bucket(), policy("allUsers")], PUBLIC, "fail", id="a policy for everybody"),
    pytest.param([bucket(), policy("user:a@acme.example")], PUBLIC, "pass", id="a policy for one"),
    pytest.param([bucket()], PUBLIC, "undetermined", id="no policies in the export"),
    pytest.param([SSH], "gcp-firewall-ssh-open-to-world", "fail", id="SSH from everywhere"),
    pytest.param([SSH, DENIED], "gcp-firewall-ssh-open-to-world", "pass", id="denied before it is allowed"),
    pytest.param([DATABASE], "gcp-sql-instance-open-to-world", "fail", id="a database for the world"),
]


@pytest.mark.parametrize(("assets", "rule", "expected"), VERDICTS)
def test_an_asset_is_judged_as_its_code_would_be(assets: list[Asset], rule: str, expected: str, tmp_path: Path) -> None:
    export = "".join(f"{json.dumps(each)}\n" for each in assets)
    assert verdict(checked(tmp_path, export), rule) == expected


def camel(asset: Mapping[str, Any]) -> Asset:
    """As the REST interface and `gcloud` spell it."""
    spelled = {"asset_type": "assetType", "iam_policy": "iamPolicy"}
    return {spelled.get(name, name): value for name, value in asset.items()}


WHOLE = [camel(bucket()), camel(policy("allUsers"))]
FORMS = {
    "a list of gcloud": json.dumps(WHOLE, indent=2),
    "an answer of the service": json.dumps({"readTime": "2024-05-01T00:00:00Z", "assets": WHOLE}),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_other_forms_say_the_same(text: str, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    assert verdict(report, PUBLIC) == "fail"
    assert message(report, PUBLIC).startswith("//storage.googleapis.com/acme-logs ")


def test_the_reason_is_told_where_policies_were_not_asked_for(tmp_path: Path) -> None:
    assert "content type IAM_POLICY" in message(checked(tmp_path, json.dumps(bucket())), PUBLIC)


CODE = """
resource "google_storage_bucket" "logs" {
  name     = "acme-archive"
  location = "EU"
}
"""


@pytest.mark.parametrize(
    ("live", "missing"),
    [
        pytest.param(json.dumps(bucket()), True, id="an export has every bucket"),
        pytest.param(json.dumps({"assets": [bucket()], "nextPageToken": "x"}), False, id="a page has not"),
        pytest.param(json.dumps(DATABASE), False, id="an export without buckets"),
    ],
)
def test_what_is_not_there_is_missing_only_where_all_of_its_type_are_told(
    live: str, missing: bool, tmp_path: Path
) -> None:
    report = drifted(tmp_path, {"main.tf": CODE}, live)
    assert any(each.drift and each.drift.kind == "missing" for each in report.findings) is missing


def test_code_is_joined_by_name(tmp_path: Path) -> None:
    code = CODE.replace("acme-archive", "acme-logs").replace("}", "  versioning { enabled = true }\n}")
    report = drifted(tmp_path, {"main.tf": code}, json.dumps(bucket()))
    found = [each.drift for each in report.findings if each.verdict.rule.id == "gcp-storage-bucket-versioning-off"]
    assert [(each.kind, each.key) for each in found if each] == [("regressed", "name acme-logs")]
