variable "buckets" {}
variable "first" {}
variable "last" {}

locals {
  names = sort([for b in values(var.buckets) : b.bucket])
}

resource "aws_iam_policy" "p" {
  name = "${var.first}/${var.last}/${length(local.names)}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for n in local.names : { Effect = "Allow", Action = ["s3:*"], Resource = ["arn:aws:s3:::${n}", "arn:aws:s3:::${n}/*"] }],
      var.first == null ? [] : [{ Effect = "Deny", Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = false } } }],
    )
  })
}

resource "aws_sns_topic" "arns" {
  for_each = var.buckets
  name     = each.value.arn
}
