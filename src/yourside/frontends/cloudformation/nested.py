"""Nested stacks whose template is a file of the run, or stands in the stack itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from yourside.frontends.cloudformation.cdk import asset_of
from yourside.frontends.cloudformation.evaluate import evaluate
from yourside.frontends.cloudformation.library import MAX_OPENING, MAX_STACKS, root
from yourside.frontends.cloudformation.opening import opened
from yourside.frontends.cloudformation.parameters import labelled
from yourside.frontends.cloudformation.scope import Scope, Stack
from yourside.frontends.cloudformation.stacks import Given, Place
from yourside.frontends.cloudformation.template import PSEUDO, TAGS, Template, template_of
from yourside.syntax.document import DocumentFile
from yourside.syntax.embedded import parse_yaml
from yourside.values import Encoded, Map, Scalar, Seq, Unknown, Value, over_branches

STACK, STACK_SET = "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet"
MAX_DEPTH = 8
# What a nested stack has of its own: everything else is the same as in its parent.
_OWN = ("AWS::NotificationARNs", "AWS::StackId", "AWS::StackName")
_LAST = re.compile(r"/([\w.-]+)$")


def nested(name: str, scope: Scope) -> Scope | None:
    """The inside of a nested stack, in the world of `scope`; None when its template is not here."""
    stack = scope.stack
    if name not in stack.children:
        if stack.library.opening >= MAX_OPENING:
            return None
        # Until its parameters are worked out, nothing can be asked of it: stacks may ask for one another's outputs.
        stack.children[name] = None
        stack.library.opening += 1
        stack.children[name] = _opened(name, scope.anywhere)
        stack.library.opening -= 1
    child = stack.children[name]
    return scope.within(child) if child else None


def template_file(properties: Mapping[str, Value], scope: Scope) -> DocumentFile | None:
    """The file that holds the template of a nested stack with these (evaluated) properties."""
    match properties.get("TemplateURL"):
        case Scalar(data=str(url)):
            file = scope.stack.library.beside(scope.stack.path, url)
            return file or (_uploaded(url, properties, scope) if "://" in url else None)
        case Unknown(parts=(*_, Scalar(data=str(tail)))):
            return _uploaded(tail, properties, scope)
    return None


def written_out(properties: Mapping[str, Value]) -> Map | None:
    """The template that stands in the properties themselves: as a text, or as the object that becomes one."""
    body = properties.get("TemplateBody")
    match body:
        case Scalar() | Unknown(parts=(_, *_)):
            body = parse_yaml(body, TAGS)
        case Encoded(value=tree):
            body = tree
    match body:
        case Map(entries={"Resources": Map()}):
            return body
    return None


def properties_of(name: str, scope: Scope) -> Mapping[str, Value] | None:
    """The evaluated properties of a nested stack; None when the resource is no such thing."""
    match scope.template.resources.get(name):
        case Map(entries={"Type": Scalar(data=kind), "Properties": Map() as written}) if kind in (STACK, STACK_SET):
            found = evaluate(written, scope)
            return found.entries if isinstance(found, Map) else None
    return None


def _uploaded(url: str, properties: Mapping[str, Value], scope: Scope) -> DocumentFile | None:
    """The template that was uploaded to this URL: the only one of that name, with the parameters that it is given."""
    name = _LAST.search(url)
    file = scope.stack.library.called(name[1]) if name else None
    document = root(file) if file else None
    return file if document and _fits(template_of(document), properties) else None


def _fits(template: Template, properties: Mapping[str, Value]) -> bool:
    given = (_parameters(properties) or {}).keys()
    needed = {name for name, declaration in template.parameters.items() if "Default" not in declaration.entries}
    return needed <= given <= template.parameters.keys()


def _parameters(properties: Mapping[str, Value]) -> Mapping[str, Value] | None:
    """What is passed, by name; a stack set has a list of pairs. None: not known."""
    match properties.get("Parameters"):
        case None:
            return {}
        case Map(entries=entries, rest=None):
            return entries
        case Seq(items=items, rest=None):
            pairs = [_pair(item) for item in items]
            return dict(pair for pair in pairs if pair) if all(pairs) else None
    return None


def _pair(item: Value) -> tuple[str, Value] | None:
    match item:
        case Map(entries={"ParameterKey": Scalar(data=str(name)), "ParameterValue": value}):
            return name, value
    return None


def _opened(name: str, scope: Scope) -> Stack | None:
    stack, library = scope.stack, scope.stack.library
    properties, given = properties_of(name, scope), _given(name, scope)
    if properties is None or given is None or len(stack.trail) > MAX_DEPTH or library.stacks >= MAX_STACKS:
        return None
    prefix = f"{stack.prefix}{name}/"
    if document := written_out(properties):
        place = Place((*stack.trail, stack.path), library, stack.notes, given, prefix, closed=True)
    else:
        asset = asset_of(scope.template.resources.get(name))
        file = library.beside(stack.path, asset) if asset else template_file(properties, scope)
        document = root(file) if file else None
        if file is None or document is None or file.source.path in stack.trail:
            return None
        place = Place((*stack.trail, file.source.path), library, library.notes_of(file), given, prefix, closed=True)
    library.stacks += 1
    return opened(document, place, scope.functions)


def _given(name: str, scope: Scope) -> Mapping[str, Given] | None:
    """The parameters of a nested stack and, as it is deployed beside its parent, the facts of the place."""
    before = _parameters(properties_of(name, scope.certain) or {})
    after = _parameters(properties_of(name, scope.usual) or {})
    if before is None or after is None:
        return None
    tell = partial(labelled, label=f"a parameter of {name}")
    given = {
        parameter: Given(over_branches(value, tell), over_branches(after.get(parameter, value), tell))
        for parameter, value in before.items()
    }
    match scope.template.resources.get(name):
        case Map(entries={"Type": Scalar(data=kind)}) if kind == STACK:
            for fact in PSEUDO - {*_OWN} & scope.stack.inputs.keys():
                given[fact] = Given(scope.certain.input(fact), scope.usual.input(fact))
    return given
