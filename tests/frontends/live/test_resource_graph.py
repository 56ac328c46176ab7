"""Rows of Azure Resource Graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inventories import drifted, told
from verdicts import checked, message, verdict
from yourside.coverage import State

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop/providers"


def row(type_: str, name: str, properties: dict[str, Any], **columns: Any) -> dict[str, Any]:
    """With all the columns that the table `resources` has, the type in lower case, as the service tells it."""
    provider, kind, *below = type_.split("/")
    home, *names = name.split("/")
    path = "/".join((provider, kind, home, *(part for pair in zip(below, names, strict=True) for part in pair)))
    unset: dict[str, Any] = dict.fromkeys(("plan", "identity", "zones", "extendedLocation", "tags"))
    named: dict[str, Any] = {
        "id": f"{GROUP}/{path}",
        "name": name.rpartition("/")[2],
        "type": type_.lower(),
        "location": "westeurope",
    }
    return unset | named | {"tenantId": "t", "kind": "", "properties": properties} | columns


def account(**properties: Any) -> dict[str, Any]:
    safe: dict[str, Any] = {
        "supportsHttpsTrafficOnly": True,
        "minimumTlsVersion": "TLS1_2",
        "allowBlobPublicAccess": False,
        "networkAcls": {"bypass": "AzureServices", "defaultAction": "Deny", "ipRules": [], "virtualNetworkRules": []},
    }
    columns: dict[str, Any] = {"kind": "StorageV2", "sku": {"name": "Standard_GRS", "tier": "Standard"}}
    return row("Microsoft.Storage/storageAccounts", "acmelogs", safe | properties, **columns)


def admitting(source: str) -> dict[str, Any]:
    """A security group as the service gives it, with rules of rules."""
    rule: dict[str, Any] = {
        "protocol": "Tcp",
        "sourcePortRange": "*",
        "destinationPortRange": "22",
        "sourceAddressPrefix": source,
    }
    rule |= {"destinationAddressPrefix": "*", "access": "Allow", "priority": 100, "direction": "Inbound"}
    rules = [{"name": "ssh", "properties": rule}]
    return row("Microsoft.Network/networkSecurityGroups", "web", {"securityRules": rules})


SERVER = row("Microsoft.Sql/servers", "db", {"minimalTlsVersion": "1.0", "publicNetworkAccess": "Enabled"})
DATABASE = row("Microsoft.Sql/servers/databases", "db/orders", {}, kind="v12.0,user")

SITE = row("Microsoft.Web/sites", "shop", {"httpsOnly": False, "siteConfig": {"minTlsVersion": None}}, kind="app")

VERDICTS = [
    pytest.param(SITE, "azure-appservice-site-identity-absent", "fail", id="a site without an identity"),
    pytest.param(SITE, "azure-appservice-site-old-tls", "undetermined", id="its configuration is apart"),
    pytest.param(account(), "azure-storage-account-plain-http", "pass", id="encrypted only"),
    pytest.param(account(supportsHttpsTrafficOnly=False), "azure-storage-account-plain-http", "fail", id="plain"),
    pytest.param(account(minimumTlsVersion="TLS1_0"), "azure-storage-account-weak-tls", "fail", id="old TLS"),
    pytest.param(account(), "azure-storage-account-versioning-off", "undetermined", id="its blob service is apart"),
    pytest.param(admitting("*"), "azure-network-security-group-open-admin-ports", "fail", id="SSH from everywhere"),
    pytest.param(admitting("10.0.0.0/8"), "azure-network-security-group-open-admin-ports", "pass", id="SSH inside"),
    pytest.param(SERVER, "azure-sql-server-old-tls", "fail", id="a server of old"),
    pytest.param(SERVER, "azure-sql-server-auditing-off", "undetermined", id="its auditing is apart"),
    pytest.param(DATABASE, "azure-sql-database-unencrypted", "undetermined", id="its encryption is apart"),
]


@pytest.mark.parametrize(("resource", "rule", "expected"), VERDICTS)
def test_a_row_is_judged_as_its_template_would_be(
    resource: dict[str, Any], rule: str, expected: str, tmp_path: Path
) -> None:
    answer = {"count": 1, "data": [resource], "skip_token": None, "total_records": 1}
    assert verdict(checked(tmp_path, json.dumps(answer)), rule) == expected


def test_rows_alone_are_read_too(tmp_path: Path) -> None:
    report = checked(tmp_path, json.dumps([account(minimumTlsVersion="TLS1_0")]))
    assert verdict(report, "azure-storage-account-weak-tls") == "fail"
    assert message(report, "azure-storage-account-weak-tls").startswith(f"{GROUP}/Microsoft.Storage/")


CODE = """
resource "azurerm_storage_account" "logs" {
  name                            = "acmelogs"
  resource_group_name             = "shop"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "GRS"
  allow_nested_items_to_be_public = false
  min_tls_version                 = "TLS1_2"
  network_rules { default_action = "Deny" }
}
"""


def test_code_is_joined_by_name(tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": CODE}, json.dumps({"data": [account(supportsHttpsTrafficOnly=False)]}))
    (plain,) = [each for each in report.findings if each.verdict.rule.id == "azure-storage-account-plain-http"]
    assert plain.drift
    assert (plain.drift.kind, plain.drift.key) == ("regressed", "name acmelogs")


def test_code_is_joined_by_the_id_in_its_state_in_whatever_case(tmp_path: Path) -> None:
    id_ = account()["id"].replace("/resourceGroups/shop", "/resourcegroups/SHOP")
    instances = [{"attributes": {"id": id_}}]
    known: dict[str, Any] = {
        "mode": "managed",
        "type": "azurerm_storage_account",
        "name": "logs",
        "instances": instances,
    }
    state = json.dumps({"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": [known]})
    live = json.dumps({"data": [account(supportsHttpsTrafficOnly=False)]})
    report = drifted(tmp_path, {"main.tf": CODE.replace('"acmelogs"', "var.name")}, live, states=[state])
    assert ("regressed", "azure-storage-account-plain-http", "azurerm_storage_account.logs") in told(report)
    assert {each.drift.key for each in report.findings if each.drift} == {f"state {id_.lower()}"}


def test_a_query_may_leave_out_what_is_there(tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": CODE}, json.dumps({"data": [SERVER]}))
    assert not any(each.drift and each.drift.kind == "missing" for each in report.findings)
    assert "declared and not found in the inventory, which may not list it: Microsoft.Storage/storageAccounts" in (
        report.ledger.gaps
    )


def test_an_answer_that_breaks_off_is_in_the_ledger(tmp_path: Path) -> None:
    report = checked(tmp_path, json.dumps({"data": [account()]})[:-40])
    assert [file.state for file in report.ledger.files] == [State.UNREADABLE]
