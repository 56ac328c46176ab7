locals {
  buckets = {
    logs = { acl = "log-delivery-write", versioned = false }
    site = { acl = "public-read", versioned = true }
  }
}

resource "aws_s3_bucket" "each" {
  for_each      = local.buckets
  bucket        = "acme-${each.key}"
  acl           = each.value.acl
  force_destroy = !each.value.versioned
  tags = {
    versioned = each.value.versioned
  }
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each            = { for name, bucket in local.buckets : name => bucket if bucket.acl != "public-read" }
  bucket              = aws_s3_bucket.each[each.key].bucket
  block_public_acls   = true
  block_public_policy = each.value.versioned == false
}
