variable "public" {
  type    = bool
  default = false
}

resource "aws_s3_bucket" "site" {
  count  = var.public ? 1 : 0
  bucket = "acme-site"
}

resource "aws_s3_bucket" "private" {
  count  = var.public ? 0 : 1
  bucket = "acme-private"
}

resource "aws_sns_topic" "first" {
  name = try(aws_s3_bucket.site[0].bucket, "no-${one(aws_s3_bucket.private[*].bucket)}")
}
