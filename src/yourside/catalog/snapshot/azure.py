"""Azure types from the models of the official management libraries (dependency group `schemas`).

A type is ARM's (`Microsoft.Storage/storageAccounts`), with what a template may state of it. What only Azure itself sets
is left out, and a resource that stands whole inside another is its id there. Each type has `name`, the last piece of
its name, and `parent`, what it is below or about, as Bicep has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from enum import Enum
from importlib import import_module
from types import ModuleType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from yourside.catalog.shapes import Spec

# Where the libraries have one model for what is written and one for what is read, it is the one for what is written.
MODELS: Mapping[str, tuple[str, str]] = {
    "Microsoft.Authorization/roleAssignments": ("authorization.v2022_04_01", "RoleAssignmentCreateParameters"),
    "Microsoft.Authorization/roleDefinitions": ("authorization.v2022_04_01", "RoleDefinition"),
    "Microsoft.Compute/disks": ("compute", "Disk"),
    "Microsoft.Compute/virtualMachineScaleSets": ("compute", "VirtualMachineScaleSet"),
    "Microsoft.Compute/virtualMachines": ("compute", "VirtualMachine"),
    "Microsoft.ContainerRegistry/registries": ("containerregistry", "Registry"),
    "Microsoft.ContainerService/managedClusters": ("containerservice", "ManagedCluster"),
    "Microsoft.ContainerService/managedClusters/agentPools": ("containerservice", "AgentPool"),
    "Microsoft.DBforMariaDB/servers": ("rdbms.mariadb", "ServerForCreate"),
    "Microsoft.DBforMariaDB/servers/firewallRules": ("rdbms.mariadb", "FirewallRule"),
    "Microsoft.DBforMySQL/flexibleServers": ("mysqlflexibleservers", "Server"),
    "Microsoft.DBforMySQL/flexibleServers/configurations": ("mysqlflexibleservers", "Configuration"),
    "Microsoft.DBforMySQL/flexibleServers/firewallRules": ("mysqlflexibleservers", "FirewallRule"),
    "Microsoft.DBforMySQL/servers": ("rdbms.mysql", "ServerForCreate"),
    "Microsoft.DBforMySQL/servers/configurations": ("rdbms.mysql", "Configuration"),
    "Microsoft.DBforMySQL/servers/firewallRules": ("rdbms.mysql", "FirewallRule"),
    "Microsoft.DBforPostgreSQL/flexibleServers": ("postgresqlflexibleservers", "Server"),
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations": ("postgresqlflexibleservers", "Configuration"),
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules": ("postgresqlflexibleservers", "FirewallRule"),
    "Microsoft.DBforPostgreSQL/servers": ("rdbms.postgresql", "ServerForCreate"),
    "Microsoft.DBforPostgreSQL/servers/configurations": ("rdbms.postgresql", "Configuration"),
    "Microsoft.DBforPostgreSQL/servers/firewallRules": ("rdbms.postgresql", "FirewallRule"),
    "Microsoft.DocumentDB/databaseAccounts": ("cosmosdb", "DatabaseAccountCreateUpdateParameters"),
    "Microsoft.Insights/diagnosticSettings": ("monitor.v2021_05_01_preview", "DiagnosticSettingsResource"),
    "Microsoft.KeyVault/vaults": ("keyvault", "VaultCreateOrUpdateParameters"),
    "Microsoft.KeyVault/vaults/keys": ("keyvault", "KeyCreateParameters"),
    "Microsoft.KeyVault/vaults/secrets": ("keyvault", "SecretCreateOrUpdateParameters"),
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials": (
        "msi",
        "FederatedIdentityCredential",
    ),
    "Microsoft.Network/networkInterfaces": ("network", "NetworkInterface"),
    "Microsoft.Network/networkSecurityGroups": ("network", "NetworkSecurityGroup"),
    "Microsoft.Network/networkSecurityGroups/securityRules": ("network", "SecurityRule"),
    "Microsoft.Network/networkWatchers/flowLogs": ("network", "FlowLog"),
    "Microsoft.Network/virtualNetworks/subnets": ("network", "Subnet"),
    "Microsoft.Security/pricings": ("security.v2024_01_01", "Pricing"),
    "Microsoft.Security/securityContacts": ("security.v2020_01_01_preview", "SecurityContact"),
    "Microsoft.Sql/servers": ("sql", "Server"),
    "Microsoft.Sql/servers/administrators": ("sql", "ServerAzureADAdministrator"),
    "Microsoft.Sql/servers/auditingSettings": ("sql", "ExtendedServerBlobAuditingPolicy"),
    "Microsoft.Sql/servers/databases": ("sql", "Database"),
    "Microsoft.Sql/servers/databases/transparentDataEncryption": ("sql", "LogicalDatabaseTransparentDataEncryption"),
    "Microsoft.Sql/servers/firewallRules": ("sql", "FirewallRule"),
    "Microsoft.Sql/servers/securityAlertPolicies": ("sql", "ServerSecurityAlertPolicy"),
    "Microsoft.Sql/servers/sqlVulnerabilityAssessments": ("sql", "SqlVulnerabilityAssessment"),
    "Microsoft.Sql/servers/vulnerabilityAssessments": ("sql", "ServerVulnerabilityAssessment"),
    "Microsoft.Storage/storageAccounts": ("storage", "StorageAccountCreateParameters"),
    "Microsoft.Storage/storageAccounts/blobServices": ("storage", "BlobServiceProperties"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": ("storage", "BlobContainer"),
    "Microsoft.Web/sites": ("web", "Site"),
    "Microsoft.Web/sites/config": ("web", "SiteConfigResource"),
    "Microsoft.Web/sites/slots": ("web", "Site"),
}
NAMES: Mapping[str, Spec] = {"name": "string", "parent": "string"}
# The words of the libraries' older models, in which a type is text; the others are names of models and of lists.
SCALARS: Mapping[Any, Spec] = {
    "str": "string",
    "bytes": "string",  # base64
    "bytearray": "string",
    "bool": "boolean",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "iso-8601": "string",
    "rfc-1123": "string",
    "date": "string",
    "datetime": "string",
    "duration": "string",
    "timedelta": "string",
    "object": "any",
}
GENERIC = re.compile(r"([\[{])(.*)[\]}]")


def snapshot(names: Iterable[str]) -> dict[str, dict[str, Spec]]:
    """The snapshot of the types `names`; raises KeyError for one that MODELS does not have."""
    defs: dict[str, Spec] = {}
    types = {name: {"shape": {"struct": _resource(name, defs)}} for name in sorted(names)}
    return {"types": types, "defs": dict(sorted(defs.items()))}


def _resource(name: str, defs: dict[str, Spec]) -> Spec:
    package, model = MODELS[name]
    fields = _fields(getattr(import_module(f"azure.mgmt.{package}.models"), model), defs)
    return dict(sorted({**fields, **NAMES}.items()))


def _fields(model: type, defs: dict[str, Spec]) -> dict[str, Spec]:
    """What may be written of a model, and of those that a word in it (`type`, `createMode`) chooses instead of it."""
    found: dict[str, Spec] = {}
    for cls in (model, *_variants(model)):
        models = import_module(cls.__module__.rpartition(".")[0])
        for path, kind in _written(cls, models):
            *above, last = path
            spot = found
            for step in above:
                spot = spot.setdefault(step, {"struct": {}})["struct"]
            spot.setdefault(last, _named(kind, models, defs) if isinstance(kind, str) else _hinted(kind, models, defs))
    return dict(sorted(found.items()))


def _variants(model: type) -> Iterator[type]:
    if getattr(model, "_subtype_map", None) or getattr(model, "__mapping__", None):
        variants: list[type] = model.__subclasses__()
        for variant in variants:
            yield variant
            yield from _variants(variant)


def _written(model: type, models: ModuleType) -> Iterator[tuple[list[str], Any]]:
    """Each property of a model that its users write: its path, and its type, which older models give as text."""
    older: Mapping[str, Any] = getattr(model, "_attribute_map", {})
    for name, mapped in older.items():
        if not getattr(model, "_validation", {}).get(name, {}).get("readonly"):
            yield [step.replace("\\.", ".") for step in re.split(r"(?<!\\)\.", mapped["key"])], mapped["type"]
    hints = {} if older else get_type_hints(model, localns={"_models": models, "_types": models})
    for name, hint in hints.items():
        field: Any = next((vars(cls)[name] for cls in model.__mro__ if name in vars(cls)), None)
        if hasattr(field, "_rest_name_input") and field._visibility != ["read"]:
            yield [field._rest_name_input or name], hint


def _named(kind: str, models: ModuleType, defs: dict[str, Spec]) -> Spec:
    if generic := GENERIC.fullmatch(kind):
        return {{"[": "list", "{": "map"}[generic[1]]: _named(generic[2], models, defs)}
    return SCALARS.get(kind) or _hinted(getattr(models, kind, str), models, defs)


def _hinted(hint: Any, models: ModuleType, defs: dict[str, Spec]) -> Spec:
    origin, inner = get_origin(hint), [each for each in get_args(hint) if each is not type(None)]
    if origin in (Union, UnionType):
        shapes = [_hinted(each, models, defs) for each in inner]
        return shapes[0] if all(shape == shapes[0] for shape in shapes) else "any"
    if origin in (list, dict, MutableMapping):
        kind = "list" if origin is list else "map"
        return {kind: _hinted(inner[-1], models, defs)}
    if not isinstance(hint, type):
        return "string" if origin is Literal else "any"
    if issubclass(hint, Enum):
        return "string"
    return SCALARS.get(hint.__name__) or (_defined(hint, defs) if "azure." in hint.__module__ else "any")


def _defined(model: type, defs: dict[str, Spec]) -> Spec:
    name = f"{model.__module__.removeprefix('azure.mgmt.').partition('.models')[0]}.{model.__name__}"
    if name not in defs:
        defs[name] = {}  # known before its fields are read: they may lead back here
        models = import_module(model.__module__.rpartition(".")[0])
        is_resource = {"id", "location"} <= {path[0] for path, _ in _written(model, models)}
        defs[name] = {"struct": {"id": "string"} if is_resource else _fields(model, defs)}
    return {"ref": name}
