"""What an editor shows while somebody writes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from lsprotocol import types

from editors import Editor, edit

ACL, PUBLIC = "aws-s3-bucket-public-acl", "aws-rds-instance-public"
PRIVILEGED = "kubernetes-container-privileged"
RULES = f'select = ["{ACL}", "{PUBLIC}", "{PRIVILEGED}"]\n'

BUCKET = """\
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "public-read"
}
"""
TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
"""
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: web:1
      securityContext:
        privileged: true
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "yourside.toml").write_text(RULES)
    return tmp_path


def written(root: Path, **files: str) -> None:
    """Files by their names, with `__` for a slash and `_` for the dot of the suffix."""
    for name, text in files.items():
        path = root / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_a_finding_comes_and_goes_with_text_that_is_not_saved(root: Path) -> None:
    written(root, main_tf=BUCKET.replace("public-read", "private"))

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        editor.type("main.tf", '"private"', '"public-read"')
        await editor.shows("main.tf", ACL)
        editor.type("main.tf", '"public-read"', '"private"')
        await editor.shows("main.tf")

    edit(root, scenario)


@pytest.mark.parametrize(
    ("name", "text", "wrong", "right", "rule"),
    [
        ("main.tf", BUCKET, "public-read", "private", ACL),
        ("template.yaml", TEMPLATE, "PublicRead", "Private", ACL),
        ("pod.yaml", POD, "privileged: true", "privileged: false", PRIVILEGED),
    ],
)
def test_every_dialect_is_judged(root: Path, name: str, text: str, wrong: str, right: str, rule: str) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open(name, text)  # and on no disk
        await editor.shows(name, rule)
        editor.type(name, wrong, right)
        await editor.shows(name)

    edit(root, scenario)


def test_a_default_in_one_buffer_opens_a_resource_in_another_file(root: Path) -> None:
    written(
        root,
        main_tf='module "logs" {\n  source = "./logs"\n  acl    = var.acl\n}\n',
        variables_tf='variable "acl" {\n  default = "private"\n}\n',
        logs__main_tf='variable "acl" {}\n' + BUCKET.replace('"public-read"', "var.acl"),
    )

    async def scenario(editor: Editor) -> None:
        editor.open("logs/main.tf")
        editor.open("variables.tf")
        editor.type("variables.tf", "private", "public-read")
        await editor.shows("logs/main.tf", ACL)
        (finding,) = editor.shown["logs/main.tf"]
        related = finding.related_information or ()
        assert [(editor.name(each.location.uri), each.message) for each in related] == [
            ("main.tf", "acl of module.logs"),
            ("variables.tf", "default of var.acl"),
        ]
        editor.close("logs/main.tf")
        editor.type("variables.tf", "public-read", "private")
        await editor.shows("logs/main.tf")  # which nobody has open

    edit(root, scenario)


def test_a_parent_of_templates_and_a_patch_count_while_they_are_written(root: Path) -> None:
    written(
        root,
        parent_yaml="Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
        "      TemplateURL: ./child.yaml\n      Parameters: {Acl: Private}\n",
        child_yaml="Parameters: {Acl: {Type: String}}\n"
        + TEMPLATE.partition("\n")[2].replace("PublicRead", "!Ref Acl"),
        base__pod_yaml=POD.replace("true", "false"),
        base__kustomization_yaml="resources: [pod.yaml]\n",
        live__kustomization_yaml="resources: [../base]\npatches:\n  - path: patch.yaml\n",
    )

    async def scenario(editor: Editor) -> None:
        editor.open("parent.yaml")
        editor.type("parent.yaml", "Private", "PublicRead")
        await editor.shows("child.yaml", ACL)
        editor.open("live/patch.yaml", POD)
        await editor.shows("live/patch.yaml", PRIVILEGED)
        assert editor.codes("child.yaml") == [ACL]

    edit(root, scenario)


