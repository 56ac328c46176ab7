module "shard" {
  source   = "./shard"
  for_each = toset(["x", "y"])
  shard    = each.key
}

locals {
  shards = { for name, shard in module.shard : name => shard.queues }
}

resource "aws_sns_topic" "each" {
  for_each = merge([for name, queues in local.shards : { for index, queue in queues : "${name}${index}" => queue }]...)
  name     = each.value
}
