resource "aws_security_group" "a" {
  cidr_blocks = ["10.0.0.0/8",
  name        = "a"
}
resource "aws_s3_bucket" "b" {
  acl = "public-read"
}
