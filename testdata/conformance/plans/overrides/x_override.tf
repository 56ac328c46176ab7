resource "aws_s3_bucket" "b" {
  acl = "public-read"

  versioning {
    enabled = true
  }
}

variable "name" {
  default = "overridden"
}
