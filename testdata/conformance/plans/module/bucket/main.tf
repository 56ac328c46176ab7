variable "name" {
  type = string
}

variable "acl" {
  default = "private"
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  acl    = var.acl
  tags   = { Name = title(var.name) }
}

output "name" {
  value = aws_s3_bucket.this.bucket
}

output "tags" {
  value = { for key, value in aws_s3_bucket.this.tags : lower(key) => value }
}
