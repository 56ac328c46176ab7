variable "vpc" {
  type = object({ id = string, cidr = string })
}

variable "index" {
  type = number
}

resource "aws_subnet" "this" {
  vpc_id                  = var.vpc.id
  cidr_block              = cidrsubnet(var.vpc.cidr, 8, var.index)
  map_public_ip_on_launch = var.index == 0
}

output "cidr" {
  value = aws_subnet.this.cidr_block
}
