variable "key" {
  type    = string
  default = null
}

locals {
  algorithm = "aws:kms"
}

resource "aws_s3_bucket" "this" {
  bucket = "acme"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = var.key
      sse_algorithm     = local.algorithm
    }
  }
}

output "id" {
  value = aws_s3_bucket.this.id
}
