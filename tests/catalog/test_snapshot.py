"""Snapshots are made from what is installed here, and the same each time."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path

import pytest

from yourside.catalog.shapes import Spec
from yourside.catalog.snapshot import aws, azure, digitalocean, gcp, kubernetes, terraform
from yourside.catalog.snapshot.__main__ import dump

NAMES = ["AWS::S3::Bucket", "AWS::IAM::Role", "AWS::EC2::SecurityGroup"]
CANONICAL = files("yourside.catalog") / "schemas" / "canonical"


def paths(spec: Spec, above: str = "") -> set[str]:
    """Every property of a shape, dotted."""
    match spec:
        case {"struct": dict(fields)}:
            here = {f"{above}{name}" for name in fields}
            return here.union(*(paths(field, f"{above}{name}.") for name, field in fields.items()))
        case {"list": item} | {"map": item}:
            return paths(item, above)
    return set()


def test_the_same_types_make_the_same_snapshot_in_whatever_order_they_are_named() -> None:
    pytest.importorskip("cfnlint")
    assert dump(aws.snapshot(NAMES)) == dump(aws.snapshot(reversed(NAMES)))


def test_cfn_lint_still_has_every_property_that_ships() -> None:
    """It may have more: a newer one is no reason to fail, a property that is gone is."""
    pytest.importorskip("cfnlint")
    shipped = json.loads((CANONICAL / "aws.json").read_text("utf-8"))["types"]
    made = aws.snapshot(NAMES)["types"]
    gone = {(name, path) for name in NAMES for path in paths(shipped[name]["shape"]) - paths(made[name]["shape"])}
    assert gone == set()


def test_the_kubernetes_client_still_has_every_field_that_ships() -> None:
    pytest.importorskip("kubernetes")
    shipped = json.loads((CANONICAL / "kubernetes.json").read_text("utf-8"))["defs"]
    made = kubernetes.snapshot(["v1/Pod", "apps/v1/Deployment"])["defs"]
    gone = {(name, path) for name in made.keys() & shipped for path in paths(shipped[name]) - paths(made[name])}
    assert gone == set()


def test_what_azure_lets_its_users_write_is_kept_and_what_it_writes_itself_is_not() -> None:
    """Of models of both generations; of one that a word in it chooses, the properties of every variant."""
    pytest.importorskip("azure.mgmt.storage", exc_type=ImportError)
    account, role = "Microsoft.Storage/storageAccounts", "Microsoft.Authorization/roleDefinitions"
    made = azure.snapshot([account, role, "Microsoft.DBforMySQL/servers"])
    written = paths(made["types"][account]["shape"])
    assert {"name", "parent", "kind", "properties"} < written
    assert "minimumTlsVersion" in made["defs"]["storage.StorageAccountPropertiesCreateParameters"]["struct"]
    assert {"properties.permissions", "properties.assignableScopes"} < paths(made["types"][role]["shape"])
    assert "properties.createdOn" not in paths(made["types"][role]["shape"])
    server = made["defs"]["rdbms.mysql.ServerPropertiesForCreate"]["struct"]
    assert {"sslEnforcement", "administratorLogin", "restorePointInTime"} < server.keys()


def test_the_azure_libraries_still_have_every_property_that_ships() -> None:
    pytest.importorskip("azure.mgmt.storage", exc_type=ImportError)
    shipped = json.loads((CANONICAL / "azure.json").read_text("utf-8"))
    names = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.Compute/virtualMachines"]
    made = azure.snapshot(names)
    pairs = [(made[section][name], shipped[section][name]) for section in made for name in made[section]]
    whole = [(new.get("shape", new), old.get("shape", old)) for new, old in pairs]
    assert [paths(old) - paths(new) for new, old in whole if paths(old) - paths(new)] == []


def test_a_resource_inside_another_is_its_id() -> None:
    pytest.importorskip("azure.mgmt.network", exc_type=ImportError)
    made = azure.snapshot(["Microsoft.Compute/virtualMachines"])["defs"]
    assert {name for name, shape in made.items() if shape == {"struct": {"id": "string"}}} != set()
    assert {name for name, shape in made.items() if "id" in shape["struct"] and "location" in shape["struct"]} == set()


def test_what_google_lets_its_users_write_is_kept_and_what_it_writes_itself_is_not() -> None:
    """Some APIs say so with a key, Compute Engine says so in prose."""
    pytest.importorskip("googleapiclient", exc_type=ImportError)
    firewall, database = "compute.googleapis.com/Firewall", "sqladmin.googleapis.com/Instance"
    made = gcp.snapshot([firewall, database])
    assert {"allowed.IPProtocol", "sourceRanges", "logConfig"} < paths(made["types"][firewall]["shape"])
    assert paths(made["types"][firewall]["shape"]).isdisjoint({"id", "selfLink", "creationTimestamp"})
    assert {"ipConfiguration", "databaseFlags"} < made["defs"]["sqladmin.v1/Settings"]["struct"].keys()


def test_google_s_documents_still_have_every_property_that_ships() -> None:
    pytest.importorskip("googleapiclient", exc_type=ImportError)
    shipped = json.loads((CANONICAL / "gcp.json").read_text("utf-8"))
    made = gcp.snapshot(shipped["types"])
    pairs = [(made[section].get(name, {}), old) for section in shipped for name, old in shipped[section].items()]
    whole = [(new.get("shape", new), old.get("shape", old)) for new, old in pairs]
    assert [paths(old) - paths(new) for new, old in whole if paths(old) - paths(new)] == []


def test_blocks_of_digitalocean_are_lists_in_the_plural() -> None:
    name = "digitalocean.com/Firewall"
    found = paths(digitalocean.snapshot([name])["types"][name]["shape"])
    assert {"inbound_rules.source_addresses", "outbound_rules.port_range", "droplet_ids"} < found
    assert found.isdisjoint({"inbound_rule", "created_at"})


def test_what_ships_of_digitalocean_is_what_its_provider_makes() -> None:
    text = (CANONICAL / "digitalocean.json").read_text("utf-8")
    assert dump(digitalocean.snapshot(json.loads(text)["types"])) == text


def test_a_definition_that_contains_itself_is_referred_to() -> None:
    pytest.importorskip("cfnlint")
    made = aws.snapshot(["AWS::WAFv2::RuleGroup"])
    assert "AWS::WAFv2::RuleGroup/Statement" in made["defs"]
    assert made["types"]["AWS::WAFv2::RuleGroup"]["shape"]["struct"]["Rules"]["list"]["struct"]["Statement"] == {
        "ref": "AWS::WAFv2::RuleGroup/Statement"
    }


def test_of_a_providers_schemas_only_the_types_asked_for_are_kept(tmp_path: Path) -> None:
    leaf = {"block": False, "type": "simple", "cls": "string", "c": False, "o": True, "r": False}
    block = {"block": True, "type": "list", "cls": "RuleList", "single": False, "attrs": {"name": leaf}, "o": True}
    complete = {"aws_b": {"rule": block, "acl": leaf}, "aws_a": {"acl": leaf}}
    (tmp_path / "aws.json.gz").write_bytes(gzip.compress(json.dumps(complete).encode()))
    assert terraform.snapshot("aws", ["aws_b"], tmp_path) == {
        "aws_b": {
            "acl": {"o": True, "cls": "string"},
            "rule": {"o": True, "type": "list", "attrs": {"name": {"o": True, "cls": "string"}}},
        }
    }


def test_each_type_has_a_line_of_its_own() -> None:
    text = dump({"types": {"A": {"x": 1}, "B": {}}, "defs": {}})
    assert text == '{\n"types":{\n"A":{"x":1},\n"B":{}},\n"defs":{}\n}\n'
    assert json.loads(text) == {"types": {"A": {"x": 1}, "B": {}}, "defs": {}}
