"""What Terraform's code declares, made in an account with boto3: what its AWS provider would ask for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drift import making_identity, making_network, making_services, making_storage
from drift.made import Attributes, Makers

MAKERS: Makers = {
    **making_identity.MAKERS,
    **making_network.MAKERS,
    **making_services.MAKERS,
    **making_storage.MAKERS,
}


def deploy(state: str) -> str:
    """Makes what a state says, in its order; the state as it is then, with the ids that the cloud gave."""
    names: dict[str, str] = {}
    for type_, attributes in _ordered(json.loads(state)["resources"]):
        written = defaultdict(type(None), json.loads(_renamed(json.dumps(attributes), names)))
        made = MAKERS[type_](written)
        names |= {attributes[name]: text for name, text in made.items() if attributes.get(name) not in (None, text)}
    return _renamed(state, names)


def _ordered(resources: Sequence[Any]) -> Iterator[tuple[str, Attributes]]:
    """What others need goes first."""
    left = {f"{each['type']}.{each['name']}": each for each in resources}
    while left:
        ready = [name for name, each in left.items() if not left.keys() & _needed(each)]
        for each in map(left.pop, ready):
            yield from ((each["type"], instance["attributes"]) for instance in each["instances"])


def _needed(resource: Any) -> set[str]:
    return {need for instance in resource["instances"] for need in instance.get("dependencies", ())}


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    return text
