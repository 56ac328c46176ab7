variable "tags" {
  type    = map(string)
  default = { team = "core", cost = "1" }
}

locals {
  common = merge({ managed = "yes" }, var.tags, { cost = 2 })
}

resource "aws_s3_bucket" "b" {
  bucket = "acme"
  tags   = merge(local.common, { Name = "acme" }, null)
}

resource "aws_sqs_queue" "q" {
  name = join("-", concat(["acme"], values(local.common)))
  tags = { for key, value in local.common : "x-${key}" => upper(value) if key != "team" }
}
