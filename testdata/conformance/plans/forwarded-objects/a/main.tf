variable "settings" {
  type = any
}

resource "aws_s3_bucket" "this" {
  bucket = var.settings.name

  logging {
    target_bucket = var.settings.logging.bucket
    target_prefix = var.settings.logging.prefix
  }

  dynamic "lifecycle_rule" {
    for_each = [for r in var.settings.rules : r if r.days > 1]
    content {
      id      = lifecycle_rule.value.id
      enabled = lifecycle_rule.key == 0

      expiration {
        days = lifecycle_rule.value.days
      }

      dynamic "transition" {
        for_each = lifecycle_rule.value.to
        content {
          days          = transition.value.after + lifecycle_rule.value.days
          storage_class = transition.value.class
        }
      }
    }
  }
}

output "bucket" {
  value = aws_s3_bucket.this.bucket
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
