# A bucket with everything written out.
resource "aws_s3_bucket" "logs" {
  bucket        = "logs-${var.stage}"
  force_destroy = false

  tags = {
    Name        = "logs"
    "team"      = "platform"
    (local.key) = "x"
    Cost : 12
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags["Name"], bucket]
  }
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration { status = "Enabled" }
}
