resource "aws_s3_bucket" "a" {
  acl
  "quoted" = 1
  a.b = 2
  bucket = "a"
}
