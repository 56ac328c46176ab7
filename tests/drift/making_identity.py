"""Who may do what."""

from __future__ import annotations

from clouds import client
from drift.made import Attributes, Made, Makers


def role(given: Attributes) -> Made:
    made = client("iam").create_role(RoleName=given["name"], AssumeRolePolicyDocument=given["assume_role_policy"])
    return {"id": given["name"], "arn": made["Role"]["Arn"]}


def role_policy(given: Attributes) -> Made:
    client("iam").put_role_policy(RoleName=given["role"], PolicyName=given["name"], PolicyDocument=given["policy"])
    return {"id": f"{given['role']}:{given['name']}"}


def policy(given: Attributes) -> Made:
    arn = client("iam").create_policy(PolicyName=given["name"], PolicyDocument=given["policy"])["Policy"]["Arn"]
    return {"id": arn, "arn": arn}


def role_policy_attachment(given: Attributes) -> Made:
    arn = given["policy_arn"]
    if arn.startswith("arn:aws:iam::aws:"):  # moto knows those of AWS only when it is asked to
        return {}
    client("iam").attach_role_policy(RoleName=given["role"], PolicyArn=arn)
    return {}


def group(given: Attributes) -> Made:
    return {"id": given["name"], "arn": client("iam").create_group(GroupName=given["name"])["Group"]["Arn"]}


def group_policy_attachment(given: Attributes) -> Made:
    client("iam").attach_group_policy(GroupName=given["group"], PolicyArn=given["policy_arn"])
    return {}


def user(given: Attributes) -> Made:
    return {"id": given["name"], "arn": client("iam").create_user(UserName=given["name"])["User"]["Arn"]}


def membership(given: Attributes) -> Made:
    for name in given["groups"]:
        client("iam").add_user_to_group(GroupName=name, UserName=given["user"])
    return {}


def password_policy(given: Attributes) -> Made:
    client("iam").update_account_password_policy(
        MinimumPasswordLength=given["minimum_password_length"],
        RequireLowercaseCharacters=given["require_lowercase_characters"],
        RequireUppercaseCharacters=given["require_uppercase_characters"],
        RequireNumbers=given["require_numbers"],
        RequireSymbols=given["require_symbols"],
        PasswordReusePrevention=given["password_reuse_prevention"],
        AllowUsersToChangePassword=True,
    )
    return {"id": "iam-account-password-policy"}


MAKERS: Makers = {
    "aws_iam_account_password_policy": password_policy,
    "aws_iam_group": group,
    "aws_iam_group_policy_attachment": group_policy_attachment,
    "aws_iam_policy": policy,
    "aws_iam_role": role,
    "aws_iam_role_policy": role_policy,
    "aws_iam_role_policy_attachment": role_policy_attachment,
    "aws_iam_user": user,
    "aws_iam_user_group_membership": membership,
}
