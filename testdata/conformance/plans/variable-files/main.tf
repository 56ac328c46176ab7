variable "name" {
  default = "default"
}

variable "encrypted" {
  type    = bool
  default = false
}

variable "zones" {
  type = list(string)
}

resource "aws_ebs_volume" "each" {
  for_each          = toset(var.zones)
  availability_zone = each.key
  encrypted         = var.encrypted
  size              = 8
  tags              = { Name = var.name }
}
