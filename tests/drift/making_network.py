"""Networks and machines."""

from __future__ import annotations

from typing import Any

from clouds import client
from drift.made import ACCOUNT, Attributes, Made, Makers, pairs


def vpc(given: Attributes) -> Made:
    return ec2("vpc", client("ec2").create_vpc(CidrBlock=given["cidr_block"])["Vpc"]["VpcId"], given)


def subnet(given: Attributes) -> Made:
    asked = {name: given[attribute] for name, attribute in {"VpcId": "vpc_id", "CidrBlock": "cidr_block"}.items()}
    made = client("ec2").create_subnet(**asked, AvailabilityZone=given["availability_zone"])["Subnet"]
    client("ec2").modify_subnet_attribute(SubnetId=made["SubnetId"], MapPublicIpOnLaunch={"Value": False})
    return ec2("subnet", made["SubnetId"], given)


def network_acl(given: Attributes) -> Made:
    api = client("ec2")
    id_ = api.create_network_acl(VpcId=given["vpc_id"])["NetworkAcl"]["NetworkAclId"]
    for egress, block in [(False, each) for each in given["ingress"]] + [(True, each) for each in given["egress"]]:
        protocol = {"tcp": "6", "-1": "-1"}[block["protocol"]]
        ports = {"PortRange": {"From": block["from_port"], "To": block["to_port"]}} if protocol == "6" else {}
        api.create_network_acl_entry(
            NetworkAclId=id_,
            Egress=egress,
            RuleNumber=block["rule_no"],
            Protocol=protocol,
            RuleAction=block["action"],
            CidrBlock=block["cidr_block"],
            **ports,
        )
    for acl in api.describe_network_acls()["NetworkAcls"]:
        for each in acl["Associations"]:
            if each["SubnetId"] in given["subnet_ids"]:
                api.replace_network_acl_association(AssociationId=each["NetworkAclAssociationId"], NetworkAclId=id_)
    return ec2("network-acl", id_, given)


def security_group(given: Attributes) -> Made:
    api = client("ec2")
    made = api.create_security_group(GroupName=given["name"], Description=given["description"], VpcId=given["vpc_id"])
    id_ = made["GroupId"]
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    api.revoke_security_group_egress(GroupId=id_, IpPermissions=[everything])
    for block in given["ingress"] or ():
        api.authorize_security_group_ingress(GroupId=id_, IpPermissions=[permission(block, id_)])
    for block in given["egress"] or ():
        api.authorize_security_group_egress(GroupId=id_, IpPermissions=[permission(block, id_)])
    return ec2("security-group", id_, given)


def permission(block: Attributes, own: str) -> dict[str, Any]:
    groups = [*(block.get("security_groups") or ()), *([own] if block.get("self") else ())]
    ports = {} if block["protocol"] == "-1" else {"FromPort": block["from_port"], "ToPort": block["to_port"]}
    return {
        "IpProtocol": block["protocol"],
        **ports,
        "IpRanges": [{"CidrIp": cidr} for cidr in block.get("cidr_blocks") or ()],
        "Ipv6Ranges": [{"CidrIpv6": cidr} for cidr in block.get("ipv6_cidr_blocks") or ()],
        "UserIdGroupPairs": [{"GroupId": group, "UserId": ACCOUNT} for group in groups],
    }


def security_group_rule(given: Attributes) -> Made:
    group = given["source_security_group_id"]
    block = {**given, "security_groups": [group] if group else []}
    client("ec2").authorize_security_group_ingress(
        GroupId=given["security_group_id"], IpPermissions=[permission(block, "")]
    )
    return {}


def ingress_rule(given: Attributes) -> Made:
    block = {**given, "protocol": given["ip_protocol"], "cidr_blocks": [given["cidr_ipv4"]]}
    made = client("ec2").authorize_security_group_ingress(
        GroupId=given["security_group_id"], IpPermissions=[permission(block, "")]
    )
    return {"id": made["SecurityGroupRules"][0]["SecurityGroupRuleId"]}


def flow_log(given: Attributes) -> Made:
    made = client("ec2").create_flow_logs(
        ResourceType="VPC",
        ResourceIds=[given["vpc_id"]],
        TrafficType=given["traffic_type"],
        LogDestinationType=given["log_destination_type"],
        LogDestination=given["log_destination"],
    )
    return ec2("vpc-flow-log", made["FlowLogIds"][0], given)


def volume(given: Attributes) -> Made:
    made = client("ec2").create_volume(
        AvailabilityZone=given["availability_zone"],
        Size=given["size"],
        Encrypted=given["encrypted"],
        KmsKeyId=given["kms_key_id"],
    )
    return ec2("volume", made["VolumeId"], given)


def instance(given: Attributes) -> Made:
    (options,), (root,) = given["metadata_options"], given["root_block_device"]
    disk = {
        "Encrypted": root["encrypted"],
        "KmsKeyId": root["kms_key_id"],
        "DeleteOnTermination": True,
        "VolumeSize": 8,
    }
    made = client("ec2").run_instances(
        BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": disk}],
        ImageId=given["ami"],
        InstanceType=given["instance_type"],
        SubnetId=given["subnet_id"],
        SecurityGroupIds=given["vpc_security_group_ids"],
        UserData=given["user_data"],
        MetadataOptions={"HttpEndpoint": options["http_endpoint"], "HttpTokens": options["http_tokens"]},
        MinCount=1,
        MaxCount=1,
    )
    return ec2("instance", made["Instances"][0]["InstanceId"], given)


def launch_template(given: Attributes) -> Made:
    (options,) = given["metadata_options"]
    made = client("ec2").create_launch_template(
        LaunchTemplateName=given["name"],
        LaunchTemplateData={
            "ImageId": given["image_id"],
            "InstanceType": given["instance_type"],
            "MetadataOptions": {"HttpEndpoint": options["http_endpoint"], "HttpTokens": options["http_tokens"]},
        },
    )
    return ec2("launch-template", made["LaunchTemplate"]["LaunchTemplateId"], given)


def ec2(kind: str, id_: str, given: Attributes) -> Made:
    if tags := given.get("tags"):
        client("ec2").create_tags(Resources=[id_], Tags=pairs(tags))
    return {"id": id_, "arn": f"arn:aws:ec2:us-east-1:{ACCOUNT}:{kind}/{id_}"}


MAKERS: Makers = {
    "aws_ebs_volume": volume,
    "aws_flow_log": flow_log,
    "aws_instance": instance,
    "aws_launch_template": launch_template,
    "aws_network_acl": network_acl,
    "aws_security_group": security_group,
    "aws_security_group_rule": security_group_rule,
    "aws_subnet": subnet,
    "aws_vpc": vpc,
    "aws_vpc_security_group_ingress_rule": ingress_rule,
}
