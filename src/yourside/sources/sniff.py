"""What a text is written in, told by its content: a template with a syntax error is still a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yourside.coverage import Dialect

DOCUMENT_SUFFIXES = (".yaml", ".yml", ".json", ".template", ".tfstate")
TERRAFORM_SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json", ".tfvars", ".tfvars.json")

KUSTOMIZATIONS = ("kustomization.yaml", "kustomization.yml", "Kustomization")

NOT_OURS = "not Terraform, CloudFormation or Kubernetes"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is. `skipped` says why it is not handed on although it could be read."""

    dialect: Dialect | None
    skipped: str = ""


def readable(name: str) -> bool:
    """Whether a file of this name may be of a dialect at all."""
    return name.endswith(TERRAFORM_SUFFIXES) or name.lower().endswith(DOCUMENT_SUFFIXES) or name in KUSTOMIZATIONS


def sniff(name: str, text: str) -> Kind:
    """The kind of a text that stands in a file called `name` (without its directory)."""
    if name.endswith(TERRAFORM_SUFFIXES):
        return Kind(Dialect.TERRAFORM)
    if '"terraform_version"' in text and _is_plan(text):
        return Kind(Dialect.PLAN)
    if name in KUSTOMIZATIONS or _JSON_PATCH.match(text):
        return Kind(Dialect.KUBERNETES)
    if _KUSTOMIZATION.search(text):
        return Kind(Dialect.KUBERNETES, "kustomization under a name of its own")
    for keys in _top_level(text):
        if _is_template(keys, text):
            return Kind(Dialect.CLOUDFORMATION)
        if {"apiVersion", "kind"} <= keys:
            return Kind(Dialect.KUBERNETES)
    return Kind(None, NOT_OURS)


_TELLING = ("AWSTemplateFormatVersion", "Resources", "Transform", "apiVersion", "kind", "service", "provider")
_OF_PLANS = ("terraform_version", "format_version", "lineage")
_CLOUD_TYPE = re.compile(r"""\bType["']?[ \t]*:\s*["']?\w+::\w""")
# A file of the Serverless Framework, whose templates are those of one cloud.
_SERVICE = re.compile(r"""\bname["']?[ \t]*:\s*["']?aws\b""")
_KUSTOMIZATION = re.compile(r"""^["']?apiVersion["']?:[ \t]*["']?kustomize\.config\.k8s\.io/""", re.MULTILINE)
# The operations of RFC 6902, which patches of Kustomize are written in.
_JSON_PATCH = re.compile(
    r"""(?:(?:---|#[^\n]*+)?[ \t\r]*\n)*+[ \t]*(?:-[ \t]+|\[\s*\{\s*)["']?"""
    r"""(?:op["']?[ \t]*:[ \t]*["']?(?:add|copy|move|remove|replace|test)\b|path["']?[ \t]*:[ \t]*["']?/)"""
)
_YAML_KEY = re.compile(rf"""^( *)(["']?)({"|".join(_TELLING)})\2[ \t]*:""", re.MULTILINE)
_YAML_FIRST = re.compile(r"^( *)[^\s#%]", re.MULTILINE)
_YAML_DOCUMENT = re.compile(r"^---", re.MULTILINE)
# The closing quote is optional so that every quote is passed once, however the text is broken.
_JSON_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"?(\s*:)?|[{}\[\]]', re.DOTALL)


def _is_template(keys: set[str], text: str) -> bool:
    if "AWSTemplateFormatVersion" in keys or {"Resources", "Transform"} <= keys:
        return True
    if {"service", "provider"} <= keys:
        return bool(_SERVICE.search(text))
    return bool(keys & {"Resources", "Transform"}) and bool(_CLOUD_TYPE.search(text))


def _is_plan(text: str) -> bool:
    """Whether Terraform wrote it: a plan or a state as JSON, or the state itself. Its first keys tell."""
    keys: set[str] = set()
    if text.lstrip()[:1] == "{":
        for key in _json_keys(text):
            keys.add(key)
            if "terraform_version" in keys and keys & {"format_version", "lineage"}:
                return True
    return False


def _top_level(text: str) -> Iterator[set[str]]:
    """The telling keys at the top of each document."""
    if not any(key in text for key in _TELLING):
        return
    start = text.lstrip()[:2]
    if start.startswith("{") and start != "{{":
        yield set(_json_keys(text))
        return
    for document in _YAML_DOCUMENT.split(text):
        # The whole of a document may be indented.
        first = _YAML_FIRST.search(document)
        yield {match[3] for match in _YAML_KEY.finditer(document) if first and match[1] == first[1]}


def _json_keys(text: str) -> Iterator[str]:
    depth = 0
    for token in _JSON_TOKEN.finditer(text):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        elif depth == 1 and token[2] and token[1] in (*_TELLING, *_OF_PLANS):
            yield token[1]
