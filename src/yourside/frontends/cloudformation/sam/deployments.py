"""DeploymentPreference: traffic is shifted to a new version by CodeDeploy."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.policies import trust
from yourside.frontends.cloudformation.sam.written import Parts, arn_of, entries_of
from yourside.values import Scalar

APPLICATION, ROLE = "ServerlessDeploymentApplication", "CodeDeployServiceRole"
_MANAGED = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda"


def deployment(of: Declaration) -> Iterator[Made]:
    """One application and one role serve all functions of a template."""
    preference = of.properties["DeploymentPreference"]
    settings = entries_of(preference)
    match settings.get("Enabled"):
        case Scalar(data=False | "false"):
            return
    yield of.beside(APPLICATION, "AWS::CodeDeploy::Application", {"ComputePlatform": "Lambda"}, preference)
    given = settings.get("Role")
    if given is None:
        properties: Parts = {
            "AssumeRolePolicyDocument": trust("codedeploy.amazonaws.com"),
            "ManagedPolicyArns": [_MANAGED],
        }
        yield of.beside(ROLE, "AWS::IAM::Role", properties, preference)
    group: Parts = {
        "ApplicationName": {"Ref": APPLICATION},
        "ServiceRoleArn": arn_of(ROLE) if given is None else given,
        "DeploymentStyle": {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"},
    }
    yield of.beside(f"{of.name}DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", group, preference)
