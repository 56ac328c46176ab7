resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = toset([80, 443])
    iterator = port
    content {
      from_port   = port.value
      to_port     = port.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
