variable "password" {
  type      = string
  sensitive = true
  default   = "correct horse battery staple"
}

resource "aws_db_instance" "d" {
  identifier        = "d"
  username          = "root"
  password          = var.password
  storage_encrypted = true
}

resource "aws_instance" "i" {
  ami       = "ami-1"
  user_data = "db://root:${var.password}@host"
  tags      = { hidden = sensitive("hidden tag"), shown = "yes" }
}
