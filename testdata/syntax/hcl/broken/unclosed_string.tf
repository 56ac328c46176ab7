resource "aws_s3_bucket" "a" {
  bucket = "a
  acl    = "private"
}
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
