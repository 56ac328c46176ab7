"""Functions that read files, and templates in files and texts. A file that the run may not read is not known."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from yourside.frontends.terraform.functions.table import FUNCTIONS
from yourside.frontends.terraform.globs import matching
from yourside.frontends.terraform.operands import Listed, Set, entries, lifted, text
from yourside.frontends.terraform.operation import InvalidError, operate
from yourside.frontends.terraform.origins import derived, taken
from yourside.frontends.terraform.scope import Nowhere, Scope
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.hcl.parse import parse_template
from yourside.syntax.hcl.tree import Call, Expr, Literal, Template
from yourside.values import Scalar, Unknown, Value, Why

Evaluate = Callable[[Expr, Scope], Value]

# What is made of the text of a file, by the function that makes it of any text.
_OF_TEXT = {
    "filebase64": "base64encode",
    "filebase64sha256": "base64sha256",
    "filebase64sha512": "base64sha512",
    "filemd5": "md5",
    "filesha1": "sha1",
    "filesha256": "sha256",
    "filesha512": "sha512",
}
_READING = {"file": 1, "templatefile": 2, "templatestring": 2, **dict.fromkeys(_OF_TEXT, 1)}
_LISTING = {"fileexists": 1, "fileset": 2}
FILE_FUNCTIONS: Mapping[str, int] = {**_READING, **_LISTING}


def file_call(expr: Call, args: Sequence[Value], scope: Scope, evaluate: Evaluate) -> Value:
    def apply(path: Value, *more: Value) -> Value:
        if expr.name in _LISTING:
            return _listing(expr, text(path), [text(each) for each in more], scope)
        if expr.name == "templatestring":
            return _filled(text(path), more[0], expr.span, scope, evaluate)
        source = scope.ground.files.read(text(path))
        if source is None:
            return _unreachable(expr, text(path), scope)
        whole = Scalar(source.text, Origin(Span(source, 0, len(source.text)), refs=path.origin.refs))
        if expr.name == "templatefile":
            return _rendered(source, more[0], expr.span, scope, evaluate)
        if expr.name in _OF_TEXT:
            function = FUNCTIONS[_OF_TEXT[expr.name]]
            return lifted(function.apply(source.text), derived(expr.span, (path,)))
        return taken(whole, expr.span, posixpath.basename(source.path))

    if wrong := _misuse(expr, scope):
        return scope.fail("terraform-function", f"{expr.name}() {wrong}", expr.span)
    return operate(apply, args, expr.span, scope, "terraform-function")


def _misuse(expr: Call, scope: Scope) -> str:
    if len(expr.args) != FILE_FUNCTIONS[expr.name]:
        return f"takes {FILE_FUNCTIONS[expr.name]} arguments, not {len(expr.args)}"
    if expr.name.startswith("template") and isinstance(scope.names, Nowhere):
        return "cannot be called in a template"
    literal = expr.name == "templatestring" and isinstance(expr.args[0], Literal | Template)
    return "takes a template that stands elsewhere" if literal else ""


def _rendered(source: SourceFile, variables: Value, span: Span, scope: Scope, evaluate: Evaluate) -> Value:
    template, problems = scope.ground.files.template(source)
    scope.log.extend(problems)
    inner = replace(scope, names=Nowhere(), bindings=entries(variables))
    return taken(evaluate(template, inner), span, posixpath.basename(source.path))


def _filled(written: str, variables: Value, span: Span, scope: Scope, evaluate: Evaluate) -> Value:
    template, problems = parse_template(written, span)
    if problems:
        raise InvalidError(problems[0].message)
    return evaluate(template, replace(scope, names=Nowhere(), bindings=entries(variables)))


def _listing(expr: Call, path: str, patterns: Sequence[str], scope: Scope) -> Value:
    files, origin = scope.ground.files, Origin(expr.span)
    place = files.place(path)
    if not patterns:
        listed = files.tree.files(posixpath.dirname(place) or ".")
        return Scalar(place in listed, origin) if listed else _unreachable(expr, path, scope)
    if not (files.tree.files(place) or files.tree.directories(place)):
        return _unreachable(expr, path, scope)
    found = matching(files.tree, place, patterns[0])
    if found is None:
        return Unknown(Why.LIMIT, origin, "fileset()")
    return lifted(Listed([Scalar(each, origin) for each in sorted(found)], kind=Set), origin)


def _unreachable(expr: Call, path: str, scope: Scope) -> Unknown:
    message = f"{expr.name}(): there is no text file {path} below the given paths"
    scope.log.append(Diagnostic("terraform-file", message, Level.NOTE, Origin(expr.span)))
    return Unknown(Why.ENVIRONMENT, Origin(expr.span), f'{expr.name}("{path}")')
