variable "names" {
  default = ["logs", "site", "backup"]
}

resource "aws_s3_bucket" "each" {
  count  = length(var.names)
  bucket = "acme-${var.names[count.index]}-${count.index}"
}

resource "aws_s3_bucket_versioning" "each" {
  count  = length(aws_s3_bucket.each)
  bucket = aws_s3_bucket.each[count.index].id

  versioning_configuration {
    status = count.index == 1 ? "Suspended" : "Enabled"
  }
}
