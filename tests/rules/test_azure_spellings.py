"""One resource of Azure in the words of each version of the provider, of each of its types, and of the API itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from yourside import app
from yourside.coverage import Dialect
from yourside.engine.evaluate import evaluate
from yourside.engine.load import load_rules
from yourside.graph.views import load_views
from yourside.spans import SourceFile
from yourside.values import Tri

WEB_APPS = {
    "until version 4": """resource "azurerm_app_service" "a" {
        https_only = false
        client_cert_enabled = false
        site_config {
          min_tls_version = "1.1"
          ftps_state = "AllAllowed"
          http2_enabled = true
        }
        identity {
          type = "SystemAssigned"
        }
      }""",
    "since version 3": """resource "azurerm_windows_web_app" "a" {
        https_only = false
        client_certificate_enabled = false
        site_config {
          minimum_tls_version = "1.1"
          ftps_state = "AllAllowed"
          http2_enabled = true
        }
        identity {
          type = "SystemAssigned"
        }
      }""",
    "the API": """resource "azapi_resource" "a" {
        type = "microsoft.web/sites@2023-12-01"
        identity {
          type = "SystemAssigned"
        }
        body = {
          kind = "app"
          properties = {
            httpsOnly = false
            siteConfig = { minTlsVersion = "1.1", ftpsState = "AllAllowed", http20Enabled = true }
          }
        }
      }""",
    "the API, as text": """resource "azapi_resource" "a" {
        type = "Microsoft.Web/sites@2022-03-01"
        identity {
          type = "SystemAssigned"
        }
        body = jsonencode({
          properties = {
            siteConfig = { minTlsVersion = "1.1", ftpsState = "AllAllowed", http20Enabled = true }
          }
        })
      }""",
}
SLOTS = {
    "until version 4": """resource "azurerm_function_app_slot" "s" {
        function_app_name = "jobs"
        https_only = true
        site_config {
          ftps_state = "Disabled"
          min_tls_version = "1.0"
        }
      }""",
    "since version 3": """resource "azurerm_linux_function_app_slot" "s" {
        function_app_id = "jobs"
        https_only = true
        site_config {
          minimum_tls_version = "1.0"
        }
      }""",
    "the API": """resource "azapi_resource" "s" {
        type = "Microsoft.Web/sites/slots@2023-12-01"
        body = {
          kind = "functionapp,linux"
          properties = { httpsOnly = true, siteConfig = { minTlsVersion = "1.0", ftpsState = "Disabled" } }
        }
      }""",
}
CLUSTERS = {
    "version 2": """resource "azurerm_kubernetes_cluster" "k" {
        private_link_enabled = false
        api_server_authorized_ip_ranges = ["198.51.100.0/24"]
        addon_profile {
          azure_policy {
            enabled = true
          }
          oms_agent {
            enabled = true
            log_analytics_workspace_id = "w"
          }
        }
        role_based_access_control {
          enabled = true
        }
        default_node_pool {
          enable_node_public_ip = true
        }
      }""",
    "version 3": """resource "azurerm_kubernetes_cluster" "k" {
        private_cluster_enabled = false
        api_server_authorized_ip_ranges = ["198.51.100.0/24"]
        azure_policy_enabled = true
        role_based_access_control_enabled = true
        oms_agent {
          log_analytics_workspace_id = "w"
        }
        default_node_pool {
          enable_node_public_ip = true
        }
      }""",
    "version 4": """resource "azurerm_kubernetes_cluster" "k" {
        azure_policy_enabled = true
        role_based_access_control_enabled = true
        api_server_access_profile {
          authorized_ip_ranges = ["198.51.100.0/24"]
        }
        oms_agent {
          log_analytics_workspace_id = "w"
        }
        default_node_pool {
          node_public_ip_enabled = true
        }
      }""",
    "the API": """resource "azapi_resource" "k" {
        type = "Microsoft.ContainerService/managedClusters@2024-09-01"
        body = {
          properties = {
            apiServerAccessProfile = { authorizedIPRanges = ["198.51.100.0/24"] }
            addonProfiles = { omsagent = { enabled = true }, azurepolicy = { enabled = true } }
            agentPoolProfiles = [{ name = "default", enableNodePublicIP = true }]
          }
        }
      }""",
}
DATABASE = """resource "azurerm_mssql_server" "s" {
        minimum_tls_version = "1.2"
        public_network_access_enabled = false
        INSIDE
      }
      """
AUDITED_SERVERS = {
    "inside, as in version 2": DATABASE.replace(
        "INSIDE",
        """extended_auditing_policy {
          storage_endpoint = "https://audit.blob.core.windows.net/"
          retention_in_days = 6
        }""",
    ),
    "apart": DATABASE.replace("INSIDE", "")
    + """resource "azurerm_mssql_server_extended_auditing_policy" "p" {
        server_id = azurerm_mssql_server.s.id
        storage_endpoint = "https://audit.blob.core.windows.net/"
        retention_in_days = 6
      }""",
    "apart, since version 5": DATABASE.replace("INSIDE", "")
    + """resource "azurerm_mssql_server_extended_auditing_policy" "p" {
        server_id = azurerm_mssql_server.s.id
        blob_storage_endpoint = "https://audit.blob.core.windows.net/"
        retention_in_days = 6
      }""",
    "the API": DATABASE.replace("INSIDE", "")
    + """resource "azapi_resource" "p" {
        type = "Microsoft.Sql/servers/auditingSettings@2023-08-01-preview"
        name = "default"
        parent_id = azurerm_mssql_server.s.id
        body = {
          properties = {
            state = "Enabled"
            storageEndpoint = "https://audit.blob.core.windows.net/"
            retentionDays = 6
          }
        }
      }""",
}
ALERTING_SERVERS = {
    "inside, until version 3": """resource "azurerm_sql_server" "s" {
        threat_detection_policy {
          state = "Enabled"
          disabled_alerts = ["Sql_Injection"]
          email_account_admins = true
        }
      }""",
    "apart, until version 4": """resource "azurerm_sql_server" "s" {}
      resource "azurerm_mssql_server_security_alert_policy" "p" {
        server_name = azurerm_sql_server.s.name
        state = "Enabled"
        disabled_alerts = ["Sql_Injection"]
        email_account_admins = true
      }""",
    "apart, since version 5": """resource "azurerm_mssql_server" "s" {}
      resource "azurerm_mssql_server_security_alert_policy" "p" {
        server_name = azurerm_mssql_server.s.name
        state = "Enabled"
        disabled_alerts = ["Sql_Injection"]
        email_account_admins_enabled = true
      }""",
    "the API": """resource "azapi_resource" "s" {
        type = "Microsoft.Sql/servers@2023-08-01-preview"
        body = {}
      }
      resource "azapi_resource" "p" {
        type = "Microsoft.Sql/servers/securityAlertPolicies@2023-08-01-preview"
        parent_id = azapi_resource.s.id
        body = {
          properties = { state = "Enabled", disabledAlerts = ["Sql_Injection"], emailAccountAdmins = true }
        }
      }""",
}
COSMOS_ACCOUNTS = {
    "until version 3": """resource "azurerm_cosmosdb_account" "c" {
        local_authentication_disabled = true
        ip_range_filter = "198.51.100.0/24"
      }""",
    "since version 5": """resource "azurerm_cosmosdb_account" "c" {
        local_authentication_enabled = false
        ip_range_filter = ["198.51.100.0/24"]
      }""",
    "the API": """resource "azapi_resource" "c" {
        type = "Microsoft.DocumentDB/databaseAccounts@2024-08-15"
        body = {
          properties = { disableLocalAuth = true, ipRules = [{ ipAddressOrRange = "198.51.100.0/24" }] }
        }
      }""",
}


def told(text: str) -> Mapping[tuple[str, Tri], int]:
    reached = app.assemble({Dialect.TERRAFORM: [SourceFile("main.tf", text)]})
    assert not reached.diagnostics
    return Counter((found.rule.id, found.truth) for found in evaluate(reached.graph, load_rules(), load_views()))


@pytest.mark.parametrize(
    "spellings",
    [WEB_APPS, SLOTS, CLUSTERS, AUDITED_SERVERS, ALERTING_SERVERS, COSMOS_ACCOUNTS],
    ids=["web apps", "slots of function apps", "clusters", "audited servers", "alerting servers", "Cosmos DB accounts"],
)
def test_every_rule_says_the_same_of_every_spelling(spellings: Mapping[str, str]) -> None:
    verdicts = {name: told(text) for name, text in spellings.items()}
    first = next(iter(verdicts.values()))
    assert len(first) > 1
    assert {name: found for name, found in verdicts.items() if found != first} == {}
