locals {
  pairs = [for pair in setproduct(["dev", "prod"], ["web", "db"]) : { environment = pair[0], role = pair[1] }]
}

resource "aws_security_group" "each" {
  for_each    = { for pair in local.pairs : "${pair.environment}/${pair.role}" => pair }
  name        = each.key
  description = each.value.environment == "prod" ? "guarded" : "open"

  ingress {
    from_port   = each.value.role == "db" ? 5432 : 443
    to_port     = each.value.role == "db" ? 5432 : 443
    protocol    = "tcp"
    cidr_blocks = each.value.environment == "prod" ? ["10.0.0.0/8"] : ["0.0.0.0/0"]
  }
}
