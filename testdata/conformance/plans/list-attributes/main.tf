variable "extra" {
  type    = list(string)
  default = ["192.168.0.0/16"]
}

resource "aws_security_group_rule" "r" {
  type              = "ingress"
  from_port         = 0
  to_port           = 65535
  protocol          = "-1"
  cidr_blocks       = concat(["10.0.0.0/8"], var.extra, compact(["", null, "172.16.0.0/12"]))
  ipv6_cidr_blocks  = []
  security_group_id = "sg-1"
}

resource "aws_eks_cluster" "c" {
  name                      = "c"
  enabled_cluster_log_types = setsubtract(["api", "audit", "authenticator"], ["authenticator"])

  vpc_config {
    endpoint_public_access = true
    public_access_cidrs    = reverse(["10.0.0.0/8", "0.0.0.0/0"])
    subnet_ids             = ["subnet-b", "subnet-a"]
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = "arn:aws:kms:eu-west-1:111122223333:key/k"
    }
  }
}
