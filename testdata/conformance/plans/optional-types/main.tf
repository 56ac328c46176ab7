variable "buckets" {
  type = map(object({
    acl        = optional(string, "private")
    versioning = optional(bool)
    logging = optional(object({
      target = string
      prefix = optional(string, "logs/")
    }))
    tags = optional(map(string), {})
  }))
  default = {
    plain  = {}
    public = { acl = "public-read", versioning = true, tags = { open = "yes" } }
    logged = { logging = { target = "acme-logs" } }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = var.buckets
  bucket   = each.key
  acl      = each.value.acl
  tags     = each.value.tags

  dynamic "versioning" {
    for_each = each.value.versioning == null ? [] : [each.value.versioning]
    content {
      enabled = versioning.value
    }
  }

  dynamic "logging" {
    for_each = each.value.logging[*]
    content {
      target_bucket = logging.value.target
      target_prefix = logging.value.prefix
    }
  }
}
