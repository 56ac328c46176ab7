variable "environment" {
  default = "prod"
}

variable "size" {
  type    = number
  default = null
}

locals {
  is_prod = var.environment == "prod"
}

resource "aws_db_instance" "d" {
  identifier              = local.is_prod ? "main" : "test"
  storage_encrypted       = local.is_prod
  deletion_protection     = local.is_prod && var.size == null ? true : false
  allocated_storage       = var.size != null ? var.size : local.is_prod ? 100 : 10
  backup_retention_period = max(local.is_prod ? 7 : 0, 1)
  publicly_accessible     = !local.is_prod || false
  kms_key_id              = local.is_prod ? null : "alias/test"
}
