resource "aws_s3_bucket" "a" {
  acl = "private"
}
resource "aws_iam_policy" "p" {
  policy = <<EOT
{}
}
