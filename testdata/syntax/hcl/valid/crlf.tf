resource "aws_s3_bucket" "b" {
  acl = "private"
  policy = <<EOT
{"a": 1}
EOT
}
