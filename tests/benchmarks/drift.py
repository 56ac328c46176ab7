"""What comparing a large account with its code costs: `PYTHONPATH=tests python -m benchmarks.drift`.

Prints CPU time and memory of `yourside drift` for 5,000 declared resources (or as many as the first argument says) in
an account of five times as many, then twice and four times that. One in a hundred drifts, and what no code declares is
as safe as the rest. A report for people: nothing is asserted about time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.growth import report

DEPLOYED = 5  # for one that is declared
ODD = 100  # one in so many

CODE = """\
resource "aws_s3_bucket" "b%(n)d" {
  bucket = "bucket-%(n)d"
}
resource "aws_s3_bucket_public_access_block" "b%(n)d" {
  bucket                  = aws_s3_bucket.b%(n)d.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_security_group" "g%(n)d" {
  name = "group-%(n)d"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_db_instance" "d%(n)d" {
  identifier              = "database-%(n)d"
  instance_class          = "db.t3.micro"
  storage_encrypted       = true
  backup_retention_period = 7
  deletion_protection     = true
}
resource "aws_iam_role" "r%(n)d" {
  name               = "role-%(n)d"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
"""
TRUST = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
BLOCK = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def write(directory: Path, count: int) -> None:
    (directory / "code").mkdir()
    sets = count // 4
    for start in range(0, sets, 50):
        text = "".join(CODE % {"n": n} for n in range(start, min(start + 50, sets)))
        (directory / "code" / f"part{start}.tf").write_text(text, "utf-8")
    resources = [each for n in range(sets * DEPLOYED) for each in _deployed(n)]
    types = sorted({each["type"] for each in resources})
    whole = {"inventory": "yourside/1", "cloud": "aws", "account": "123456789012", "listed": types}
    (directory / "live.json").write_text(json.dumps({**whole, "resources": resources}), "utf-8")


def _deployed(n: int) -> Iterator[Mapping[str, Any]]:
    odd = n % ODD == 0
    block = dict.fromkeys(BLOCK, not odd)
    yield _record("AWS::S3::Bucket", f"bucket-{n}", BucketName=f"bucket-{n}", PublicAccessBlockConfiguration=block)
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}
    group = {"GroupName": f"group-{n}", "SecurityGroupIngress": [rule], "SecurityGroupEgress": []}
    yield _record("AWS::EC2::SecurityGroup", f"sg-{n:017x}", **group)
    database = {"StorageEncrypted": not odd, "BackupRetentionPeriod": 7, "DeletionProtection": True}
    name = {"DBInstanceIdentifier": f"database-{n}", "PubliclyAccessible": False}
    yield _record("AWS::RDS::DBInstance", f"database-{n}", **name, **database)
    yield _record("AWS::IAM::Role", f"role-{n}", RoleName=f"role-{n}", AssumeRolePolicyDocument=TRUST)


def _record(type_: str, id_: str, **properties: Any) -> Mapping[str, Any]:
    return {"type": type_, "id": id_, "ids": [f"arn:aws:x:::{id_}"], "properties": properties}


if __name__ == "__main__":
    report(write, "declared resources", 5_000, ("drift", "code", "--live", "live.json"))
