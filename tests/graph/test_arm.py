"""Azure resources that are named in plain text."""

from __future__ import annotations

import pytest

from bodies import graph, native
from yourside.catalog.load import load_catalog
from yourside.graph.arm import named

SERVER = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Sql/servers/main"
SUBNET = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets/apps"


@pytest.mark.parametrize(
    ("id_", "type_", "name"),
    [
        pytest.param(SERVER, "Microsoft.Sql/servers", "main", id="its own type"),
        pytest.param(SERVER.lower(), "Microsoft.Sql/servers", "main", id="in small letters"),
        pytest.param(f"{SERVER}/securityAlertPolicies/Default", "Microsoft.Sql/servers", "main", id="on the way"),
        pytest.param(SUBNET, "Microsoft.Network/virtualNetworks/subnets", "apps", id="below another"),
        pytest.param(SERVER, "Microsoft.KeyVault/vaults", "", id="another type"),
        pytest.param(
            f"{SERVER}/providers/Microsoft.Insights/diagnosticSettings/d", "Microsoft.Sql/servers", "", id="about"
        ),
        pytest.param("main", "Microsoft.Sql/servers", "", id="a name"),
        pytest.param("providers/a", "Microsoft.Sql/servers", "", id="no id"),
    ],
)
def test_an_id_names_a_resource_and_those_above_it(id_: str, type_: str, name: str) -> None:
    assert named(id_, type_) == name


@pytest.mark.parametrize(
    ("parent", "targets"),
    [
        pytest.param("main", ["azurerm_mysql_flexible_server.m"], id="a name"),
        pytest.param(
            "/subscriptions/1/resourceGroups/g/providers/Microsoft.DBforMySQL/flexibleServers/main",
            ["azurerm_mysql_flexible_server.m"],
            id="an id",
        ),
        pytest.param("other", [], id="a server elsewhere"),
        pytest.param(SERVER, [], id="another type"),
    ],
)
def test_what_is_below_a_resource_refers_to_it_by_its_name(parent: str, targets: list[str]) -> None:
    found = graph(
        native("azurerm_mysql_flexible_server.m", name="main"),
        native("azurerm_mysql_flexible_server_configuration.c", name="audit_log_enabled", server_name=parent),
        tables=load_catalog(),
    )
    assert [edge.target.address for edge in found.edges] == targets
