"""Where canonical values stand: at what the resource itself says, however far the value came."""

from __future__ import annotations

from dataclasses import replace

from bodies import FILE, graph, native, only, value
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Encoded, Map, Seq, Value

VARIABLES = SourceFile("variables.tf", "")
ATTRIBUTE = Origin(Span(FILE, 100, 112), Span(FILE, 90, 99), via=(Hop(Span(VARIABLES, 0, 9), "default of var.x"),))
ELSEWHERE = Origin(Span(VARIABLES, 1, 8))


def placed(of: Value, origin: Origin) -> Value:
    return replace(of, origin=origin)


def at(address: str, *path: str, **body: Value) -> Value:
    found: Value = only(graph(native(address, **body)), address).properties
    for step in path:
        match found:
            case Map(entries=entries):
                found = entries[step]
            case Seq(items=items):
                found = items[int(step)]
    return found


def test_a_document_stands_where_its_text_does_and_its_leaves_where_they_do() -> None:
    effect = placed(value("Allow"), ELSEWHERE)
    text = Encoded(Map({"Effect": effect}, ELSEWHERE), ATTRIBUTE)
    assert at("aws_iam_role.r", "AssumeRolePolicyDocument", assume_role_policy=text).origin == ATTRIBUTE
    assert at("aws_iam_role.r", "AssumeRolePolicyDocument", "Effect", assume_role_policy=text) is effect


def test_a_peer_stands_in_its_rule_even_if_the_list_comes_from_elsewhere() -> None:
    peer = placed(value("0.0.0.0/0"), ELSEWHERE)
    block = Map({"cidr_blocks": Seq((peer,), ATTRIBUTE)}, ATTRIBUTE)
    found = at("aws_security_group.g", "SecurityGroupIngress", "0", "CidrIp", ingress=Seq((block,), ATTRIBUTE))
    assert found == placed(peer, ATTRIBUTE)


def test_a_peer_that_is_written_in_the_rule_stands_there_itself() -> None:
    peer = placed(value("0.0.0.0/0"), Origin(Span(FILE, 101, 110)))
    block = Map({"cidr_blocks": Seq((peer,), ATTRIBUTE)}, ATTRIBUTE)
    found = at("aws_security_group.g", "SecurityGroupIngress", "0", "CidrIp", ingress=Seq((block,), ATTRIBUTE))
    assert found is peer
