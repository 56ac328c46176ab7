variable "cidr" {}
variable "name" {}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name }
}

module "subnet" {
  count  = 2
  source = "./subnet"
  vpc    = { id = aws_vpc.this.id, cidr = aws_vpc.this.cidr_block }
  index  = count.index
}

output "cidrs" {
  value = module.subnet[*].cidr
}
