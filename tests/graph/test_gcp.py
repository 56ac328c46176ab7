"""Google Cloud's resources in the shape of its REST API, and the grants that become parts of what they are for."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import encoded, graph, native, properties, ref, var
from yourside.catalog.load import load_catalog
from yourside.frontends.native import NativeResource

BINDING = {"role": "roles/x", "members": ["allUsers"]}
POLICY = encoded({"bindings": [BINDING], "auditConfigs": [{"service": "allServices"}]})


def built(*natives: NativeResource) -> Any:
    return graph(*natives, tables=load_catalog())


def made(*natives: NativeResource) -> Any:
    """The properties of the first."""
    return properties(built(*natives), natives[0].address)


@pytest.mark.parametrize(
    ("owner", "by", "prefix", "kind"),
    [
        ("google_storage_bucket.o", "bucket", "google_storage_bucket", "Bucket"),
        ("google_project.o", "project", "google_project", "Project"),
        ("google_bigquery_dataset.o", "dataset_id", "google_bigquery_dataset", "Dataset"),
        ("google_kms_crypto_key.o", "crypto_key_id", "google_kms_crypto_key", "CryptoKey"),
        ("google_kms_key_ring.o", "key_ring_id", "google_kms_key_ring", "KeyRing"),
    ],
)
def test_grants_are_one_policy_of_what_they_are_for_or_stand_alone(owner: str, by: str, prefix: str, kind: str) -> None:
    member = native(f"{prefix}_iam_member.m", role="roles/x", member="allUsers", **{by: ref(f"{owner}.id")})
    binding = native(f"{prefix}_iam_binding.b", **BINDING, **{by: ref(f"{owner}.id")})
    policy = native(f"{prefix}_iam_policy.p", policy_data=POLICY, **{by: ref(f"{owner}.id")})

    assert made(native(owner), member)["x-iamPolicy"] == {"bindings": [BINDING]}
    assert made(native(owner), member, binding)["x-iamPolicy"] == {"bindings": [BINDING, BINDING]}
    assert made(native(owner), policy)["x-iamPolicy"] == {
        "bindings": [BINDING],
        "auditConfigs": [{"service": "allServices"}],
    }
    alone = built(native(f"{prefix}_iam_binding.b", **BINDING, **{by: "made-elsewhere"}))
    assert [(each.type, properties(alone, each.id.address)) for each in alone.resources.values()] == [
        (f"x-iam.googleapis.com/{kind}Binding", BINDING)
    ]


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("google_folder", "Folder"),
        ("google_cloud_run_service", "RunService"),
        ("google_cloud_run_v2_service", "RunService"),
        ("google_cloudfunctions2_function", "Function"),
        ("google_pubsub_topic", "Topic"),
    ],
)
def test_grants_on_what_no_rule_asks_more_of_stand_alone(prefix: str, kind: str) -> None:
    member = native(f"{prefix}_iam_member.m", role="roles/x", member="allUsers", project="p")
    policy = native(f"{prefix}_iam_policy.p", policy_data=POLICY)
    assert made(member) == BINDING
    assert made(policy)["x-iamPolicy"]["bindings"] == [BINDING]
    assert {each.type for each in built(member, policy).resources.values()} == {
        f"x-iam.googleapis.com/{kind}Binding",
        f"x-iam.googleapis.com/{kind}Policy",
    }


def test_a_grant_of_an_unknown_owner_may_be_of_any() -> None:
    found = made(
        native("google_storage_bucket.b"),
        native("google_storage_bucket_iam_member.m", bucket=var("bucket"), role="roles/x", member="allUsers"),
    )
    assert found["x-iamPolicy"]["bindings"] not in ([], [BINDING])


@pytest.mark.parametrize(
    ("terraform", "path", "expected"),
    [
        (
            native("google_compute_instance.i", metadata={"a": True, "b": "c"}),
            ("metadata", "items"),
            [{"key": "a", "value": "true"}, {"key": "b", "value": "c"}],
        ),
        (
            native(
                "google_compute_instance.i",
                boot_disk=[{"disk_encryption_key_raw": "k", "initialize_params": [{"image": "debian"}]}],
                scratch_disk=[{"interface": "NVME"}],
            ),
            ("disks",),
            [
                {"boot": True, "diskEncryptionKey": {"rawKey": "k"}, "initializeParams": {"sourceImage": "debian"}},
                {"type": "SCRATCH", "interface": "NVME"},
            ],
        ),
        (
            native("google_compute_firewall.f", allow=[{"protocol": "tcp", "ports": [22]}]),
            ("allowed",),
            [{"IPProtocol": "tcp", "ports": ["22"]}],
        ),
        (native("google_compute_subnetwork.s", log_config=[{"flow_sampling": 1}]), ("logConfig", "enable"), True),
        (
            native("google_container_cluster.c", master_authorized_networks_config=[{}]),
            ("masterAuthorizedNetworksConfig",),
            {"enabled": True},
        ),
        (native("google_sql_database_instance.d"), ("settings", "ipConfiguration", "ipv4Enabled"), True),
    ],
)
def test_the_shape_of_the_api(terraform: NativeResource, path: tuple[str, ...], expected: object) -> None:
    found = made(terraform)
    for step in path:
        found = found[step]
    assert found == expected


def test_a_node_pool_is_part_of_its_cluster() -> None:
    pool = native(
        "google_container_node_pool.p",
        cluster=ref("google_container_cluster.c.name"),
        node_config=[{"preemptible": True}],
    )
    found = made(native("google_container_cluster.c", node_pool=[{"name": "a"}]), pool)
    assert found["nodePools"] == [{"name": "a"}, {"config": {"preemptible": True}}]


def test_a_copy_has_settings_that_are_not_seen() -> None:
    copy = made(native("google_sql_database_instance.d", clone=[{"source_instance_name": "other"}]))
    assert copy["settings"] == "?clone"
