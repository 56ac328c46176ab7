"""Which charts are rendered, in how many ways, and what becomes of the rest."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from oracles import oracle
from plainly import plain
from yourside.coverage import Dialect, State
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes import read
from yourside.frontends.native import Reading
from yourside.sources import SourceTree, discover
from yourside.spans import SourceFile

CHARTS = Path(__file__).parents[4] / "testdata" / "frontends" / "kubernetes" / "helm"
CHART = "apiVersion: v2\nname: shop\nversion: 1.0.0\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n"
OPEN = POD.replace("{name}", "{{ .Values.name }}")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory that the run starts in."""
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


def plant(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def reading(render: bool = True, values: tuple[SourceFile, ...] = (), path: Path | None = None) -> Reading:
    paths = [path or Path()]
    files = discover(paths).files[Dialect.KUBERNETES]
    return read(files, Inputs(render=render, values=values, tree=SourceTree.of(paths, files)))


def rendered(values: tuple[SourceFile, ...] = (), path: Path | None = None) -> Reading:
    oracle("helm")
    return reading(values=values, path=path)


def addresses(of: Reading) -> list[str]:
    return [resource.address for resource in of.resources]


def states(of: Reading) -> dict[str, tuple[State, tuple[str, ...]]]:
    return {line.path: (line.state, line.reasons) for line in of.ledger.files}


class TestWorlds:
    def test_each_file_of_values_beside_the_chart_is_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(CHARTS / "worlds")
        found = rendered()
        assert [(resource.address, resource.unit) for resource in found.resources] == [
            ("Deployment/web", "Chart.yaml/rendered"),
            ("Deployment/web (values-debug.yaml)", "values-debug.yaml/rendered"),
            ("Deployment/web (values.prod.yaml)", "values.prod.yaml/rendered"),
        ]
        assert all(line.state is State.EVALUATED for line in found.ledger.files)

    def test_the_files_that_the_user_names_are_one_more_in_their_order(self, home: Path) -> None:
        plant(home, {"Chart.yaml": CHART, "values.yaml": "name: a\n", "templates/pod.yaml": OPEN})
        given = (SourceFile("one.yaml", "name: b\n"), SourceFile("two.yaml", "name: c\n"))
        assert addresses(rendered(given)) == ["Pod/a", "Pod/c (one.yaml, two.yaml)"]

    def test_one_that_fails_leaves_the_others(self, home: Path) -> None:
        secret = OPEN.replace(".Values.name", 'required "say a name" .Values.name')
        plant(home, {"Chart.yaml": CHART, "values-full.yaml": "name: a\n", "templates/pod.yaml": secret})
        found = rendered()
        problem = "not rendered with default values: execution error at (shop/templates/pod.yaml:4:11): say a name"
        assert addresses(found) == ["Pod/a (values-full.yaml)"]
        assert [(each.code, each.message) for each in found.diagnostics] == [("helm-render", problem)]
        assert states(found) == {
            "Chart.yaml": (State.PARTIAL, (problem,)),
            "values-full.yaml": (State.EVALUATED, ()),
            "templates/pod.yaml": (State.PARTIAL, ("not rendered with default values",)),
        }


class TestCharts:
    def test_those_inside_of_others_are_rendered_with_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(CHARTS / "umbrella")
        found = rendered()
        assert addresses(found) == ["StatefulSet/umbrella-cache", "StatefulSet/umbrella-queue"]
        assert states(found)["charts/store/Chart.yaml"] == (State.EVALUATED, ())
        switched_off = (State.SKIPPED, ("gives no objects with these values",))
        assert states(found)["charts/panel/templates/pod.yaml"] == switched_off

    def test_dependencies_that_are_not_in_the_tree_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(CHARTS / "near")
        found = rendered()
        assert addresses(found) == ["Pod/web"]
        assert states(found)["web/Chart.yaml"] == (State.PARTIAL, ("dependency that is not vendored: postgresql",))
        library = (State.SKIPPED, ("a library: judged in the charts that use it",))
        assert states(found)["base/Chart.yaml"] == library

    def test_hooks_are_judged_tests_are_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(CHARTS / "hooks")
        found = rendered()
        assert "Job/hooks-migrate" in addresses(found)
        assert "Pod/hooks-check" not in addresses(found)
        told = ("what only `helm test` runs is not judged",)
        assert states(found)["templates/migrate.yaml"] == (State.PARTIAL, told)

    def test_every_template_has_a_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(CHARTS / "starter")
        assert sorted(states(rendered())) == [
            "Chart.yaml",
            "templates/deployment.yaml",
            "templates/hpa.yaml",
            "templates/ingress.yaml",
            "templates/service.yaml",
            "templates/serviceaccount.yaml",
            "templates/tests/test-connection.yaml",
            "values.yaml",
        ]

    def test_they_are_found_below_the_given_path(self, home: Path) -> None:
        plant(home, {"a/b/Chart.yaml": CHART, "a/b/templates/pod.yaml": POD.format(name="x")})
        (resource,) = rendered(path=Path("a")).resources
        assert (resource.unit, resource.origin.span.file.path) == ("a/b/Chart.yaml/rendered", "a/b/templates/pod.yaml")


class TestArchives:
    """Charts packed into `charts/*.tgz`: helm opens them."""

    ASKED = """\
{chart}dependencies:
  - name: cache
    version: 1.x.x
    alias: front
  - name: queue-server
    version: 0.1.0
"""

    def pack(self, home: Path, name: str, version: str, owner: str = ".") -> None:
        text = f"apiVersion: v2\nname: {name}\nversion: {version}\n"
        archive = home / owner / "charts" / f"{name}-{version}.tgz"
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive, "w:gz") as packed:
            for path, content in (("Chart.yaml", text), ("templates/pod.yaml", POD.format(name=name))):
                member = tarfile.TarInfo(f"{name}/{path}")
                member.size = len(content)
                packed.addfile(member, BytesIO(content.encode()))

    def places(self, found: Reading) -> dict[str, tuple[str, str]]:
        spans = {each.address: each.origin.span for each in found.resources}
        return {address: (span.file.path, span.text.partition("\n")[0]) for address, span in spans.items()}

    def test_their_objects_stand_where_the_chart_asks_for_them(self, home: Path) -> None:
        plant(home, {"Chart.yaml": self.ASKED.format(chart=CHART)})
        self.pack(home, "cache", "1.2.3")
        self.pack(home, "queue-server", "0.1.0")
        self.pack(home, "unasked", "2.0.0-rc.1")
        found = rendered()
        assert self.places(found) == {
            "Pod/cache": ("Chart.yaml", "name: cache"),
            "Pod/queue-server": ("Chart.yaml", "name: queue-server"),
            "Pod/unasked": ("Chart.yaml", "apiVersion: v2"),
        }
        assert states(found)["Chart.yaml"] == (State.EVALUATED, ())

    def test_charts_of_the_first_version_ask_in_a_file_of_its_own(self, home: Path) -> None:
        asked = "dependencies:\n- {name: cache, version: 1.2.3}\n"
        plant(home, {"Chart.yaml": CHART.replace("v2", "v1"), "requirements.yaml": asked})
        self.pack(home, "cache", "1.2.3")
        assert self.places(rendered()) == {
            "Pod/cache": ("requirements.yaml", "{name: cache, version: 1.2.3}"),
        }

    def test_in_a_chart_inside_of_another(self, home: Path) -> None:
        inner = "apiVersion: v2\nname: inner\nversion: 1.0.0\ndependencies:\n- name: cache\n  version: 1.2.3\n"
        plant(home, {"Chart.yaml": CHART, "charts/inner/Chart.yaml": inner})
        self.pack(home, "cache", "1.2.3", "charts/inner")
        assert self.places(rendered()) == {"Pod/cache": ("charts/inner/Chart.yaml", "name: cache")}

    def test_one_that_is_no_archive_is_told(self, home: Path) -> None:
        plant(home, {"Chart.yaml": CHART, "charts/cache-1.0.0.tgz": "no archive", "templates/pod.yaml": OPEN})
        found = rendered()
        assert [each.code for each in found.diagnostics] == ["helm-render"]
        assert states(found)["Chart.yaml"][0] is State.SKIPPED


