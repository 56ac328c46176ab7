resource "aws_instance" "web" {
  ami                         = "ami-1"
  instance_type               = "t3.micro"
  vpc_security_group_ids      = ["sg-1"]
  iam_instance_profile        = "web"
  associate_public_ip_address = true
  monitoring                  = true

  root_block_device {
    encrypted   = true
    volume_size = 20
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_type = "gp3"
  }

  metadata_options {
    http_tokens   = "required"
    http_endpoint = "enabled"
  }
}

resource "aws_instance" "silent" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "fleet" {
  image_id               = "ami-1"
  instance_type          = "t3.micro"
  vpc_security_group_ids = ["sg-1"]

  metadata_options {
    http_tokens = "optional"
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted = "true"
    }
  }

  network_interfaces {
    associate_public_ip_address = "true"
    security_groups             = ["sg-1"]
  }
}

resource "aws_ebs_volume" "disk" {
  availability_zone = "eu-west-1a"
  size              = 10
  type              = "gp3"
  encrypted         = true
}

resource "aws_vpc" "net" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.net.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_flow_log" "log" {
  vpc_id               = aws_vpc.net.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::logs"
}

resource "aws_network_acl" "acl" {
  vpc_id = aws_vpc.net.id
}

resource "aws_network_acl_rule" "ssh" {
  network_acl_id = aws_network_acl.acl.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
}
