"""Which files are judged together, with the texts of buffers laid over the disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yourside.cli.lsp import options_of
from yourside.config import UsageError
from yourside.coverage import State
from yourside.lsp.actions import actions
from yourside.lsp.analysis import Analysis
from yourside.lsp.desk import Answer, Desk, Request
from yourside.lsp.diagnostics import diagnostics
from yourside.lsp.hover import hover
from yourside.lsp.origins import origins
from yourside.lsp.overlay import Overlay
from yourside.lsp.places import Places
from yourside.lsp.workspace import Layout
from yourside.sources.text import LIMIT, Refusal
from yourside.spans import Span

MODULE = 'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n'
CALL = 'module "b" {{\n  source = "../module"\n  acl    = "{}"\n}}\n'
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n  containers:\n    - name: a\n"
TEMPLATE = (
    "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: !Sub 'P${AWS::Region}'\n"
)
PLACES = Places(len)
ACL = "aws-s3-bucket-public-acl"


def judged(root: Path, **texts: str) -> Answer:
    """Documents that are all open; `__` is a slash in their names, the last `_` the dot."""
    named = {root / ".".join(name.replace("__", "/").rsplit("_", 1)): text for name, text in texts.items()}
    return Desk(options_of).judge(Request(Overlay(named), frozenset(named), (root,), moved=True, render=False))


def rules(analysis: Analysis) -> set[str]:
    return {finding.verdict.rule.id for finding in analysis.findings}


def project(root: Path) -> Path:
    for name, text in (("module", MODULE), ("a", CALL.format("private")), ("b", CALL.format("private"))):
        (root / name).mkdir()
        (root / name / "main.tf").write_text(text)
    return root


def test_a_module_is_judged_with_all_that_call_it(tmp_path: Path) -> None:
    """That nobody has the second caller open, which is where the value comes from, makes no difference."""
    (analysis,) = judged(project(tmp_path), module__main_tf=MODULE, a__main_tf=CALL.format("public-read")).analyses

    assert analysis.documents == {tmp_path / "module/main.tf", tmp_path / "a/main.tf"}
    assert ACL in rules(analysis)
    assert {resource.id.unit for resource in analysis.graph.resources.values()} >= {
        str(tmp_path / name) for name in "ab"
    }


def test_documents_that_have_nothing_in_common_are_judged_apart(tmp_path: Path) -> None:
    answer = judged(project(tmp_path), a__main_tf=CALL.format("public-read"), b__main_tf=CALL.format("private"))

    assert {(each.documents, ACL in rules(each)) for each in answer.analyses} == {
        (frozenset([tmp_path / "a/main.tf"]), True),
        (frozenset([tmp_path / "b/main.tf"]), False),
    }


def test_of_a_superseded_run_nothing_is_judged_any_more(tmp_path: Path) -> None:
    texts = Overlay({tmp_path / "main.tf": MODULE})
    request = Request(texts, frozenset(texts.texts), (tmp_path,), moved=True, render=False)
    desk = Desk(options_of)

    assert desk.judge(request).analyses
    request.superseded.set()
    assert not desk.judge(request).analyses


def test_a_call_that_is_only_in_a_buffer_counts(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "b/main.tf").write_text("")

    (analysis,) = judged(tmp_path, module__main_tf=MODULE, b__main_tf=CALL.format("public-read")).analyses

    assert ACL in rules(analysis)


def test_without_a_folder_a_document_is_of_its_repository(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / ".git").mkdir()
    path = root / "a/main.tf"
    texts = Overlay({path: CALL.format("public-read")})

    answer = Desk(options_of).judge(Request(texts, frozenset([path]), (), moved=True, render=False))

    assert ACL in rules(answer.analyses[0])


def test_what_is_wrong_with_a_configuration_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "yourside.toml").write_text('select = 1\nignore = "x"\n')

    answer = judged(tmp_path, main_tf=MODULE)

    assert not answer.analyses
    assert len(answer.problems) == 2


def test_options_are_those_of_a_check_in_that_folder(tmp_path: Path) -> None:
    (tmp_path / "yourside.toml").write_text('variables = {acl = "private"}\nrequire-reason = true\n')
    options = options_of(tmp_path)

    assert options.variables == (("acl", "private"),)
    assert (options.require_reason, options.render, options.today) == (True, True, date.today())
    (tmp_path / "yourside.toml").write_text("nonsense = 1\n")
    with pytest.raises(UsageError, match="nonsense"):
        options_of(tmp_path)


@pytest.mark.parametrize(("name", "text"), [("main_tf", MODULE), ("pod_yaml", POD), ("template_yaml", TEMPLATE)])
def test_every_beginning_of_a_text_can_be_judged_and_pointed_at(tmp_path: Path, name: str, text: str) -> None:
    for end in range(len(text)):
        answer = judged(tmp_path, **{name: text[:end]})
        assert not answer.problems
        for analysis in answer.analyses:
            for path, file in analysis.texts.items():
                assert file.text == text[:end]
                at = Span(file, max(0, end - 3), end)
                hover(analysis, at)
                assert {span.file for span in origins(analysis, at)} <= {file}
                actions(analysis, at, PLACES, None)
                assert {each for each, _ in diagnostics(analysis, PLACES)} <= {path}


def test_buffers_are_laid_over_the_disk(tmp_path: Path) -> None:
    (tmp_path / "there.tf").write_text("disk")
    (tmp_path / "link.tf").symlink_to("there.tf")
    texts = {"there.tf": "buffer \ud800", "new.tf": "", "newer/main.tf": "new", "big.tf": "x" * (LIMIT + 1)}
    overlay = Overlay({tmp_path / name: text for name, text in texts.items()})

    assert overlay.read(tmp_path / "there.tf") == b"buffer ?"
    assert overlay.read(tmp_path / "link.tf") == b"buffer ?"
    assert overlay.read(tmp_path / "big.tf") == Refusal(State.SKIPPED, "larger than 10 MB")
    assert sorted(child.name for child in overlay.children(tmp_path)) == ["big.tf", "link.tf", "new.tf", "there.tf"]
    (new,) = overlay.children(tmp_path / "newer")
    assert (new.name, new.is_file(), new.is_dir(), new.is_symlink()) == ("main.tf", True, False, False)
    assert overlay.stands(tmp_path / "newer/main.tf")
    assert not overlay.stands(tmp_path / "nowhere.tf")
    with pytest.raises(FileNotFoundError):
        overlay.children(tmp_path / "nowhere")


def test_a_new_file_is_part_of_the_layout(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("")
    layout = Layout(tmp_path, Overlay({tmp_path / "new.tf": MODULE}))

    assert layout.name(tmp_path / "new.tf") == "new.tf"
    assert list(layout.components([tmp_path / "new.tf"])) == [{tmp_path / "new.tf"}]
