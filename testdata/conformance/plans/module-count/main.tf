variable "enabled" {
  default = true
}

module "on" {
  count  = var.enabled ? 1 : 0
  source = "./queue"
  name   = "on"
}

module "off" {
  count  = var.enabled ? 0 : 1
  source = "./queue"
  name   = "off"
}

resource "aws_sns_topic" "t" {
  name = coalesce(one(module.on[*].name), one(module.off[*].name), "none")
}
