"""How the cost of a run grows with the size of a template: `PYTHONPATH=tests python -m benchmarks.templates`.

Prints CPU time and memory for one template of COUNT resources (2,000 by default: some 1 MB), twice and four times as
many, each in a process of its own that does what the command does. A report for people: nothing is asserted about time.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.growth import report

HEAD = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
"""
# Four resources of some 2 KB.
RESOURCES = """\
  Bucket{n}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "app-${{AWS::AccountId}}-{n}"
      AccessControl: !If [IsProd, Private, PublicRead]
      VersioningConfiguration:
        Status: Enabled
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: alias/aws/s3
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
      Tags:
        - Key: Name
          Value: bucket{n}
        - Key: Stage
          Value: !Ref Stage
  Policy{n}:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket{n}
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: [!GetAtt Bucket{n}.Arn, !Sub "${{Bucket{n}.Arn}}/*"]
            Condition: {{Bool: {{aws:SecureTransport: "false"}}}}
  Group{n}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Group number {n} of the application
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/8
        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: 10.0.0.0/8
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
  Role{n}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {{Service: lambda.amazonaws.com}}
            Action: sts:AssumeRole
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: [s3:GetObject, s3:PutObject]
                Resource: !Sub "arn:aws:s3:::app-${{AWS::AccountId}}-{n}/*"
"""


def write(directory: Path, count: int) -> None:
    text = HEAD + "".join(RESOURCES.format(n=n) for n in range(count // 4))
    (directory / "template.yaml").write_text(text)


if __name__ == "__main__":
    report(write, "resources", 2_000)
