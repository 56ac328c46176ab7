locals {
  buckets = toset(["acme-data", "acme-site", "acme-logs"])
}

resource "aws_s3_bucket" "all" {
  for_each = local.buckets
  bucket   = each.key
  tags     = { Team = "platform" }
}

resource "aws_s3_bucket_versioning" "all" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.all[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "all" {
  for_each                = local.buckets
  bucket                  = aws_s3_bucket.all[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_logging" "all" {
  for_each      = toset(["acme-data", "acme-site"])
  bucket        = aws_s3_bucket.all[each.key].id
  target_bucket = aws_s3_bucket.all["acme-logs"].id
  target_prefix = "${each.key}/"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.all["acme-data"].id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

# What the cloud gives back says the same in other words: one action as text, an account as its root.
resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.all["acme-logs"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Trail"
        Effect    = "Allow"
        Principal = { Service = ["cloudtrail.amazonaws.com"] }
        Action    = ["s3:GetBucketAcl", "s3:PutObject"]
        Resource  = [aws_s3_bucket.all["acme-logs"].arn, "${aws_s3_bucket.all["acme-logs"].arn}/*"]
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.all["acme-logs"].arn, "${aws_s3_bucket.all["acme-logs"].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = ["false"] } }
      },
    ]
  })
}

resource "aws_s3_bucket_policy" "others" {
  for_each = toset(["acme-data", "acme-site"])
  bucket   = aws_s3_bucket.all[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:*"]
      Resource  = [aws_s3_bucket.all[each.key].arn, "${aws_s3_bucket.all[each.key].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
  })
}

resource "aws_kms_key" "data" {
  description             = "data"
  enable_key_rotation     = true
  deletion_window_in_days = 14
}

resource "aws_kms_alias" "data" {
  name          = "alias/data"
  target_key_id = aws_kms_key.data.id
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_table" "sessions" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "postgres14"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.t3.micro"
  allocated_storage       = 20
  username                = "app"
  password                = "from-a-vault"
  storage_encrypted       = true
  backup_retention_period = 7
  deletion_protection     = true
  parameter_group_name    = aws_db_parameter_group.orders.name
  skip_final_snapshot     = true
}

resource "aws_ecr_repository" "app" {
  name                 = "app"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Pull"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    }]
  })
}

resource "aws_secretsmanager_secret" "database" {
  name = "database"
}