def test_what_is_half_written_hides_nothing_that_stands_beside_it(root: Path) -> None:
    written(root, main_tf=BUCKET)

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        await editor.shows("main.tf", ACL)
        history: list[list[str]] = []
        editor.on_news = lambda: history.append(editor.codes("main.tf"))
        for typed in ('\nresource "aws_db_instance" "d" {', "\n  publicly_accessible = ", "tr", "ue\n}\n"):
            editor.replace("main.tf", editor.texts["main.tf"] + typed)
            await editor.hover("main.tf", "acl")  # when that is judged
        await editor.shows("main.tf", ACL, PUBLIC)
        assert all(ACL in codes for codes in history)
        assert any(len(codes) > 1 and PUBLIC not in codes for codes in history)  # and the syntax error was told

    edit(root, scenario)


def test_what_is_closed_is_cleared(root: Path) -> None:
    written(root, main_tf=BUCKET)

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        await editor.shows("main.tf", ACL)
        editor.close("main.tf")
        await editor.shows("main.tf")

    edit(root, scenario)


def test_a_diagnostic_says_what_its_rule_and_its_place_are(root: Path) -> None:
    text = BUCKET.replace('  acl    = "public-read"', '  /* \N{GRINNING FACE} */ acl = "public-read"')

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf", text)
        await editor.shows("main.tf", ACL)
        (found,) = editor.shown["main.tf"]
        assert (found.source, found.severity) == ("yourside", types.DiagnosticSeverity.Error)
        assert found.code_description
        assert found.code_description.href.startswith("https://docs.aws.amazon.com/")
        assert isinstance(found.data, dict)
        assert len(found.data["fingerprint"]) == 32
        # The face is two units of UTF-16.
        assert found.range == types.Range(types.Position(6, 11), types.Position(6, 30))

    edit(root, scenario)


def test_columns_count_what_the_client_asks_for(root: Path) -> None:
    text = BUCKET.replace('  acl    = "public-read"', '  /* \N{GRINNING FACE} */ acl = "public-read"')
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf", text)
        await editor.shows("main.tf", ACL)
        assert editor.shown["main.tf"][0].range.start == types.Position(6, 13)

    edit(root, scenario, capabilities=types.ClientCapabilities(general=general))


def test_what_is_suppressed_is_not_shown(root: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("main.tf", BUCKET)
        await editor.shows("main.tf", ACL)
        editor.type("main.tf", '"public-read"', f'"public-read" # yourside: ignore[{ACL}] a web site')
        await editor.shows("main.tf")
        editor.type("main.tf", '"public-read"', '"private"')
        await editor.shows("main.tf", "ignore-unused")

    edit(root, scenario)


def test_the_configuration_holds_and_what_is_wrong_with_it_is_told(root: Path) -> None:
    written(root, main_tf=BUCKET)
    change = types.DidChangeWatchedFilesParams([types.FileEvent(root.as_uri(), types.FileChangeType.Changed)])

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        await editor.shows("main.tf", ACL)
        (root / "yourside.toml").write_text("selekt = []\n")
        editor.client.workspace_did_change_watched_files(change)
        await editor.until(lambda: any("selekt" in message for message in editor.messages))
        assert editor.codes("main.tf") == [ACL]
        (root / "yourside.toml").write_text(f'select = ["{PUBLIC}"]\n')
        editor.client.workspace_did_change_watched_files(change)
        await editor.shows("main.tf")
        editor.open("yourside.toml")
        editor.type("yourside.toml", PUBLIC, ACL)
        editor.save("yourside.toml")
        await editor.shows("main.tf", ACL)

    edit(root, scenario)


def test_a_user_may_want_answers_on_save_alone(root: Path) -> None:
    written(root, main_tf=BUCKET)

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        await editor.shows("main.tf", ACL)
        editor.type("main.tf", "public-read", "private")
        assert await editor.hover("main.tf", "acl ") == ""
        assert editor.codes("main.tf") == [ACL]
        editor.save("main.tf")
        await editor.shows("main.tf")

    edit(root, scenario, settings={"run": "onSave"})


def test_settings_change_while_the_server_runs_and_wrong_ones_are_told(root: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"yourside": {"run": "sometimes", "render": 1}})
        )
        await editor.until(lambda: len(editor.messages) == 2)
        assert editor.messages == [
            "yourside: yourside.run is one of onType, onSave",
            "yourside: yourside.render is true or false",
        ]

    edit(root, scenario)


