resource "aws_s3_bucket" "b" {
  bucket = "acme"
  acl    = "private"

  versioning {
    enabled = false
  }
}

variable "name" {
  default = "base"
}

resource "aws_sns_topic" "t" {
  name = var.name
}
