"""Whether CloudFormation would take a template at all: the rules of cfn-lint, as diagnostics of their own kind."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yourside.frontends.documents import parse, sound
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span

if TYPE_CHECKING:
    from cfnlint.config import ConfigMixIn
    from cfnlint.match import Match
    from cfnlint.rules import Rules

PREFIX = "cfn-lint:"

# Never an ERROR: that something was not read makes a run incomplete, and cfn-lint decides no exit code.
_LEVELS: Mapping[str, Level] = {"error": Level.WARNING}
# It takes sections to be of the kinds that they should be of.
_SURPRISES = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
# Reads the templates of nested stacks by itself, wherever they are.
_UNWANTED = ("E3043",)


def validate(files: Sequence[SourceFile]) -> tuple[Diagnostic, ...]:
    """What cfn-lint says of templates, with its defaults and what a template's own metadata asks for.

    Its configuration files are not read. A text that is not sound YAML or JSON is left to those who read it. Costs
    about a second for its rules, then about a fifth of one for each template.
    """
    from cfnlint.runner import Runner

    logging.getLogger("cfnlint").setLevel(logging.CRITICAL)
    rules = Runner(_configuration()).rules
    return tuple(problem for file in files for problem in _validated(file, rules))


def _configuration() -> ConfigMixIn:
    from cfnlint.config import ConfigMixIn

    # A configuration file that is named keeps cfn-lint from looking for others, at home and where the run started.
    return ConfigMixIn(["--config-file", os.devnull, "--merge-configs", "--ignore-checks", *_UNWANTED])


def _validated(file: SourceFile, rules: Rules) -> Iterator[Diagnostic]:
    from cfnlint.decode.decode import decode_str
    from cfnlint.runner import run_template_by_data

    # libyaml's composer, which cfn-lint reads by, brings the process down on a text that nests without end.
    if not sound(parse(file, {})):
        return
    template, unread = decode_str(file.text)
    if unread or not _is_template(template):
        return
    try:
        matches = list(run_template_by_data(template, _configuration(), rules))
    except _SURPRISES as error:
        failed = f"cfn-lint cannot take this template: {type(error).__name__}: {error}"
        yield Diagnostic(f"{PREFIX}E0002", failed, Level.WARNING, Origin(Span(file, 0, 0)))
    else:
        yield from (_diagnostic(match, file) for match in sorted(matches, key=_order))


def _is_template(template: Any) -> bool:
    """A file of the Serverless Framework holds a template, but is none."""
    return isinstance(template, dict) and bool(template) and not {"service", "provider"} <= template.keys()


def _order(match: Match) -> tuple[int, int, str, str]:
    return match.linenumber, match.columnnumber, match.rule.id, match.message


def _diagnostic(match: Match, file: SourceFile) -> Diagnostic:
    start = file.offset(match.linenumber, match.columnnumber)
    end = file.offset(match.linenumberend, match.columnnumberend)
    level = _LEVELS.get(match.rule.severity, Level.NOTE)
    return Diagnostic(PREFIX + match.rule.id, match.message, level, Origin(Span(file, start, max(start, end))))
