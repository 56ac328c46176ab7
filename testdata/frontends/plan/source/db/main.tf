variable "password" {}

resource "aws_db_instance" "main" {
  identifier        = "main"
  username          = "root"
  password          = var.password
  storage_encrypted = false
}
