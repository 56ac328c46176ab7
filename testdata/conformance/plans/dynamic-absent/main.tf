variable "logging" {
  type    = string
  default = null
}

resource "aws_s3_bucket" "b" {
  bucket = "acme"

  dynamic "logging" {
    for_each = var.logging[*]
    content {
      target_bucket = logging.value
    }
  }

  dynamic "versioning" {
    for_each = var.logging == null ? [1] : []
    content {
      enabled = true
    }
  }
}
