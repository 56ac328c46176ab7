"""What an editor offers to do about a finding, and what is left of it then."""

from __future__ import annotations

from pathlib import Path

import pytest

from editors import Editor, edit
from yourside.configuration.find import TOML

TERRAFORM = 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n'
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostNetwork: true\n  containers:\n"
    "    - image: web:1\n      name: web\n      securityContext: {privileged: true}\n"
)
POLICY = """\
resource "aws_sqs_queue_policy" "q" {
  queue_url = "q"
  policy    = <<-JSON
    {"Statement": [{"Effect": "Allow", "Principal": "*",
      "Action": "sqs:*", "Resource": "*"}]}
  JSON
}
"""
TEMPLATE = '{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "PublicRead"}}}}\n'
ACL, PUBLIC, OPEN = "aws-s3-bucket-public-acl", "aws-rds-instance-public", "aws-sqs-queue-public-policy"
NETWORK, PRIVILEGED = "kubernetes-pod-host-network", "kubernetes-container-privileged"


def selecting(root: Path, *rules: str) -> Path:
    (root / TOML).write_text(f"select = {list(rules)}\n")
    return root


@pytest.mark.parametrize(
    ("name", "text", "at", "rule", "title"),
    [
        ("main.tf", TERRAFORM, "publicly", PUBLIC, "Set publicly_accessible = false"),
        ("pod.yaml", POD, "hostNetwork", NETWORK, "Set hostNetwork: false"),
    ],
)
def test_what_can_be_mended_for_sure_is(tmp_path: Path, name: str, text: str, at: str, rule: str, title: str) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(name, text)
        await editor.shows(name, rule)
        mend, suppress = await editor.actions(name, at, "quickfix")
        assert (mend.title, mend.is_preferred, suppress.is_preferred) == (title, True, False)
        assert mend.diagnostics
        assert mend.diagnostics[0] == editor.shown[name][0]
        editor.apply(mend)
        await editor.shows(name)
        assert await editor.actions(name, at) == []

    edit(selecting(tmp_path, rule), scenario)


def test_all_that_can_be_mended_is_mended_at_once(tmp_path: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("pod.yaml", POD)
        await editor.shows("pod.yaml", NETWORK, PRIVILEGED)
        (mend,) = await editor.actions("pod.yaml", "kind", "source.fixAll")
        assert mend.kind == "source.fixAll.yourside"
        editor.apply(mend)
        await editor.shows("pod.yaml")
        assert editor.texts["pod.yaml"] == POD.replace("true", "false")

    edit(selecting(tmp_path, NETWORK, PRIVILEGED), scenario)


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("main.tf", TERRAFORM, PUBLIC, f"\n  # yourside: ignore[{PUBLIC}] REASON\n  publicly_accessible"),
        (
            "main.tf",
            TERRAFORM.replace("\n", "\r\n"),
            PUBLIC,
            f"\r\n  # yourside: ignore[{PUBLIC}] REASON\r\n  publicly_accessible",
        ),
        ("pod.yaml", POD, PRIVILEGED, f"\n      # yourside: ignore[{PRIVILEGED}] REASON\n      securityContext"),
        # In the text of the policy there are no comments.
        ("main.tf", POLICY, OPEN, f"# yourside: ignore[{OPEN}] REASON\nresource"),
    ],
)
def test_a_comment_suppresses_with_a_reason(tmp_path: Path, name: str, text: str, rule: str, line: str) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(name, text)
        await editor.shows(name, rule)
        place = editor.shown[name][0].range.start
        at = text.replace("\r", "").split("\n")[place.line][place.character :]
        *_, suppress = await editor.actions(name, at, "quickfix")
        assert suppress.title == f"Suppress {rule} here, with a reason"
        editor.apply(suppress)
        await editor.shows(name)
        assert line in editor.texts[name]

    edit(selecting(tmp_path, rule), scenario)


def test_json_has_no_comments_to_suppress_with(tmp_path: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("t.json", TEMPLATE)
        await editor.shows("t.json", ACL)
        assert await editor.actions("t.json", '"AccessControl', "quickfix") == []

    edit(selecting(tmp_path, ACL), scenario)
