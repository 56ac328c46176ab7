"""What Google's provider computes: the policy that google_iam_policy renders, the addresses of service accounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Either, Not, plain
from yourside.values import Unknown, Value

AROUND = """
variable "u" {}
variable "on" { type = bool }
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", {}),
        (
            'binding {\nrole = "roles/viewer"\nmembers = ["allUsers"]\n}\nbinding {\nrole = var.u\nmembers = []\n}',
            {
                "bindings": [
                    {"role": "roles/viewer", "members": ["allUsers"]},
                    {"role": Not("VARIABLE", "var.u"), "members": []},
                ]
            },
        ),
        (
            'binding {\nrole = "r"\nmembers = ["m"]\ncondition {\ntitle = "t"\nexpression = "e"\n}\n}',
            {"bindings": [{"role": "r", "members": ["m"], "condition": {"title": "t", "expression": "e"}}]},
        ),
        (
            'binding {\nrole = "r"\nmembers = var.on ? ["a"] : ["b"]\n}',
            {"bindings": [{"role": "r", "members": Either("var.on", ["a"], ["b"])}]},
        ),
        (
            'audit_config {\nservice = "allServices"\naudit_log_configs {\nlog_type = "DATA_READ"\n'
            'exempted_members = ["a"]\n}\n}',
            {
                "auditConfigs": [
                    {
                        "service": "allServices",
                        "auditLogConfigs": [{"logType": "DATA_READ", "exemptedMembers": ["a"]}],
                    }
                ]
            },
        ),
    ],
)
def test_a_policy(body: str, expected: object, attribute: Callable[..., Value]) -> None:
    around = f'{AROUND}\ndata "google_iam_policy" "p" {{\n{body}\n}}'
    assert plain(attribute("data.google_iam_policy.p.policy_data", around)) == {"json": expected}


@pytest.mark.parametrize(
    ("expression", "account", "expected"),
    [
        ("google_service_account.a.email", '"app"', ["app", "@", ".iam.gserviceaccount.com"]),
        ("google_service_account.a.member", '"app"', ["serviceAccount:", "app", "@", ".iam.gserviceaccount.com"]),
        ('"serviceAccount:${google_service_account.a.email}"', '"app"', None),
        ("google_service_account.a.email", '"app-${var.u}"', ["app-", "@", ".iam.gserviceaccount.com"]),
    ],
)
def test_a_service_account_is_known_by_how_its_address_starts_and_ends(
    expression: str, account: str, expected: list[str] | None, attribute: Callable[..., Value]
) -> None:
    found = attribute(expression, f'{AROUND}\nresource "google_service_account" "a" {{\naccount_id = {account}\n}}')
    assert isinstance(found, Unknown)
    texts = [part for part in map(plain, found.parts) if isinstance(part, str)]
    assert "".join(texts).endswith("@.iam.gserviceaccount.com")
    assert expected in (None, texts)
    assert "google_service_account.a" in found.origin.refs


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        ("google_compute_default_service_account", "-compute@developer.gserviceaccount.com"),
        ("google_app_engine_default_service_account", "@appspot.gserviceaccount.com"),
    ],
)
def test_the_accounts_that_a_project_comes_with(kind: str, end: str, attribute: Callable[..., Value]) -> None:
    found = attribute(f"data.{kind}.d.email", f'data "{kind}" "d" {{}}')
    assert isinstance(found, Unknown)
    assert plain(found.parts[-1]) == end
