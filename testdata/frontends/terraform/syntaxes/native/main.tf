resource "aws_s3_bucket" "b" {
  bucket = "b"
  versioning { enabled = true }
}
resource "aws_security_group" "sg" {
  vpc_id = "vpc-1"
  ingress {
    from_port = 22
    to_port = 22
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "dyn" {
  vpc_id = "vpc-1"
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
  dynamic "ingress" {
    for_each = [22, 3389]
    content {
      from_port = ingress.value
      to_port = ingress.value
      protocol = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  egress {
    from_port = 0
    to_port = 0
    protocol = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "i" {
  ami = "ami-1"
  instance_type = "t3.micro"
  root_block_device { encrypted = false }
  ebs_block_device {
    device_name = "/dev/sdb" 
    encrypted = false
  }
  metadata_options { http_tokens = "optional" }
}
resource "aws_eks_cluster" "e" {
  name = "e"
  role_arn = "arn:aws:iam::123456789012:role/x"
  vpc_config {
    subnet_ids = ["a", "b"]
    endpoint_public_access = true
    public_access_cidrs = ["0.0.0.0/0"]
  }
}
resource "kubernetes_deployment" "d" {
  metadata {
    name = "d" 
    namespace = "x"
    labels = { a = "b" }
  }
  spec {
    selector { match_labels = { a = "b" } }
    template {
      metadata { labels = { a = "b" } }
      spec {
        host_network = true
        dynamic "container" {
          for_each = ["c", "d"]
          content {
            name = container.value
            image = "nginx:1"
            security_context { privileged = container.value == "c" }
            env {
              name = "X"
              value = "y"
            }
          }
        }
        volume {
          name = "v"
          host_path { path = "/" }
        }
      }
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "aws:kms" }
  }
}
data "aws_iam_policy_document" "p" {
  statement {
    actions = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type = "AWS"
      identifiers = ["*"]
    }
  }
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.p.json
}
resource "aws_cloudfront_distribution" "cf" {
  enabled = true
  origin {
    domain_name = "x"
    origin_id = "o"
    custom_origin_config {
      http_port = 80
      https_port = 443
      origin_protocol_policy = "http-only"
      origin_ssl_protocols = ["SSLv3"]
    }
  }
  default_cache_behavior {
    allowed_methods = ["GET"]
    cached_methods = ["GET"]
    target_origin_id = "o"
    viewer_protocol_policy = "allow-all"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}
