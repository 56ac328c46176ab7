resource "aws_s3_bucket" "b" {
  bucket = "acme-${terraform.workspace}"
  tags   = { module = path.module, root = basename(path.root) == "." }
}

module "inner" {
  source = "./inner"
}
