resource "aws_s3_bucket" "b" {
  bucket     = "acme"
  depends_on = [aws_sns_topic.t]

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags]
  }
}

resource "aws_sns_topic" "t" {
  name     = "t"
  provider = aws.west
}

provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = { owner = "core" }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.b
}

check "named" {
  assert {
    condition     = aws_s3_bucket.b.bucket == "acme"
    error_message = "wrong name"
  }
}
