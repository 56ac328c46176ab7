"""How the cost of a run grows with its module calls: `PYTHONPATH=tests python -m benchmarks.terraform_modules`.

Prints CPU time and memory for a root module of COUNT calls (500 by default), each with 4 resources, for twice and for
four times as many, each in a process of its own. A report for people: nothing is asserted about time.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.growth import report

MODULE = """\
variable "name" {
  type = string
}
variable "cidrs" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}
variable "retention" {
  type    = object({ days = optional(number, 30), enabled = optional(bool, true) })
  default = {}
}
locals {
  prefix = "app-${var.name}"
  tags   = merge({ Name = local.prefix }, { Team = "red" })
}
resource "aws_s3_bucket" "data" {
  bucket = "${local.prefix}-data"
  tags   = local.tags
}
resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_sqs_queue" "jobs" {
  name                      = "${local.prefix}-jobs"
  message_retention_seconds = var.retention.days * 86400
  tags                      = local.tags
}
resource "aws_security_group" "web" {
  name = local.prefix
  dynamic "ingress" {
    for_each = var.cidrs
    content {
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
output "bucket" {
  value = aws_s3_bucket.data.id
}
"""
CALL = """\
module "app{n}" {{
  source = "./modules/app"
  name   = "{n}"
  cidrs  = ["10.{block}.0.0/16", "192.168.0.0/24"]
}}
"""


def write(directory: Path, count: int) -> None:
    (directory / "modules" / "app").mkdir(parents=True)
    (directory / "modules" / "app" / "main.tf").write_text(MODULE)
    (directory / "main.tf").write_text("".join(CALL.format(n=n, block=n % 256) for n in range(count)))


if __name__ == "__main__":
    report(write, "module calls", 500)
