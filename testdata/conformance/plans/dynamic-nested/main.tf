locals {
  rules = {
    archive = { enabled = true, moves = [{ days = 30, class = "GLACIER" }, { days = 90, class = "DEEP_ARCHIVE" }] }
    nothing = { enabled = false, moves = [] }
  }
}

resource "aws_s3_bucket" "b" {
  bucket = "acme"

  dynamic "lifecycle_rule" {
    for_each = local.rules
    iterator = rule
    content {
      id      = rule.key
      enabled = rule.value.enabled

      dynamic "transition" {
        for_each = rule.value.moves
        content {
          days          = transition.value.days
          storage_class = transition.value["class"]
        }
      }
    }
  }
}
