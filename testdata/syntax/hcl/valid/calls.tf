locals {
  merged   = merge({ a = 1 }, var.maps...)
  provided = provider::aws::arn_parse("arn:aws:s3:::b")
  none     = timestamp()
  nested   = jsonencode({ Statement = [{ Effect = "Allow", Action = concat(["s3:Get*"], var.more) }] })
  lines = join(",", [
    "a",
    "b", # trailing
  ])
}