def test_a_bug_is_told_once_and_the_server_goes_on(root: Path) -> None:
    broken = "from yourside.lsp.server import serve; serve(lambda folder: folder / 0)"

    async def scenario(editor: Editor) -> None:
        editor.open("main.tf", BUCKET)
        assert await editor.hover("main.tf", "acl ") == ""
        editor.type("main.tf", "public-read", "private")
        assert await editor.hover("main.tf", "acl ") == ""
        (message,) = editor.messages
        assert message.startswith("yourside: internal error, which is a bug: TypeError: ")

    edit(root, scenario, program=("-c", broken))


def test_a_client_that_asks_is_answered_and_not_told(root: Path) -> None:
    written(root, main_tf=BUCKET.replace('"public-read"', "var.acl"))
    document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())

    async def scenario(editor: Editor) -> None:
        editor.open("variables.tf", 'variable "acl" {\n  default = "public-read"\n}\n')
        report = await editor.pulled("variables.tf")
        assert not report.items
        others = report.related_documents or {}
        assert {editor.name(uri) for uri in others} == {"main.tf"}
        editor.open("main.tf")
        (found,) = (await editor.pulled("main.tf")).items
        assert found.code == ACL
        editor.type("variables.tf", "public-read", "private")
        assert not (await editor.pulled("main.tf")).items
        assert editor.shown == {}

    edit(root, scenario, capabilities=types.ClientCapabilities(text_document=document))


def test_files_are_watched_and_a_client_that_asks_is_told_to_ask_again(root: Path) -> None:
    written(root, main_tf=BUCKET.replace('"public-read"', "var.acl"))
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        ),
    )

    async def scenario(editor: Editor) -> None:
        await editor.until(lambda: editor.requests == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES])
        editor.open("main.tf")
        assert [each.code for each in (await editor.pulled("main.tf")).items] == ["terraform-reference"]
        written(root, new_tf='variable "acl" {\n  default = "public-read"\n}\n')
        created = types.FileEvent(editor.uri("new.tf"), types.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([created]))
        await editor.until(lambda: types.WORKSPACE_DIAGNOSTIC_REFRESH in editor.requests)
        assert [each.code for each in (await editor.pulled("main.tf")).items] == [ACL]

    edit(root, scenario, capabilities=capabilities)


def test_files_that_git_ignores_or_that_are_excluded_are_left_alone(root: Path) -> None:
    written(root, main_tf=BUCKET, ignored__main_tf=BUCKET, excluded__main_tf=BUCKET)
    (root / ".gitignore").write_text("ignored/\n")
    (root / "yourside.toml").write_text(f'exclude = ["excluded/"]\n{RULES}')

    async def scenario(editor: Editor) -> None:
        for name in ("ignored/main.tf", "excluded/main.tf", "main.tf"):
            editor.open(name)
        await editor.shows("main.tf", ACL)
        assert set(editor.shown) == {"main.tf"}

    edit(root, scenario)


def test_helm_is_started_only_when_a_user_says_so(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    programs = tmp_path_factory.mktemp("programs")
    helm, started = programs / "helm", programs / "started"
    helm.write_text(f"#!/bin/sh\necho yes > {started}\n")
    helm.chmod(helm.stat().st_mode | stat.S_IXUSR)
    written(root, chart__Chart_yaml="apiVersion: v2\nname: c\nversion: 1.0.0\n")
    written(root, chart__templates__pod_yaml=POD.replace("name: web}", "name: {{ .Release.Name }}}"))
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    async def scenario(editor: Editor) -> None:
        editor.open("chart/templates/pod.yaml")
        await editor.hover("chart/templates/pod.yaml", "kind")

    edit(root, scenario, environment=environment)
    assert not started.exists()
    edit(root, scenario, environment=environment, settings={"render": True})
    assert started.exists()
