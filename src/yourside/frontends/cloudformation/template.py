"""A template taken apart: the sections that evaluation looks names up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yourside.frontends.cloudformation.assertions import assertions_of
from yourside.frontends.cloudformation.parameters import kind_of
from yourside.frontends.cloudformation.sam import expand
from yourside.frontends.cloudformation.serverless import FRAMEWORK, is_service
from yourside.frontends.cloudformation.serverless import template as service_template
from yourside.values import Map, Scalar, Seq, Value

# fmt: off
_SHORT = (
    "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAZs", "GetAtt",
    "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select", "Split", "Sub",
    "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
)
# fmt: on

# The short forms that YAML templates have for functions.
TAGS: Mapping[str, str] = {
    "!Ref": "Ref",
    "!Condition": "Condition",
    **{f"!{name}": f"Fn::{name}" for name in _SHORT},
}


# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
PSEUDO = frozenset(
    f"AWS::{name}"
    for name in ("AccountId", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)


@dataclass(frozen=True, eq=False)
class Template:
    """Sections as written, nothing evaluated.

    `assertions` are conditions that hold in every stack there can be. `macros` are the transforms
    applied to the whole template, which may add resources, names and values of their own.
    `extended`: the template is written in the language extensions. `unread` says what of SAM, of the Serverless
    Framework or of `Rules` is left out.
    """

    parameters: Mapping[str, Map] = field(default_factory=dict)
    mappings: Mapping[str, Value] = field(default_factory=dict)
    conditions: Mapping[str, Value] = field(default_factory=dict)
    resources: Mapping[str, Value] = field(default_factory=dict)
    outputs: Mapping[str, Value] = field(default_factory=dict)
    assertions: tuple[Value, ...] = ()
    macros: tuple[str, ...] = ()
    extended: bool = False
    unread: tuple[str, ...] = ()

    @property
    def rewritten(self) -> bool:
        """Whether somebody's macro may change any expression before it is evaluated."""
        return any(macro not in _TRANSFORMS for macro in self.macros)

    @property
    def complete(self) -> bool:
        """Whether every name there can be is written in the template."""
        return not self.macros and not any(name.startswith("Fn::") for name in (*self.resources, *self.mappings))


EXTENSIONS = "AWS::LanguageExtensions"
# Those that leave the expressions in a template as they are.
_TRANSFORMS = (
    "AWS::Serverless-2016-10-31",
    "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-2020-07-23",
    "AWS::Include",
    FRAMEWORK,
)


def template_of(document: Map) -> Template:
    document, unread = service_template(document) if is_service(document) else (document, ())
    expansion = expand(document)
    sections = expansion.document.entries
    macros = tuple(_macros(sections.get("Transform")))
    parameters = {name: part for name, part in _section(sections, "Parameters").items() if isinstance(part, Map)}
    inputs = dict.fromkeys(PSEUDO, "String") | {name: kind_of(each) for name, each in parameters.items()}
    assertions = assertions_of(_section(sections, "Rules"), inputs)
    return Template(
        parameters,
        _section(sections, "Mappings"),
        _section(sections, "Conditions"),
        _section(sections, "Resources"),
        _section(sections, "Outputs"),
        assertions.held,
        tuple(macro for macro in macros if macro != EXTENSIONS),
        EXTENSIONS in macros,
        (*unread, *expansion.unexpanded, *assertions.unread),
    )


def _section(sections: Mapping[str, Value], name: str) -> Mapping[str, Value]:
    match sections.get(name):
        case Map(entries=entries):
            return entries
    return {}


def _macros(value: Value | None) -> Iterator[str]:
    match value:
        case Scalar(data=str(name)) | Map(entries={"Name": Scalar(data=str(name))}):
            yield name
        case Seq(items=items):
            for item in items:
                yield from _macros(item)
