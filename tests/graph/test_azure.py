"""Azure's objects, whole in azapi resources and lowered from azurerm."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import either, encoded, graph, native, properties, ref, var
from yourside.catalog.load import load_catalog
from yourside.frontends.native import NativeResource

ACCOUNT = "Microsoft.Storage/storageAccounts@2023-05-01"
VAULT = "Microsoft.KeyVault/vaults@2023-07-01"
GROUP = "Microsoft.Network/networkSecurityGroups@2024-05-01"
RULE = "Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01"
OFFICE = "203.0.113.7"
SSH = {"priority": 100, "access": "Allow", "direction": "Inbound", "protocol": "Tcp"}


def made(*natives: NativeResource) -> Any:
    """The properties of the first."""
    return properties(graph(*natives, tables=load_catalog()), natives[0].address)


def azapi(type_: Any, body: Any, address: str = "azapi_resource.x", /, **beside: Any) -> NativeResource:
    return native(address, type=type_, body=body, **beside)


def gaps(*natives: NativeResource) -> dict[str, int]:
    return dict(graph(*natives, tables=load_catalog()).ledger.gaps)


@pytest.mark.parametrize(
    ("azurerm", "api", "paths"),
    [
        pytest.param(
            [native("azurerm_storage_account.a", min_tls_version="TLS1_1", public_network_access_enabled=False)],
            [azapi(ACCOUNT, {"properties": {"minimumTlsVersion": "TLS1_1", "publicNetworkAccess": "Disabled"}})],
            ["minimumTlsVersion", "publicNetworkAccess", "networkAcls"],
            id="an account",
        ),
        pytest.param(
            [
                native("azurerm_storage_account.a"),
                native(
                    "azurerm_storage_account_network_rules.r",
                    storage_account_id=ref("azurerm_storage_account.a.id"),
                    default_action="Deny",
                    ip_rules=[OFFICE],
                ),
            ],
            [
                azapi(
                    ACCOUNT, {"properties": {"networkAcls": {"defaultAction": "Deny", "ipRules": [{"value": OFFICE}]}}}
                )
            ],
            ["networkAcls"],
            id="a firewall of its own",
        ),
        pytest.param(
            [native("azurerm_key_vault.v", purge_protection_enabled=True, network_acls=[{"default_action": "Deny"}])],
            [azapi(VAULT, {"properties": {"enablePurgeProtection": True, "networkAcls": {"defaultAction": "Deny"}}})],
            ["enablePurgeProtection", "networkAcls", "enableSoftDelete"],
            id="a vault",
        ),
        pytest.param(
            [native("azurerm_network_security_group.g", security_rule=[{"name": "ssh", **SSH}])],
            [azapi(GROUP, {"properties": {"securityRules": [{"name": "ssh", "properties": SSH}]}})],
            ["securityRules"],
            id="a rule inside its group",
        ),
        pytest.param(
            [
                native("azurerm_network_security_group.g", name="web"),
                native("azurerm_network_security_rule.r", name="ssh", network_security_group_name="web", **SSH),
            ],
            [
                azapi(GROUP, {}),
                azapi(RULE, {"properties": SSH}, "azapi_resource.r", name="ssh", parent_id=ref("azapi_resource.x.id")),
            ],
            ["securityRules"],
            id="a rule of its own",
        ),
    ],
)
def test_azurerm_and_the_api_say_the_same(azurerm: Any, api: Any, paths: list[str]) -> None:
    ours, theirs = made(*azurerm)["properties"], made(*api)["properties"]
    assert {path: ours.get(path) for path in paths} == {path: theirs.get(path) for path in paths}


def test_the_firewall_of_an_account_may_name_it() -> None:
    """As version 2 of the provider wanted it."""
    rules = native("azurerm_storage_account_network_rules.r", storage_account_name="data", default_action="Deny")
    account = made(native("azurerm_storage_account.a", name="data"), rules)
    assert account["properties"]["networkAcls"]["defaultAction"] == "Deny"


def test_what_stands_beside_an_object_belongs_to_it() -> None:
    beside = {
        "name": "a",
        "location": "westeurope",
        "parent_id": ref("azurerm_resource_group.g.id"),
        "tags": {"a": "b"},
    }
    found = made(azapi(ACCOUNT, {"kind": "StorageV2"}, **beside))
    assert {key: found[key] for key in ("name", "location", "parent", "tags", "kind")} == {
        "name": "a",
        "location": "westeurope",
        "parent": "&azurerm_resource_group.g.id",
        "tags": {"a": "b"},
        "kind": "StorageV2",
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"properties": {"minimumTlsVersion": "TLS1_1"}}, "TLS1_1"),
        (encoded({"properties": {"minimumTlsVersion": "TLS1_1"}}), "TLS1_1"),
        ('{"properties": {"minimumTlsVersion": "TLS1_1"}}', "TLS1_1"),
        ({"properties": {"minimumTlsVersion": var("tls")}}, "?var.tls"),
        ({}, "TLS1_0"),
        (None, "TLS1_0"),
    ],
)
def test_an_object_is_read_however_it_is_written(body: object, expected: object) -> None:
    assert made(azapi(ACCOUNT, body))["properties"]["minimumTlsVersion"] == expected


def test_an_object_may_depend_on_a_condition() -> None:
    body = either("C", true={"properties": {"minimumTlsVersion": "TLS1_1"}}, false={})
    found = made(azapi(ACCOUNT, body))["properties"]
    assert {branch: found[branch]["minimumTlsVersion"] for branch in found} == {
        "C is true": "TLS1_1",
        "C is false": "TLS1_0",
    }


def test_of_an_object_that_is_not_known_nothing_is_assumed() -> None:
    assert "properties" not in made(azapi(ACCOUNT, var("body"), name="a"))


def test_a_type_is_told_without_regard_to_case() -> None:
    assert (
        made(azapi("microsoft.storage/STORAGEACCOUNTS@2023-05-01", {}))["properties"]["supportsHttpsTrafficOnly"]
        is True
    )


@pytest.mark.parametrize(
    ("type_", "gap"),
    [
        ("Microsoft.Odd/things@2024-01-01", "resource type without a table: Microsoft.Odd/things"),
        (var("type"), "resource whose type is not known: azapi_resource"),
        (None, "resource whose type is not known: azapi_resource"),
    ],
)
def test_a_type_that_is_not_known_is_counted(type_: object, gap: str) -> None:
    assert gaps(azapi(type_, {})) == {gap: 1}


def test_an_update_adds_to_its_resource_and_changes_nothing_that_is_written() -> None:
    account = native("azurerm_storage_account.a", min_tls_version="TLS1_1")
    body = {"properties": {"minimumTlsVersion": "TLS1_2", "allowBlobPublicAccess": True}}
    update = azapi(ACCOUNT, body, "azapi_update_resource.u", resource_id=ref("azurerm_storage_account.a.id"))
    found = made(account, update)["properties"]
    assert (found["minimumTlsVersion"], found["allowBlobPublicAccess"]) == ("TLS1_1", True)


def test_an_update_of_what_is_not_known_may_be_one_of_every_resource_of_the_type() -> None:
    update = azapi(
        ACCOUNT, {"properties": {"minimumTlsVersion": "TLS1_2"}}, "azapi_update_resource.u", resource_id=var("id")
    )
    assert made(native("azurerm_storage_account.a"), update)["properties"] == "?var.id"


def test_an_update_of_something_outside_the_run_is_counted() -> None:
    update = azapi(ACCOUNT, {}, "azapi_update_resource.u", resource_id="/subscriptions/0")
    assert gaps(update) == {"companion without an owner in this run: azapi_update_resource": 1}
