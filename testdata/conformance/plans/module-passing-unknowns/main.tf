resource "aws_kms_key" "k" {
  description = "shared"
}

module "bucket" {
  source = "./bucket"
  key    = aws_kms_key.k.arn
}

resource "aws_s3_bucket_versioning" "v" {
  bucket = module.bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}
