resource "aws_s3_bucket" "a" {
<<<<<<< HEAD
  acl = "private"
=======
  acl = "public-read"
>>>>>>> theirs
  bucket = "a"
}
