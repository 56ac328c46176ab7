variable "ports" {
  default = [22, 443, 8080]
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      description = "port ${ingress.key}"
      cidr_blocks = ingress.value == 22 ? ["10.0.0.0/8"] : ["0.0.0.0/0"]
    }
  }
}
