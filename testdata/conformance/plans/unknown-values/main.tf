resource "aws_kms_key" "k" {
  description         = "data"
  enable_key_rotation = true
}

resource "aws_s3_bucket" "b" {
  bucket = "acme"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id

  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.k.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "${aws_s3_bucket.b.arn}/*" }]
  })
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  kms_key_id        = coalesce(null, aws_kms_key.k.arn)
  encrypted         = true
}
