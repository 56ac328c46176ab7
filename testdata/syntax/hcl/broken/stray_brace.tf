resource "aws_s3_bucket" "a" {
  acl = "private"
}}
resource "aws_s3_bucket" "b" {
  acl = "private"
}
