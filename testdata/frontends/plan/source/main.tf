variable "password" {
  sensitive = true
  default   = "hunter2-is-secret"
}

resource "aws_s3_bucket" "logs" {
  for_each = toset(["a"])
  bucket   = "acme-${each.key}"
  acl      = each.key == "a" ? "public-read" : "private"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs["a"].id

  versioning_configuration {
    status = "Suspended"
  }
}

module "db" {
  source   = "./db"
  password = var.password
}
