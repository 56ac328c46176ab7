variable "key" {
  type    = string
  default = null
}

resource "aws_ebs_volume" "v" {
  availability_zone = "a"
  encrypted         = var.key != null
  kms_key_id        = var.key
  size              = try(tonumber(var.key), 8)
  tags              = { for name, value in { key = var.key, name = "v" } : name => value if value != null }
}

resource "aws_db_instance" "d" {
  identifier = "d"
  engine     = coalesce(var.key, "postgres")
  port       = can(var.key.x) ? 1 : 5432
}
