"""From the document of a template to the scope of everything at its top."""

from __future__ import annotations

from dataclasses import replace

from yourside.frontends.cloudformation.includes import Splice
from yourside.frontends.cloudformation.loops import is_loop, unrolled
from yourside.frontends.cloudformation.rules import restricted
from yourside.frontends.cloudformation.scope import Functions, Scope, Stack
from yourside.frontends.cloudformation.stacks import Place, open_stack
from yourside.frontends.cloudformation.template import Template, template_of
from yourside.values import Map


def opened(document: Map, place: Place, functions: Functions) -> Stack:
    document = Splice(place.library, place.trail[-1]).document(document)
    template = template_of(document)
    stack = open_stack(template, place)
    if not template.extended or not _has_loops(template):
        return restricted(stack, functions)
    # Loops come before everything else that changes a template: what they write out may be resources of SAM.
    scope = Scope(stack, functions)
    written_out = {
        name: replace(section, entries=unrolled(section.entries, scope))
        for name, section in document.entries.items()
        if name in ("Conditions", "Resources", "Outputs") and isinstance(section, Map)
    }
    whole = template_of(replace(document, entries={**document.entries, **written_out}))
    return restricted(open_stack(whole, place), functions)


def _has_loops(template: Template) -> bool:
    sections = (template.conditions, template.resources, template.outputs)
    return any(is_loop(name) for section in sections for name in section)
