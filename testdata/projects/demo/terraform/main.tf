resource "aws_s3_bucket" "uploads" {
  bucket = "${var.name}-uploads"
}

resource "aws_s3_bucket_acl" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  acl    = var.uploads_acl
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = false
  block_public_policy     = true
  ignore_public_acls      = false
  restrict_public_buckets = true
}

resource "aws_security_group" "bastion" {
  name        = "${var.name}-bastion"
  description = "SSH for the administrators"
  vpc_id      = var.vpc_id

  dynamic "ingress" {
    for_each = local.admin_networks
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_db_instance" "orders" {
  identifier              = "${var.name}-orders"
  engine                  = "postgres"
  instance_class          = "db.t4g.medium"
  allocated_storage       = 20
  storage_encrypted       = var.encrypt_orders
  publicly_accessible     = false
  backup_retention_period = 7
}

resource "aws_iam_policy" "operators" {
  name = "${var.name}-operators"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = local.operator_actions
      Resource = "*"
    }]
  })
}
