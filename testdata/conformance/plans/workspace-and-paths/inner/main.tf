resource "aws_s3_bucket" "b" {
  bucket = replace(path.module, "/", "-")
}