class TestWithoutRendering:
    PLAIN = POD.format(name="plain")
    FILES: Mapping[str, str] = {
        "Chart.yaml": CHART,
        "values.yaml": "name: a\n",
        "templates/plain.yaml": PLAIN,
        "templates/mixed.yaml": f"{POD.format(name='mixed')}---\n{{{{ if .Values.a }}}}\n{OPEN}{{{{ end }}}}\n",
        "templates/open.yaml": "{{- if .Values.name }}\n" + OPEN + "{{- end }}\n",
    }

    def lines(self, found: Reading, reason: str) -> None:
        assert addresses(found) == ["Pod/mixed", "Pod/plain"]
        assert states(found) == {
            "Chart.yaml": (State.SKIPPED, (reason,)),
            "values.yaml": (State.SKIPPED, (reason,)),
            "templates/mixed.yaml": (State.PARTIAL, ("document 2 is a Go template",)),
            "templates/open.yaml": (State.SKIPPED, ("document 1 is a Go template",)),
            "templates/plain.yaml": (State.EVALUATED, ()),
        }

    def test_plain_documents_are_judged_when_it_is_turned_off(self, home: Path) -> None:
        plant(home, self.FILES)
        self.lines(reading(render=False), "chart not rendered: rendering is turned off")

    def test_plain_documents_are_judged_when_there_is_no_helm(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plant(home, self.FILES)
        monkeypatch.setenv("PATH", str(home))
        self.lines(reading(), "chart not rendered: helm is not on PATH")

    def test_plain_documents_are_judged_when_it_fails(self, home: Path) -> None:
        plant(home, {**self.FILES, "templates/_bad.tpl": '{{ fail "no" }}{{ oops'})
        found = rendered()
        assert [each.code for each in found.diagnostics] == ["helm-render"]
        self.lines(found, f"chart {found.diagnostics[0].message}")


class TestIsolation:
    """A program of our own in helm's place says what it was given."""

    def install(self, directory: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
        directory.mkdir(exist_ok=True)
        (directory / "helm").write_text(f"#!/bin/sh\n{script}\n")
        (directory / "helm").chmod(0o755)
        monkeypatch.setenv("PATH", str(directory))

    def test_helm_is_given_nothing_of_the_user(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plant(home, {"Chart.yaml": CHART, "templates/pod.yaml": POD.format(name="x")})
        for name in ("HELM_PLUGINS", "KUBECONFIG", "HTTPS_PROXY", "AWS_SECRET_ACCESS_KEY", "HOME"):
            monkeypatch.setenv(name, "of-the-user")
        told = home.parent / "told"
        self.install(home.parent / "bin", f"export -p >{told}; pwd >>{told}", monkeypatch)
        reading()
        assert "of-the-user" not in told.read_text()
        assert str(home) not in told.read_text()

    def test_a_helm_in_the_tree_is_not_started(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plant(home, {"Chart.yaml": CHART, "templates/pod.yaml": POD.format(name="x")})
        self.install(home / "bin", f"touch {home}/started", monkeypatch)
        monkeypatch.setenv("PATH", f"bin{os.pathsep}.{os.pathsep}")
        assert addresses(reading()) == ["Pod/x"]
        assert not (home / "started").exists()

    def test_success_is_the_exit_status_whatever_is_said(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plant(home, {"Chart.yaml": CHART, "templates/pod.yaml": POD.format(name="x")})
        self.install(home.parent / "bin", "echo 'Error: only a warning' >&2", monkeypatch)
        assert states(reading())["Chart.yaml"] == (State.EVALUATED, ())
        self.install(home.parent / "bin", "echo 'W: first' >&2; echo 'Error: second' >&2; exit 3", monkeypatch)
        problem = "chart not rendered with default values: second"
        assert states(reading())["Chart.yaml"] == (State.SKIPPED, (problem,))

    def test_output_without_an_end_is_not_kept(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plant(home, {"Chart.yaml": CHART, "templates/pod.yaml": POD.format(name="x")})
        self.install(home.parent / "bin", "while :; do echo aaaaaaaaaaaaaaaa; done", monkeypatch)
        monkeypatch.setattr("yourside.frontends.kubernetes.helm.binary.MAX_OUTPUT", 100_000)
        assert states(reading())["Chart.yaml"][0] is State.SKIPPED

    def test_a_chart_that_holds_itself_comes_to_an_end(self, home: Path) -> None:
        again = "".join(f"- {{name: shop, alias: a{number}, repository: file://.}}\n" for number in range(20))
        plant(home, {"Chart.yaml": f"{CHART}dependencies:\n{again}", "templates/pod.yaml": POD.format(name="x")})
        problem = "not rendered with default values: too many charts in each other, or too much in them"
        assert [each.message for each in rendered().diagnostics] == [problem]

    def test_a_name_is_never_a_flag(self, home: Path) -> None:
        name = "--post-renderer=/bin/sh"
        plant(home, {"Chart.yaml": CHART.replace("shop", name), "templates/pod.yaml": POD.format(name="x")})
        assert addresses(rendered()) == ["Pod/x"]

    def test_links_out_of_the_tree_are_not_followed(self, home: Path) -> None:
        plant(home.parent, {"secret": "the secret\n", "away/key": "the key\n"})
        leak = (
            POD.format(name="x")
            + """\
  annotations:
    link: {{ .Files.Get "s" | quote }}
    inside: {{ .Files.Get "d/key" | quote }}
"""
        )
        plant(home, {"Chart.yaml": CHART, "templates/pod.yaml": leak})
        (home / "s").symlink_to(home.parent / "secret")
        (home / "d").symlink_to(home.parent / "away")
        (resource,) = rendered().resources
        metadata = plain(resource.body.entries["metadata"])
        assert metadata == {"name": "x", "annotations": {"link": "", "inside": ""}}
