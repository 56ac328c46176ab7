"""Every intrinsic function there is, and what works it out.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yourside.frontends.cloudformation import loops, references, texts
from yourside.frontends.cloudformation.conditions import choose
from yourside.frontends.cloudformation.evaluate import LOOP, evaluate
from yourside.frontends.cloudformation.networks import cidr
from yourside.frontends.cloudformation.scope import Call
from yourside.values import Map, Seq, Value, Why


def _given_by_the_cloud(call: Call) -> Value:
    match evaluate(call.argument, call.scope):
        case Seq() | Map() if call.name != "Fn::GetStackOutput":
            return call.wrong("takes a string")
    return call.unknown(Why.ENVIRONMENT)


def _of_conditions(call: Call) -> Value:
    return call.wrong("is for conditions and rules only")


FUNCTIONS: Mapping[str, Callable[[Call], Value]] = {
    "Ref": references.ref,
    "Fn::GetAtt": references.get_att,
    "Fn::FindInMap": references.find_in_map,
    "Fn::If": choose,
    "Fn::Sub": texts.sub,
    "Fn::Join": texts.join,
    "Fn::Split": texts.split,
    "Fn::Select": texts.select,
    "Fn::Base64": texts.encode,
    "Fn::ToJsonString": texts.to_json,
    "Fn::Length": texts.length,
    "Fn::Cidr": cidr,
    LOOP: loops.each,
    "Fn::GetAZs": _given_by_the_cloud,
    "Fn::ImportValue": _given_by_the_cloud,
    "Fn::GetStackOutput": _given_by_the_cloud,
    "Fn::And": _of_conditions,
    "Fn::Equals": _of_conditions,
    "Fn::Not": _of_conditions,
    "Fn::Or": _of_conditions,
}
