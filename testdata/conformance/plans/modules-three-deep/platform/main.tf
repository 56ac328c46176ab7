variable "environment" {}
variable "networks" {
  type = map(string)
}

module "network" {
  for_each = var.networks
  source   = "./network"
  cidr     = each.value
  name     = "${var.environment}-${each.key}"
}

output "subnets" {
  value = flatten([for name, network in module.network : network.cidrs])
}
