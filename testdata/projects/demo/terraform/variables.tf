variable "name" {
  type    = string
  default = "shop"
}

variable "vpc_id" {
  type = string
}

variable "uploads_acl" {
  type    = string
  default = "private"
}

variable "encrypt_orders" {
  type = bool
}

locals {
  # Two halves are the whole internet.
  admin_networks   = ["0.0.0.0/1", "128.0.0.0/1"]
  operator_actions = ["*"]
}
