"""What SAM takes in `Policies`: names and ARNs of managed policies, statements, and its own templates.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yourside.frontends.cloudformation.sam.tables import filled, table
from yourside.frontends.cloudformation.sam.written import Plan, is_call, text_of, written
from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Value

# What it takes to send to a destination of this type.
SENDS: Mapping[str, str] = {"SQS": "sqs:SendMessage", "SNS": "sns:Publish"}

# Those that are not found at the top of the account `aws`.
_SERVICE_ROLES = frozenset(
    f"AWSLambda{name}"
    for name in (
        "BasicExecutionRole",
        "BasicDurableExecutionRolePolicy",
        "DynamoDBExecutionRole",
        "ENIManagementAccess",
        "KinesisExecutionRole",
        "MSKExecutionRole",
        "Role",
        "SQSQueueExecutionRole",
        "VPCAccessExecutionRole",
    )
)


@dataclass(frozen=True, slots=True)
class Policies:
    """Of one role: the ARNs of managed policies, and inline ones."""

    managed: tuple[Plan, ...] = ()
    inline: tuple[Plan, ...] = ()

    def __add__(self, other: Policies) -> Policies:
        return Policies(self.managed + other.managed, self.inline + other.inline)


def managed_policy(name: str) -> str:
    """The ARN of a policy that AWS keeps; an ARN stays what it is."""
    if name.startswith("arn:"):
        return name
    return f"arn:aws:iam::aws:policy/{'service-role/' if name in _SERVICE_ROLES else ''}{name}"


def inline_policy(name: str, *statements: Plan) -> Plan:
    return {"PolicyName": name, "PolicyDocument": {"Statement": list(statements)}}


def allowing(action: Plan, resource: Plan) -> Plan:
    return {"Effect": "Allow", "Action": action, "Resource": resource}


def trust(*services: str) -> Plan:
    principal = {"Service": list(services)}
    return {
        "Version": "2012-10-17",
        "Statement": [{"Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": principal}],
    }


def policies_of(value: Value | None, role: str) -> Policies:
    """All that the property `Policies` asks for; one policy may stand there without a list."""
    if value is None:
        return Policies()
    items = value.items if isinstance(value, Seq) else (value,)
    every = Policies()
    for number, item in enumerate(items):
        every += _policy(item, f"{role}Policy{number}")
    return every


def _policy(value: Value, name: str) -> Policies:
    if isinstance(value, Map) and "Fn::If" in value.entries:
        return _conditional(value, name)
    document = _document(value)
    if document is not None:
        return Policies(inline=({"PolicyName": written(name, value.origin), "PolicyDocument": document},))
    return Policies(managed=(_named(value),))


def _conditional(value: Map, name: str) -> Policies:
    match value.entries["Fn::If"]:
        case Seq(items=(condition, *branches), origin=origin):
            chosen = [_branch(branch, name) for branch in branches]
            call = written({"Fn::If": written([condition, *chosen], origin)}, value.origin)
            inline = any(_document(branch) is not None for branch in branches)
            return Policies(inline=(call,)) if inline else Policies(managed=(call,))
    return Policies(managed=(value,))


def _branch(value: Value, name: str) -> Value:
    document = _document(value)
    policy: Plan = _named(value) if document is None else {"PolicyName": name, "PolicyDocument": document}
    return written(policy, value.origin)


def _named(value: Value) -> Value:
    name = text_of(value)
    return Scalar(managed_policy(name), value.origin) if name else value


def _document(value: Value) -> Value | None:
    """The policy document that is written out or that a template stands for; None: neither."""
    match value:
        case Map(entries=entries) if "Statement" in entries:
            return value
        case Map(entries=entries) if len(entries) == 1 and not is_call(value):
            ((name, arguments),) = entries.items()
            return _from_template(name, arguments, value.origin)
    return None


def _from_template(name: str, arguments: Value, origin: Origin) -> Value | None:
    match table("policy_templates").get(name):
        case {"parameters": list(parameters), "statements": list(statements)}:
            given = arguments.entries if isinstance(arguments, Map) else {}
            bound = {parameter: given[parameter] for parameter in parameters if parameter in given}
            return written({"Statement": filled(statements, bound)}, origin)
    return None
