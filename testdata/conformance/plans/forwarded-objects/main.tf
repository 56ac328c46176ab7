variable "create" {
  type    = bool
  default = true
}

variable "settings" {
  type = object({
    name    = string
    logging = optional(object({ bucket = string, prefix = optional(string) }), { bucket = "default-logs" })
    rules = optional(list(object({
      id   = string
      days = optional(number, 30)
      to   = optional(list(object({ class = string, after = optional(number, 60) })), [])
    })), [])
  })
  default = { name = "acme", rules = [{ id = "a" }, { id = "b", days = 5, to = [{ class = "GLACIER" }] }] }
}

module "a" {
  source   = "./a"
  count    = var.create ? 2 : 0
  settings = merge(var.settings, { name = "${var.settings.name}-${count.index}" })
}

module "b" {
  source  = "./b"
  buckets = { for i, m in module.a : i => m }
  first   = try(module.a[0].bucket, null)
  last    = try(module.a[5].bucket, "nothing")
}

resource "aws_instance" "web" {
  for_each               = { for pair in setproduct(["a", "b"], [1, 2]) : join("", pair) => pair if !(pair[0] == "b" && pair[1] == 2) }
  ami                    = each.value[0]
  instance_type          = "t3.${each.value[1] == 1 ? "micro" : "small"}"
  vpc_security_group_ids = [for g in aws_security_group.g : g.id if g.name != "no"]

  dynamic "root_block_device" {
    for_each = each.value[1] == 1 ? [] : ["x"]
    content {
      encrypted = true
    }
  }

  dynamic "metadata_options" {
    for_each = var.create ? { on = true } : {}
    iterator = it
    content {
      http_tokens = it.value ? "required" : "optional"
    }
  }
}

resource "aws_security_group" "g" {
  count = 2
  name  = count.index == 0 ? "yes" : "no"
  tags  = count.index == 0 ? { a = 1 } : { a = 2 }
}

output "x" {
  value = aws_instance.web["a1"].ami
}
