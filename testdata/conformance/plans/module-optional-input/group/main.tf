variable "name" {
  default  = "plain"
  nullable = false
}

variable "rules" {
  type = list(object({
    port  = number
    cidrs = optional(list(string), ["0.0.0.0/0"])
  }))
  default = []
}

resource "aws_security_group" "this" {
  name = var.name

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = "tcp"
      cidr_blocks = ingress.value.cidrs
    }
  }
}

resource "aws_security_group_rule" "egress" {
  for_each          = { for index, rule in var.rules : "rule-${index}" => rule }
  type              = "egress"
  from_port         = each.value.port
  to_port           = each.value.port
  protocol          = "tcp"
  cidr_blocks       = each.value.cidrs
  security_group_id = aws_security_group.this.id
}
