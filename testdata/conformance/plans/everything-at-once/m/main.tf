variable "config" {
  type = object({ name = string, port = number, cidrs = list(string), extra = optional(map(string), { d = "1" }) })
}

locals {
  summary = "${var.config.name}:${var.config.port}:${join("+", var.config.cidrs)}"
}

resource "aws_security_group" "g" {
  name = local.summary

  dynamic "ingress" {
    for_each = toset(var.config.cidrs)
    content {
      from_port   = var.config.port
      to_port     = var.config.port
      protocol    = ingress.key == ingress.value ? "tcp" : "udp"
      cidr_blocks = [ingress.value]
    }
  }
  tags = var.config.extra
}

output "result" {
  value = { summary = local.summary, tags = aws_security_group.g.tags, id = aws_security_group.g.name }
}
